import { gunzipSync } from 'node:zlib';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Core, signersOf, parseCheckpoint, signCheckpoint, signingKey } from '@jejak/ledger';
import type { Broker, BrokerConsumer } from '@jejak/messaging';
import { eventually } from '@jejak/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Intake } from '../src/intake/intake';
import { LogFiles } from '../src/log/log-files';
import { rebuildTiles } from '../src/log/rebuild-tiles';
import { LogRefused } from '../src/log/sealed-head';
import type { FiledEntry } from '../src/log/tile-writer';
import { type LedgerDatabase, ledgerDatabase, readLog } from './ledger-database';
import { ProducingService } from './producing-service';
import { filesBelow, goesOn, headsLeaves, mth, readFromFiles, type ReadFromFiles } from './reader-of-files';

const EVENTS = 600;
const origin = 'log.test/1';
const seed = Buffer.alloc(32, 7);
const key = signingKey(origin, 'note', seed);

/** Nothing ever comes: what is looked at is how the log begins. */
const silent: Broker = {
  producer: () => Promise.reject(new Error('nothing is sent here')),
  consumer: (): BrokerConsumer => ({
    ...{ run: () => Promise.resolve(), close: () => Promise.resolve(), state: () => 'running' as const },
    ...{ pause: () => undefined, resume: () => undefined },
  }),
  ensureTopics: () => Promise.resolve(),
  close: () => Promise.resolve(),
};

const writerOf = ({ url }: Pick<LedgerDatabase, 'url'>, folder: string, by = key): Intake =>
  new Intake({
    ...{ databaseUrl: url, broker: silent, sources: ['career'], key: by, folder, retryMs: 50 },
    ...{ gapAlarmMs: 3_600_000, silenceAlarmMs: 3_600_000 },
  });

/** Starts a writer and stops it: what there was to catch up with is done. */
const startAndStop = async (
  database: Pick<LedgerDatabase, 'url'>,
  folder: string,
  by = key,
): Promise<void> => {
  const intake = writerOf(database, folder, by);
  try {
    await intake.start();
  } finally {
    await intake.stop();
  }
};

let database: LedgerDatabase;
let work: string;
let folder: string;
let settings: object;
/** Entries of the log once all is written: the events, and the heads leaves between them. */
let size = 0;

beforeAll(async () => {
  database = await ledgerDatabase();
  work = mkdtempSync(join(tmpdir(), 'jejak-sealed-'));
  folder = join(work, 'log');
  const career = new ProducingService('career');
  const events = await career.events(EVENTS, 9);
  const spool = join(work, 'spool.json');
  writeFileSync(spool, JSON.stringify(events.map((event) => career.message(event))));
  const topic = 'jejak.career.events.v1';
  settings = {
    databaseUrl: database.url,
    folder,
    keys: join(work, 'keys'),
    spool,
    origin,
    seed: seed.toString('hex'),
    topic,
    source: 'career',
  };
});
afterAll(async () => {
  await database.drop();
  rmSync(work, { recursive: true });
});

/** @returns how the process ended; stopped by us, where it has no point to strike at */
const runWriter = async (point: string, passes: number): Promise<NodeJS.Signals | number | null> => {
  const child = spawn(
    process.execPath,
    [join(__dirname, 'struck-writer.cjs'), JSON.stringify({ ...settings, point, passes })],
    { stdio: ['ignore', 'inherit', 'inherit'] },
  );
  const exit = once(child, 'exit') as Promise<[number | null, NodeJS.Signals | null]>;
  if (point === '') {
    await eventually(
      'all of it is published',
      () => numbersOf('career', readFromFiles(folder)?.leaves).length === EVENTS,
      60_000,
    );
    child.kill('SIGTERM');
  }
  const [code, signal] = await exit;
  return signal ?? code;
};

/** The numbers of a source, in order of the log. */
const numbersOf = (source: string, leaves: readonly string[] = []): number[] =>
  leaves
    .map((leaf) => JSON.parse(leaf) as { pos: number; src: string })
    .filter(({ src }) => src === source)
    .map(({ pos }) => pos);
const oneTo = (last: number): number[] => Array.from({ length: last }, (_, i) => i + 1);

describe('a writer that is killed', () => {
  const saved: ReadFromFiles[] = [];

  // The five points of the specification, with what lies between: in the transaction, before and behind the signature, before and behind COMMIT,
  // between tiles, before and behind the checkpoint; of one that takes up what another left: with the epoch raised, and while it catches up with
  // what is committed and not published; and of a heads leaf, once it has its number and once its checkpoint is kept.
  it.each([
    ...['entered', 'signed', 'moved', 'fenced', 'committed', 'catching up', 'caught up'],
    ...['tile', 'checkpoint', 'published', 'numbered', 'kept'],
  ])('at the point "%s" leaves a log that every earlier checkpoint is the beginning of', async (point) => {
    expect(await runWriter(point, 4)).toBe('SIGKILL');
    // What can be read at this very moment, before anybody repairs anything.
    const read = readFromFiles(folder);
    if (read) saved.push(read);
    const log = await readLog(database);
    expect(log.length).toBeGreaterThanOrEqual(read?.size ?? 0);
    for (const before of saved) expect(goesOn(before, read ?? saved[0])).toBe(true);
    headsLeaves(read?.leaves ?? []);
  });

  it('goes on to the end, with nothing lost or doubled, and files that can be made again to the byte', async () => {
    expect(await runWriter('', 0)).toBe('SIGTERM');
    const read = readFromFiles(folder);
    if (!read) throw new Error('nothing is published');
    expect(saved.length).toBeGreaterThan(4);
    for (const before of saved) expect(goesOn(before, read)).toBe(true);
    ({ size } = read);
    expect(numbersOf('career', read.leaves)).toEqual(oneTo(EVENTS));
    const heads = headsLeaves(read.leaves);
    expect(heads.length).toBeGreaterThanOrEqual(EVENTS / 60);
    expect(numbersOf('audit', read.leaves)).toEqual(oneTo(heads.length));
    const published = filesBelow(folder);
    const checkpoint = parseCheckpoint(published.get('checkpoint')?.toString('utf8') ?? '');
    expect(signersOf(checkpoint.note, [key.verifier])).toEqual([key.verifier]);
    const anew = join(work, 'anew');
    await startAndStop(database, anew);
    for (const [path, bytes] of filesBelow(anew))
      expect({ path, same: published.get(path)?.equals(bytes) }).toEqual({ path, same: true });
    expect(readFromFiles(anew)).toEqual(read);
    const rebuilt = new LogFiles(join(work, 'rebuilt'));
    const entries = async (from: number, to: number): Promise<FiledEntry[]> => {
      const { rows } = await database.pool.query<FiledEntry>(
        'SELECT leaf, hash FROM ledger.log_entry WHERE idx >= $1 AND idx < $2 ORDER BY idx',
        [from, to],
      );
      return rows;
    };
    const note = published.get('checkpoint')?.toString('utf8') ?? '';
    expect(await rebuildTiles(rebuilt, note, key, entries)).toBe(size);
    expect(filesBelow(rebuilt.folder)).toEqual(filesBelow(anew));
  });

  it('has each full bundle packed beside it, and nothing else', () => {
    const files = filesBelow(folder);
    const packed = [...files.keys()].filter((path) => path.endsWith('.gz'));
    expect(packed.sort()).toEqual(
      Array.from(
        { length: Math.floor(size / 256) },
        (_, n) => `tile/entries/${String(n).padStart(3, '0')}.gz`,
      ),
    );
    for (const path of packed) {
      const plain = files.get(path.slice(0, -'.gz'.length)) ?? Buffer.alloc(0);
      expect(gunzipSync(files.get(path) ?? Buffer.alloc(0)).equals(plain)).toBe(true);
    }
  });

  it('has recorded each heads leaf under its number, for every reader of the facts, and kept its checkpoint', async () => {
    const { rows } = await database.pool.query<{ pos: string; core: string; queued: string | null }>(
      `SELECT p.pos, e.core, o.pos AS queued FROM es.published p JOIN es.events e USING (position)
         LEFT JOIN es.outbox o USING (position) ORDER BY p.pos`,
    );
    const leaves = (readFromFiles(folder)?.leaves ?? []).map(
      (leaf) => JSON.parse(leaf) as { core: Core; pos: number; src: string },
    );
    expect(rows.map(({ pos, core }) => [Number(pos), JSON.parse(core) as unknown])).toEqual(
      leaves.filter(({ src }) => src === 'audit').map(({ pos, core }) => [pos, core]),
    );
    expect(rows.every(({ pos, queued }) => queued === pos)).toBe(true);
    const relay = await database.pool.query<{ next_pos: string }>('SELECT next_pos FROM es.relay');
    expect(Number(relay.rows[0].next_pos)).toBe(rows.length + 1);
    const kept = await database.pool.query<{ idx: string; note: string }>(
      'SELECT idx, note FROM ledger.heads_leaf ORDER BY idx',
    );
    expect(kept.rows.map(({ idx }) => Number(idx))).toEqual(
      [...leaves.keys()].filter((index) => leaves[index].src === 'audit'),
    );
    const read = readFromFiles(folder);
    for (const { idx, note } of kept.rows) {
      const checkpoint = parseCheckpoint(note);
      expect(signersOf(checkpoint.note, [key.verifier])).toEqual([key.verifier]);
      expect(checkpoint.size).toBe(Number(idx) + 1);
      expect(checkpoint.root.equals(mth(read?.hashes.slice(0, checkpoint.size) ?? []))).toBe(true);
    }
  });
});

describe('a log refuses to be written', () => {
  const refused = (by = key): Promise<void> => startAndStop(database, folder, by);

  it('where more is published than the database has: it was restored, and would fork', async () => {
    const restored = await ledgerDatabase();
    await expect(startAndStop(restored, folder)).rejects.toThrow(LogRefused);
    await expect(startAndStop(restored, folder)).rejects.toThrow('restored from a backup');
    await restored.drop();
  });

  it('where something else is published', async () => {
    const good = filesBelow(folder).get('checkpoint') ?? Buffer.alloc(0);
    const write = (content: string | Buffer): void => writeFileSync(join(folder, 'checkpoint'), content);
    try {
      write(signCheckpoint({ origin, size, root: Buffer.alloc(32) }, key));
      await expect(refused()).rejects.toThrow('are not those of the database');
      write(signCheckpoint({ origin, size: size - 9, root: Buffer.alloc(32) }, key));
      await expect(refused()).rejects.toThrow('are not those of the database');
      write(good.subarray(0, -20));
      await expect(refused()).rejects.toThrow('is not what this log signed');
      write(
        signCheckpoint(
          { origin, size, root: Buffer.alloc(32) },
          signingKey(origin, 'note', Buffer.alloc(32, 9)),
        ),
      );
      await expect(refused()).rejects.toThrow('signed by another key');
    } finally {
      write(good);
    }
    await expect(refused()).resolves.toBeUndefined();
  });

  it('under another key, or another name', async () => {
    await expect(refused(signingKey(origin, 'note', Buffer.alloc(32, 9)))).rejects.toThrow(
      'signed by another key',
    );
    await expect(refused(signingKey('other/1', 'note', seed))).rejects.toThrow('this log is other/1');
  });

  it('where its head is not what was signed', async () => {
    const { rows } = await database.pool.query<{ root: Buffer }>('SELECT root FROM ledger.log_head');
    const set = (root: Buffer) => database.pool.query('UPDATE ledger.log_head SET root = $1', [root]);
    await set(Buffer.alloc(32));
    await expect(refused()).rejects.toThrow('is not what was signed');
    await set(rows[0].root);
    await expect(refused()).resolves.toBeUndefined();
  });

  it('but mends tiles that are gone or broken, which are derived', async () => {
    const before = filesBelow(folder);
    rmSync(join(folder, 'tile'), { recursive: true });
    await refused();
    const read = readFromFiles(folder);
    expect(read?.size).toBe(size);
    const [partial] = [...before.keys()].filter((path) => path.startsWith(`tile/0/002.p/${size - 512}`));
    writeFileSync(join(folder, partial), Buffer.alloc(32 * (size - 512)));
    await refused();
    expect(readFromFiles(folder)).toEqual(read);
  });
});

describe('a log from before it was signed', () => {
  it('is signed as it stands', async () => {
    await database.pool.query('UPDATE ledger.log_head SET root = NULL, note = NULL, edge = NULL');
    await startAndStop(database, folder);
    expect(await readLog(database)).toHaveLength(size);
  });
});
