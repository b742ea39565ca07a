import {
  careerContracts,
  type TalentMapped,
  type TalentMapOutdated,
  type TalentMapUnsettled,
} from '@jejak/contracts/career';
import type { Appended } from '@jejak/event-store';
import { type DueTimer, timers } from '@jejak/projections';
import type { TimerCommands } from '@jejak/service';
import { Injectable } from '@nestjs/common';
import { Talents } from './talents';

const STALE = 'NoteStaleMap';

/** When an input of a map becomes too old. A map made anew sets another day. @source domain.md 7.2; parameter `car.ninebox` inputYears */
export const talentTimers = timers<TalentMapped | TalentMapOutdated | TalentMapUnsettled>({
  name: 'talent',
  source: careerContracts,
  of: {
    TalentMapped: ({ data: { employeeId, staleAt } }) =>
      staleAt === undefined ? [] : [{ dueAt: staleAt, command: STALE, key: employeeId }],
  },
  done: {
    TalentMapped: ({ data: { employeeId } }) => [{ key: employeeId }],
    TalentMapOutdated: ({ data: { employeeId } }) => [{ key: employeeId }],
    TalentMapUnsettled: ({ data: { employeeId } }) => [{ key: employeeId }],
  },
});

@Injectable()
export class TalentTimerCommands implements TimerCommands {
  constructor(private readonly talents: Talents) {}

  fire({ key: employeeId, context }: DueTimer): Promise<Appended> {
    const doubt = { type: 'NoteDoubt', because: 'INPUT_TOO_OLD', evaluationId: null, caseId: null } as const;
    return this.talents.execute(employeeId, doubt, context);
  }
}
