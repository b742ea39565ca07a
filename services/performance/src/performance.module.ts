import { ImportsModule } from '@jejak/imports';
import { Module } from '@nestjs/common';
import './performance.problems';
import { CycleController } from './cycle/cycle.http';
import { Cycles } from './cycle/cycles';
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
    // What runs by itself, or beside a request
    EvaluationTimerCommands,
    MeasurementsImport,
  ],
})
export class PerformanceModule {}
