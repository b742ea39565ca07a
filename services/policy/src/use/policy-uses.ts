import { careerContracts } from '@jejak/contracts/career';
import { citizenContracts } from '@jejak/contracts/citizen';
import { performanceContracts } from '@jejak/contracts/performance';
import { recruitmentContracts } from '@jejak/contracts/recruitment';
import { trainingContracts } from '@jejak/contracts/training';
import { type Contracts, parseEventType, type Recorded } from '@jejak/kernel';
import type { BatchHandler } from '@jejak/messaging';

/**
 * The facts of other services that lay down what follows from a policy: decisions, and what pins the versions by which later ones are
 * taken. What only reports or reads is not among them.
 */
const DECISIONS: readonly (readonly [Contracts, readonly string[]])[] = [
  [
    performanceContracts,
    [
      ...[
        'CycleOpened',
        'PlanAgreed',
        'TargetRealismChecked',
        'EvaluationOpened',
        'RatingRecommended',
        'AnnualRated',
      ],
      ...['DistributionReviewed', 'ObjectionDecided', 'RewardApproved', 'SanctionDecided', 'PeriodRated'],
    ],
  ],
  [
    recruitmentContracts,
    [
      ...['VacancyAnnounced', 'RankingComputed', 'StageResultPublished'],
      ...['ObjectionUpheld', 'ObjectionPartlyUpheld', 'ObjectionDismissed'],
    ],
  ],
  [trainingContracts, ['TrainingPassed', 'TrainingFailed', 'TrainingPlanApproved', 'LatsarPassed']],
  [
    careerContracts,
    ['CreditConverted', 'EligibilityChecked', 'PromotionProposed', 'PromotionDecided', 'TalentMapped'],
  ],
  [citizenContracts, ['SurveyOpened', 'IkmComputed', 'ComplaintVerified', 'ComplaintAnswered']],
];

const wanted = new Set(
  DECISIONS.flatMap(([{ service, events }, names]) =>
    names.map((name) => {
      if (!Object.hasOwn(events, name)) throw new Error(`${service} records no ${name}`);
      return `${service}.${name}`;
    }),
  ),
);

interface Use {
  readonly ref: string;
  readonly event_id: string;
  readonly service: string;
  readonly event_type: string;
  readonly stream: string;
  readonly stream_version: number;
  readonly at: string;
}

const usesOf = ({ envelope }: Recorded): Use[] =>
  [...new Set(envelope.policies)].map((ref) => ({
    ...{ ref, event_id: envelope.id, service: envelope.source, event_type: envelope.eventType },
    ...{ stream: envelope.stream, stream_version: envelope.version, at: envelope.at },
  }));

/** Which decisions used which version: one row for each version that a decision's log entry names. @source domain.md 8.1, 2.1 */
export const policyUses: BatchHandler = {
  name: 'policy-uses',
  sources: DECISIONS.map(([contracts]) => contracts),
  wants: (type) => {
    const parsed = parseEventType(type);
    return parsed !== null && wanted.has(`${parsed.service}.${parsed.name}`);
  },
  apply: async (events, tx) => {
    const uses = events.flatMap(usesOf);
    if (uses.length === 0) return;
    await tx.query({
      name: 'policy-uses-add',
      text: `INSERT INTO rm.policy_use (ref, event_id, service, event_type, stream, stream_version, at)
             SELECT ref, event_id, service, event_type, stream, stream_version, at
             FROM json_populate_recordset(NULL::rm.policy_use, $1::json) ON CONFLICT (ref, event_id) DO NOTHING`,
      values: [JSON.stringify(uses)],
    });
  },
};
