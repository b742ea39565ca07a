import {
  sanctionAppealDecided,
  sanctionDecided,
  sanctionServed,
  violationDismissed,
  violationReported,
} from '@jejak/contracts/performance';
import { type DomainEvent, eventTypeOf, type Recorded } from '@jejak/kernel';
import { foldAll } from '@jejak/projections';
import { describe, expect, it } from '@jest/globals';
import { E1, SUP1, UNIT, some } from '../../test/people';
import { sanctionRecords } from './sanction-record.projection';

const caseId = some(1);
const about = { subject: E1 };
const sanction = { level: 'MEDIUM', kind: 'ALLOWANCE_CUT', months: 12 } as const;
const instant = '2027-02-01T00:00:00.000Z';
const recorded = (event: DomainEvent, version: number): Recorded => ({
  ...event,
  envelope: {
    ...{ id: `${version}`, eventType: eventTypeOf('performance', { type: event.type, version: 1 }) },
    ...{ source: 'performance', stream: `discipline-${caseId}`, version, at: instant, actor: 'x' },
    ...{ role: 'service', policy: null, policies: [], correlation: 'x', cause: null, hash: `h${version}` },
  },
});
const reported = violationReported(
  {
    ...{ caseId, employeeId: E1, unitId: UNIT, articleRef: 'PP 94/2021 Pasal 4 huruf f' },
    ...{ from: '2027-01-04', to: '2027-01-06', absentDays: 3, consecutiveDays: 3, reportedBy: SUP1 },
    allegation: 'Tidak masuk kerja.',
  },
  about,
);
const dismissed = violationDismissed({ caseId, decidedBy: SUP1 }, about);
const decided = sanctionDecided(
  {
    ...{ caseId, employeeId: E1, ...sanction, articleRef: 'PP 94/2021 Pasal 10', decidedBy: SUP1 },
    ...{ appealBy: '2027-02-15', servedAt: instant },
  },
  about,
);
const fell = sanctionAppealDecided(
  { caseId, decidedBy: SUP1, outcome: 'REVOKED', ...sanction, servedAt: instant },
  about,
);
const served = sanctionServed(
  { caseId, employeeId: E1, ...sanction, from: '2027-02-16', until: '2028-02-15', endsAt: instant },
  about,
);
/** The row after facts, each with its place in the stream. */
const row = (...facts: readonly (readonly [DomainEvent, number])[]) =>
  foldAll(
    sanctionRecords,
    facts.map(([fact, version]) => recorded(fact, version)),
  )[0];

describe('a case of discipline', () => {
  it('is open without a sanction while it is only reported', () =>
    expect(row([reported, 1])).toMatchObject({ employeeId: E1, open: true, level: null, until: null }));
  it('is closed without one when it is dismissed', () =>
    expect(row([reported, 1], [dismissed, 2])).toMatchObject({ open: false, level: null }));
  it('has its sanction from the decision on, and its last day once it is served', () => {
    expect(row([reported, 1], [decided, 2])).toMatchObject({ open: false, level: 'MEDIUM', until: null });
    expect(row([reported, 1], [decided, 2], [served, 3])).toMatchObject({ until: '2028-02-15' });
  });
  it('says that a sanction fell', () =>
    expect(row([reported, 1], [decided, 2], [fell, 3])).toMatchObject({ open: false, revoked: true }));
  it.each([
    ['dismissed', [dismissed, 2]],
    ['decided', [decided, 2]],
  ] as const)('stays %s where that is told before the report', (_, [fact, version]) =>
    expect(row([fact, version], [reported, 1])).toEqual(row([reported, 1], [fact, version])),
  );
});
