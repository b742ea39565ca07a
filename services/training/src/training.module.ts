import { People } from '@jejak/organisation';
import { Module } from '@nestjs/common';
import { LearningBalanceController } from './balance/learning-balance.http';
import { LearningBalanceReaction } from './balance/learning-balance.reaction';
import { LearningBalanceTimerCommands } from './balance/learning-balance.timers';
import { LearningBalances } from './balance/learning-balances';
import { OnboardingController } from './onboarding/onboarding.http';
import { OnboardingReaction } from './onboarding/onboarding.reaction';
import { OnboardingReading } from './onboarding/onboarding.reading';
import { OnboardingTimerCommands } from './onboarding/onboarding.timers';
import { ProbationController } from './probation/probation.http';
import { ProbationTimerCommands } from './probation/probation.timers';
import { Probations } from './probation/probations';
import { Rulebook } from './rules/rulebook';
import { TrainingTimers } from './training.timers';

@Module({
  controllers: [
    OnboardingController,
    OnboardingReaction,
    ProbationController,
    LearningBalanceController,
    LearningBalanceReaction,
  ],
  providers: [
    // What decisions read
    Rulebook,
    People,
    OnboardingReading,
    Probations,
    LearningBalances,
    // What runs by itself
    TrainingTimers,
    OnboardingTimerCommands,
    ProbationTimerCommands,
    LearningBalanceTimerCommands,
  ],
})
export class TrainingModule {}
