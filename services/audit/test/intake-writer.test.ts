import { describe, expect, it } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileKeyStore } from '@jejak/event-store';
import { newId } from '@jejak/kernel';
import { parseCheckpoint, signersOf, signingKey, vkeyText } from '@jejak/ledger';
import { topicOf } from '@jejak/messaging';
import { eventually, testBrokers } from '@jejak/testing';
import { Kafka, logLevel } from 'kafkajs';
import { LedgerSession, NotTheWriter } from '../src/intake/ledger-session';
import { LedgerWriter } from '../src/intake/ledger-writer';
import { findings, readLog } from './ledger-database';
import { hashes, LOG_KEY, LogUnderTest, ORIGIN, STREAM } from './log-under-test';
import { ProducingService } from './producing-service';
import { readFromFiles } from './reader-of-files';

const log = LogUnderTest.ofThisFile();

describe('one writer that may die', () => {
  const terminateWriter = () =>
    log.database.pool.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE application_name = 'jejak-ledger' AND datname = current_database()`,
    );

  it('loses and doubles nothing when its connection is cut again and again', async () => {
    const ours = await log.career.events(2_400, 40);
    log.start();
    for (let sent = 0; sent < ours.length; sent += 300) {
      const before = (await readLog(log.database)).length;
      await log.send(log.career, ours.slice(sent, sent + 300));
      // Only after it got on: a writer that never gets anywhere proves nothing.
      await eventually('the log grows', async () => (await readLog(log.database)).length > before);
      await eventually('the writer is cut off', async () => (await terminateWriter()).rowCount === 1);
    }
    await log.whenLogged(log.career, ours.length);
    expect((await readLog(log.database)).map(({ hash }) => hash)).toEqual(hashes(ours));
    expect(await findings(log.database)).toEqual([]);
  });

  it('does a batch wholly or not at all when it is cut off in the middle of one', async () => {
    const ours = await log.career.events(50);
    const blocking = await log.database.pool.connect();
    try {
      // Entries are written before heads: the writer stands still between the two.
      await blocking.query('BEGIN');
      await blocking.query('LOCK TABLE ledger.stream_head IN EXCLUSIVE MODE');
      log.start();
      await log.send(log.career, ours);
      await eventually('the writer stands in the middle of its transaction', async () => {
        const { rowCount } = await log.database.pool.query(
          `SELECT FROM pg_stat_activity WHERE application_name = 'jejak-ledger' AND datname = current_database()
              AND wait_event_type = 'Lock' AND query LIKE 'INSERT INTO ledger.stream_head%'`,
        );
        return rowCount === 1;
      });
      await terminateWriter();
      expect(await readLog(log.database)).toEqual([]);
    } finally {
      await blocking.query('ROLLBACK');
      blocking.release();
    }
    await log.whenLogged(log.career, 50);
    expect((await readLog(log.database)).map(({ hash }) => hash)).toEqual(hashes(ours));
  });

  it('goes on where it was after a stop, also behind the offsets that the log.broker remembers', async () => {
    const ours = await log.career.events(40);
    const intake = log.start();
    await log.send(log.career, ours.slice(0, 20));
    await log.whenLogged(log.career, 20);
    await intake.stop();
    await log.send(log.career, ours.slice(20));
    log.start();
    await log.whenLogged(log.career, 40);
    // A log.database restored to nothing: the broker's own memory says that everything was read.
    await log.forget();
    log.start();
    await log.whenLogged(log.career, 40);
  });

  it('reads a topic that was made anew from its beginning', async () => {
    const ours = await log.career.events(30);
    const intake = log.start();
    await log.send(log.career, ours.slice(0, 20));
    await log.whenLogged(log.career, 20);
    await intake.stop();
    const admin = new Kafka({ brokers: testBrokers(), logLevel: logLevel.NOTHING }).admin();
    await admin.connect();
    const topic = topicOf('career', log.prefix);
    await admin.deleteTopics({ topics: [topic] });
    await eventually('the topic is gone', async () => !(await admin.listTopics()).includes(topic));
    await admin.disconnect();
    await log.makeTopics();
    // Only what is new and what lay before it in one partition: shorter than what was read.
    await log.send(log.career, ours.slice(20, 21));
    log.start();
    await log.whenLogged(log.career, 21);
    await log.send(log.career, ours);
    await log.whenLogged(log.career, 30);
    expect(await findings(log.database)).toEqual([]);
  });

  it('cannot write any more once another has raised the epoch', async () => {
    const session = await LedgerSession.open(log.database.url, LOG_KEY, () => undefined);
    if (!session) throw new Error('somebody else writes');
    expect(await LedgerSession.open(log.database.url, LOG_KEY, () => undefined)).toBeNull();
    await log.database.pool.query('UPDATE ledger.log_head SET epoch = epoch + 1');
    const writer = await LedgerWriter.open(session, ['career'], 10);
    const topic = topicOf('career', log.prefix);
    const { key, value, headers } = log.career.message((await log.career.events(1))[0]);
    const message = { topic, partition: 0, offset: 0n, key, value: Buffer.from(value), headers };
    await expect(writer.take('career', topic, 0, [message])).rejects.toThrow(NotTheWriter);
    expect(await readLog(log.database)).toEqual([]);
    await session.close();
  });

  it('lets a second process stand by and take over', async () => {
    const ours = await log.career.events(20);
    const first = log.start();
    await eventually('the first writes', () => Promise.resolve(first.writing));
    const second = log.start();
    await log.send(log.career, ours.slice(0, 10));
    await log.whenLogged(log.career, 10);
    expect(second.writing).toBe(false);
    await first.stop();
    await log.send(log.career, ours.slice(10));
    await log.whenLogged(log.career, 20);
    expect(second.writing).toBe(true);
    const { rows } = await log.database.pool.query<{ epoch: string }>('SELECT epoch FROM ledger.log_head');
    expect(Number(rows[0].epoch)).toBe(2);
  });
});

describe('the tables', () => {
  it('let nothing be changed or taken away but personal fields, whoever asks', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'jejak-keys-'));
    const sealing = new ProducingService('career', fileKeyStore({ folder, kek: randomBytes(32) }));
    const events = [
      await sealing.event({ stream: STREAM, data: { n: 1 }, core: { policy: 'perf.result@1' } }),
      await sealing.event({
        stream: STREAM,
        data: { name: 'someone' },
        personal: ['/name'],
        subject: newId(),
      }),
    ];
    log.start();
    await log.send(sealing, events);
    await log.whenLogged(log.career, 2);
    await log.sendRaw('career', [{ key: 'x', value: 'poison', headers: {} }]);
    await log.whenFound(1);
    const refused = [
      `UPDATE ledger.log_entry SET leaf = '\\x00' WHERE idx = 0`,
      `UPDATE ledger.entry SET data = '{"n":9}' WHERE idx = 1`,
      `UPDATE ledger.entry SET personal = '\\x01' WHERE idx = 0`,
      `UPDATE ledger.policy_use SET idx = 1`,
      `UPDATE ledger.evidence SET value = NULL`,
      ...['log_entry', 'entry', 'policy_use', 'evidence'].flatMap((table) => [
        `DELETE FROM ledger.${table}`,
        `TRUNCATE ledger.${table}`,
      ]),
    ];
    const client = await log.database.pool.connect();
    try {
      for (const role of ['replica', 'origin']) {
        await client.query(`SET session_replication_role = ${role}`);
        for (const sql of refused) await expect(client.query(sql)).rejects.toMatchObject({ code: '23001' });
      }
      await client.query(`UPDATE ledger.entry SET personal = NULL WHERE idx = 1`);
    } finally {
      client.release();
    }
    expect(await readLog(log.database)).toHaveLength(2);
    rmSync(folder, { recursive: true });
  });
});

/** A file where a folder should be refuses writers of every user alike; a full or read-only disk refuses at the same place. */
describe('a folder that cannot be written', () => {
  it('says so from the beginning, and has everything once it can', async () => {
    const ours = await log.career.events(30);
    rmSync(log.folder, { recursive: true });
    writeFileSync(log.folder, '');
    const intake = log.start();
    await log.send(log.career, ours);
    await eventually('it says why', () => Promise.resolve(intake.status().reason !== null));
    expect(intake.status()).toEqual({
      state: 'standby',
      reason: expect.stringMatching(/ENOTDIR|EEXIST|EACCES/),
    });
    // Nothing is taken for passed that is not in the log.
    expect(await readLog(log.database)).toEqual([]);
    rmSync(log.folder);
    await log.whenLogged(log.career, 30);
    await eventually('all of it is published', () => Promise.resolve(readFromFiles(log.folder)?.size === 30));
    expect(intake.status()).toEqual({ state: 'writing', reason: null });
  });

  it('says so in the middle, logs on without losing anything, and catches up', async () => {
    const ours = await log.career.events(300);
    const intake = log.start();
    await log.send(log.career, ours.slice(0, 40));
    await eventually('it is published', () => Promise.resolve(readFromFiles(log.folder)?.size === 40));
    const before = readFromFiles(log.folder);
    const tiles = join(log.folder, 'tile');
    renameSync(tiles, `${log.folder}.aside`);
    writeFileSync(tiles, '');
    await log.send(log.career, ours.slice(40));
    await log.whenLogged(log.career, 300);
    await eventually('it says why', () => Promise.resolve(intake.status().reason !== null));
    expect(intake.status()).toEqual({
      state: 'writing',
      reason: expect.stringMatching(/ENOTDIR|EEXIST|EACCES/),
    });
    // What stays published is whole: no checkpoint goes before its tiles.
    rmSync(tiles);
    renameSync(`${log.folder}.aside`, tiles);
    await eventually('it is caught up', () => Promise.resolve(readFromFiles(log.folder)?.size === 300));
    const after = readFromFiles(log.folder);
    expect(after?.hashes.slice(0, 40)).toEqual(before?.hashes);
    expect((await readLog(log.database)).map(({ hash }) => hash)).toEqual(hashes(ours));
    expect(intake.status()).toEqual({ state: 'writing', reason: null });
    expect(await findings(log.database)).toEqual([]);
  });
});

describe('another key of the log (audit-ledger.md section 8)', () => {
  const next = signingKey(ORIGIN, 'note', Buffer.alloc(32, 8));
  const published = (): string =>
    readFromFiles(log.folder) === null ? '' : readFileSync(join(log.folder, 'checkpoint'), 'utf8');
  const signers = (): readonly string[] =>
    signersOf(parseCheckpoint(published()).note, [LOG_KEY.verifier, next.verifier]).map(vkeyText);
  const grown = async (size: number): Promise<unknown> =>
    eventually('it is published', () => Promise.resolve(readFromFiles(log.folder)?.size === size));

  it('signs beside the old one, and then alone; the log goes on', async () => {
    const ours = await log.career.events(6);
    const [old, fresh] = [vkeyText(LOG_KEY.verifier), vkeyText(next.verifier)];
    log.start();
    await log.send(log.career, ours.slice(0, 2));
    await grown(2);
    expect(signers()).toEqual([old]);
    await log.stopAll();
    // Not before it was announced: nobody could know it.
    await expect(log.start({ key: next }).start()).rejects.toThrow('signed by another key');
    await log.stopAll();
    log.start({ nextKey: next });
    await log.send(log.career, ours.slice(2, 4));
    await grown(4);
    expect(signers()).toEqual([old, fresh]);
    await log.stopAll();
    log.start({ key: next });
    await log.send(log.career, ours.slice(4));
    await grown(6);
    expect(signers()).toEqual([fresh]);
    expect(await findings(log.database)).toEqual([]);
  });
});
