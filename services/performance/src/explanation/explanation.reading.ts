import type { OrganisationResultSet } from '@jejak/contracts/performance';
import { EventStore } from '@jejak/event-store';
import { type DomainEvent, type Recorded, streamOf } from '@jejak/kernel';
import { isHeadOf, People } from '@jejak/organisation';
import { Injectable } from '@nestjs/common';
import { evaluationStream } from '../evaluation/evaluation-id';
import type { EvaluationEvent } from '../evaluation/evaluation.state';
import type { Organisation } from '../evaluation/recommendation';
import type { FeedbackEvent } from '../feedback/feedback.decider';
import type { MeasurementEvent } from '../measurement/measurement.state';
import { measurementStream, MeasurementsRead } from '../measurement/measurements-read';
import { organisationResultStream } from '../organisation-result/organisation-result.stream';
import { planStream } from '../plan/plan.reading';
import { evolve, type Existing, type Plan, type PlanEvent } from '../plan/plan.state';
import { Rulebook } from '../rules/rulebook';
import { explain, type Explanation } from './explanation';

/** One line of all that was ever computed for an evaluation. */
export interface ComputedNumber {
  readonly recommendation: number;
  readonly at: string;
  readonly composite: string;
  readonly predicate: string;
}

export interface ExplainedEvaluation {
  /** Null where nothing is recommended yet, or not so often. */
  readonly explanation: Explanation | null;
  /** In order. */
  readonly recommendations: readonly ComputedNumber[];
}

/** Facts of a plan by which its indicators became what they are. */
const MAKES_A_VERSION: readonly PlanEvent['type'][] = [
  'PlanSubmitted',
  'TargetAdjusted',
  'PlanAgreed',
  'PlanDisputeDecided',
  'PlanChanged',
];

/** Reads the facts from which a number is explained: of the read models only which amounts there are. */
@Injectable()
export class ExplanationReading {
  constructor(
    private readonly store: EventStore,
    private readonly people: People,
    private readonly rulebook: Rulebook,
    private readonly measurements: MeasurementsRead,
  ) {}

  /**
   * @param which of the recommendations; null for the last
   * @param own whether the employee reads
   * @throws RuleViolated POLICY_MISSING
   */
  async of(
    evaluationId: string,
    which: number | null,
    { own, now }: { readonly own: boolean; readonly now: string },
  ): Promise<ExplainedEvaluation> {
    const evaluation = await this.facts<EvaluationEvent>(evaluationStream(evaluationId));
    const computed = evaluation.filter((fact) => fact.type === 'RatingRecommended');
    const recommendations = computed.map(({ data, envelope: { at } }) => {
      const { recommendation, composite, predicate } = data;
      return { recommendation, at, composite, predicate };
    });
    const explained =
      which === null ? computed.at(-1) : computed.find(({ data }) => data.recommendation === which);
    const [opened] = evaluation;
    if (!explained || opened.type !== 'EvaluationOpened') return { explanation: null, recommendations };
    const { at } = explained.envelope;
    const planFacts = (await this.facts<PlanEvent>(planStream(opened.data.planId))).filter(
      (fact) => fact.envelope.at <= at,
    );
    const plan = planFacts.reduce<Plan>(evolve, { status: 'absent' });
    if (plan.status === 'absent') return { explanation: null, recommendations };
    const [{ readings }, feedback, organisation, rules] = await Promise.all([
      this.measurements.ofPeriod(plan, plan.indicators, plan),
      this.feedback(evaluation),
      this.organisation(plan, at),
      this.rulebook.evaluationRules(plan.pinnedPolicies, now),
    ]);
    const streams = readings.map(({ measurementId }) => measurementStream(measurementId));
    const amounts = await this.each<MeasurementEvent>(streams);
    const { indicators, planVersion, pinnedPolicies } = plan;
    const facts = planFacts.filter(({ type }) => MAKES_A_VERSION.includes(type));
    const explanation = explain({
      ...{ evaluation, recommendation: explained.data.recommendation, amounts, feedback, organisation },
      ...{ rules, own, plan: { indicators, planVersion, pinnedPolicies, facts } },
    });
    return { explanation, recommendations };
  }

  private async feedback(evaluation: readonly Recorded<EvaluationEvent>[]) {
    const refs = evaluation.flatMap((fact) =>
      fact.type === 'BehaviourRated' ? fact.data.ratings.flatMap(({ feedbackRefs }) => feedbackRefs) : [],
    );
    const streams = [...new Set(refs)].map((ref) => streamOf('feedback', ref));
    return (await this.each<FeedbackEvent>(streams)).flat();
  }

  /** What the unit had achieved by then, where the employee was its head on the last day of the period. */
  private async organisation(
    { employeeId, unitId, year, periodEnd }: Existing,
    at: string,
  ): Promise<Organisation> {
    const read = await this.people.file(employeeId);
    if (!isHeadOf(read?.file ?? null, unitId, periodEnd)) return 'not-head';
    const set = await this.facts<OrganisationResultSet>(organisationResultStream(unitId, year));
    const last = set.findLast(({ envelope }) => envelope.at <= at);
    return { result: last?.data.predicate ?? null };
  }

  /** One stream after the other: a long explanation must not take every connection from those who wait for a short answer. */
  private async each<Event extends DomainEvent>(streams: readonly string[]): Promise<Recorded<Event>[][]> {
    const histories: Recorded<Event>[][] = [];
    for (const stream of streams) histories.push(await this.facts<Event>(stream));
    return histories;
  }

  private async facts<Event extends DomainEvent>(stream: string): Promise<Recorded<Event>[]> {
    // A stream holds the events of its own decider only.
    return (await this.store.history(stream)) as unknown as Recorded<Event>[];
  }
}
