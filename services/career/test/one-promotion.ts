import { promotionEffective, promotionHeld, promotionRevoked } from '@jejak/contracts/career';
import { specFor } from '@jejak/testing';
import type { EligibilityRead } from '../src/eligibility/eligibility.reading';
import { promotion } from '../src/promotion/promotion.decider';
import type { CommandNamed, PromotionCommand, PromotionGiven } from '../src/promotion/promotion.commands';
import type { PromotionEvent } from '../src/promotion/promotion.state';
import { calendar, E1, HR1, HR2, PPK, rules, SIGNED, some, SUP1, UNIT } from './people';

/** The promotion of E-1 on 1 April 2027 (domain.md 15, steps 45 and 46), for specs of its decider. */
export const { given } = specFor(promotion);
export const caseId = some(1);
export const about = { subject: E1 };
export const read: EligibilityRead = {
  ...{ calendar, date: '2027-03-01', rules, policyRefs: rules.refs, supervisorId: SUP1 },
  facts: {
    effective: '2027-04-01',
    ...{ from: { rank: 'III/b', level: 'Ahli Pertama' }, to: { rank: 'III/c', level: 'Ahli Muda' } },
    ...{ balance: '102.08', rankSince: '2023-04-01', degrees: ['S-1'], sanctions: [] },
    predicates: [
      { year: 2025, predicate: 'BAIK', contested: false },
      { year: 2026, predicate: 'SANGAT_BAIK', contested: false },
    ],
    tests: [{ level: 'Ahli Muda', score: '81.00', validUntil: '2029-02-19' }],
    ...{ formation: { free: 1, education: 'S-1' }, jp: { year: 2026, credited: 24 }, structural: null },
  },
  evaluations: [{ evaluationId: some(2), evaluationVersion: 2 }],
  post: { position: 'Perawat', unitId: UNIT, formationId: some(3), seats: 1 },
};
export const handed: PromotionGiven = {
  ...{ calendar, date: '2027-03-01', rules, eligibility: read, supervisorId: SUP1, anotherOpen: false },
  ...{ employmentEndsOn: null, place: { position: 'Perawat', unitId: UNIT, from: '2019-05-01' } },
};
export const facing = (facts: Partial<EligibilityRead['facts']>, date = '2027-03-01'): PromotionGiven => ({
  ...handed,
  date,
  eligibility: { ...read, facts: { ...read.facts, ...facts } },
});
export const open: CommandNamed<'OpenPromotion'> = {
  ...{ type: 'OpenPromotion', by: HR1, role: 'hr_admin', caseId, employeeId: E1, kind: 'LEVEL' },
  ...{ effective: null, post: null, documentSha256: null },
};
export const propose = { type: 'ProposePromotion', by: HR1, effective: null } as const;
export const verify: CommandNamed<'VerifyPromotion'> = {
  ...{ type: 'VerifyPromotion', by: HR2 },
  documents: rules.other.promotionDocuments.LEVEL.map((kind) => ({ kind: kind as 'AWARD', sha256: SIGNED })),
};
export const approve = {
  type: 'RecordTechnicalApproval' as const,
  ...{ by: HR2, given: true, number: 'PT-12', documentSha256: SIGNED, reason: '' },
};
export const grant = {
  type: 'DecidePromotion',
  by: PPK,
  outcome: 'GRANTED',
  effective: null,
  reason: '',
} as const;
export const REASON = 'Formasi dialihkan ke puskesmas lain.';

/** What the commands record, one after the other. */
export const told = (...commands: readonly PromotionCommand[]): PromotionEvent[] =>
  commands.reduce<PromotionEvent[]>((facts, command) => {
    let recorded: PromotionEvent[] = [];
    given(...facts)
      .when(command, handed)
      .thenFacts((found) => (recorded = found));
    return [...facts, ...recorded];
  }, []);
export const opened = told(open);
export const proposed = told(open, propose);
export const verified = told(open, propose, verify);
export const approved = told(open, propose, verify, approve);

export const granted = told(open, propose, verify, approve, grant);

export const whose = { caseId, employeeId: E1, kind: 'LEVEL' } as const;
export const DAY = '2027-04-01';
export const onTheDay = facing({}, DAY);
export const reading = (changed: Partial<EligibilityRead>, date = DAY): PromotionGiven => ({
  ...handed,
  date,
  eligibility: { ...read, ...changed },
});
export const contested = read.facts.predicates.map((one) => ({ ...one, contested: one.year === 2026 }));
export const effect = { type: 'TakeEffect' } as const;
export const effective = promotionEffective(
  {
    ...{ ...whose, rank: 'III/c', level: 'Ahli Muda', from: DAY },
    ...{ previous: { rank: 'III/b', level: 'Ahli Pertama' }, position: 'Perawat', unitId: UNIT },
  },
  { ...about, effective: DAY },
);
// 15 working days after 1 April.
export const held = promotionHeld(
  {
    ...{ ...whose, effective: DAY, because: ['CONDITION'], failed: ['AK'] },
    evaluations: [{ evaluationId: some(2), evaluationVersion: 2 }],
    ...{ decideBy: '2027-04-22', overdueAt: '2027-04-22T17:00:00.000Z' },
  },
  about,
);
export const revoke = { type: 'RevokePromotion', by: PPK, reason: REASON } as const;
export const revoked = promotionRevoked(
  { ...whose, revokedBy: PPK, grounds: ['CONDITION'], failed: ['AK'] },
  { ...about, reason: { code: 'CANCELLATION', text: REASON } },
);
