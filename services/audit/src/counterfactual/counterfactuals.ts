import type { CreditConverted, CreditReversed, EligibilityChecked } from '@jejak/contracts/career';
import type { Counterfactual } from '@jejak/contracts/audit';
import type { EvaluationOpened, RatingRecommended } from '@jejak/contracts/performance';
import { type DomainEvent, NotFound, parseStream, RuleViolated, streamOf } from '@jejak/kernel';
import { Injectable } from '@nestjs/common';
import { ControlledLog } from '../control/controlled-log';
import type { LogFact } from '../control/log-fact';
import { checkUnder, creditsUnder } from './promotion';
import {
  type AmountFact,
  amountOf,
  type AppraisalFact,
  appraisalOf,
  type ComputedRating,
  FORMULA_KEYS,
  type FormulaKey,
  type FormulaPolicies,
  indicatorsOf,
  type PlanFact,
  rate,
  type RatingFacts,
  rulesOf,
  sameRating,
} from './rating';

/** What is thought otherwise: one fact that had not been, or another version of a policy. */
export interface Supposition {
  readonly withoutEvent?: string | undefined;
  /** `perf.result@2` */
  readonly underPolicy?: string | undefined;
}

/** A recommendation with what it read. */
interface Read {
  readonly recommended: LogFact<RatingRecommended>;
  readonly opened: LogFact<EvaluationOpened>;
  /** All that went into it, so that one can be left out. */
  readonly plan: readonly LogFact<PlanFact>[];
  readonly amounts: readonly (readonly LogFact<AmountFact>[])[];
  readonly appraisal: readonly LogFact<AppraisalFact>[];
  readonly policies: FormulaPolicies;
}

const notComputable = (field: string, detail: string): RuleViolated =>
  new RuleViolated('NOT_COMPUTABLE', detail, { field });

/**
 * What would have come of an evaluation, had one fact not been, or under another version of a policy: its last recommendation is
 * computed again by the formulas of its service, from the facts that it read. It is first repeated as it was, to the digit; only
 * then is anything changed. Whoever decides might have decided otherwise than recommended: it is a supposition, and labelled so.
 * @source domain.md 10.1 (4), 15 step 53
 */
@Injectable()
export class Counterfactuals {
  constructor(private readonly log: ControlledLog) {}

  /**
   * @param object an evaluation's stream
   * @throws NotFound EVENT_NOT_FOUND · RuleViolated NOT_COMPUTABLE, POLICY_MISSING
   */
  async of(object: string, { withoutEvent = null, underPolicy = null }: Nullable): Promise<Counterfactual> {
    const read = await this.read(object);
    const { recommended, opened, policies } = read;
    const { composite, resultRating, behaviourRating, predicate } = recommended.data;
    const was: ComputedRating = { composite, resultRating, behaviourRating, predicate };
    // The rating of who heads a unit is the unit's: the composite does not say it, and it stays.
    const bare = rate(factsOf(read), rulesOf(policies), null);
    const ofUnit = bare && bare.resultRating !== resultRating ? resultRating : null;
    const repeated = rate(factsOf(read), rulesOf(policies), ofUnit);
    if (!repeated || !sameRating(repeated, was))
      throw notComputable('object', 'The recommendation cannot be repeated from what the log has of it.');
    const under = underPolicy === null ? policies : await this.withPolicy(policies, underPolicy);
    const governing = underPolicy === null ? undefined : keyed(policies, underPolicy);
    const left = withoutEvent === null ? read : await this.without(read, withoutEvent);
    const would = rate(factsOf(left), rulesOf(under), ofUnit);
    const credits = would && (await this.credits(opened, would.predicate));
    return {
      ...{ label: 'HYPOTHETICAL', withoutEvent, underPolicy },
      recommendation: recommended.envelope.id,
      governedBy: governing?.ref ?? null,
      applies: underPolicy === null ? null : governing?.ref === underPolicy,
      was,
      would,
      credits: credits ?? [],
      eligibility: would && credits ? await this.checks(opened, would, credits) : [],
    };
  }

  private async read(object: string): Promise<Read> {
    if (parseStream(object)?.aggregate !== 'evaluation')
      throw notComputable('object', 'What would have been can be computed of evaluations only.');
    const facts = await this.log.stream<EvaluationOpened | RatingRecommended | AppraisalFact>(object);
    const recommended = facts.findLast((fact) => fact.type === 'RatingRecommended');
    const opened = facts.find((fact) => fact.type === 'EvaluationOpened');
    if (!recommended || !opened)
      throw notComputable('object', 'Nothing was recommended for this evaluation.');
    const before = facts.filter(({ envelope }) => envelope.version < recommended.envelope.version);
    const inputs = await this.log.readBy(recommended.entry.index);
    const planStream = streamOf('plan', opened.data.planId);
    const plan = await this.log.stream<PlanFact>(
      planStream,
      inputs.find(({ stream }) => stream === planStream)?.version,
    );
    const amounts = await Promise.all(
      inputs
        .filter(({ stream }) => parseStream(stream)?.aggregate === 'measurement')
        .map(async ({ stream, version }) => {
          const own = await this.log.stream<AmountFact>(stream);
          // What the decision corrected while it was taken it has read as it was before.
          return own.filter(
            ({ envelope }) =>
              envelope.version <= version || envelope.correlation === recommended.envelope.correlation,
          );
        }),
    );
    return {
      ...{ recommended, opened, plan, amounts },
      policies: await this.policiesOf([
        ...recommended.data.policyRefs,
        ...recommended.envelope.policies,
        ...opened.data.pinnedPolicies,
      ]),
      appraisal: before.filter(isAppraisal),
    };
  }

  private async policiesOf(refs: readonly string[]): Promise<FormulaPolicies> {
    const pinned = await Promise.all(
      FORMULA_KEYS.map(async (key) => {
        const ref = refs.find((one) => one.startsWith(`${key}@`));
        if (ref === undefined)
          throw notComputable('object', `The recommendation names no version of ${key}.`);
        return [key, await this.log.pinned(ref)] as const;
      }),
    );
    // Made of the very keys.
    return Object.fromEntries(pinned) as unknown as FormulaPolicies;
  }

  private async withPolicy(policies: FormulaPolicies, ref: string): Promise<FormulaPolicies> {
    const instead = keyed(policies, ref);
    if (!instead)
      throw notComputable(
        'underPolicy',
        `Of the policies that govern it only these can be thought otherwise: ${FORMULA_KEYS.join(', ')}.`,
      );
    return { ...policies, [instead.key]: await this.log.pinned(ref) };
  }

  /** @throws NotFound EVENT_NOT_FOUND · RuleViolated NOT_COMPUTABLE where the recommendation did not rest on it */
  private async without(read: Read, eventId: string): Promise<Read> {
    const left = <Fact extends DomainEvent>(facts: readonly LogFact<Fact>[]): readonly LogFact<Fact>[] =>
      facts.filter(({ envelope }) => envelope.id !== eventId);
    const without = {
      ...{ ...read, plan: left(read.plan), appraisal: left(read.appraisal) },
      amounts: read.amounts.map((facts) => left(facts)),
    };
    if (count(without) < count(read)) return without;
    if (!(await this.log.hasEvent(eventId)))
      throw new NotFound('EVENT_NOT_FOUND', 'The log has no event with this id.', { field: 'withoutEvent' });
    throw notComputable('withoutEvent', 'The recommendation does not rest on this fact.');
  }

  /** What the ledger of points has of the evaluation, and would have. */
  private async credits(
    { data: { evaluationId }, subject }: LogFact<EvaluationOpened>,
    predicate: Predicate,
  ) {
    if (subject === undefined) return [];
    const facts = await this.log.about<CreditConverted | CreditReversed>(
      ...(['career', ['CreditConverted', 'CreditReversed'], subject] as const),
    );
    const percents = new Map<string, Readonly<Record<string, unknown>>>();
    for (const { type, data, envelope } of facts) {
      if (type !== 'CreditConverted') continue;
      const ref = envelope.policies.find((one) => one.startsWith('car.conversion@'));
      if (ref !== undefined) percents.set(data.entryId, (await this.log.pinned(ref)).parameters);
    }
    return creditsUnder(evaluationId, facts, predicate, ({ entryId }) => percents.get(entryId) ?? {});
  }

  /** Checks of promotions that rest on the evaluation. */
  private async checks(
    { data: { evaluationId, year }, subject }: LogFact<EvaluationOpened>,
    { predicate }: ComputedRating,
    credits: Parameters<typeof checkUnder>[3],
  ) {
    if (subject === undefined) return [];
    const checked = await this.log.about<EligibilityChecked>('career', ['EligibilityChecked'], subject);
    return checked
      .filter(({ data }) => data.evaluations.some((one) => one.evaluationId === evaluationId))
      .map((fact) => checkUnder(fact, fact.envelope.id, { year, predicate }, credits));
  }
}

interface Nullable {
  readonly withoutEvent?: string | null | undefined;
  readonly underPolicy?: string | null | undefined;
}
type Predicate = ComputedRating['predicate'];

const isAppraisal = (
  fact: LogFact<EvaluationOpened | RatingRecommended | AppraisalFact>,
): fact is LogFact<AppraisalFact> => fact.type !== 'EvaluationOpened' && fact.type !== 'RatingRecommended';

const keyed = (policies: FormulaPolicies, ref: string) => {
  const key = FORMULA_KEYS.find((one): one is FormulaKey => ref.startsWith(`${one}@`));
  return key === undefined ? undefined : policies[key];
};

const count = ({ plan, amounts, appraisal }: Read): number =>
  plan.length + appraisal.length + amounts.reduce((sum, facts) => sum + facts.length, 0);

const factsOf = ({ plan, amounts, appraisal }: Read): RatingFacts => ({
  ...appraisalOf(appraisal),
  indicators: indicatorsOf(plan),
  amounts: amounts.flatMap((facts) => {
    const amount = amountOf(facts);
    return amount?.counts ? amount : [];
  }),
});
