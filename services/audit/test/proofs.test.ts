import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { newId, naturalId } from '@jejak/kernel';
import {
  type AsnHistory,
  type AsnReceipt,
  isConsistent,
  isIncluded,
  leafHash,
  parseCheckpoint,
  parsePolicy,
  parseTlogProof,
  parseVerifyFragment,
  signCheckpoint,
  signingKey,
  verifyHistory,
  type VerifyLink,
  verifyReceipt,
} from '@jejak/ledger';
import { eventually } from '@jejak/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { fromBufferPromise } from 'yauzl';
import type { RunningAudit } from './audit-service';
import { inspector, LoggedEvaluation, nurse, STREAM } from './logged-evaluation';
import { readPaper } from './paper-reader';
import { type Produced, ProducingService } from './producing-service';
import { headsLeaves, readFromFiles } from './reader-of-files';

let logged: LoggedEvaluation;
let audit: RunningAudit;
let work: string;
let policyText: string;
let recruitment: ProducingService;

const CLI = join(__dirname, '..', '..', '..', 'libs', 'cli', 'bin', 'jejak.cjs');
const WHY = 'purpose=INSP-2027-014';

beforeAll(async () => {
  logged = await LoggedEvaluation.start({ JEJAK_LEDGER_HEADS_EVERY: '200ms' });
  ({ audit } = logged);
  work = mkdtempSync(join(tmpdir(), 'jejak-proofs-'));
  policyText = `log ${(await (await audit.fetch('/v1/log.vkey')).text()).trim()}\nquorum none\n`;
  writeFileSync(join(work, 'policy.txt'), policyText);
  recruitment = new ProducingService('recruitment', audit.keys);
});
afterAll(async () => {
  await audit.stop();
  rmSync(work, { recursive: true });
});

/** What the command line says of a file, with nothing but the policy beside it. */
const verifiedByCommand = (
  file: string,
  content: string,
  leaf?: string,
): Promise<{ code: number; text: string }> => {
  const path = join(work, file);
  writeFileSync(path, content);
  if (leaf !== undefined) writeFileSync(`${path}.leaf`, leaf);
  const args = [CLI, 'verify', path, '--policy', join(work, 'policy.txt')];
  return new Promise((resolve) =>
    execFile(
      process.execPath,
      leaf === undefined ? args : [...args, '--leaf', `${path}.leaf`],
      (error, stdout, stderr) => resolve({ code: Number(error?.code ?? 0), text: stdout + stderr }),
    ),
  );
};

/** What is asked for as soon as a published checkpoint covers it. */
const sealed = (path: string, reader = inspector): Promise<Response> =>
  eventually(`${path} is sealed`, async () => {
    const response = await audit.fetch(path, reader);
    return response.status !== 409 && response;
  });
const historyOf = async (stream: string, versions: number): Promise<AsnHistory> =>
  eventually(`${stream} is sealed`, async () => {
    const response = await sealed(`/v1/streams/${stream}/history?${WHY}&format=asn-history`);
    const file = (await response.json()) as AsnHistory;
    return file.events.length === versions && file;
  });
const checkpoint = async () => parseCheckpoint(await (await audit.fetch('/v1/log/checkpoint')).text());
const refusal = async (response: Response) => {
  const { code } = (await response.json()) as { code: string };
  return { status: response.status, code };
};

describe('the exact history of a stream', () => {
  it('is a file that verifies offline: every version, complete as of a heads leaf, personal fields by digest alone', async () => {
    const file = await historyOf(STREAM, 6);
    const verified = verifyHistory(file, parsePolicy(policyText));
    expect(verified.events.map(({ core }) => core.id)).toEqual(logged.events.map(({ parsed }) => parsed.id));
    expect(verified.checked).toEqual({ inclusions: 7, links: 5, payloads: 6 });
    expect(JSON.stringify(file)).not.toContain('I did not see the register');
    expect(verified.events[4].fields).toEqual({ shown: 2, redacted: 2 });
    const said = await verifiedByCommand('history.json', JSON.stringify(file));
    expect(said).toMatchObject({ code: 0, text: expect.stringContaining('versions 1–6, complete') });
  });

  it('does not hold with the last version left out', async () => {
    const file = await historyOf(STREAM, 6);
    const shortened = { ...file, events: file.events.slice(0, 5) };
    expect(await verifiedByCommand('shortened.json', JSON.stringify(shortened))).toMatchObject({
      code: 1,
      text: expect.stringContaining('the log has version 6, which is left out'),
    });
  });

  it('comes beside the answer too, which says what it rests on, and is a read of the file of whom it is about', async () => {
    const { status, body } = await logged.ask(`/streams/${STREAM}/history?proof=exact`);
    expect(status).toBe(200);
    const { checkpoint: head } = verifyHistory(body.proof, parsePolicy(policyText));
    expect(body).toMatchObject({
      asOf: { size: head.size, root: head.root.toString('base64'), cosigned: 0 },
      items: { length: 6 },
    });
    const response = await sealed(`/v1/streams/${STREAM}/history?${WHY}&format=asn-history`);
    expect(response.headers.get('content-disposition')).toContain(`${STREAM}.asn-history.json`);
    const reads = await audit.recorded('FileRead');
    for (const id of [body.accessEvent, response.headers.get('x-access-event')])
      expect(reads.find((read) => read.id === id)?.data).toMatchObject({
        subjectId: nurse,
        what: 'audit.history',
      });
  });

  it('comes as an archive that a court can check by itself (question 8)', async () => {
    const response = await sealed(`/v1/streams/${STREAM}/history?${WHY}&format=zip`);
    expect(response.headers.get('content-type')).toBe('application/zip');
    expect(response.headers.get('content-disposition')).toContain(`${STREAM}.zip`);
    const reads = await audit.recorded('FileRead');
    expect(reads.map(({ id }) => id)).toContain(response.headers.get('x-access-event'));
    const folder = join(work, 'evidence');
    const zip = await fromBufferPromise(Buffer.from(await response.arrayBuffer()), { lazyEntries: true });
    const files = new Map<string, Buffer>();
    for await (const entry of zip.eachEntry()) {
      const path = join(folder, entry.fileName);
      mkdirSync(dirname(path), { recursive: true });
      files.set(entry.fileName, await buffer(await zip.openReadStreamPromise(entry)));
      writeFileSync(path, files.get(entry.fileName) ?? '');
    }
    const sums = (files.get('SHA256SUMS') ?? Buffer.alloc(0)).toString().trimEnd().split('\n');
    expect(sums.map((line) => line.slice(66)).sort()).toEqual(
      [...files.keys()].filter((name) => name !== 'SHA256SUMS').sort(),
    );
    for (const line of sums) {
      const content = files.get(line.slice(66)) ?? '';
      expect(createHash('sha256').update(content).digest('hex')).toBe(line.slice(0, 64));
    }
    expect(JSON.parse(String(files.get('facts.json')))).toMatchObject({ items: { length: 6 } });
    const verify = (): Promise<{ code: number; text: string }> =>
      new Promise((resolve) =>
        // In a folder of its own, with nothing that is not in the archive.
        execFile(process.execPath, [join(folder, 'verifier/verify.js')], { cwd: folder }, (error, stdout) =>
          resolve({ code: Number(error?.code ?? 0), text: stdout }),
        ),
      );
    expect(await verify()).toMatchObject({
      code: 0,
      text: expect.stringContaining('versions 1-6, complete'),
    });
    const name = 'history.asn-history.json';
    const changed = String(files.get(name)).replace('"SANGAT_BAIK"', '"KURANG"');
    writeFileSync(join(folder, name), changed);
    expect(await verify()).toMatchObject({ code: 1, text: expect.stringMatching(/^INVALID/) });
  });

  it('comes with every version of a stream that is longer than a page', async () => {
    const stream = `plan-${newId()}`;
    const long: Produced[] = [];
    for (let i = 1; i <= 450; i++)
      long.push(await logged.performance.event({ stream, type: 'Noted.v1', data: { i } }));
    await audit.log(logged.performance, long);
    await historyOf(stream, 450);
    const facts = async (query: string) => {
      const response = await sealed(`/v1/streams/${stream}/history?${WHY}&format=zip${query}`);
      const zip = await fromBufferPromise(Buffer.from(await response.arrayBuffer()), { lazyEntries: true });
      const files = new Map<string, Buffer>();
      for await (const entry of zip.eachEntry())
        files.set(entry.fileName, await buffer(await zip.openReadStreamPromise(entry)));
      const text = String(files.get('facts.json'));
      expect(String(files.get('SHA256SUMS'))).toContain(
        `${createHash('sha256').update(text).digest('hex')}  facts.json\n`,
      );
      return JSON.parse(text) as {
        items: { version: number; data: { i: number } }[];
        complete: object;
        next: null;
      };
    };
    const { items, complete, next } = await facts('&diff=1');
    expect(items.map(({ version, data: { i } }) => [version, i])).toEqual(long.map((_, i) => [i + 1, i + 1]));
    expect({ complete, next }).toEqual({
      complete: { scope: 'stream', from: 1, to: 450, gaps: [] },
      next: null,
    });
    const some = await facts('&fromVersion=100&toVersion=320');
    expect(some.items.map(({ version }) => version)).toEqual(Array.from({ length: 221 }, (_, i) => 100 + i));
    expect(some.complete).toMatchObject({ from: 100, to: 320 });
    const printed = await sealed(`/v1/streams/${stream}/history?${WHY}&format=pdf`);
    const paper = readPaper(work, Buffer.from(await printed.arrayBuffer()));
    const all = paper.pages.join(' ');
    expect(all).toContain('Versi 450: asn.performance.Noted.v1');
    expect(all).not.toContain('ada di dalam berkas bukti');
  });

  it('comes on paper: tagged, in its language, with the proof attached, its sum on every page, and a code that names it', async () => {
    const response = await sealed(`/v1/streams/${STREAM}/history?${WHY}&format=pdf`);
    expect(response.headers.get('content-type')).toBe('application/pdf');
    expect(response.headers.get('content-disposition')).toContain(`${STREAM}.pdf`);
    const accessEvent = response.headers.get('x-access-event');
    const reads = await audit.recorded('FileRead');
    expect(reads.map(({ id }) => id)).toContain(accessEvent);
    const paper = readPaper(work, Buffer.from(await response.arrayBuffer()));
    expect(paper).toMatchObject({ language: 'id-ID', marked: true, title: 'Riwayat lengkap' });
    expect(paper.roles).toEqual(expect.arrayContaining(['H1', 'Figure', 'P', 'H2']));
    const [attached] = paper.attachments;
    expect(attached.name).toBe(`${STREAM}.asn-history.json`);
    const { events } = verifyHistory(JSON.parse(attached.text), parsePolicy(policyText));
    expect(events).toHaveLength(6);
    const sum = createHash('sha256').update(attached.text).digest('hex');
    for (const page of paper.pages) expect(page.replaceAll(' ', '')).toContain(`SHA-256${sum}`);
    const all = paper.pages.join(' ');
    for (const { core, index } of events) {
      expect(all).toContain(`Versi ${core.ver}: ${core.type}`);
      expect(all).toContain(`Nomor di log ${index}`);
    }
    expect(all).toContain(accessEvent ?? 'a read');
    const [code] = paper.alternatives;
    const link = parseVerifyFragment(code.slice(code.indexOf('#')));
    expect(code).toContain('http://localhost:8080/v#');
    expect(link).toMatchObject({ stream: STREAM, row: null, index: events[5].index });
    // The paper's code is what question 9 asks with.
    const { leafHash: hash, index } = link as VerifyLink;
    const asked = { stream: STREAM, index, leafHash: hash.toString('base64url'), purpose: 'INSP-2027-014' };
    const said = await (await audit.fetch('/v1/verify/document', inspector, asked)).json();
    expect(said).toMatchObject({ items: [{ verdict: 'matches', version: 6 }] });
  });

  it('holds for the stream of heads leaves itself, and moves on with each', async () => {
    const response = await sealed(`/v1/streams/audit-heads/history?${WHY}&format=asn-history`);
    const first = verifyHistory(await response.json(), parsePolicy(policyText));
    await eventually('another heads leaf', async () => {
      const again = await sealed(`/v1/streams/audit-heads/history?${WHY}&format=asn-history`);
      const later = verifyHistory(await again.json(), parsePolicy(policyText));
      return later.checkpoint.size > first.checkpoint.size && later.events.length > first.events.length;
    });
  });

  it('is for an inspector with a purpose', async () => {
    const path = `/v1/streams/${STREAM}/history`;
    expect((await audit.fetch(`${path}?proof=exact&${WHY}`)).status).toBe(401);
    expect(
      (await audit.fetch(`${path}?proof=exact&${WHY}`, { id: newId(), roles: ['employee'] })).status,
    ).toBe(403);
    expect(await refusal(await audit.fetch(`${path}?format=asn-history`, inspector))).toEqual({
      ...{ status: 400, code: 'PURPOSE_REQUIRED' },
    });
    expect((await audit.fetch(`${path}?proof=all&${WHY}`, inspector)).status).toBe(400);
    expect(
      await refusal(
        await audit.fetch(`/v1/streams/plan-${newId()}/history?format=asn-history&${WHY}`, inspector),
      ),
    ).toEqual({ status: 404, code: 'STREAM_NOT_FOUND' });
  });
});

describe('the proof of one entry', () => {
  it('is a tlog-proof beside its leaf, by the place in the log', async () => {
    const [item] = await logged.items(`/streams/${STREAM}/history`);
    const path = `/v1/entries/${item.index}?${WHY}`;
    const answer = (await (await sealed(path)).json()) as { items: { leaf: string }[]; proof: string };
    expect(await verifiedByCommand('entry.tlog-proof', answer.proof, answer.items[0].leaf)).toMatchObject({
      code: 0,
      text: expect.stringContaining(`#${item.index}`),
    });
    const leaf = await (await sealed(`${path}&format=leaf`)).text();
    const proof = await (await sealed(`${path}&format=tlog-proof`)).text();
    expect(leaf).toBe(answer.items[0].leaf);
    expect((await verifiedByCommand('entry.tlog-proof', proof, leaf)).code).toBe(0);
    expect((await verifiedByCommand('entry.tlog-proof', proof, leaf.replace('"v":1}', '"v":2}'))).code).toBe(
      1,
    );
  });

  it('is for everyone without the leaf, by place or by event', async () => {
    const event = logged.events[2];
    const response = await sealed(`/v1/verify/inclusion?event=${event.parsed.id}`);
    const { index, path, checkpoint: note } = parseTlogProof(await response.text());
    const { size, root } = parseCheckpoint(note);
    const found = await (await audit.fetch(`/v1/entries/${index}?${WHY}&format=leaf`, inspector)).text();
    expect(isIncluded(leafHash(found), index, size, path, root)).toBe(true);
    expect(
      parseTlogProof(await (await audit.fetch(`/v1/verify/inclusion?index=${index}`)).text()).index,
    ).toBe(index);
  });

  it.each([
    ['/verify/inclusion', 400, 'VALIDATION_FAILED'],
    ['/verify/inclusion?index=-1', 400, 'VALIDATION_FAILED'],
    ['/verify/inclusion?index=1.5', 400, 'VALIDATION_FAILED'],
    ['/verify/inclusion?index=99999999999999999999', 400, 'VALIDATION_FAILED'],
    ['/verify/inclusion?index=9007199254740991', 404, 'ENTRY_NOT_FOUND'],
    ['/verify/inclusion?index=0&event=0198c1a2-0000-7000-8000-0000000000aa', 400, 'VALIDATION_FAILED'],
    ['/verify/inclusion?event=0198c1a2-0000-7000-8000-0000000000ff', 404, 'EVENT_NOT_FOUND'],
    ['/verify/inclusion?event=1', 400, 'VALIDATION_FAILED'],
    ['/verify/consistency', 400, 'VALIDATION_FAILED'],
    ['/verify/consistency?from=2&to=1', 400, 'VALIDATION_FAILED'],
    ['/verify/consistency?from=1&to=9007199254740991', 409, 'NOT_SEALED_YET'],
    ['/verify/consistency?from=-1', 400, 'VALIDATION_FAILED'],
    [`/receipts/${newId()}/P-1`, 404, 'RESULT_ROW_NOT_FOUND'],
    [`/receipts/${newId()}/P%201`, 400, 'VALIDATION_FAILED'],
    [`/receipts/${newId()}/P-1?version=0`, 400, 'VALIDATION_FAILED'],
  ])('%s is refused', async (path, status, code) => {
    const answer = await eventually('it is not only unpublished', async () => {
      const response = await audit.fetch(`/v1${path}`);
      return response.status !== 503 && response;
    });
    expect(await refusal(answer)).toEqual({ status, code });
  });

  it.each([
    ['x', 400, 'VALIDATION_FAILED'],
    ['01', 400, 'VALIDATION_FAILED'],
    ['9007199254740992', 400, 'VALIDATION_FAILED'],
    ['9007199254740991', 404, 'ENTRY_NOT_FOUND'],
  ])('of entry %s is refused', async (index, status, code) =>
    expect(await refusal(await audit.fetch(`/v1/entries/${index}?${WHY}`, inspector))).toEqual({
      status,
      code,
    }),
  );
});

describe('two checkpoints', () => {
  it('of any two sizes are shown to go on from each other', async () => {
    const { size } = await checkpoint();
    for (const [from, to] of [
      [0, size],
      [1, size],
      [3, 7],
      [size, size],
    ]) {
      const response = await audit.fetch(`/v1/verify/consistency?from=${from}&to=${to}`);
      const found = (await response.json()) as Shown;
      expect(response.status).toBe(200);
      expect(isConsistent(headOf(found.from), headOf(found.to), found.proof.map(bytes))).toBe(true);
    }
  });

  it('that somebody kept, and the published one, likewise; or both together show that the log was rewritten', async () => {
    const { note, size, root } = await checkpoint();
    const kept = `${note.text}\n— log.test/1 ${Buffer.concat([idOf(note.signatures[0].id), note.signatures[0].signature]).toString('base64')}\n`;
    await eventually('the log grows', async () => (await checkpoint()).size > size);
    const ask = async (text: unknown) =>
      audit.fetch('/v1/verify/consistency', undefined, { checkpoint: text });
    const shown = (await (await ask(kept)).json()) as Shown;
    expect(shown).toMatchObject({ holds: true, from: { size, root: root.toString('base64') } });
    const published = parseCheckpoint(shown.checkpoint);
    expect(headOf(shown.to)).toEqual({ size: published.size, root: published.root });
    expect(isConsistent({ size, root }, published, shown.proof.map(bytes))).toBe(true);
    const other = signingKey('log.test/1', 'note', Buffer.alloc(32, 9));
    for (const text of [
      signCheckpoint({ origin: 'log.test/1', size, root }, other),
      kept.replace(`\n${size}\n`, `\n${size - 1}\n`),
      kept.slice(0, -1),
      '',
      7,
    ]) {
      const refused = await refusal(await ask(text));
      expect(refused).toEqual({
        status: 400,
        code: typeof text === 'string' ? 'CHECKPOINT_INVALID' : 'VALIDATION_FAILED',
      });
    }
  });
});

interface Shown {
  readonly from: { readonly size: number; readonly root: string };
  readonly to: { readonly size: number; readonly root: string };
  readonly proof: readonly string[];
  readonly checkpoint: string;
}
const bytes = (text: string): Buffer => Buffer.from(text, 'base64');
const headOf = ({ size, root }: Shown['from']) => ({ size, root: bytes(root) });
const idOf = (id: number): Buffer => {
  const buffer = Buffer.alloc(4);
  buffer.writeUInt32BE(id);
  return buffer;
};

describe('the receipt of a published row', () => {
  it('shows the row and what holds for the list, for everyone, and of the version asked for', async () => {
    const datasetId = newId();
    const publish = async (version: number, part: number, rows: Record<string, string>) =>
      recruitment.event({
        stream: `result-rows-${naturalId('result-rows', datasetId, String(version), String(part))}`,
        type: 'StageResultRowsPublished.v1',
        data: {
          ...{ datasetId, version, vacancyId: newId(), stage: 'SKD', position: 'Perawat', seats: 4 },
          ...{
            cutOff: '350',
            policies: ['sel.skd@1'],
            part,
            parts: 2,
            rows: 3,
            columns: 'rank,score,status',
          },
          r: rows,
        },
      });
    await audit.log(recruitment, [
      await publish(1, 1, { 'P-1': '1,410,PASSED', 'P-2': '2,360,PASSED' }),
      await publish(1, 2, { 'P-3': '3,340,FAILED' }),
      await publish(2, 1, { 'P-1': '1,410,PASSED', 'P-3': '2,390,PASSED' }),
      await publish(2, 2, { 'P-2': '3,360,PASSED' }),
    ]);
    const receipt = async (number: string, query = '') =>
      (await (await sealed(`/v1/receipts/${datasetId}/${number}${query}`)).json()) as AsnReceipt;
    const policy = parsePolicy(policyText);
    const newest = await receipt('P-3');
    expect(verifyReceipt(newest, policy)).toMatchObject({ row: { p: '/r/P-3', v: '2,390,PASSED' } });
    expect(newest.fields.map(({ p }) => p)).toEqual(
      expect.arrayContaining(['/cutOff', '/position', '/rows', '/seats', '/policies/0', '/version']),
    );
    expect(newest.vkeys.log).toBe(policyText.split(/[ \n]/)[1]);
    expect(verifyReceipt(await receipt('P-3', '?version=1'), policy).row.v).toBe('3,340,FAILED');
    expect(await verifiedByCommand('receipt.json', JSON.stringify(newest))).toMatchObject({
      code: 0,
      text: expect.stringContaining('2,390,PASSED'),
    });
    // As a printed code asks: for the very list, whatever came since.
    const first = await receipt('P-3', '?version=1');
    const list = verifyReceipt(first, policy).core.stream;
    const ofList = async (stream: string, number: string) =>
      audit.fetch(`/v1/receipts/in/${encodeURIComponent(stream)}/${number}`);
    expect(verifyReceipt(await (await ofList(list, 'P-3')).json(), policy).row.v).toBe('3,340,FAILED');
    for (const [stream, number, status, code] of [
      [list, 'P-1', 404, 'RESULT_ROW_NOT_FOUND'],
      [`result-rows-${newId()}`, 'P-3', 404, 'RESULT_ROW_NOT_FOUND'],
      [STREAM, 'P-3', 400, 'VALIDATION_FAILED'],
      ['result-rows-\0', 'P-3', 400, 'URL_MALFORMED'],
      [list, 'P%203', 400, 'VALIDATION_FAILED'],
    ] as const)
      expect(await refusal(await ofList(stream, number))).toEqual({ status, code });
    const printed = await audit.fetch(`/v1/receipts/${datasetId}/P-3?format=pdf`);
    expect(printed.headers.get('content-type')).toBe('application/pdf');
    const paper = readPaper(work, Buffer.from(await printed.arrayBuffer()));
    expect(paper).toMatchObject({
      language: 'id-ID',
      marked: true,
      attachments: [{ name: 'P-3.asn-receipt.json' }],
    });
    expect(verifyReceipt(JSON.parse(paper.attachments[0].text), policy).row.v).toBe('2,390,PASSED');
    expect(paper.pages.join(' ')).toContain('Peserta P-3 2,390,PASSED');
    const [code] = paper.alternatives;
    const link = parseVerifyFragment(code.slice(code.indexOf('#')));
    expect(link).toMatchObject({ row: 'P-3', leafHash: leafHash(newest.leaf) });
    expect(await refusal(await audit.fetch(`/v1/receipts/${datasetId}/P-9`))).toEqual({
      ...{ status: 404, code: 'RESULT_ROW_NOT_FOUND' },
    });
  });
});

describe('heads leaves beside a busy relay', () => {
  it('stand where they say, state every stream, and leave the numbering without a hole', async () => {
    const reads = Array.from({ length: 120 }, () => logged.ask('/sources'));
    expect((await Promise.all(reads)).every(({ status }) => status === 200)).toBe(true);
    const before = headsLeaves(readFromFiles(audit.logFolder)?.leaves ?? []).length;
    const leaves = await eventually('more heads leaves are published', async () => {
      const read = await Promise.resolve(readFromFiles(audit.logFolder));
      return read && headsLeaves(read.leaves).length > before + 2 && read.leaves;
    });
    const own = leaves
      .map((leaf) => JSON.parse(leaf) as { src: string; pos: number })
      .filter(({ src }) => src === 'audit');
    expect(own.map(({ pos }) => pos)).toEqual(own.map((_, i) => i + 1));
    expect(await audit.recorded('IntegrityAlarmRaised')).toEqual([]);
    const [source] = (await logged.items('/sources')).filter((item) => item.source === 'audit');
    expect(source).toMatchObject({ conflicts: 0, gaps: expect.any(Array) });
  });
});
