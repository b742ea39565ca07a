import { People } from '@jejak/organisation';
import { Module } from '@nestjs/common';
import { AdoptionController } from './adoption/adoption.http';
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
import { ProgrammeController } from './programme/programme.http';
import { Rulebook } from './rules/rulebook';
import { EmploymentEndReaction } from './session/employment-end.reaction';
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
    EmploymentEndReaction,
    EnrolmentController,
    CompletionReaction,
    CertificateController,
    NeedController,
    EvaluationGapReaction,
    TrainingPlanController,
    ExternalLearningController,
    TeamActivityController,
    TopicController,
    AdoptionController,
    EffectController,
    MyLearningController,
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
    // What runs by itself
    TrainingTimers,
    OnboardingTimerCommands,
    ProbationTimerCommands,
    LearningBalanceTimerCommands,
    SessionTimerCommands,
    TrainingPlanTimerCommands,
  ],
})
export class TrainingModule {}
