import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { signingKey, vkeyText } from '@jejak/ledger';
import { MadeUpLog } from '@jejak/ledger/made-up';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Installation } from './installation';
import { Keys } from './keys';

const LIST = 'GET /api/audit/v1/keys';
const kek = { kek: '0123456789abcdef', since: '2026-01-02T03:04:05.000Z', ageDays: 40, old: false };
const [present, former] = [
  { ...kek, keys: 7, present: true },
  { ...kek, kek: 'fedcba9876543210', keys: 3, present: false },
];

/** Answers as an installation would, by path. */
describe('jejak ops keys', () => {
  let server: Server;
  let answers: Record<string, object | string>;
  let asked: string[];
  let keys: Keys;
  let log: MadeUpLog;
  const signing = () => ({
    ...{ vkey: vkeyText(log.key.verifier), since: kek.since, ageDays: 40, old: false, follows: false },
  });

  beforeEach(async () => {
    log = new MadeUpLog('log.example/1');
    log.add('evaluation-1', { a: 1 });
    asked = [];
    answers = {
      [LIST]: { maxAgeDays: 365, keks: [present], log: [signing()], rotation: null },
      'GET /log/checkpoint': log.checkpoint(),
      'GET /log.vkey': `${vkeyText(log.key.verifier)}\n`,
      'POST /api/audit/v1/keys/rotations': { stream: 'kek-rotation-r1' },
      'POST /api/audit/v1/keys/rotations/r1/confirm': {},
    };
    server = createServer((incoming, response) => {
      const path = `${incoming.method ?? ''} ${incoming.url ?? ''}`;
      asked.push(path);
      const answer = path in answers ? answers[path] : undefined;
      response.writeHead(answer === undefined ? 404 : 200, { 'content-type': 'application/json' });
      response.end(typeof answer === 'string' ? answer : JSON.stringify(answer ?? { code: 'NONE' }));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    keys = new Keys(new Installation(`http://127.0.0.1:${port}`), { token: 't' });
  });
  afterEach(() => new Promise<void>((resolve) => server.close(() => resolve())));

  it('says what there is, how old it is, and what signs', async () => {
    const { text, well, json } = await keys.list();
    expect(well).toBe(true);
    expect(text).toContain('7 keys  40 days, since 2026-01-02');
    expect(json).toMatchObject({ size: 1, log: [{ signs: true }] });
  });

  it('is not well where a key is old, a KEK was not followed to its end, or nothing signs', async () => {
    const list = answers[LIST] as object;
    answers[LIST] = { ...list, keks: [{ ...present, old: true }] };
    expect((await keys.list()).well).toBe(false);
    answers[LIST] = { ...list, keks: [present, former] };
    expect((await keys.list()).well).toBe(false);
    answers[LIST] = { ...list, log: [{ ...signing(), old: true }] };
    expect((await keys.list()).well).toBe(false);
    const other = vkeyText(new MadeUpLog('other.example/1').key.verifier);
    answers[LIST] = { ...list, log: [{ ...signing(), vkey: other }] };
    expect(await keys.list()).toMatchObject({ well: false, json: { log: [{ signs: false }] } });
    answers['GET /log/checkpoint'] = 'nothing of the kind';
    await expect(keys.list()).rejects.toThrow('cannot be read');
  });

  it('asks for another KEK, and confirms it', async () => {
    expect(await keys.rotate()).toMatchObject({ json: { rotationId: 'r1' } });
    await keys.confirm('r1');
    expect(asked).toEqual([
      'POST /api/audit/v1/keys/rotations',
      'POST /api/audit/v1/keys/rotations/r1/confirm',
    ]);
    const rotation = {
      rotationId: 'r1',
      kek: kek.kek,
      status: 'REQUESTED',
      confirmBy: '2026-02-11',
      keyCount: null,
    };
    answers[LIST] = { ...(answers[LIST] as object), rotation };
    expect((await keys.list()).text).toContain('rotation r1 waits for another operator, until 2026-02-11');
  });

  it('makes a seed that nobody else reads, once, and says the key of the log that it is', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'jejak-seed-'));
    const file = join(folder, 'next');
    const { json } = await keys.seed(file);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const seed = readFileSync(file);
    expect(seed).toHaveLength(32);
    expect(json).toEqual({ file, vkey: vkeyText(signingKey('log.example/1', 'note', seed).verifier) });
    await expect(keys.seed(file)).rejects.toThrow('cannot be written');
    expect(readFileSync(file)).toEqual(seed);
    rmSync(folder, { recursive: true });
  });
});
