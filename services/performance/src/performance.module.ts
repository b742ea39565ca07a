import { ImportsModule } from '@jejak/imports';
import { Module } from '@nestjs/common';
import './performance.problems';
import { CycleController } from './cycle/cycle.http';
import { Cycles } from './cycle/cycles';
import { DisciplineController } from './discipline/discipline.http';
import { DisciplineReading } from './discipline/discipline.reading';
import { DisciplineTimers } from './discipline/discipline.timers';
import { DistributionController } from './distribution/distribution.http';
import { DistributionReading } from './distribution/distribution.reading';
import { EvaluationTimerCommands } from './evaluation/evaluation-timer-commands';
import { EvaluationController } from './evaluation/evaluation.http';
import { EvaluationReading } from './evaluation/evaluation.reading';
import { FeedbackController } from './feedback/feedback.http';
import { ImportsController } from './imports/imports.http';
import { MeasurementsImport } from './imports/measurements.import';
import { MeController } from './me/me.http';
import { MeasurementController } from './measurement/measurement.http';
import { MeasurementReading } from './measurement/measurement.reading';
import { MeasurementsRead } from './measurement/measurements-read';
import { OrganisationResultController } from './organisation-result/organisation-result.http';
import { NipIndex } from './people/nip-index.reaction';
import { People } from './people/people';
import { PlanController } from './plan/plan.http';
import { PlanReading } from './plan/plan.reading';
import { PerformanceTimers } from './performance.timers';
import { ActiveSanctions } from './reward/active-sanctions';
import { RewardRulesReaction } from './reward/reward-rules.reaction';
import { RewardController } from './reward/reward.http';
import { RewardReading } from './reward/reward.reading';
import { Rewards } from './reward/rewards';
import { Rulebook } from './rules/rulebook';

@Module({
  imports: [ImportsModule],
  controllers: [
    CycleController,
    PlanController,
    MeasurementController,
    FeedbackController,
    OrganisationResultController,
    EvaluationController,
    DistributionController,
    RewardController,
    RewardRulesReaction,
    DisciplineController,
    ImportsController,
    MeController,
    NipIndex,
  ],
  providers: [
    // What decisions read
    Rulebook,
    People,
    Cycles,
    PlanReading,
    MeasurementsRead,
    MeasurementReading,
    EvaluationReading,
    DistributionReading,
    ActiveSanctions,
    RewardReading,
    Rewards,
    DisciplineReading,
    // What runs by itself, or beside a request
    PerformanceTimers,
    EvaluationTimerCommands,
    DisciplineTimers,
    MeasurementsImport,
  ],
})
export class PerformanceModule {}
