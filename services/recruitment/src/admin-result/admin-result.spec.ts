import {
  adminResultComputed,
  type AdminResultRow,
  recruitmentContracts,
  stageResultRowsPublished,
} from '@jejak/contracts/recruitment';
import { newId } from '@jejak/kernel';
import { canonical, flatten } from '@jejak/ledger';
import { specFor } from '@jejak/testing';
import { describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { inParts } from '../ranking/digest';
import { resultLine } from '../publication/result-file';
import { ADMIN_COLUMNS, ADMIN_HEADER, adminFileSha256, publishedAdminRows } from './admin-file';
import { ADMIN_ROWS_PER_PART, adminResultOf } from './admin-result';
import { adminResult, adminResultStream } from './admin-result.decider';

const { given } = specFor(adminResult);
const vacancyId = newId();
const policies = ['rec.objection@1'];
const passing = (participantNo: string): AdminResultRow => ({
  ...{ participantNo, applicationId: newId(), outcome: 'PASSED', requirementRefs: [] },
});
const missing = (participantNo: string, requirementRefs: string[]): AdminResultRow => ({
  ...{ participantNo, applicationId: newId(), outcome: 'REJECTED', requirementRefs },
});
const everyRef = Array.from({ length: 50 }, (_, i) => String(i + 1));
/** As it goes over the wire: the JSON, and 17 bytes of opening for each field as base64. */
const sizeOf = (data: object): number =>
  canonical(data).length + Math.ceil((flatten(data).length * 17 * 4) / 3);

describe('an ADMIN result', () => {
  const rows = [passing('0000000001'), missing('4820193756', ['1', '12'])];
  const { head, passed } = adminResultOf(vacancyId, rows, 0, policies);
  const compute = { type: 'ComputeAdminResult', head, part: 1, rows, unsettled: 0 } as const;
  const computed = adminResultComputed({ ...head, policies, part: 1, rows });

  it('is recorded once, and waits until nothing is open', () => {
    expect(passed).toBe(1);
    given().when(compute).thenRecords(computed);
    given(computed).when(compute).thenRecords();
    given()
      .when({ ...compute, unsettled: 2 })
      .thenRefuses('STAGE_NOT_SETTLED', { params: { missing: 2 } });
  });
  it('has its id from its rows', () => {
    expect(adminResultOf(vacancyId, rows, 0, policies).head).toEqual(head);
    const corrected = adminResultOf(
      vacancyId,
      [rows[0], { ...rows[1], requirementRefs: ['1'] }],
      0,
      policies,
    );
    expect(corrected.head.adminResultId).not.toBe(head.adminResultId);
    expect(adminResultStream(head.adminResultId)).toBe(`admin-result-${head.adminResultId}`);
    expect(adminResultStream(head.adminResultId, 2)).not.toBe(adminResultStream(head.adminResultId));
  });
  it('of nobody is one empty part', () => {
    const empty = adminResultOf(vacancyId, [], 0, policies);
    expect(empty.head).toMatchObject({ parts: 1, count: 0 });
    expect(inParts(empty.rows, ADMIN_ROWS_PER_PART)).toEqual([[]]);
  });
  it('is published as the file that its digest says', () => {
    const file = `${ADMIN_HEADER}0000000001,PASSED,\r\n4820193756,REJECTED,1 12\r\n`;
    expect(adminFileSha256(rows)).toBe(createHash('sha256').update(file).digest('hex'));
    const r = publishedAdminRows(rows);
    expect(file).toBe(ADMIN_HEADER + rows.map(({ participantNo: no }) => resultLine(no, r[no])).join(''));
  });
  it('fits one message a part, where everybody misses everything', () => {
    const longest = Array.from({ length: ADMIN_ROWS_PER_PART }, (_, i) =>
      missing(String(i).padEnd(40, 'P'), everyRef),
    );
    const part = adminResultComputed({ ...head, policies, part: 1, rows: longest });
    expect(recruitmentContracts.events[part.type].faults(part.data)).toEqual([]);
    expect(sizeOf(part.data)).toBeLessThan(900_000);
    const texts = stageResultRowsPublished({
      ...{
        datasetId: newId(),
        version: 1,
        vacancyId,
        stage: 'ADMIN',
        position: 'P'.repeat(200),
        seats: null,
      },
      ...{ cutOff: null, policies, columns: ADMIN_COLUMNS, rows: longest.length, part: 1, parts: 1 },
      r: publishedAdminRows(longest),
    });
    expect(recruitmentContracts.events[texts.type].faults(texts.data)).toEqual([]);
    expect(sizeOf(texts.data)).toBeLessThan(900_000);
  });
});
