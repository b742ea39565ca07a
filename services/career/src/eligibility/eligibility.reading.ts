import type { FunctionalLevel, PromotionKind } from '@jejak/contracts/career';
import { type Gathered, EventStore } from '@jejak/event-store';
import { Malformed, type StreamRef } from '@jejak/kernel';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { competencyTest, testStream } from '../competency-test/competency-test.decider';
import { CareerReading } from '../credit/career-reading';
import { CareerRulebook } from '../credit/career-rulebook';
import { creditLedger } from '../credit/credit-ledger.decider';
import { balanceOf, ledgerStream } from '../credit/credit-ledger.state';
import { levelOf, rankSince, standingOn } from '../credit/ladder';
import { importedYears } from '../credit/last-finals';
import { covers } from '../employee/period';
import { promotionSeats, seatsStream } from '../promotion/promotion-seats.decider';
import { careerRecord, recordStream } from './career-record.decider';
import { type CareerFacts, yearsOf } from './checks';
import type { EligibilityGiven } from './eligibility.decider';
import { targetOf } from './promotion-target';
import { StructuralReading } from './structural.reading';

/** What a question about a promotion names. */
export interface AskedPromotion {
  readonly employeeId: string;
  readonly kind: PromotionKind;
  /** Legal date on which it would take effect. */
  readonly effective: string;
  /** The post of a structural promotion, and its unit; else that of the employee. */
  readonly post?: { readonly position: string; readonly unitId: string };
  /** The case whose own seat counts as free. */
  readonly caseId?: string;
  /** Policy versions that govern the case; left out: what is in force today. */
  readonly pinned?: readonly string[];
}

/** The post that the promotion is for. */
export interface Post {
  readonly position: string;
  readonly unitId: string;
  /** The formation whose seat it would take; null where none is needed, or found. */
  readonly formationId: string | null;
  /** Seats that promotions may take of it together. */
  readonly seats: number;
}

export interface EligibilityRead extends EligibilityGiven {
  readonly post: Post;
  /** Who rates the employee today. */
  readonly supervisorId: string | null;
}

interface FormationFound {
  readonly formationId: string;
  readonly level: string;
  readonly education: string;
  readonly seats: number;
  readonly stream: string;
  readonly ver: number;
  readonly hash: string;
}

/** Gathers what the conditions of promotions read: of this service, of performance, training and recruitment. */
@Injectable()
export class EligibilityReading {
  constructor(
    private readonly store: EventStore,
    private readonly db: DataSource,
    private readonly reading: CareerReading,
    private readonly rulebook: CareerRulebook,
    private readonly structural: StructuralReading,
  ) {}

  /**
   * @throws NotFound EMPLOYEE_NOT_FOUND · RuleViolated POLICY_MISSING, RULE_VIOLATED (promotion.ladder) · Malformed POST_REQUIRED
   * @throws Unavailable while the read models do not know the employee yet
   */
  async read(asked: AskedPromotion, now: string): Promise<Gathered<EligibilityRead>> {
    const { employeeId, kind, effective } = asked;
    const today = await this.rulebook.under(asked.pinned, await this.rulebook.today(now));
    const { rules } = today;
    const [person, steps] = await Promise.all([
      this.reading.employee(employeeId),
      this.reading.steps(employeeId),
    ]);
    const held = standingOn(steps.value, effective);
    const from = { rank: held?.rank ?? null, level: held?.level ?? null };
    const to = targetOf(kind, from, rules);
    const years = yearsOf(kind, effective, rules);
    const [ledger, record, evaluations, tests, hours, sanctions] = await Promise.all([
      this.store.state(creditLedger, ledgerStream(employeeId)),
      this.store.state(careerRecord, recordStream(employeeId)),
      this.reading.evaluationsOf(employeeId, years),
      this.tests(employeeId),
      this.hours(employeeId, Number(effective.slice(0, 4)) - 1),
      this.sanctions(employeeId),
    ]);
    const place = person.value.positions.find((position) => covers(position, effective));
    const post = kind === 'STRUCTURAL' ? asked.post : place;
    if (!post)
      throw new Malformed('POST_REQUIRED', 'The promotion is for a post, and none is named or held.', {
        field: kind === 'STRUCTURAL' ? 'position' : 'effective',
      });
    const formation = await this.formation(post, to.level, asked);
    const relation = person.value.relations.find((one) => covers(one, today.date));
    const beyond =
      kind === 'STRUCTURAL'
        ? await this.structural.read(employeeId, { ...post, level: formation.value?.level ?? null }, rules)
        : null;
    const past = importedYears(record.state.predicates, evaluations.value)
      .filter(({ year }) => years.includes(year))
      .map(({ year, predicate }) => ({ year, predicate, contested: false }));
    const facts: CareerFacts = {
      ...{ effective, from, to, degrees: record.state.degrees, jp: hours.value, tests: tests.value },
      balance: from.level && balanceOf(ledger.state, from.level),
      rankSince: rankSince(steps.value, effective),
      predicates: [...evaluations.value, ...past],
      formation: formation.value && { free: formation.value.free, education: formation.value.education },
      sanctions: sanctions.value,
      structural: beyond && {
        ...{ ...beyond.value, rank: from.rank },
        serviceSince: person.value.positions.map((position) => position.from).sort()[0] ?? null,
      },
    };
    const policyRefs = [...new Set(today.refs)].sort();
    const inputs = [
      ...[...person.inputs, ...steps.inputs, ...evaluations.inputs, ...tests.inputs, ...hours.inputs],
      ...[...sanctions.inputs, ...formation.inputs, ledger.head ?? [], record.head ?? []].flat(),
      ...(beyond?.inputs ?? []),
    ];
    return {
      given: {
        ...{ calendar: today.calendar, date: today.date, rules, facts, policyRefs },
        evaluations: evaluations.value
          .filter(({ evaluationVersion }) => evaluationVersion > 0)
          .map(({ evaluationId, evaluationVersion }) => ({ evaluationId, evaluationVersion }))
          .sort((a, b) => (a.evaluationId < b.evaluationId ? -1 : 1)),
        post: {
          ...{ position: post.position, unitId: post.unitId },
          formationId: formation.value?.formationId ?? null,
          seats: formation.value?.seats ?? 0,
        },
        supervisorId: relation?.supervisorId ?? null,
      },
      policy: rules.refs.find((ref) => ref.startsWith('car.promo.minPredicate@')),
      policies: today.refs,
      inputs: distinct(inputs),
    };
  }

  private async tests(employeeId: string) {
    const ids = await this.db.query<{ id: string }[]>(
      `select test_id as id from rm.competency_test_list where employee_id = $1 and status = 'PASSED'
       order by test_id desc limit 50`,
      [employeeId],
    );
    const found = await Promise.all(ids.map(({ id }) => this.store.state(competencyTest, testStream(id))));
    return {
      value: found.flatMap(({ state }) => (state.status === 'PASSED' ? state.result : [])),
      inputs: found.flatMap(({ head }) => head ?? []),
    };
  }

  private async hours(employeeId: string, year: number) {
    const [row] = await this.db.query<({ credited: number } & StreamRef)[]>(
      `select credited, stream, read_version as ver, hash from rm.learning_hours where employee_id = $1 and year = $2`,
      [employeeId, year],
    );
    if (!row) return { value: { year, credited: 0 }, inputs: [] };
    const { credited, ...ref } = row;
    return { value: { year, credited }, inputs: [ref] };
  }

  private async sanctions(employeeId: string) {
    const rows = await this.db.query<(CareerFacts['sanctions'][number] & StreamRef)[]>(
      `select level, until::text as until, served_from::text as "servedFrom", stream, read_version as ver, hash from rm.sanction_record
       where employee_id = $1 and level is not null and not revoked order by case_id limit 100`,
      [employeeId],
    );
    return {
      value: rows.map(({ level, until, servedFrom }) => ({ level, until, servedFrom })),
      inputs: rows.map(({ stream, ver, hash }) => ({ stream, ver, hash })),
    };
  }

  /** The first approved formation of the post with a free seat, else the first. */
  private async formation(
    { position, unitId }: { readonly position: string; readonly unitId: string },
    level: FunctionalLevel | null,
    { kind, caseId }: AskedPromotion,
  ) {
    if (kind !== 'LEVEL' && kind !== 'STRUCTURAL') return { value: null, inputs: [] };
    const rows = await this.db.query<FormationFound[]>(
      `select formation_id as "formationId", level, education, (approved - taken)::int as seats, stream,
         read_version as ver, hash
       from rm.formation_seats where unit_id = $1 and lower(position) = lower($2) and approved > 0
       order by formation_id limit 50`,
      [unitId, position],
    );
    const fitting = rows.filter((row) => kind === 'STRUCTURAL' || levelOf(row.level) === level);
    const inputs: StreamRef[] = [];
    const counted = [];
    for (const { stream, ver, hash, ...formation } of fitting) {
      const { formationId, seats } = formation;
      const { state, head } = await this.store.state(promotionSeats, seatsStream(formationId));
      const others = state.cases.filter((one) => one !== caseId).length;
      inputs.push({ stream, ver, hash }, ...(head ? [head] : []));
      counted.push({ ...formation, free: seats - others });
    }
    return { value: counted.find(({ free }) => free > 0) ?? counted.at(0) ?? null, inputs };
  }
}

const distinct = (refs: readonly StreamRef[]): StreamRef[] => [
  ...new Map(refs.map((ref) => [`${ref.stream}@${ref.ver}`, ref])).values(),
];
