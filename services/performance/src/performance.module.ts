import { ImportsModule } from '@jejak/imports';
import { People } from '@jejak/organisation';
import { OpenData } from '@jejak/publication';
import { Codes } from '@jejak/service';
import { Module } from '@nestjs/common';
import './performance.problems';
import { CatalogueController } from './catalogue/catalogue.http';
import { Shipping } from './catalogue/shipping';
import { ChangesController } from './changes/changes.http';
import { CycleTimerCommands } from './cycle/cycle-timer-commands';
import { CycleReading } from './cycle/cycle.reading';
import { DirectionController } from './direction/direction.http';
import { UnitResults } from './direction/unit-results';
import { ObstacleController } from './obstacle/obstacle.http';
import { ObstacleReading } from './obstacle/obstacle.reading';
import { ObstacleTimerCommands } from './obstacle/obstacle.timers';
import { PerformanceTimers } from './performance.timers';
import { PeriodController } from './period/period.http';
import { PeriodReading } from './period/period.reading';
import { PeriodTimerCommands } from './period/period.timers';
import { PlanTimerCommands } from './plan/plan-timer-commands';
import { SampleController } from './sample/sample.http';
import { SourceController } from './source/source.http';
import { Sources } from './source/sources';
import { SupervisorMeasurements } from './supervision/supervisor-measurements';
import { SupportController } from './support/support.http';
import { SupportReading } from './support/support.reading';
import { WorkloadController } from './workload/workload.http';
import { TargetReviewReaction } from './workload/target-review.reaction';
import { CitizenIndexReaction } from './citizens-voice/citizen-index.reaction';
import { CitizenReviews } from './citizens-voice/citizen-reviews';
import { ComplaintReaction } from './citizens-voice/complaint.reaction';
import { IkmMeasurementReaction } from './citizens-voice/ikm-measurement.reaction';
import { RegisterMeasurementReaction } from './citizens-voice/register-measurement.reaction';
import { CycleController } from './cycle/cycle.http';
import { Cycles } from './cycle/cycles';
import { AppealWindowReaction } from './discipline/appeal-window.reaction';
import { AppealCalendarReaction } from './discipline/calendar.reaction';
import { DisciplineController } from './discipline/discipline.http';
import { DisciplineReading } from './discipline/discipline.reading';
import { DisciplineTimers } from './discipline/discipline.timers';
import { DistributionController } from './distribution/distribution.http';
import { DistributionReading } from './distribution/distribution.reading';
import { EngagementCodes } from './engagement/engagement-codes';
import { EngagementController } from './engagement/engagement.http';
import { EngagementMeasurementReaction } from './engagement/engagement-measurement.reaction';
import { EngagementSurveys } from './engagement/engagement-surveys';
import { ImprovementController } from './improvement/improvement.http';
import { ObjectionWindowReaction } from './evaluation/objection-window.reaction';
import { ImprovementReaction } from './improvement/improvement.reaction';
import { ImprovementReading } from './improvement/improvement.reading';
import { ImprovementTimers } from './improvement/improvement.timers';
import { EmploymentTimerCommands } from './employment/employment-timer-commands';
import { Employments } from './employment/employments';
import { RelatedTrainings } from './learning/related-trainings';
import { EvaluationTimerCommands } from './evaluation/evaluation-timer-commands';
import { EvaluationFiles } from './evaluation/evaluation-file';
import { EvaluationController } from './evaluation/evaluation.http';
import { RecommendationReaction } from './evaluation/recommendation.reaction';
import { EvaluationReading } from './evaluation/evaluation.reading';
import { ExplanationController } from './explanation/explanation.http';
import { ExplanationReading } from './explanation/explanation.reading';
import { AllowanceController } from './allowance/allowance.http';
import { FairnessController } from './fairness/fairness.http';
import { DatasetController } from './publication/datasets.http';
import { QuarterFiguresReading } from './publication/quarter-figures';
import { QuarterPublications } from './publication/quarter-publications';
import { PolicyChanges } from './rules/policy-changes';
import { ViewRules } from './rules/view-rules';
import { Standings } from './standing/standings';
import { UnitDashboardController } from './unit-dashboard/unit-dashboard.http';
import { FeedbackController } from './feedback/feedback.http';
import { ImportsController } from './imports/imports.http';
import { MeasurementsImport } from './imports/measurements.import';
import { MeController } from './me/me.http';
import { TeamBoardController } from './me/team-board.http';
import { MeasurementController } from './measurement/measurement.http';
import { MeasurementReading } from './measurement/measurement.reading';
import { SystemMeasurements } from './measurement/system-measurements';
import { MeasurementsRead } from './measurement/measurements-read';
import { OrganisationResultController } from './organisation-result/organisation-result.http';
import { NipIndex } from './people/nip-index.reaction';
import { NipNumbers } from './people/nip-numbers';
import { PlanController } from './plan/plan.http';
import { PlanReading } from './plan/plan.reading';
import { ActiveSanctions } from './reward/active-sanctions';
import { RewardRulesReaction } from './reward/reward-rules.reaction';
import { RewardController } from './reward/reward.http';
import { RewardReading } from './reward/reward.reading';
import { Rewards } from './reward/rewards';
import { Rulebook } from './rules/rulebook';

@Module({
  imports: [ImportsModule],
  controllers: [
    ChangesController,
    CycleController,
    PlanController,
    MeasurementController,
    FeedbackController,
    OrganisationResultController,
    EvaluationController,
    RecommendationReaction,
    DistributionController,
    RewardController,
    RewardRulesReaction,
    DisciplineController,
    ImportsController,
    MeController,
    TeamBoardController,
    NipIndex,
    ...[DirectionController, CatalogueController, SourceController, PeriodController],
    ...[ObstacleController, SupportController, SampleController, WorkloadController, TargetReviewReaction],
    ...[CitizenIndexReaction, ComplaintReaction, IkmMeasurementReaction, ObjectionWindowReaction],
    RegisterMeasurementReaction,
    ...[ImprovementController, ImprovementReaction, EngagementController, EngagementMeasurementReaction],
    AppealCalendarReaction,
    AppealWindowReaction,
    ...[ExplanationController, DatasetController, FairnessController],
    ...[UnitDashboardController, AllowanceController],
  ],
  providers: [
    // What decisions read
    Rulebook,
    People,
    NipNumbers,
    Cycles,
    PlanReading,
    MeasurementsRead,
    ...[MeasurementReading, SystemMeasurements],
    EvaluationReading,
    ...[CycleReading, UnitResults, Sources, PeriodReading, ObstacleReading, SupportReading],
    ...[Employments, RelatedTrainings],
    ...[EvaluationFiles, ExplanationReading, PolicyChanges, ViewRules, Standings, OpenData],
    ...[QuarterFiguresReading, QuarterPublications],
    DistributionReading,
    ActiveSanctions,
    RewardReading,
    Rewards,
    DisciplineReading,
    CitizenReviews,
    ...[ImprovementReading, ImprovementTimers, Codes, EngagementCodes, EngagementSurveys],
    // What runs by itself, or beside a request
    PerformanceTimers,
    EvaluationTimerCommands,
    EmploymentTimerCommands,
    DisciplineTimers,
    MeasurementsImport,
    SupervisorMeasurements,
    ...[CycleTimerCommands, PlanTimerCommands, PeriodTimerCommands, ObstacleTimerCommands],
    Shipping,
  ],
})
export class PerformanceModule {}
