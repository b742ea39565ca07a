import type { BehaviourValue } from '@jejak/contracts/performance';
import { EventStore, type Gather } from '@jejak/event-store';
import { Conflict, isUuid, NotFound, type StreamRef, streamOf } from '@jejak/kernel';
import { type FileRead, formerSupervisorOn, isHeadOf, People, relationOn } from '@jejak/organisation';
import { Exceptions, NOT_EXCEPTED } from '@jejak/policies';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Cycles } from '../cycle/cycles';
import { distributionReview } from '../distribution/distribution.decider';
import { distributionStream } from '../distribution/distribution.stream';
import type { IssuedFindingRow } from '../finding/issued-finding.projection';
import { feedback } from '../feedback/feedback.decider';
import { MeasurementsRead } from '../measurement/measurements-read';
import { organisationResult } from '../organisation-result/organisation-result.decider';
import { organisationResultStream } from '../organisation-result/organisation-result.stream';
import { PlanReading } from '../plan/plan.reading';
import { isAgreed } from '../plan/plan.state';
import { Rulebook } from '../rules/rulebook';
import type { DistributionRules } from '../scoring/distribution';
import type { EvaluationCommand, EvaluationGiven } from './evaluation.commands';
import { evaluationStream } from './evaluation-id';
import type { Evaluation, Existing } from './evaluation.state';
import { FORMULA_KEYS, inputsSha256, pinnedOf } from './formula-inputs';
import { LOCKED_WITH_THE_YEAR } from './guards';
import { correct, type Correction, type Organisation } from './recommendation';

type Name = EvaluationCommand['type'];

/** Keys of the pinned policies on which a decision rests, the governing one first; those not named rest on none. */
const RESTS_ON: Readonly<Partial<Record<Name, readonly string[]>>> = {
  ComputeRecommendation: FORMULA_KEYS,
  RateAnnual: ['perf.result', 'perf.other'],
  ChangeInReview: ['perf.distribution', 'perf.other'],
  DeliverEvaluation: ['perf.objection.days', 'perf.ack.days', 'perf.distribution'],
  MoveObjectionWindow: ['perf.objection.days'],
  FileObjection: ['perf.objection.days', 'perf.objection.decisionDays'],
  DecideObjection: FORMULA_KEYS,
};

/** Decisions that read the amounts of the year. */
const READS_AMOUNTS: readonly Name[] = [
  'ComputeRecommendation',
  'FileObjection',
  'DecideObjection',
  'ReopenEvaluation',
];
/** Decisions in which the relation of rater and employee counts. */
const READS_RELATION: readonly Name[] = [
  'OpenEvaluation',
  'RecordInterview',
  'RateBehaviour',
  'RateAnnual',
  'DeliverEvaluation',
];
/** Decisions of the rater's superior. */
const READS_SUPERIOR: readonly Name[] = ['HearObjection', 'DecideObjection', 'ReopenEvaluation'];
/** Decisions that compute. */
const COMPUTES: readonly Name[] = ['ComputeRecommendation', 'DecideObjection'];

/** The policy that sets the deadline of a command. */
const DEADLINE: Readonly<Partial<Record<Name, string>>> = {
  SelfAssess: 'perf.other',
  FileObjection: 'perf.objection.days',
};

/** What a command says that decides what is to be read. */
export interface Asked {
  /** Of the evaluation that is opened. */
  readonly planId?: string;
  readonly feedbackRefs?: readonly string[];
  readonly corrections?: readonly Correction[];
  /** Which finding a reopening names. */
  readonly findingRef?: string;
}

/** Gathers what decisions about evaluations read beside their stream. */
@Injectable()
export class EvaluationReading {
  constructor(
    private readonly store: EventStore,
    private readonly db: DataSource,
    private readonly people: People,
    private readonly rulebook: Rulebook,
    private readonly plans: PlanReading,
    private readonly measurements: MeasurementsRead,
    private readonly exceptions: Exceptions,
    private readonly cycles: Cycles,
  ) {}

  /** @throws NotFound EVALUATION_NOT_FOUND, PLAN_NOT_FOUND · Conflict PLAN_NOT_ACTIVE · RuleViolated POLICY_MISSING */
  of(
    name: Name,
    { planId, feedbackRefs = [], corrections = [], findingRef }: Asked = {},
  ): Gather<Evaluation, EvaluationGiven> {
    return async (state, now) => {
      const opened = state.status === 'absent' ? null : state;
      const id = opened?.opened.planId ?? planId;
      if (id === undefined) throw new NotFound('EVALUATION_NOT_FOUND', 'There is no such evaluation.');
      const [today, found] = await Promise.all([this.rulebook.today(now), this.plans.of(id)]);
      if (!found) throw new NotFound('PLAN_NOT_FOUND', 'There is no such plan.');
      const { plan } = found;
      // A plan that nobody agreed has pinned nothing that an evaluation could be decided by.
      if (!isAgreed(plan)) throw new Conflict('PLAN_NOT_ACTIVE', 'Only an agreed plan is evaluated.');
      const rules = await this.rulebook.evaluationRules(plan.pinnedPolicies, now);
      const own = READS_RELATION.includes(name) ? await this.people.file(plan.employeeId) : null;
      const rater = READS_SUPERIOR.includes(name) ? await this.raterOf(opened) : null;
      const amounts = READS_AMOUNTS.includes(name)
        ? await this.measurements.ofPeriod(plan, plan.indicators, plan)
        : { readings: [], inputs: [] };
      const organisation = COMPUTES.includes(name)
        ? await this.organisationOf(plan, plan.periodEnd)
        : { value: 'not-head' as const, inputs: [] };
      const finding = findingRef !== undefined && isUuid(findingRef) ? await this.finding(findingRef) : null;
      const cycle = LOCKED_WITH_THE_YEAR.includes(name) ? await this.cycles.of(plan.year) : null;
      const entries = await this.feedbackOf(feedbackRefs);
      const review =
        name === 'DeliverEvaluation'
          ? await this.reviewDue(plan, rules.distribution)
          : { due: false, inputs: [] };
      const deadline = DEADLINE[name];
      const excepted =
        opened && deadline !== undefined
          ? await this.exceptions.of(evaluationStream(opened.opened.evaluationId), deadline, now)
          : NOT_EXCEPTED;
      const relation = relationOn(own?.file ?? null, today.date);
      const pinned = pinnedOf(RESTS_ON[name] ?? [], plan.pinnedPolicies);
      const heads = [found.head, own?.head, rater?.head, cycle?.head];
      return {
        given: {
          ...{
            calendar: today.calendar,
            rules,
            plan,
            readings: amounts.readings,
            organisation: organisation.value,
          },
          relation: relation && { supervisorId: relation.supervisorId, since: relation.from },
          formerSupervisorId: formerSupervisorOn(own?.file ?? null, today.date),
          superiorId: relationOn(rater?.file ?? null, today.date)?.supervisorId ?? null,
          ...{ reviewDue: review.due, excepted: excepted.yes, cycle: cycle?.status ?? null },
          finding: finding && { unitId: finding.unitId, about: finding.about },
          feedback: entries.byId,
          inputsSha256: inputsSha256({
            indicators: plan.indicators,
            readings: correct(amounts.readings, corrections),
            ...{ policies: pinned, organisation: organisation.value, evaluation: opened },
          }),
        },
        ...(pinned.length > 0 ? { policy: pinned[0] } : {}),
        policies: [...today.refs, ...pinned],
        inputs: [
          ...heads.filter((head): head is StreamRef => head !== undefined),
          ...amounts.inputs,
          ...organisation.inputs,
          ...entries.inputs,
          ...review.inputs,
          ...excepted.inputs,
          ...(finding ? [{ stream: finding.stream, ver: finding.readVersion, hash: finding.hash }] : []),
        ],
      };
    };
  }

  private async finding(findingId: string): Promise<IssuedFindingRow | null> {
    const [found] = await this.db.query<IssuedFindingRow[]>(
      `select finding_id as "findingId", unit_id as "unitId", about, stream, read_version::int as "readVersion", hash
       from rm.issued_finding where finding_id = $1`,
      [findingId],
    );
    return found ?? null;
  }

  private async raterOf(state: Existing | null): Promise<FileRead | null> {
    const raterId = state?.rated?.raterId;
    return raterId === undefined ? null : this.people.file(raterId);
  }

  /** Whether the employee is head of the unit on the last day of the period, and what the unit achieved. */
  private async organisationOf(
    {
      employeeId,
      unitId,
      year,
    }: { readonly employeeId: string; readonly unitId: string; readonly year: number },
    day: string,
  ): Promise<{ value: Organisation; inputs: readonly StreamRef[] }> {
    const read = await this.people.file(employeeId);
    const own = read ? [read.head] : [];
    if (!isHeadOf(read?.file ?? null, unitId, day)) return { value: 'not-head', inputs: own };
    const { state, head } = await this.store.state(
      organisationResult,
      organisationResultStream(unitId, year),
    );
    return {
      value: { result: state.status === 'set' ? state.predicate : null },
      inputs: head ? [...own, head] : own,
    };
  }

  /** Whether the unit has to hold its review first: where the city enforces the pattern, and the unit is not exempt. */
  private async reviewDue(
    { unitId, year }: { readonly unitId: string; readonly year: number },
    { enforcement, exemptBelowStaff }: DistributionRules,
  ): Promise<{ due: boolean; inputs: readonly StreamRef[] }> {
    if (enforcement === 'warn') return { due: false, inputs: [] };
    const [{ staff }] = await this.db.query<{ staff: number }[]>(
      'select count(*)::int as staff from rm.evaluation_list where unit_id = $1 and year = $2',
      [unitId, year],
    );
    const { state, head } = await this.store.state(distributionReview, distributionStream(unitId, year));
    return { due: staff >= exemptBelowStaff && state.held === 0, inputs: head ? [head] : [] };
  }

  private async feedbackOf(refs: readonly string[]): Promise<{
    byId: Record<string, { to: string; value: BehaviourValue | null }>;
    inputs: readonly StreamRef[];
  }> {
    const unique = [...new Set(refs)].sort();
    const found = await Promise.all(
      unique.map((ref) => this.store.state(feedback, streamOf('feedback', ref))),
    );
    const byId = Object.fromEntries(
      found.flatMap(({ state }, index) =>
        state.status === 'absent' ? [] : [[unique[index], { to: state.to, value: state.value }] as const],
      ),
    );
    return { byId, inputs: found.flatMap(({ head }) => head ?? []) };
  }
}
