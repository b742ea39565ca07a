import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { leafHash, parseLeaf, parseVerifyFragment, type Leaf } from '@jejak/ledger';
import { MadeUpLog } from '@jejak/ledger/made-up';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readPaper } from '../../test/paper-reader';
import type { Answer } from '../answer/answers';
import type { HistoryItem } from '../history/stream-questions';
import { historyPaper } from './history-paper';
import { sha256Hex } from './official-paper';
import { receiptPaper } from './receipt-paper';

const SITE = 'https://jejak.kota.example';
const NOW = '2027-02-05T02:00:00.000Z';
const LIST = 'result-rows-0198c1a2-0000-7000-8000-000000000001';

const log = new MadeUpLog();
for (let i = 0; i < 24; i++)
  log.add('evaluation-1', { result: `≥ ${i}`, note: `words ${i}` }, ['/note'], { role: 'supervisor' });
log.add(LIST, { datasetId: 'd', version: 1, cutOff: '350', r: { 'P-1': '1,90', 'P-2': '2,80' } });
log.seal();
const proof = log.history('evaluation-1');

/** As the reader of the log gave it: so much of it as this paper looks at. */
const answer = {
  ...{ proof, asOf: { size: 26, time: NOW }, accessEvent: '0198c1a2-0000-7000-8000-00000000000a' },
  items: proof.events.slice(0, 20).map((_, i) => ({
    ...{ version: i + 1, effective: null, data: { result: `≥ ${i}`, note: `words ${i}` } },
    reason: i === 3 ? { code: 'CORRECTION', text: 'salah ketik \u001b[31m merah' } : null,
  })),
} as unknown as Answer<HistoryItem>;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'jejak-papers-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('a history on paper', () => {
  it('says every version, with its proof attached, its sum on each page, and a code that names the last', async () => {
    const paper = readPaper(folder, await historyPaper('evaluation-1', answer, SITE));
    expect(paper).toMatchObject({ language: 'id-ID', marked: true, title: 'Riwayat lengkap' });
    expect(paper.roles.slice(0, 3)).toEqual(['H1', 'Figure', 'P']);
    expect(paper.attachments).toEqual([
      { name: 'evaluation-1.asn-history.json', text: JSON.stringify(proof) },
    ]);
    const sum = sha256Hex(Buffer.from(JSON.stringify(proof)));
    expect(paper.pages.length).toBeGreaterThan(1);
    for (const [i, page] of paper.pages.entries()) {
      expect(page).toContain(`SHA-256 ${sum}`);
      expect(page).toContain(`halaman ${i + 1} dari ${paper.pages.length}`);
    }
    const all = paper.pages.join(' ');
    for (let version = 1; version <= 24; version++)
      expect(all).toContain(`Versi ${version}: asn.career.ThingHappened.v1`);
    expect(all).toContain('result ≥ 3');
    expect(all).toContain('CORRECTION: salah ketik');
    // Of versions that the answer did not show, the proof says what there is.
    expect(all.match(/ada di dalam berkas bukti/g)).toHaveLength(4);
    const [code] = paper.alternatives;
    expect(code).toContain(`${SITE}/v#`);
    expect(parseVerifyFragment(code.slice(code.indexOf('#')))).toEqual({
      ...{ stream: 'evaluation-1', row: null, index: 23, leafHash: leafHash(proof.events[23].leaf) },
    });
  }, 120_000);
});

describe('a receipt on paper', () => {
  it('says the row and what holds for the list, with the receipt attached', async () => {
    const receipt = log.receipt(LIST, 'P-1');
    const leaf = parseLeaf(receipt.leaf) as Leaf;
    const paper = readPaper(folder, await receiptPaper(receipt, leaf, { publicUrl: SITE, now: NOW }));
    expect(paper).toMatchObject({ language: 'id-ID', marked: true, pages: { length: 1 } });
    expect(paper.attachments).toEqual([{ name: 'P-1.asn-receipt.json', text: JSON.stringify(receipt) }]);
    expect(paper.pages[0]).toContain('Peserta P-1 1,90');
    expect(paper.pages[0]).toContain('cutOff 350');
    expect(paper.pages[0]).not.toContain('P-2');
    const [code] = paper.alternatives;
    expect(parseVerifyFragment(code.slice(code.indexOf('#')))).toEqual({
      ...{ stream: LIST, row: 'P-1', index: 24, leafHash: leafHash(receipt.leaf) },
    });
  }, 120_000);
});
