import { careerContracts } from '@jejak/contracts/career';
import { performanceContracts } from '@jejak/contracts/performance';
import type { ServiceDefinition } from '@jejak/service';
import { cycleList } from './cycle/cycle.projection';
import { EvaluationTimerCommands } from './evaluation/evaluation-timer-commands';
import { evaluationList } from './evaluation/evaluation.projection';
import { evaluationTimers } from './evaluation/evaluation.timers';
import { feedbackList } from './feedback/feedback.projection';
import { measurementList } from './measurement/measurement.projection';
import { ReadModels1795310000000 } from './migrations/1795310000000-read-models';
import { organisationResultList } from './organisation-result/organisation-result.projection';
import { employeeFile } from './people/employee-file.projection';
import { unitChart } from './people/unit-chart.projection';
import { PerformanceModule } from './performance.module';
import { planList } from './plan/plan.projection';

/** Everything that `startService`, and a test, need to know of this service. */
export const performanceService: ServiceDefinition = {
  name: 'performance',
  contracts: performanceContracts,
  module: PerformanceModule,
  migrations: [ReadModels1795310000000],
  projections: [
    employeeFile,
    unitChart,
    cycleList,
    planList,
    measurementList,
    feedbackList,
    organisationResultList,
    evaluationList,
  ],
  policies: true,
  reactsTo: [careerContracts],
  timers: { sets: [evaluationTimers], commands: EvaluationTimerCommands },
};
