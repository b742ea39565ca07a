import {
  type EligibilityChecked,
  eligibilityChecked,
  placementDecided,
  placementProposed,
  promotionEffective,
} from '@jejak/contracts/career';
import { applicationSelected, candidateAppointed, reserveCalled } from '@jejak/contracts/recruitment';
import { type DomainEvent, eventTypeOf, type Recorded } from '@jejak/kernel';
import { foldAll } from '@jejak/projections';
import { describe, expect, it } from '@jest/globals';
import { E1, HR1, PPK, some, SUP1, UNIT } from '../../test/people';
import { meritCases } from './merit.projection';

const recorded = (event: DomainEvent, version: number): Recorded => ({
  ...event,
  envelope: {
    ...{ id: `${version}`, eventType: eventTypeOf('career', { type: event.type, version: 1 }) },
    ...{ source: 'career', stream: `x-${some(1)}`, version, at: '2027-02-01T00:00:00.000Z', actor: 'x' },
    ...{ role: 'service', policy: null, policies: [], correlation: 'x', cause: null, hash: `h${version}` },
  },
});
/** Of each case whether it counts, and whether what merit asks for was done. */
const counted = (...facts: readonly DomainEvent[]) =>
  foldAll(
    meritCases,
    facts.map((fact, at) => recorded(fact, at + 1)),
  ).map(({ aspect, openedVersion, metVersion }) => [aspect, openedVersion !== null, metVersion !== null]);

const caseId = some(2);
const checked = (eligible: boolean, of: string | null = caseId): EligibilityChecked =>
  eligibilityChecked(
    {
      ...{ caseId: of, employeeId: E1, kind: 'LEVEL', effective: '2027-04-01', eligible, checks: [] },
      ...{ policyRefs: [], evaluations: [], proposeBy: null, overdueAt: null },
    },
    { subject: E1 },
  );
const effective = promotionEffective(
  {
    ...{ caseId, employeeId: E1, kind: 'LEVEL', rank: 'III/c', level: 'Ahli Muda', from: '2027-04-01' },
    ...{ previous: { rank: 'III/b', level: 'Ahli Pertama' }, position: 'Perawat', unitId: UNIT },
  },
  { subject: E1 },
);
const placementId = some(3);
const place = { position: 'Perawat', unitId: UNIT, supervisorId: SUP1, from: '2027-05-01' };
const proposed = (matchScore: string, minMatch?: string) =>
  placementProposed(
    {
      ...{ placementId, employeeId: E1, kind: 'ROTATION', ...place, matchScore },
      ...(minMatch === undefined ? {} : { minMatch }),
      match: { competencies: '50.0000', performance: '80.0000', experience: '100.0000' },
      ...{ missing: [], proposedBy: HR1 },
    },
    { subject: E1 },
  );
const decided = (outcome: 'APPROVED' | 'DECLINED') =>
  placementDecided({ placementId, employeeId: E1, ...place, outcome, decidedBy: PPK }, { subject: E1 });
const PROMOTIONS = 'PROMOTION_MUTATION';

describe('what merit counts of promotions', () => {
  it('are those in effect, by whether every condition was met', () => {
    expect(counted(checked(true))).toEqual([[PROMOTIONS, false, true]]);
    expect(counted(checked(true), effective)).toEqual([[PROMOTIONS, true, true]]);
    expect(counted(checked(true), checked(false), effective)).toEqual([[PROMOTIONS, true, false]]);
    expect(counted(effective)).toEqual([[PROMOTIONS, true, false]]);
  });
  it('is no question without a case', () => expect(counted(checked(true, null))).toEqual([]));
});

describe('what merit counts of placements', () => {
  it.each([
    ['70.0000', '70', true],
    ['69.9999', '70', false],
    // A fact from before the policy's figure stood in it.
    ['90.0000', undefined, false],
  ])('are approved ones by their match: %s of %s', (score, minimum, met) =>
    expect(counted(proposed(score, minimum), decided('APPROVED'))).toEqual([[PROMOTIONS, true, met]]),
  );
  it('are none that wait or were declined', () => {
    expect(counted(proposed('90', '70'))).toEqual([[PROMOTIONS, false, true]]);
    expect(counted(proposed('90', '70'), decided('DECLINED'))).toEqual([[PROMOTIONS, false, true]]);
  });
});

describe('what merit counts of recruitment', () => {
  const [applicationId, vacancyId] = [some(4), some(5)];
  const appointed = candidateAppointed({
    ...{ applicationId, vacancyId, employeeId: E1, kind: 'CPNS', golongan: 'III/a', position: 'Perawat' },
    ...{ unitId: UNIT, level: 'Ahli Pertama', tmt: '2027-02-01', contractEnd: null },
  });
  const selected = applicationSelected({
    ...{ applicationId, vacancyId, rankingId: some(6), resultVersion: 1, rank: 1, final: '75.951' },
  });
  const called = reserveCalled({ applicationId, vacancyId, participantNo: '4820193756' });
  it('are appointments, by whether the ranking or the reserve gave the person', () => {
    expect(counted(selected, appointed)).toEqual([['RECRUITMENT', true, true]]);
    expect(counted(appointed, called)).toEqual([['RECRUITMENT', true, true]]);
    expect(counted(appointed)).toEqual([['RECRUITMENT', true, false]]);
    expect(counted(selected)).toEqual([['RECRUITMENT', false, true]]);
  });
});
