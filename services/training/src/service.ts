import { careerContracts } from '@jejak/contracts/career';
import { performanceContracts } from '@jejak/contracts/performance';
import { recruitmentContracts } from '@jejak/contracts/recruitment';
import { trainingContracts } from '@jejak/contracts/training';
import { employeeFile, outsiderDuties, unitChart } from '@jejak/organisation';
import type { ServiceDefinition } from '@jejak/service';
import { adoptionList } from './adoption/adoption.projection';
import { adoptionRoundTimers } from './adoption/adoption-round.timers';
import { policyReadings } from './adoption/policy-reading.projection';
import { policiesToRead } from './adoption/policy-to-read.projection';
import { workSigns } from './adoption/work-sign.projection';
import { learningBalances } from './balance/learning-balance.projection';
import { learningBalanceTimers } from './balance/learning-balance.timers';
import { indicatorResults } from './effect/indicator-result.projection';
import { enrolmentList } from './enrolment/enrolment.projection';
import { externalLearningList } from './external/external-learning.projection';
import { teamActivityList, topicList } from './forum/forum.projection';
import { ReadModels1795900000000 } from './migrations/1795900000000-read-models';
import { Sessions1795910000000 } from './migrations/1795910000000-sessions';
import { PlansAndForum1795920000000 } from './migrations/1795920000000-plans-and-forum';
import { ReachAndPublication1795930000000 } from './migrations/1795930000000-reach-and-publication';
import { PoliciesToRead1796200000000 } from './migrations/1796200000000-policies-to-read';
import { OverdueDuties1796400000000 } from './migrations/1796400000000-overdue-duties';
import { FactsOfOthers1796410000000 } from './migrations/1796410000000-facts-of-others';
import { needList } from './need/need.projection';
import { onboardingList } from './onboarding/onboarding.projection';
import { onboardingTimers } from './onboarding/onboarding.timers';
import { workPlans } from './onboarding/work-plan.projection';
import { appointedKinds } from './people/appointed-kind.projection';
import { improvementPlans } from './people/improvement-plan.projection';
import { learners } from './people/learner.projection';
import { talentBoxes } from './people/talent-box.projection';
import { trainingPlanList } from './plan/training-plan.projection';
import { trainingPlanTimers } from './plan/training-plan.timers';
import { probationList } from './probation/probation.projection';
import { probationTimers } from './probation/probation.timers';
import { programmeList } from './programme/programme.projection';
import { overdueDutyList } from './publication/overdue-duty.projection';
import { datasets, publicationTimers } from './publication/year-publications';
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
  migrations: [
    ReadModels1795900000000,
    Sessions1795910000000,
    PlansAndForum1795920000000,
    ReachAndPublication1795930000000,
    PoliciesToRead1796200000000,
    OverdueDuties1796400000000,
    FactsOfOthers1796410000000,
  ],
  projections: [
    employeeFile,
    outsiderDuties,
    unitChart,
    learners,
    appointedKinds,
    talentBoxes,
    improvementPlans,
    workSigns,
    policiesToRead,
    policyReadings,
    indicatorResults,
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
    overdueDutyList,
    datasets,
  ],
  policies: true,
  reactsTo: [careerContracts, recruitmentContracts, performanceContracts, trainingContracts],
  erasure: {},
  timers: {
    sets: [
      ...[onboardingTimers, probationTimers, learningBalanceTimers, sessionTimers, trainingPlanTimers],
      ...[publicationTimers, adoptionRoundTimers],
    ],
    commands: TrainingTimers,
  },
};
