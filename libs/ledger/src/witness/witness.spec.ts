import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  consistencyProof,
  cosigners,
  leafHash,
  type NodeHashes,
  parseCheckpoint,
  signCheckpoint,
  signingKey,
  signNote,
  treeRoot,
  vkeyText,
} from '../index';
import { addCheckpointText, type RunningWitness, startWitness } from './index';

const origin = 'log.example/1';
const logKey = signingKey(origin, 'note', Buffer.alloc(32, 1));
const key = signingKey('w.example/1', 'cosignature', Buffer.alloc(32, 2));
const NOW = 1_800_000_000;

const hashes = Array.from({ length: 200 }, (_, i) => leafHash(`leaf ${i}`));
const fork = hashes.map((hash, i) => (i === 7 ? leafHash('another') : hash));
const nodes =
  (of: readonly Buffer[]): NodeHashes =>
  ({ height, index }) =>
    treeRoot(of.slice(index * 2 ** height, (index + 1) * 2 ** height));
const note = (size: number, of = hashes, by = logKey): string =>
  signCheckpoint({ origin, size, root: treeRoot(of.slice(0, size)) }, by);
const asked = (old: number, size: number, of = hashes): string =>
  addCheckpointText({ old, proof: consistencyProof(old, size, nodes(of)), note: note(size, of) });

let folder: string;
let memory: string;
let running: RunningWitness;
const start = (): Promise<RunningWitness> =>
  startWitness({ key, logs: [logKey.verifier], memory, port: 0, now: () => NOW });
const post = async (body: string, path = '/add-checkpoint') => {
  const response = await fetch(`${running.url}${path}`, { method: 'POST', body });
  return { status: response.status, type: response.headers.get('content-type'), text: await response.text() };
};

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'jejak-witness-'));
  memory = join(folder, 'memory');
  running = await start();
});
afterEach(async () => {
  await running.stop();
  rmSync(folder, { recursive: true });
});

describe('a witness', () => {
  it('cosigns a log as it grows, and the same head twice', async () => {
    for (const [old, size] of [
      [0, 3],
      [3, 3],
      [3, 100],
      [100, 128],
      [128, 200],
    ]) {
      const { status, text } = await post(asked(old, size));
      expect(status).toBe(200);
      const [{ time }] = cosigners(parseCheckpoint(note(size) + text), [key.verifier]);
      expect(time).toBe(NOW);
    }
    expect(await (await fetch(`${running.url}/vkey`)).text()).toBe(`${vkeyText(key.verifier)}\n`);
  });

  it('refuses a fork, of the same size or a larger one, and says where it stands to who is behind', async () => {
    await post(asked(0, 100));
    expect((await post(asked(100, 150, fork))).status).toBe(422);
    expect((await post(asked(100, 150).replace(/\n[^\n]+\n\n/, '\n\n'))).status).toBe(422);
    const stands = { status: 409, type: 'text/x.tlog.size', text: '100\n' };
    expect(await post(asked(100, 100, fork))).toEqual(stands);
    expect(await post(asked(0, 50))).toEqual(stands);
    expect(await post(asked(50, 150))).toEqual(stands);
    // Nothing of that was remembered.
    expect((await post(asked(100, 150))).status).toBe(200);
  });

  it('remembers over its end, and does not begin anew where it cannot', async () => {
    await post(asked(0, 100));
    await running.stop();
    running = await start();
    expect((await post(asked(0, 120))).text).toBe('100\n');
    expect((await post(asked(100, 120))).status).toBe(200);
    await running.stop();
    const kept = readFileSync(memory, 'utf8');
    for (const damaged of [kept.slice(0, -1), kept.slice(9), `${kept}\n`]) {
      writeFileSync(memory, damaged);
      await expect(start()).rejects.toThrow('the memory of the witness');
    }
    writeFileSync(memory, kept);
    running = await start();
    expect((await post(asked(120, 130))).status).toBe(200);
  });

  it('decides one at a time: of requests from one size to others exactly one goes through', async () => {
    await post(asked(0, 100));
    const answers = await Promise.all([101, 150, 200, 120].map((size) => post(asked(100, size))));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409]);
  });

  it.each<[string, number, string]>([
    [
      'another log',
      404,
      addCheckpointText({
        old: 0,
        proof: [],
        note: signNote('b/1\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n', logKey),
      }),
    ],
    [
      'another key',
      403,
      addCheckpointText({
        old: 0,
        proof: [],
        note: note(3, hashes, signingKey(origin, 'note', Buffer.alloc(32, 9))),
      }),
    ],
    ['a changed text', 403, asked(0, 3).replace('\n3\n', '\n4\n')],
    ['an old size that is larger', 400, asked(0, 3).replace('old 0', 'old 4')],
    ['a proof from nothing', 422, asked(0, 3).replace('old 0\n', `old 0\n${hashes[0].toString('base64')}\n`)],
    ['a leading zero', 400, asked(0, 3).replace('old 0', 'old 00')],
    ['no old size', 400, note(3)],
    ['a hash that is none', 400, asked(0, 3).replace('old 0\n', 'old 0\nAAAA\n')],
    [
      'too many hashes',
      400,
      asked(0, 3).replace('old 0\n', `old 0\n${`${hashes[0].toString('base64')}\n`.repeat(64)}`),
    ],
    ['no checkpoint', 400, 'old 0\n\n'],
    ['nothing', 400, ''],
    ['too much', 413, 'x'.repeat(100_000)],
  ])('answers %s with %i', async (_, status, body) => {
    expect((await post(body)).status).toBe(status);
    expect((await post(asked(0, 3))).status).toBe(200);
  });

  it('has nothing else', async () => {
    expect((await post('', '/')).status).toBe(404);
    expect((await fetch(`${running.url}/add-checkpoint`)).status).toBe(405);
  });
});
