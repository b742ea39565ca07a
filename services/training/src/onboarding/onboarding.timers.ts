import { careerContracts, type EmploymentEnded } from '@jejak/contracts/career';
import { trainingContracts } from '@jejak/contracts/training';
import { type Appended, EventStore } from '@jejak/event-store';
import { plusDays } from '@jejak/kernel';
import { type DueTimer, timers } from '@jejak/projections';
import type { TimerCommands } from '@jejak/service';
import { Injectable } from '@nestjs/common';
import { onboarding, type OnboardingEvent } from './onboarding.decider';
import { OnboardingReading, onboardingStream } from './onboarding.reading';

/**
 * An onboarding starts with the first day of the appointment, is late when its last day is over, and ends with the employment:
 * 00:00 UTC of the day after lies inside that day everywhere from Greenwich to the Pacific.
 * @source domain.md 6.3, 12
 */
export const onboardingTimers = timers<OnboardingEvent | EmploymentEnded>({
  name: 'onboarding',
  source: [trainingContracts, careerContracts],
  of: {
    OnboardingScheduled: ({ data: { employeeId, startsAt } }) => [
      { dueAt: startsAt, command: 'StartOnboarding', key: employeeId },
    ],
    OnboardingStarted: ({ data: { employeeId, dueAt } }) => [
      { dueAt, command: 'NoteOverdue', key: employeeId },
    ],
    EmploymentEnded: ({ data: { employeeId, on } }) => [
      { dueAt: `${plusDays(on, 1)}T00:00:00.000Z`, command: 'EndOnboarding', key: employeeId },
    ],
  },
  done: {
    OnboardingStarted: ({ data: { employeeId } }) => [{ key: employeeId, command: 'StartOnboarding' }],
    OnboardingCompleted: ({ data: { employeeId } }) => [{ key: employeeId, command: 'NoteOverdue' }],
    OnboardingOverdue: ({ data: { employeeId } }) => [{ key: employeeId, command: 'NoteOverdue' }],
    OnboardingEnded: ({ data: { employeeId } }) => [{ key: employeeId }],
  },
});

/** Gives the commands that the passing of time gives to an onboarding. */
@Injectable()
export class OnboardingTimerCommands implements TimerCommands {
  constructor(
    private readonly store: EventStore,
    private readonly reading: OnboardingReading,
  ) {}

  fire({ command, key, context }: DueTimer): Promise<Appended> {
    const type = command === 'StartOnboarding' || command === 'EndOnboarding' ? command : 'NoteOverdue';
    return this.store.execute(onboarding, onboardingStream(key), { type }, context, this.reading.of());
  }
}
