import { datasetPublished } from '@jejak/contracts/every-service';
import {
  recruitmentContracts,
  type RankingRow,
  stageResultRowsPublished,
} from '@jejak/contracts/recruitment';
import { newId } from '@jejak/kernel';
import { canonical, flatten } from '@jejak/ledger';
import { dataset, type PublishDataset } from '@jejak/publication';
import { specFor } from '@jejak/testing';
import { describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { ROWS_PER_PART } from '../ranking/digest';
import { resultRows } from './result-rows.decider';
import {
  advancingOf,
  cutOffOf,
  publishedRows,
  RESULT_COLUMNS,
  resultHeader,
  resultFileSha256,
  resultLine,
} from './result-file';

const [datasetId, vacancyId] = [newId(), newId()];
const row = (participantNo: string, rank: number, outcome: RankingRow['outcome']): RankingRow => ({
  ...{ rank, participantNo, applicationId: newId(), twk: 95, tiu: 120, tkp: 185, total: 400, gpa: '3.5' },
  ...{ skb: '78.100', final: '75.951', tieBreakUsed: null, outcome, missed: [] },
});
const rows = [row('4820193756', 1, 'SELECTED'), row('0000000001', 2, 'RESERVED')];

describe('the published file', () => {
  it('is what its digest says', () => {
    const file = `${resultHeader(rows[0])}4820193756,1,1,95,120,185,400,78.100,75.951,,SELECTED\r\n0000000001,2,2,95,120,185,400,78.100,75.951,,RESERVED\r\n`;
    expect(resultFileSha256(rows)).toBe(createHash('sha256').update(file).digest('hex'));
    const part = publishedRows(rows, 1);
    expect(file).toBe(
      resultHeader(rows[0]) + rows.map(({ participantNo: no }) => resultLine(no, part[no])).join(''),
    );
  });
  it('names how many advance and where the cut lies', () => {
    expect([advancingOf('FINAL', rows, 1), cutOffOf('FINAL', rows)]).toEqual([1, '75.951']);
    expect([advancingOf('FINAL', rows, null), cutOffOf('SKD', rows)]).toEqual([null, null]);
    expect(cutOffOf('SKD', [row('1', 1, 'PASSED')])).toBe('400');
  });
});

describe('PublishDataset', () => {
  const { given } = specFor(dataset);
  const publish: PublishDataset = {
    ...{ type: 'PublishDataset', kind: 'selection-results' },
    ...{ datasetId, version: 1, title: 'Hasil akhir: Perawat', policies: ['rec.weight@1'] },
    ...{ rows: 2, sha256: resultFileSha256(rows), change: null },
  };
  const fact = (version: number, extra: object = {}) =>
    datasetPublished({
      ...{
        datasetId,
        version,
        kind: 'selection-results',
        title: publish.title,
        rows: 2,
        sha256: publish.sha256,
      },
      ...{ policyRefs: ['rec.weight@1'], ...extra },
    });
  it('records that it is published', () => given().when(publish).thenRecords(fact(1)));
  it('says nothing new about the same version', () => given(fact(1)).when(publish).thenRecords());
  it('names what a later version supersedes, and why', () =>
    given(fact(1))
      .when({ ...publish, version: 2, change: 'Nilai dikoreksi.' })
      .thenRecords(fact(2, { supersedes: 1, change: 'Nilai dikoreksi.' })));
  it('skips no version', () =>
    given()
      .when({ ...publish, version: 2 })
      .thenRefuses('ILLEGAL_TRANSITION'));
});

describe('PublishResultRows', () => {
  const { given } = specFor(resultRows);
  const data = {
    stage: 'FINAL' as const,
    ...{ datasetId, version: 1, vacancyId, position: 'Perawat', seats: 1, cutOff: '75.951' },
    ...{
      policies: ['rec.weight@1'],
      columns: RESULT_COLUMNS,
      rows: 2,
      part: 1,
      parts: 1,
      r: publishedRows(rows, 1),
    },
  };
  const published = stageResultRowsPublished(data);
  it('records a part once', () => {
    given()
      .when({ type: 'PublishResultRows', ...data })
      .thenRecords(published);
    given(published)
      .when({ type: 'PublishResultRows', ...data })
      .thenRecords();
  });
  it('fits one message a part, with the longest values there are', () => {
    const longest = Array.from({ length: ROWS_PER_PART }, (_, i) => ({
      ...row(`${i}`.padEnd(40, 'P'), 100_000, 'NOT_SELECTED'),
      ...{ tieBreakUsed: 'UNRESOLVED' as const, skb: '100.000', final: '100.000' },
    }));
    const { type, data: large } = stageResultRowsPublished({
      ...data,
      position: 'P'.repeat(200),
      r: publishedRows(longest, 1),
    });
    expect(recruitmentContracts.events[type].faults(large)).toEqual([]);
    expect(canonical(large).length + Math.ceil((flatten(large).length * 17 * 4) / 3)).toBeLessThan(900_000);
  });
});
