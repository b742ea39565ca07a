import { reserveCalled } from '@jejak/contracts/recruitment';
import { type Moment, newId } from '@jejak/kernel';
import { describe, expect, it } from '@jest/globals';
import type { ApplicationStatus, Present } from './application.state';
import { callReserve, type ReserveGiven } from './reserve';

const [applicationId, vacancyId, applicantId] = Array.from({ length: 3 }, newId);
const participantNo = '4820193756';
const submitted = {
  ...{ applicationId, vacancyId, applicantId, participantNo, year: 2026 },
  channel: 'CAMPUS',
  ...{ educationGpa: null, imported: null },
} as const;
const one = (status: ApplicationStatus): Present => ({
  ...{
    status,
    submitted,
    skd: null,
    competency: null,
    components: {},
    skb: null,
    results: {},
    hasNip: false,
    contract: null,
    retentionEnded: false,
  },
  ...{ withdrawnFrom: null, psychological: null },
  ...{ verifications: [], conflicts: [], admittedBy: null, hearing: null },
});
const rests = (above: ApplicationStatus[], change: Partial<ReserveGiven & Moment> = {}) => ({
  ...{ above, seats: 1, publishedAt: '2026-04-06T03:00:00.000Z', reserveMonths: 12, openObjections: 0 },
  excepted: false,
  ...{ calendar: { zone: 'Asia/Jakarta', holidays: [] }, now: '2026-04-20T02:00:00.000Z' },
  ...change,
});
const refusal = (code: string): unknown => expect.objectContaining({ code });

describe('FillFromReserve (domain.md 4.2)', () => {
  const called = reserveCalled({ applicationId, vacancyId, participantNo }, { subject: applicantId });

  it('calls the next where the seat above is free', () =>
    expect(callReserve(one('reserved'), rests(['withdrawn']))).toEqual(called));
  it.each<[string, ApplicationStatus[], number]>([
    ['selected', ['selected'], 1],
    ['appointed', ['appointed', 'withdrawn'], 1],
    ['both of two', ['appointed', 'selected', 'withdrawn'], 2],
  ])('is refused where the seat is held: %s', (_, above, seats) =>
    expect(() => callReserve(one('reserved'), rests(above, { seats }))).toThrow(refusal('RULE_VIOLATED')),
  );
  it('waits for objections to the result', () =>
    expect(() => callReserve(one('reserved'), rests(['withdrawn'], { openObjections: 1 }))).toThrow(
      refusal('OBJECTION_PENDING'),
    ));
  it('passes over nobody of the reserve', () =>
    expect(() => callReserve(one('reserved'), rests(['withdrawn', 'reserved']))).toThrow(
      refusal('RANK_ORDER_VIOLATION'),
    ));
  it.each<ApplicationStatus>(['selected', 'not-selected', 'withdrawn', 'appointed', 'skd-passed'])(
    'calls nobody who is %s',
    (status) =>
      expect(() => callReserve(one(status), rests(['withdrawn']))).toThrow(refusal('ILLEGAL_TRANSITION')),
  );
  it('is possible for a year after the result, to its last day', () => {
    const on = (now: string) => callReserve(one('reserved'), rests(['withdrawn'], { now }));
    expect(on('2027-04-06T16:59:59.999Z')).toEqual(called);
    expect(() => on('2027-04-06T17:00:00.000Z')).toThrow(refusal('DEADLINE_PASSED'));
  });
});
