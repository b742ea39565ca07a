import { citizenContracts, complaintClosed } from '@jejak/contracts/citizen';
import { datasetPublished } from '@jejak/contracts/every-service';
import { newId } from '@jejak/kernel';
import { recorded } from '@jejak/testing/recorded';
import { describe, expect, it } from '@jest/globals';
import { complaintMonths } from './complaint-publications';

/** Closed on 11 January 2027, as every fact of `recorded`. */
const closed = (filedOn: string) =>
  complaintClosed({
    ...{ complaintId: newId(), unitId: newId(), class: 'LIGHT', category: 'FEE', satisfied: true },
    ...{ provenAgainst: null, groundless: false, reviewId: null, filedOn, answeredOn: filedOn },
    ...{ responseMinutes: 1, onTime: true },
  });
const published = datasetPublished({
  ...{ datasetId: newId(), version: 1, kind: 'complaints-monthly', title: 'Pengaduan 2026-11', rows: 1 },
  ...{ sha256: 'a'.repeat(64), policyRefs: ['pub@1'], period: { from: '2026-11-01', to: '2026-11-30' } },
});
const pending = (...facts: Parameters<typeof recorded>[2][number][]) =>
  complaintMonths
    .pending(recorded(citizenContracts.service, 'any', facts))
    .map(({ key, dueAt }) => [key, dueAt]);

describe('the complaints of a month', () => {
  it('are published again at the end of the month in which more of them came to an end', () => {
    expect(pending(closed('2026-11-30'))).toEqual([['2026-11', '2027-01-31T17:00:00.000Z']]);
    expect(pending(published, closed('2026-11-30'))).toHaveLength(1);
    expect(pending(closed('2026-11-30'), published)).toEqual([]);
  });
  it('of the month that goes on are published with it', () =>
    expect(pending(closed('2027-01-04'))).toEqual([]));
});
