import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newId } from '@jejak/kernel';
import type { AsnHistory } from '@jejak/ledger';
import { eventually } from '@jejak/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { inspector, LoggedEvaluation, STREAM } from './logged-evaluation';
import type { Produced } from './producing-service';
import { filesBelow } from './reader-of-files';

const VERIFIER = join(__dirname, '..', '..', '..', 'libs', 'ledger', 'test', 'verify_log.py');
const WHY = 'purpose=INSP-2027-014';

let logged: LoggedEvaluation;
let work: string;
let vkey: string;

/** More than one tile of entries, so that there are full ones, and a level above. */
beforeAll(async () => {
  logged = await LoggedEvaluation.start({ JEJAK_LEDGER_HEADS_EVERY: '1s' });
  const { audit, performance } = logged;
  work = mkdtempSync(join(tmpdir(), 'jejak-independent-'));
  vkey = (await (await audit.fetch('/v1/log.vkey')).text()).trim();
  const many: Produced[] = [];
  const ids = Array.from({ length: 7 }, () => newId());
  for (let i = 0; i < 600; i++)
    many.push(await performance.event({ stream: `plan-${ids[i % 7]}`, data: { i, text: 'ä "/\u0001🏥' } }));
  await audit.log(performance, many);
}, 120_000);
afterAll(async () => {
  await logged.audit.stop();
  rmSync(work, { recursive: true });
});

/** What a program in another language, that shares nothing with this one, says of files alone. */
const verified = (...args: readonly string[]): Promise<{ code: number; said: string }> =>
  new Promise((resolve) =>
    execFile('python3', [VERIFIER, vkey, ...args], { cwd: work }, (error, stdout, stderr) =>
      resolve({ code: error ? Number(error.code) : 0, said: stdout + stderr }),
    ),
  );
const given = async (path: string): Promise<string> => {
  const response = await eventually(`${path} is sealed`, async () => {
    const answer = await logged.audit.fetch(path, inspector);
    return answer.ok && answer;
  });
  return response.text();
};
const fileOf = (name: string, content: string): string => {
  writeFileSync(join(work, name), content);
  return name;
};

describe('a verifier that is written from the specification alone, in another language', () => {
  let copy: string;

  it('finds the published log whole: entries, tiles, numbers, chains and the map of all streams', async () => {
    copy = join(work, 'log');
    await eventually('all of it is published', async () => {
      const [, size] = (await given('/v1/log/checkpoint')).split('\n');
      return Number(size) > 610;
    });
    // The checkpoint is the last that is written, so it is the first that is taken.
    const checkpoint = readFileSync(join(logged.audit.logFolder, 'checkpoint'), 'utf8');
    cpSync(logged.audit.logFolder, copy, { recursive: true });
    writeFileSync(join(copy, 'checkpoint'), checkpoint);
    const { code, said } = await verified('log', copy);
    expect(said).toMatch(/^VALID size \d+, \d+ streams, \d+ heads leaves\n$/);
    expect(code).toBe(0);
    expect(Number(/(\d+) heads/.exec(said)?.[1])).toBeGreaterThan(0);
  });

  it('finds whatever was changed in it', async () => {
    const paths = [...filesBelow(copy).keys()].filter((path) => !path.endsWith('.gz'));
    const touched = [paths.find((path) => path === 'tile/entries/000'), 'tile/0/001', 'checkpoint'];
    for (const path of touched) {
      if (path === undefined) throw new Error('there is no full bundle');
      const file = join(copy, path);
      const good = readFileSync(file);
      const bad = Buffer.from(good);
      bad[Math.floor(bad.length / 2)] ^= 1;
      writeFileSync(file, bad);
      expect(await verified('log', copy)).toMatchObject({ code: 1, said: expect.stringMatching(/^INVALID/) });
      writeFileSync(file, good);
    }
    expect((await verified('log', copy)).code).toBe(0);
  });

  it('finds a history complete, and one that lacks a version, or says something else, not', async () => {
    const text = await given(`/v1/streams/${STREAM}/history?${WHY}&format=asn-history`);
    expect(await verified('history', fileOf('history.json', text))).toEqual({
      ...{
        code: 0,
        said: expect.stringMatching(/^VALID evaluation-\S+: 6 versions, complete at size \d+\n$/),
      },
    });
    const history = JSON.parse(text) as AsnHistory;
    const broken: readonly [AsnHistory, string][] = [
      [{ ...history, events: history.events.slice(0, 5) }, 'names another version'],
      [{ ...history, tail: { ...history.tail, leaves: [] } }, 'not all leaves'],
      [{ ...history, stream: `evaluation-${newId()}` }, 'another one'],
      [JSON.parse(text.replace('"SANGAT_BAIK"', '"KURANG"')) as AsnHistory, 'not what was committed to'],
    ];
    for (const [file, why] of broken)
      expect(await verified('history', fileOf('broken.json', JSON.stringify(file)))).toEqual({
        ...{ code: 1, said: expect.stringContaining(why) },
      });
  });

  it('finds the proof of an entry, and of that one alone', async () => {
    const [item, other] = await logged.items(`/streams/${STREAM}/history`);
    const file = async (index: number, format: string): Promise<string> =>
      fileOf(`${index}.${format}`, await given(`/v1/entries/${index}?${WHY}&format=${format}`));
    const proof = await file(item.index, 'tlog-proof');
    expect((await verified('proof', proof, await file(item.index, 'leaf'))).code).toBe(0);
    expect(await verified('proof', proof, await file(other.index, 'leaf'))).toMatchObject({
      ...{ code: 1, said: expect.stringContaining('does not lead to the root') },
    });
  });
});
