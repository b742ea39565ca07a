import { recruitmentContracts } from '@jejak/contracts/recruitment';
import { type Appended, EventStore } from '@jejak/event-store';
import { streamOf } from '@jejak/kernel';
import { type DueTimer, timers } from '@jejak/projections';
import type { TimerCommands } from '@jejak/service';
import { Injectable } from '@nestjs/common';
import { vacancy } from './vacancy.decider';
import type { VacancyEvent } from './vacancy.state';

/** When the window for applications opens and closes. @source domain.md 4.2, 2.9 */
export const registrationWindow = timers<VacancyEvent>({
  name: 'registration',
  source: recruitmentContracts,
  of: {
    VacancyAnnounced: ({ data: { vacancyId, openAt, closeAt } }) => [
      { dueAt: openAt, command: 'OpenRegistration', key: vacancyId },
      { dueAt: closeAt, command: 'CloseRegistration', key: vacancyId },
    ],
    // The old closing ends below; of the same event, that comes first.
    VacancyAmended: ({ data: { vacancyId, changes } }) =>
      changes.flatMap((change) =>
        change.field === 'closeAt'
          ? [{ dueAt: change.new, command: 'CloseRegistration', key: vacancyId }]
          : [],
      ),
  },
  done: {
    VacancyAmended: ({ data: { vacancyId, changes } }) =>
      changes.some(({ field }) => field === 'closeAt')
        ? [{ key: vacancyId, command: 'CloseRegistration' }]
        : [],
    RegistrationOpened: ({ data }) => [{ key: data.vacancyId, command: 'OpenRegistration' }],
    RegistrationClosed: ({ data }) => [{ key: data.vacancyId }],
    VacancyCancelled: ({ data }) => [{ key: data.vacancyId }],
  },
});

/** Gives the commands of the window when their time has come. */
@Injectable()
export class RegistrationTimers implements TimerCommands {
  constructor(private readonly store: EventStore) {}

  fire({ key, command, context }: DueTimer): Promise<Appended> {
    const type = command === 'OpenRegistration' ? command : 'CloseRegistration';
    return this.store.execute(vacancy, streamOf('vacancy', key), { type }, context, { given: {} });
  }
}
