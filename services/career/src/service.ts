import { careerContracts } from '@jejak/contracts/career';
import { performanceContracts } from '@jejak/contracts/performance';
import { recruitmentContracts } from '@jejak/contracts/recruitment';
import { trainingContracts } from '@jejak/contracts/training';
import type { ServiceDefinition } from '@jejak/service';
import { CareerModule } from './career.module';
import './career.problems';
import { CareerTimers } from './career.timers';
import { eligibilityRoundTimers } from './eligibility/eligibility-round.timers';
import { eligibilityTimers } from './eligibility/eligibility.timers';
import { employeeDirectory } from './employee/employee.projection';
import { Identities } from './imports/identities';
import { Organisation1795300000000 } from './migrations/1795300000000-organisation';
import { Outsiders1795300100000 } from './migrations/1795300100000-outsiders';
import { Talent1795600000000 } from './migrations/1795600000000-talent';
import { talentTimers } from './talent/talent.timers';
import { TALENT_MODELS } from './talent/people-and-places';
import { CreditAndPromotion1795500000000 } from './migrations/1795500000000-credit-and-promotion';
import { Newcomers1795700000000 } from './migrations/1795700000000-newcomers';
import { ReadAfresh1795820000000 } from './migrations/1795820000000-read-afresh';
import { OneRecord1795800000000 } from './migrations/1795800000000-one-record';
import { OpenPromotions1795810000000 } from './migrations/1795810000000-open-promotions';
import { HeldPromotions1795950000000 } from './migrations/1795950000000-held-promotions';
import { RewardRecords1796100000000 } from './migrations/1796100000000-reward-records';
import { PlacementEvaluations1796300000000 } from './migrations/1796300000000-placement-evaluations';
import { DecidedAt1796310000000 } from './migrations/1796310000000-decided-at';
import { OpenData1796400000000 } from './migrations/1796400000000-open-data';
import { ProposedEnds1796410000000 } from './migrations/1796410000000-proposed-ends';
import { PassedProbations1796500000000 } from './migrations/1796500000000-passed-probations';
import { newcomers } from './newcomer/newcomer.projection';
import { outsiderList } from './outsider/outsider.projection';
import { passedProbations } from './probation/passed-probation.projection';
import { CREDIT_AND_PROMOTION_MODELS } from './promotion/credit-and-promotion';
import { promotionTimers } from './promotion/promotion.timers';
import { datasets, overdueTimers } from './publication/overdue-publications';
import { unitChart } from './unit/unit.projection';

/** Employee files and the organisation: who holds which place, who rates whom, since when. */
export const careerService: ServiceDefinition = {
  name: 'career',
  contracts: careerContracts,
  module: CareerModule,
  migrations: [
    ...[Organisation1795300000000, Outsiders1795300100000],
    ...[CreditAndPromotion1795500000000, Talent1795600000000],
    ...[Newcomers1795700000000, OneRecord1795800000000, OpenPromotions1795810000000],
    ReadAfresh1795820000000,
    HeldPromotions1795950000000,
    RewardRecords1796100000000,
    PlacementEvaluations1796300000000,
    DecidedAt1796310000000,
    OpenData1796400000000,
    ...[ProposedEnds1796410000000, PassedProbations1796500000000],
  ],
  projections: [
    ...[unitChart, employeeDirectory, outsiderList, newcomers, passedProbations, datasets],
    ...[...TALENT_MODELS, ...CREDIT_AND_PROMOTION_MODELS],
  ],
  policies: true,
  reactsTo: [careerContracts, performanceContracts, recruitmentContracts, trainingContracts],
  erasure: { traces: Identities },
  timers: {
    sets: [eligibilityTimers, eligibilityRoundTimers, promotionTimers, talentTimers, overdueTimers],
    commands: CareerTimers,
  },
};
