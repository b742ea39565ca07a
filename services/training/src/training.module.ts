import { People } from '@jejak/organisation';
import { OpenData } from '@jejak/publication';
import { Module } from '@nestjs/common';
import { AdoptionCounts } from './adoption/adoption-counts';
import { AdoptionController } from './adoption/adoption.http';
import { AdoptionRoundTimerCommands } from './adoption/adoption-round.timers';
import { AdoptionRounds } from './adoption/adoption-rounds';
import { Adoptions } from './adoption/adoptions';
import { LearningBalanceController } from './balance/learning-balance.http';
import { LearningBalanceReaction } from './balance/learning-balance.reaction';
import { LearningBalanceTimerCommands } from './balance/learning-balance.timers';
import { LearningBalances } from './balance/learning-balances';
import { CertificateController } from './certificate/certificate.http';
import { EffectController } from './effect/effect.http';
import { CompletionReaction } from './enrolment/completion.reaction';
import { EnrolmentController } from './enrolment/enrolment.http';
import { EnrolmentReading } from './enrolment/enrolment.reading';
import { ExternalLearningController } from './external/external-learning.http';
import { TeamActivityController } from './forum/team-activity.http';
import { TopicController } from './forum/topic.http';
import { MyLearningController } from './me/my-learning.http';
import { LapsedNeedsReaction } from './need/employment-end.reaction';
import { EvaluationGapReaction } from './need/evaluation-gap.reaction';
import { NeedController } from './need/need.http';
import { Needs } from './need/needs';
import { OnboardingController } from './onboarding/onboarding.http';
import { OnboardingReaction } from './onboarding/onboarding.reaction';
import { OnboardingReading } from './onboarding/onboarding.reading';
import { OnboardingTimerCommands } from './onboarding/onboarding.timers';
import { TrainingPlanController } from './plan/training-plan.http';
import { TrainingPlanTimerCommands } from './plan/training-plan.timers';
import { TrainingPlans } from './plan/training-plans';
import { ProbationController } from './probation/probation.http';
import { ProbationTimerCommands } from './probation/probation.timers';
import { Probations } from './probation/probations';
import { DatasetController } from './publication/datasets.http';
import { YearFiguresReading } from './publication/year-figures';
import { YearPublications } from './publication/year-publications';
import { ProgrammeController } from './programme/programme.http';
import { Rulebook } from './rules/rulebook';
import { EmploymentEndReaction } from './session/employment-end.reaction';
import { SessionCalendarController } from './session/session-calendar.http';
import { SessionController } from './session/session.http';
import { SessionReading } from './session/session.reading';
import { SessionTimerCommands } from './session/session.timers';
import { TrainingTimers } from './training.timers';

@Module({
  controllers: [
    OnboardingController,
    OnboardingReaction,
    ProbationController,
    LearningBalanceController,
    LearningBalanceReaction,
    ProgrammeController,
    SessionController,
    SessionCalendarController,
    EmploymentEndReaction,
    EnrolmentController,
    CompletionReaction,
    CertificateController,
    NeedController,
    EvaluationGapReaction,
    LapsedNeedsReaction,
    TrainingPlanController,
    ExternalLearningController,
    TeamActivityController,
    TopicController,
    AdoptionController,
    EffectController,
    MyLearningController,
    DatasetController,
  ],
  providers: [
    // What decisions read
    Rulebook,
    People,
    OnboardingReading,
    Probations,
    LearningBalances,
    SessionReading,
    EnrolmentReading,
    Needs,
    TrainingPlans,
    AdoptionCounts,
    Adoptions,
    AdoptionRounds,
    YearFiguresReading,
    OpenData,
    // What runs by itself
    TrainingTimers,
    OnboardingTimerCommands,
    ProbationTimerCommands,
    LearningBalanceTimerCommands,
    SessionTimerCommands,
    TrainingPlanTimerCommands,
    YearPublications,
    AdoptionRoundTimerCommands,
  ],
})
export class TrainingModule {}
