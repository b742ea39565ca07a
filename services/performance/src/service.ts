import { careerContracts } from '@jejak/contracts/career';
import { notificationContracts } from '@jejak/contracts/notification';
import { performanceContracts } from '@jejak/contracts/performance';
import { policyContracts } from '@jejak/contracts/policy';
import { trainingContracts } from '@jejak/contracts/training';
import { exceptionList } from '@jejak/policies';
import type { ServiceDefinition } from '@jejak/service';
import { employeeFile, unitChart } from '@jejak/organisation';
import { citizenContracts } from '@jejak/contracts/citizen';
import { citizenReviewList } from './citizens-voice/citizen-review.projection';
import { unitIkmList } from './citizens-voice/unit-ikm.projection';
import { cycleList } from './cycle/cycle.projection';
import { catalogueList } from './catalogue/catalogue.projection';
import { cycleTimers } from './cycle/cycle.timers';
import { directionList, unitResultList } from './direction/direction.projection';
import { disciplineList } from './discipline/discipline.projection';
import { disciplineTimers } from './discipline/discipline.timers';
import {
  engagementAnswerList,
  engagementSurveyList,
  engagementTrend,
} from './engagement/engagement.projection';
import { engagementTimers } from './engagement/engagement.timers';
import { improvementList } from './improvement/improvement.projection';
import { improvementTimers } from './improvement/improvement.timers';
import { employmentEndList } from './employment/employment-end.projection';
import { employmentTimers } from './employment/employment.timers';
import { trainingNeedList } from './learning/training-need.projection';
import {
  trainingPassedList,
  trainingProgrammeList,
  trainingSessionList,
} from './learning/training-session.projection';
import { evaluationList } from './evaluation/evaluation.projection';
import { evaluationTimers } from './evaluation/evaluation.timers';
import { feedbackRequestList } from './feedback/feedback-request.projection';
import { feedbackList } from './feedback/feedback.projection';
import { measurementList } from './measurement/measurement.projection';
import { ReadModels1795310000000 } from './migrations/1795310000000-read-models';
import { Execution1795400000000 } from './migrations/1795400000000-execution';
import { obstacleList } from './obstacle/obstacle.projection';
import { obstacleTimers } from './obstacle/obstacle.timers';
import { EvaluationDeadlines1795500000000 } from './migrations/1795500000000-evaluation-deadlines';
import { RewardsAndDiscipline1795510000000 } from './migrations/1795510000000-rewards-and-discipline';
import { CitizensVoice1795700000000 } from './migrations/1795700000000-citizens-voice';
import { ImprovementAndEngagement1795710000000 } from './migrations/1795710000000-improvement-and-engagement';
import { OpenFigures1795720000000 } from './migrations/1795720000000-open-figures';
import { OverdueDuties1796210000000 } from './migrations/1796210000000-overdue-duties';
import { IssuedFindings1796400000000 } from './migrations/1796400000000-issued-findings';
import { RatedInTime1796100000000 } from './migrations/1796100000000-rated-in-time';
import { LearningAndEnds1795910000000 } from './migrations/1795910000000-learning-and-ends';
import { organisationResultList } from './organisation-result/organisation-result.projection';
import { NipNumbers } from './people/nip-numbers';
import { PerformanceModule } from './performance.module';
import { PerformanceTimers } from './performance.timers';
import { periodList } from './period/period.projection';
import { periodTimers } from './period/period.timers';
import { planList } from './plan/plan.projection';
import { planTimers, positionTimers } from './plan/plan.timers';
import { sampleList } from './sample/sample.projection';
import { sourceList } from './source/source.projection';
import { supportList } from './support/support.projection';
import { staffProfile } from './fairness/staff-profile.projection';
import { datasets } from './publication/datasets.projection';
import { overdueDutyList } from './publication/overdue-duty.projection';
import { issuedFindings } from './finding/issued-finding.projection';
import { rewardList } from './reward/reward.projection';

/** Everything that `startService`, and a test, need to know of this service. */
export const performanceService: ServiceDefinition = {
  name: 'performance',
  contracts: performanceContracts,
  module: PerformanceModule,
  migrations: [
    ...[ReadModels1795310000000, Execution1795400000000],
    ...[EvaluationDeadlines1795500000000, RewardsAndDiscipline1795510000000],
    CitizensVoice1795700000000,
    ImprovementAndEngagement1795710000000,
    OpenFigures1795720000000,
    LearningAndEnds1795910000000,
    ...[RatedInTime1796100000000, OverdueDuties1796210000000],
    IssuedFindings1796400000000,
  ],
  projections: [
    employeeFile,
    unitChart,
    cycleList,
    planList,
    measurementList,
    feedbackList,
    organisationResultList,
    evaluationList,
    ...[directionList, unitResultList, catalogueList, sourceList, sampleList],
    ...[periodList, obstacleList, supportList, feedbackRequestList],
    ...[rewardList, disciplineList],
    ...[unitIkmList, citizenReviewList],
    ...[improvementList, engagementSurveyList, engagementAnswerList, engagementTrend],
    ...[datasets, overdueDutyList, staffProfile, employmentEndList, exceptionList],
    issuedFindings,
    ...[trainingNeedList, trainingSessionList, trainingProgrammeList, trainingPassedList],
  ],
  policies: true,
  reactsTo: [
    ...[careerContracts, performanceContracts, citizenContracts, trainingContracts],
    ...[notificationContracts, policyContracts],
  ],
  erasure: { traces: NipNumbers },
  timers: {
    sets: [
      cycleTimers,
      planTimers,
      positionTimers,
      periodTimers,
      obstacleTimers,
      evaluationTimers,
      disciplineTimers,
      ...[improvementTimers, engagementTimers],
      employmentTimers,
    ],
    commands: PerformanceTimers,
  },
};
