import type { ReadModel } from '@jejak/projections';
import { CompetencyTestController } from '../competency-test/competency-test.http';
import { competencyTestList } from '../competency-test/competency-test.projection';
import { CareerReading } from '../credit/career-reading';
import { CareerRulebook } from '../credit/career-rulebook';
import { ConversionReaction } from '../credit/conversion.reaction';
import { creditEntries } from '../credit/credit-entry.projection';
import { CreditLedgerController } from '../credit/credit-ledger.http';
import { CreditLedgers } from '../credit/credit-ledgers';
import { evaluationRecords } from '../credit/evaluation-record.projection';
import { LateConversionsController } from '../credit/late-conversions.http';
import { PastImportsController } from '../credit/past-imports.http';
import { rankHistory } from '../credit/rank-history.projection';
import { CareerRecordController } from '../eligibility/career-record.http';
import { CareerRecords } from '../eligibility/career-records';
import { EligibilityController } from '../eligibility/eligibility.http';
import { eligibilityList } from '../eligibility/eligibility.projection';
import { EligibilityReaction } from '../eligibility/eligibility.reaction';
import { EligibilityReading } from '../eligibility/eligibility.reading';
import { EligibilityRoundTimerCommands } from '../eligibility/eligibility-round.timers';
import { EligibilityRounds } from '../eligibility/eligibility-rounds';
import { EligibilityTimerCommands } from '../eligibility/eligibility.timers';
import { FormationMapController } from '../eligibility/formation-map.http';
import { formationSeats } from '../eligibility/formation-seats.projection';
import { leadershipTrainings } from '../eligibility/leadership-training.projection';
import { learningHours } from '../eligibility/learning-hours.projection';
import { openSelections } from '../eligibility/open-selection.projection';
import { sanctionRecords } from '../eligibility/sanction-record.projection';
import { rewardRecords } from '../reward/reward-record.projection';
import { EligibilitySelfCheck } from '../eligibility/self-check';
import { StructuralReading } from '../eligibility/structural.reading';
import { MyCareerController } from '../me/my-career.http';
import { PromotionGroundsController } from './promotion-grounds.http';
import { PromotionListsController } from './promotion-lists.http';
import { PromotionController } from './promotion.http';
import { promotionCases, promotionOverdues } from './promotion.projection';
import { PromotionReaction } from './promotion.reaction';
import { PromotionReading } from './promotion.reading';
import { PromotionTimerCommands } from './promotion.timers';
import { Promotions } from './promotions';
import { UnpromotedReaction } from './unpromoted.reaction';

/** What there is of credit and promotion, for the lists of the service. */
export const CREDIT_AND_PROMOTION = {
  controllers: [
    CreditLedgerController,
    ConversionReaction,
    LateConversionsController,
    PastImportsController,
    CareerRecordController,
    EligibilityController,
    FormationMapController,
    EligibilityReaction,
    CompetencyTestController,
    // Before the lists: `promotions/:id` takes whatever is left.
    PromotionGroundsController,
    PromotionListsController,
    PromotionController,
    PromotionReaction,
    UnpromotedReaction,
    MyCareerController,
  ],
  providers: [
    CareerRulebook,
    CareerReading,
    CreditLedgers,
    CareerRecords,
    StructuralReading,
    EligibilityReading,
    EligibilitySelfCheck,
    EligibilityRounds,
    PromotionReading,
    Promotions,
    EligibilityTimerCommands,
    EligibilityRoundTimerCommands,
    PromotionTimerCommands,
  ],
} as const;

/** Its read models. */
export const CREDIT_AND_PROMOTION_MODELS: readonly ReadModel[] = [
  rankHistory,
  evaluationRecords,
  creditEntries,
  learningHours,
  leadershipTrainings,
  openSelections,
  sanctionRecords,
  rewardRecords,
  formationSeats,
  eligibilityList,
  competencyTestList,
  promotionCases,
  promotionOverdues,
];
