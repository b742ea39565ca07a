import {
  balanceOf,
  type CareerFacts,
  checksOf,
  creditLedger,
  type EligibilityRead,
  failedOf,
  ledgerStream,
  levelOf,
  promotion,
  type PromotionCommand,
  promotionStream,
  promotionTurn,
  rankSince,
  standingOn,
  targetOf,
  turnStream,
} from '@jejak/career/life';
import type { PromotionKind } from '@jejak/contracts/career';
import type { EvaluationFinalised } from '@jejak/contracts/performance';
import { naturalId, RuleViolated } from '@jejak/kernel';
import { sha256 } from '@jejak/ledger';
import { asHr, asLeader, asService } from '../city/actors';
import { at, endOf, plus, workingDay, workingDaysAfter } from '../city/days';
import type { Employee } from '../city/organisation';
import { WITHDRAWN } from '../city/texts';
import type { World } from '../city/world';
import { type Actor, type Life, type Step, Thing, until } from '../engine/step';
import { heldFrom } from './founding';

/** Every year the personnel agency looks through the files from this day on. */
export const promotedFrom = (year: number): string => workingDay(`${year}-03-10`);
/** So many of those who could be are proposed in a year, of 1: not everybody hands in their file as soon as that. */
const PROPOSED = 0.5;

const document = (...parts: readonly string[]): string =>
  sha256(Buffer.from(parts.join('|'))).toString('hex');

/** Whoever is in a functional position brings the points of the time before along, by a signed decree. */
export function* bringingPoints(world: World, one: Employee, when: string, today: string): Life {
  const { city, rules, board } = world;
  const level = levelOf(one.file.jenjang);
  if (level === null || one === city.hr) return;
  const chance = city.chance('points', one.id);
  const need = rules.career.need[level.toUpperCase().replace(' ', '_')];
  const balance = (chance.next() * 1.2 * Number(need?.nextRank ?? 0)).toFixed(2);
  const ledger = new Thing('career', creditLedger, ledgerStream(one.id));
  board.ledgers.set(one.id, ledger);
  yield ledger.does(
    when,
    asHr(city),
    {
      ...{ type: 'ImportCreditBalance', by: city.hr.id, employeeId: one.id, balance },
      ...{ asOf: plus(today, -7), documentSha256: document('PAK', one.id) },
    },
    {
      ...{ date: today, steps: board.stepsOf(one), evaluation: null, rules: rules.career },
      correctsEventId: null,
    },
    rules.career.refs,
  );
}

/** A final predicate is remembered, and becomes points where the position earns them. */
export function* earning(
  { board, rules }: World,
  one: Employee,
  final: EvaluationFinalised['data'],
  when: string,
): Life {
  board.finalised(one, final);
  if (levelOf(one.file.jenjang) === null) return;
  const ledger = board.ledgers.get(one.id) ?? new Thing('career', creditLedger, ledgerStream(one.id));
  board.ledgers.set(one.id, ledger);
  const { evaluationId, employeeId, periodStart, periodEnd, predicate, evaluationVersion } = final;
  const told = { evaluationId, employeeId, periodStart, periodEnd, predicate, evaluationVersion };
  yield ledger.does(
    when,
    asService('career'),
    { type: 'ConvertPredicate', employeeId, evaluationId },
    {
      ...{ date: when.slice(0, 10), steps: board.stepsOf(one), rules: rules.career },
      ...{ evaluation: { employeeId, final: told }, correctsEventId: null },
    },
    rules.career.refs,
  );
}

/** What the conditions read of somebody, for a day; null where nothing is above what is held. */
const readOf = (
  world: World,
  one: Employee,
  kind: PromotionKind,
  effective: string,
  date: string,
): EligibilityRead | null => {
  const { board, rules } = world;
  const steps = board.stepsOf(one);
  const held = standingOn(steps, effective);
  const from = { rank: held?.rank ?? null, level: held?.level ?? null };
  const finals = board.finalsOf(one);
  const year = Number(effective.slice(0, 4));
  const ledger = board.ledgers.get(one.id)?.state;
  try {
    const facts: CareerFacts = {
      ...{ effective, from, to: targetOf(kind, from, rules.career), rankSince: rankSince(steps, effective) },
      balance: from.level && (ledger ? balanceOf(ledger, from.level) : '0.00'),
      predicates: finals.map((final) => ({ year: final.year, predicate: final.predicate, contested: false })),
      ...{ tests: [], degrees: [], formation: null, structural: null },
      jp: { year: year - 1, credited: board.learnedBy(one.id, year - 1) },
      sanctions: board.sanctionsOf(one.id),
    };
    return {
      ...{ calendar: rules.calendar, date, rules: rules.career, facts, policyRefs: rules.career.refs },
      evaluations: finals
        .map(({ evaluationId, evaluationVersion }) => ({ evaluationId, evaluationVersion }))
        .sort((a, b) => (a.evaluationId < b.evaluationId ? -1 : 1)),
      post: { position: one.position, unitId: one.unit.unitId, formationId: null, seats: 0 },
      supervisorId: one.supervisorId,
    };
  } catch (error) {
    if (error instanceof RuleViolated && error.detail.rule === 'promotion.ladder') return null;
    throw error;
  }
};

/** Who meets every condition may be proposed for the next rank: verified by a second, approved by the national agency, decided by the mayor. */
export function* promoting(world: World, one: Employee, year: number): Life {
  const { city, rules, board } = world;
  const chance = city.chance('promotion', one.id, year);
  const second = city.officers[0];
  if (!chance.happens(PROPOSED) || one === city.hr || one === second || one.supervisorId === second.id)
    return;
  const kind: PromotionKind = levelOf(one.file.jenjang) === null ? 'RANK_REGULAR' : 'RANK_FUNCTIONAL';
  const effective = `${year}-06-01`;
  const opened = promotedFrom(year);
  const eligible = (on: string): boolean => {
    const read = readOf(world, one, kind, effective, on);
    return read !== null && failedOf(checksOf(kind, read.facts, rules.career)).length === 0;
  };
  if (!eligible(opened)) return;
  const { id: employeeId } = one;
  const caseId = naturalId('simulated-promotion', employeeId, String(year));
  const own = new Thing('career', promotion, promotionStream(caseId));
  const turn = new Thing('career', promotionTurn, turnStream(employeeId));
  const does = (when: string, date: string, by: Actor, command: PromotionCommand): Step =>
    own.does(
      when,
      by,
      command,
      {
        ...{ calendar: rules.calendar, date, rules: rules.career, supervisorId: one.supervisorId },
        eligibility: readOf(world, one, kind, effective, date),
        ...{ anotherOpen: false, employmentEndsOn: null },
        place: { position: one.position, unitId: one.unit.unitId, from: heldFrom(one) },
      },
      rules.career.refs,
    );
  // Whoever has had a promotion before has had a turn, which is over.
  const turns = (when: string, by: Actor, type: 'TakeTurn' | 'ReturnTurn'): Step =>
    turn.does(when, by, { type, employeeId, caseId }, {}, rules.career.refs);
  const [hr, verifier] = [asHr(city), { actor: second.id, role: 'hr_admin' } as const];
  const mayor = asLeader(city.mayorId);
  const by = city.hr.id;
  yield does(at(opened, 10), opened, hr, {
    ...{ type: 'OpenPromotion', by, role: 'hr_admin', caseId, employeeId, kind, effective },
    ...{ post: null, documentSha256: null },
  });
  yield turns(at(opened, 10), hr, 'TakeTurn');
  const proposed = workingDaysAfter(opened, 3);
  const verified = workingDaysAfter(proposed, 4);
  const approved = workingDaysAfter(verified, 12);
  const decided = workingDaysAfter(approved, chance.between(2, 10));
  const documents = rules.career.other.promotionDocuments[kind].map((name) => ({
    kind: name as 'EVALUATIONS',
    sha256: document(name, caseId),
  }));
  const steps: readonly (readonly [string, Actor, PromotionCommand])[] = [
    [proposed, hr, { type: 'ProposePromotion', by, effective: null }],
    [verified, verifier, { type: 'VerifyPromotion', by: second.id, documents }],
    [
      approved,
      verifier,
      {
        ...{ type: 'RecordTechnicalApproval', by: second.id, given: true, reason: '' },
        ...{ number: `PERTEK/${year}/${caseId.slice(-8)}`, documentSha256: document('PERTEK', caseId) },
      },
    ],
    [
      decided,
      mayor,
      { type: 'DecidePromotion', by: city.mayorId, outcome: 'GRANTED', effective: null, reason: '' },
    ],
  ];
  for (const [on, actor, command] of steps) {
    // It waits for its day, and only then is it known whether anything stands against it by now.
    yield until(at(on, 11));
    if (!eligible(on)) {
      yield does(at(on, 11), on, hr, { type: 'WithdrawPromotion', by, role: 'hr_admin', reason: WITHDRAWN });
      yield turns(at(on, 11), hr, 'ReturnTurn');
      return;
    }
    yield does(at(on, 11), on, actor, command);
  }
  const service = asService('career');
  const comes = endOf(plus(effective, -1));
  yield until(comes);
  yield does(comes, effective, service, { type: 'TakeEffect' });
  if (own.state.status === 'EFFECTIVE' && own.state.proposed) {
    board.promoted(one, { from: effective, ...own.state.proposed.to });
    yield turns(comes, service, 'ReturnTurn');
  } else {
    // Held: a sanction came in between, and the leadership looks at it again.
    const again = workingDaysAfter(effective, 4);
    yield does(at(again, 10), again, mayor, {
      ...{
        type: 'DecidePromotion',
        by: city.mayorId,
        outcome: 'REJECTED',
        effective: null,
        reason: WITHDRAWN,
      },
    });
    yield turns(at(again, 10), mayor, 'ReturnTurn');
  }
}
