import {
  creditConverted,
  type CreditConverted,
  creditReversed,
  type CreditReversed,
} from '@jejak/contracts/career';
import type { Predicate } from '@jejak/contracts/performance';
import { Conflict, naturalId, NotFound, plusDays, RuleViolated } from '@jejak/kernel';
import type { CareerRules } from './career-rules';
import type { CreditLedger } from './credit-ledger.state';
import { levelParts, negated, pointsOf } from './credit-points';
import { policyNameOf, type RankStep } from './ladder';

/** An evaluation as performance has told of it. */
export interface FinalEvaluation {
  readonly evaluationId: string;
  readonly employeeId: string;
  /** Legal dates, both included. */
  readonly periodStart: string;
  readonly periodEnd: string;
  readonly predicate: Predicate;
  readonly evaluationVersion: number;
}

export interface ConversionGiven {
  /** Null where performance has told of none; its `final` null where it is contested, or never became final. */
  readonly evaluation: { readonly employeeId: string; readonly final: FinalEvaluation | null } | null;
  /** What the employee holds, in order of date. */
  readonly steps: readonly RankStep[];
  /** In force on the first day of the period. */
  readonly rules: CareerRules;
}

/**
 * A final predicate becomes points: an entry for each level of its period. A corrected one reverses the entries before it, and every
 * entry stays. Told again, or told late of an older version, nothing more is said.
 * @throws NotFound EVALUATION_NOT_FOUND · RuleViolated EVALUATION_NOT_FINAL, NOT_FUNCTIONAL · Conflict ALREADY_CONVERTED
 * @source PermenPANRB 1/2023, Peraturan BKN 3/2023; domain.md 7.2, 7.3
 */
export const convert = (
  employeeId: string,
  state: CreditLedger,
  { evaluation, steps, rules }: ConversionGiven,
): (CreditConverted | CreditReversed)[] => {
  if (evaluation?.employeeId !== employeeId)
    throw new NotFound(
      'EVALUATION_NOT_FOUND',
      'Performance has told of no such evaluation of this employee.',
    );
  const { final } = evaluation;
  if (!final)
    throw new RuleViolated('EVALUATION_NOT_FINAL', 'The evaluation is contested, or not final yet.', {
      rule: 'credit.final',
    });
  const { evaluationId, evaluationVersion, predicate } = final;
  const own = state.conversions.filter(({ data }) => data.evaluationId === evaluationId);
  const live = own.filter(({ reversed }) => !reversed);
  const known = Math.max(0, ...own.map(({ data }) => data.evaluationVersion));
  if (known >= evaluationVersion || live.some(({ data }) => data.predicate === predicate)) throw already();
  const parts = partsOf(final, state, { steps, rules });
  const about = { subject: employeeId, effective: final.periodEnd };
  return [
    ...live.map(({ data: { entryId, level, points } }) =>
      creditReversed(
        {
          entryId: naturalId('credit-reversal', entryId),
          ...{ employeeId, level, of: entryId, evaluationId, evaluationVersion, points: negated(points) },
        },
        about,
      ),
    ),
    ...parts.map(({ level, from, to, months }) => {
      const [pct, coefficient] = [rules.conversion[predicate], rules.coefficient[policyNameOf(level)]];
      if (pct === undefined || coefficient === undefined)
        throw new RuleViolated('POLICY_MISSING', 'The policy does not say what this level earns.', {
          rule: 'car.coefficient',
          policyRefs: rules.refs,
        });
      return creditConverted(
        {
          entryId: naturalId('credit-entry', evaluationId, String(evaluationVersion), from),
          ...{ employeeId, level, evaluationId, evaluationVersion, from, to, months, predicate },
          ...{ pct, coefficient, points: pointsOf(months, pct, coefficient) },
        },
        about,
      );
    }),
  ];
};

/** The levels of the period, without what stands in the imported balance or in the entries of another evaluation. */
const partsOf = (
  { evaluationId, periodStart, periodEnd }: FinalEvaluation,
  { imported, conversions }: CreditLedger,
  { steps, rules }: Pick<ConversionGiven, 'steps' | 'rules'>,
) => {
  const from = imported && imported.asOf >= periodStart ? plusDays(imported.asOf, 1) : periodStart;
  if (from > periodEnd) throw already();
  const taken = conversions.some(
    ({ data, reversed }) =>
      !reversed && data.evaluationId !== evaluationId && data.from <= periodEnd && from <= data.to,
  );
  if (taken) throw already();
  const parts = levelParts({ from, to: periodEnd }, steps, rules.other.minMonths);
  if (parts.length === 0)
    throw new RuleViolated('NOT_FUNCTIONAL', 'The employee held no functional level in this period.', {
      rule: 'credit.functional',
    });
  return parts;
};

const already = (): Conflict => new Conflict('ALREADY_CONVERTED', 'This period is in the ledger already.');
