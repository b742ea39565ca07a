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
import { PastImportsController } from '../credit/past-imports.http';
import { rankHistory } from '../credit/rank-history.projection';
import { CareerRecordController } from '../eligibility/career-record.http';
import { EligibilityController } from '../eligibility/eligibility.http';
import { eligibilityList } from '../eligibility/eligibility.projection';
import { EligibilityReading } from '../eligibility/eligibility.reading';
import { EligibilityTimerCommands } from '../eligibility/eligibility.timers';
import { formationSeats } from '../eligibility/formation-seats.projection';
import { learningHours } from '../eligibility/learning-hours.projection';
import { sanctionRecords } from '../eligibility/sanction-record.projection';
import { MyCareerController } from '../me/my-career.http';
import { PromotionListsController } from './promotion-lists.http';
import { PromotionController } from './promotion.http';
import { promotionCases, promotionOverdues } from './promotion.projection';
import { PromotionTimerCommands } from './promotion.timers';
import { Promotions } from './promotions';

/** What there is of credit and promotion, for the lists of the service. */
export const CREDIT_AND_PROMOTION = {
  controllers: [
    CreditLedgerController,
    ConversionReaction,
    PastImportsController,
    CareerRecordController,
    EligibilityController,
    CompetencyTestController,
    PromotionListsController,
    PromotionController,
    MyCareerController,
  ],
  providers: [
    CareerRulebook,
    CareerReading,
    CreditLedgers,
    EligibilityReading,
    Promotions,
    EligibilityTimerCommands,
    PromotionTimerCommands,
  ],
} as const;

/** Its read models. */
export const CREDIT_AND_PROMOTION_MODELS: readonly ReadModel[] = [
  rankHistory,
  evaluationRecords,
  creditEntries,
  learningHours,
  sanctionRecords,
  formationSeats,
  eligibilityList,
  competencyTestList,
  promotionCases,
  promotionOverdues,
];
