import { performanceContracts } from '@jejak/contracts/performance';
import { type Appended, EventStore } from '@jejak/event-store';
import { type DueTimer, timers } from '@jejak/projections';
import type { TimerCommands } from '@jejak/service';
import { Injectable } from '@nestjs/common';
import { discipline } from './discipline.decider';
import { DisciplineReading, disciplineStream } from './discipline.reading';
import type { DisciplineEvent } from './discipline.state';

const SERVE = 'ServeSanction';
const OVERDUE = 'MarkAppealOverdue';
const END = 'EndSanction';

/** When a sanction takes effect and ends, and when the answer to an appeal is late. @source domain.md 5.9 */
export const disciplineTimers = timers<DisciplineEvent>({
  name: 'discipline',
  source: performanceContracts,
  of: {
    SanctionDecided: ({ data: { caseId, servedAt } }) => [{ dueAt: servedAt, command: SERVE, key: caseId }],
    SanctionAppealWindowMoved: ({ data: { caseId, servedAt } }) => [
      { dueAt: servedAt, command: SERVE, key: caseId },
    ],
    SanctionAppealed: ({ data: { caseId, answerDueAt } }) => [
      { dueAt: answerDueAt, command: OVERDUE, key: caseId },
    ],
    SanctionAppealClockMoved: ({ data: { caseId, answerDueAt } }) => [
      { dueAt: answerDueAt, command: OVERDUE, key: caseId },
    ],
    SanctionAppealDecided: ({ data: { caseId, outcome, servedAt } }) =>
      outcome === 'REVOKED' ? [] : [{ dueAt: servedAt, command: SERVE, key: caseId }],
    SanctionServed: ({ data: { caseId, endsAt } }) =>
      endsAt === null ? [] : [{ dueAt: endsAt, command: END, key: caseId }],
  },
  done: {
    SanctionAppealWindowMoved: ({ data: { caseId } }) => [{ key: caseId, command: SERVE }],
    // Who appeals is not punished before the answer; what is served already goes on, and its end is set anew by the answer.
    SanctionAppealed: ({ data: { caseId } }) => [
      { key: caseId, command: SERVE },
      { key: caseId, command: END },
    ],
    SanctionAppealClockMoved: ({ data: { caseId } }) => [{ key: caseId, command: OVERDUE }],
    SanctionAppealDecided: ({ data: { caseId } }) => [{ key: caseId, command: OVERDUE }],
    SanctionAppealOverdue: ({ data: { caseId } }) => [{ key: caseId, command: OVERDUE }],
    SanctionServed: ({ data: { caseId } }) => [{ key: caseId, command: SERVE }],
    SanctionEnded: ({ data: { caseId } }) => [{ key: caseId }],
    DisciplineCaseEnded: ({ data: { caseId } }) => [{ key: caseId }],
  },
});

@Injectable()
export class DisciplineTimers implements TimerCommands {
  constructor(
    private readonly store: EventStore,
    private readonly reading: DisciplineReading,
  ) {}

  fire({ command, key, context }: DueTimer): Promise<Appended> {
    if (command !== SERVE && command !== OVERDUE && command !== END)
      throw new Error(`no timer of discipline gives ${command}`);
    return this.store.execute(
      discipline,
      disciplineStream(key),
      { type: command },
      context,
      this.reading.of(command, context.actor, false),
    );
  }
}
