import { careerContracts } from '@jejak/contracts/career';
import { performanceContracts } from '@jejak/contracts/performance';
import { recruitmentContracts } from '@jejak/contracts/recruitment';
import { trainingContracts } from '@jejak/contracts/training';
import { employeeFile, unitChart } from '@jejak/organisation';
import type { ServiceDefinition } from '@jejak/service';
import { learningBalances } from './balance/learning-balance.projection';
import { learningBalanceTimers } from './balance/learning-balance.timers';
import { ReadModels1795900000000 } from './migrations/1795900000000-read-models';
import { onboardingList } from './onboarding/onboarding.projection';
import { onboardingTimers } from './onboarding/onboarding.timers';
import { workPlans } from './onboarding/work-plan.projection';
import { employments } from './people/employment.projection';
import { probationList } from './probation/probation.projection';
import { probationTimers } from './probation/probation.timers';
import { TrainingModule } from './training.module';
import './training.problems';
import { TrainingTimers } from './training.timers';

/** Learning: needs, plans, programmes, sessions, certificates, and what a newcomer goes through. */
export const trainingService: ServiceDefinition = {
  name: 'training',
  contracts: trainingContracts,
  module: TrainingModule,
  migrations: [ReadModels1795900000000],
  projections: [
    employeeFile,
    unitChart,
    employments,
    workPlans,
    onboardingList,
    probationList,
    learningBalances,
  ],
  policies: true,
  reactsTo: [careerContracts, recruitmentContracts, performanceContracts, trainingContracts],
  timers: { sets: [onboardingTimers, probationTimers, learningBalanceTimers], commands: TrainingTimers },
};
