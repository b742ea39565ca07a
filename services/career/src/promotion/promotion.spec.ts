import { promotionDecided, promotionOverdue, promotionProposed } from '@jejak/contracts/career';
import { RuleViolated } from '@jejak/kernel';
import { describe, expect, it } from '@jest/globals';
import {
  about,
  approve,
  approved,
  caseId,
  facing,
  given,
  grant,
  handed,
  open,
  opened,
  propose,
  proposed,
  read,
  REASON,
  verified,
  verify,
} from '../../test/one-promotion';
import { E1, E5, HR1, HR2, PPK, rules, SUP1, some, UNIT } from '../../test/people';

describe('OpenPromotion', () => {
  it('opens the case with what was checked', () =>
    expect(opened.map(({ type }) => type)).toEqual(['PromotionOpened', 'EligibilityChecked']));
  it('is for oneself, or for the HR agency, and not for who rates', () => {
    given()
      .when({ ...open, by: E1, role: 'employee' }, handed)
      .thenFacts((facts) => expect(facts).toHaveLength(2));
    given()
      .when({ ...open, by: E5, role: 'employee' }, handed)
      .thenRefuses('NOT_RELATED');
    given()
      .when(open, { ...handed, supervisorId: HR1 })
      .thenRefuses('SOD_VIOLATION', { rule: 'sod.supervisor-promotion' });
    given()
      .when({ ...open, by: E1 }, handed)
      .thenRefuses('SOD_VIOLATION', { rule: 'sod.own-promotion' });
  });
  it.each([
    ['2027-03-20', 'not the first'],
    ['2027-02-01', 'past'],
  ])('takes effect on no %s (%s)', (effective) =>
    given().when(open, facing({ effective })).thenRefuses('EFFECTIVE_DATE_INVALID'),
  );
  it('lists every rule that fails', () => {
    given()
      .when(
        open,
        facing({
          balance: '95.83',
          tests: [],
          sanctions: [{ level: 'HEAVY', until: null, servedFrom: null }],
        }),
      )
      .thenRefuses('NOT_ELIGIBLE', {
        rule: 'AK COMPETENCY_TEST SANCTION',
        params: { rules: ['AK', 'COMPETENCY_TEST', 'SANCTION'] },
      });
    given()
      .when(open, facing({ formation: null }))
      .thenRefuses('NOT_ELIGIBLE', { rule: 'FORMATION' });
  });
  it('waits for the decision of an objection, and for the case that is open', () => {
    const predicates = read.facts.predicates.map((one) => ({ ...one, contested: one.year === 2026 }));
    given().when(open, facing({ predicates })).thenRefuses('EVALUATION_CONTESTED');
    given()
      .when(open, { ...handed, anotherOpen: true })
      .thenRefuses('PROMOTION_EXISTS');
    given(...opened)
      .when(open, handed)
      .thenRefuses('ILLEGAL_TRANSITION');
  });
  it('gives what could not be read as the reason, after who may ask', () => {
    const refusal = new RuleViolated('RULE_VIOLATED', 'Nothing above.', { rule: 'promotion.ladder' });
    const unread = { ...handed, eligibility: refusal };
    given().when(open, unread).thenRefuses('RULE_VIOLATED');
    given()
      .when(open, { ...unread, supervisorId: HR1 })
      .thenRefuses('SOD_VIOLATION');
  });
  it('by extraordinary merit needs the document', () =>
    given()
      .when({ ...open, kind: 'EXTRAORDINARY' }, handed)
      .thenRefuses('DOCUMENT_MISSING'));
});

describe('ProposePromotion', () => {
  const { position, unitId, formationId } = read.post;
  const proposal = promotionProposed(
    {
      ...{ caseId, employeeId: E1, kind: 'LEVEL', proposedBy: HR1, position, unitId, formationId },
      ...{ from: read.facts.from, to: read.facts.to, effective: '2027-04-01' },
      heldPost: { position: 'Perawat', unitId: UNIT },
    },
    about,
  );
  it('proposes 31 days before', () =>
    given(...opened)
      .when(propose, handed)
      .thenRecords(proposal));
  it('is marked where it is less than 30 days before', () => {
    const overdue = {
      caseId,
      employeeId: E1,
      kind: 'LEVEL',
      clock: 'PROPOSAL',
      dueOn: '2027-03-02',
    } as const;
    given(...opened)
      .when(propose, { ...handed, date: '2027-03-02' })
      .thenRecords(proposal);
    given(...opened)
      .when(propose, { ...handed, date: '2027-03-03' })
      .thenRecords(proposal, promotionOverdue(overdue, about));
  });
  it('names what alone was lost since the check by its own code', () => {
    const sanctions = [{ level: 'MEDIUM' as const, until: null, servedFrom: null }];
    given(...opened)
      .when(propose, facing({ formation: null }))
      .thenRefuses('NO_FORMATION');
    given(...opened)
      .when(propose, facing({ sanctions }))
      .thenRefuses('SANCTION_ACTIVE');
    given(...opened)
      .when(propose, facing({ formation: null, sanctions }))
      .thenRefuses('NOT_ELIGIBLE', { rule: 'FORMATION SANCTION' });
    given(...opened)
      .when(propose, facing({ balance: '99.99' }))
      .thenRefuses('NOT_ELIGIBLE', { rule: 'AK' });
  });
  it('is refused to oneself and to who rates, of no case, and twice', () => {
    given(...opened)
      .when({ ...propose, by: E1 }, handed)
      .thenRefuses('SOD_VIOLATION');
    given(...opened)
      .when({ ...propose, by: SUP1 }, handed)
      .thenRefuses('SOD_VIOLATION');
    given().when(propose, handed).thenRefuses('PROMOTION_NOT_FOUND');
    given(...proposed)
      .when(propose, handed)
      .thenRefuses('ILLEGAL_TRANSITION');
  });
});

describe('VerifyPromotion and RecordTechnicalApproval', () => {
  it('are refused to who proposed, and to whose promotion it is', () => {
    for (const by of [HR1, E1]) {
      given(...proposed)
        .when({ ...verify, by }, handed)
        .thenRefuses('SOD_VIOLATION');
      given(...verified)
        .when({ ...approve, by }, handed)
        .thenRefuses('SOD_VIOLATION');
    }
  });
  it('need every document of the policy', () => {
    given(...proposed)
      .when({ type: 'VerifyPromotion', by: HR2, documents: [] }, handed)
      .thenRefuses('DOCUMENT_MISSING', { params: { kinds: rules.other.promotionDocuments.LEVEL } });
    given(...verified)
      .when({ ...approve, documentSha256: null }, handed)
      .thenRefuses('DOCUMENT_MISSING');
  });
  it('give the leadership 15 working days', () =>
    expect(approved.at(-1)?.data).toMatchObject({ decideBy: '2027-03-22' }));
  it('say why it was not approved', () => {
    const refusal = { ...approve, given: false };
    given(...verified)
      .when(refusal, handed)
      .thenRefuses('REASON_REQUIRED');
    given(...verified)
      .when({ ...refusal, reason: REASON }, handed)
      .thenFacts(([{ type }]) => expect(type).toBe('TechnicalApprovalRefused'));
  });
});

describe('DecidePromotion', () => {
  const decision = { caseId, employeeId: E1, decidedBy: PPK } as const;
  it('grants it from the first of a month', () =>
    given(...approved)
      .when(grant, handed)
      .thenRecords(
        promotionDecided(
          {
            ...{ ...decision, outcome: 'GRANTED', effective: '2027-04-01' },
            effectiveAt: '2027-03-31T17:00:00.000Z',
            evaluations: [{ evaluationId: some(2), evaluationVersion: 2 }],
            balance: '102.08',
          },
          { ...about, effective: '2027-04-01' },
        ),
      ));
  it('is refused to who proposed, before anything else', () => {
    for (const by of [HR1, E1])
      given(...proposed)
        .when({ ...grant, by }, handed)
        .thenRefuses('SOD_VIOLATION');
  });
  it('needs the technical approval, a day, and what was proposed', () => {
    given(...verified)
      .when(grant, handed)
      .thenRefuses('APPROVAL_REQUIRED');
    given(...approved)
      .when(grant, facing({ effective: '2027-03-20' }))
      .thenRefuses('EFFECTIVE_DATE_INVALID');
    given(...approved)
      .when(grant, facing({ from: { rank: 'III/c', level: 'Ahli Muda' } }))
      .thenRefuses('ILLEGAL_TRANSITION');
  });
  it('grants nothing whose conditions were lost', () => {
    given(...approved)
      .when(grant, facing({ balance: '95.83' }))
      .thenRefuses('NOT_ELIGIBLE', { rule: 'AK' });
    given(...approved)
      .when(grant, facing({ sanctions: [{ level: 'HEAVY', until: null, servedFrom: null }] }))
      .thenRefuses('SANCTION_ACTIVE');
  });
  it('says why it refuses, and needs no approval for it', () => {
    const reject = { ...grant, outcome: 'REJECTED' } as const;
    given(...proposed)
      .when(reject, handed)
      .thenRefuses('REASON_REQUIRED');
    given(...proposed)
      .when({ ...reject, reason: REASON }, handed)
      .thenRecords(
        promotionDecided(
          { ...decision, outcome: 'REJECTED', effective: null, effectiveAt: null, evaluations: [] },
          { ...about, reason: { code: 'REJECTION', text: REASON } },
        ),
      );
    given(...opened)
      .when(grant, handed)
      .thenRefuses('ILLEGAL_TRANSITION');
  });
});
