import { careerContracts } from '@jejak/contracts/career';
import { performanceContracts } from '@jejak/contracts/performance';
import { recruitmentContracts } from '@jejak/contracts/recruitment';
import { trainingContracts } from '@jejak/contracts/training';
import { employeeFile, unitChart } from '@jejak/organisation';
import type { ServiceDefinition } from '@jejak/service';
import { adoptionList } from './adoption/adoption.projection';
import { learningBalances } from './balance/learning-balance.projection';
import { learningBalanceTimers } from './balance/learning-balance.timers';
import { enrolmentList } from './enrolment/enrolment.projection';
import { externalLearningList } from './external/external-learning.projection';
import { teamActivityList, topicList } from './forum/forum.projection';
import { ReadModels1795900000000 } from './migrations/1795900000000-read-models';
import { Sessions1795910000000 } from './migrations/1795910000000-sessions';
import { PlansAndForum1795920000000 } from './migrations/1795920000000-plans-and-forum';
import { needList } from './need/need.projection';
import { onboardingList } from './onboarding/onboarding.projection';
import { onboardingTimers } from './onboarding/onboarding.timers';
import { workPlans } from './onboarding/work-plan.projection';
import { employments } from './people/employment.projection';
import { trainingPlanList } from './plan/training-plan.projection';
import { trainingPlanTimers } from './plan/training-plan.timers';
import { probationList } from './probation/probation.projection';
import { probationTimers } from './probation/probation.timers';
import { programmeList } from './programme/programme.projection';
import { sessionList } from './session/session.projection';
import { sessionTimers } from './session/session.timers';
import { TrainingModule } from './training.module';
import './training.problems';
import { TrainingTimers } from './training.timers';

/** Learning: needs, plans, programmes, sessions, certificates, and what a newcomer goes through. */
export const trainingService: ServiceDefinition = {
  name: 'training',
  contracts: trainingContracts,
  module: TrainingModule,
  migrations: [ReadModels1795900000000, Sessions1795910000000, PlansAndForum1795920000000],
  projections: [
    employeeFile,
    unitChart,
    employments,
    workPlans,
    onboardingList,
    probationList,
    learningBalances,
    programmeList,
    sessionList,
    enrolmentList,
    needList,
    trainingPlanList,
    externalLearningList,
    topicList,
    teamActivityList,
    adoptionList,
  ],
  policies: true,
  reactsTo: [careerContracts, recruitmentContracts, performanceContracts, trainingContracts],
  timers: {
    sets: [onboardingTimers, probationTimers, learningBalanceTimers, sessionTimers, trainingPlanTimers],
    commands: TrainingTimers,
  },
};
