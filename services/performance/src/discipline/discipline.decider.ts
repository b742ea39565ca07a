import { sanctionAppealOverdue, sanctionEnded } from '@jejak/contracts/performance';
import { Conflict, type Decider, endOfDay, isBefore, NotFound } from '@jejak/kernel';
import type { DisciplineCommand, DisciplineGiven, Handed } from './discipline.commands';
import { type Discipline, type DisciplineEvent, evolve } from './discipline.state';
import { hear, report, summon } from './hearing';
import {
  appeal,
  decideAppeal,
  decideSanction,
  dismiss,
  endCase,
  moveAppealClock,
  moveAppealWindow,
  serve,
} from './sanction';

const decide = (command: DisciplineCommand, state: Discipline, given: Handed): DisciplineEvent[] => {
  if (command.type === 'ReportViolation') return report(command, state, given);
  if (state.status === 'absent') throw new NotFound('CASE_NOT_FOUND', 'There is no such case.');
  const { caseId, employeeId } = state.reported;
  switch (command.type) {
    case 'IssueSummons':
      return [summon(command, state, given)];
    case 'HoldHearing':
      return [hear(command, state, given)];
    case 'DecideSanction':
      return [decideSanction(command, state, given)];
    case 'DismissViolation':
      return [dismiss(command, state, given)];
    case 'AppealSanction':
      return [appeal(command, state, given)];
    case 'DecideSanctionAppeal':
      return [decideAppeal(command, state, given)];
    case 'EndCase':
      return endCase(command, state);
    case 'MarkAppealOverdue': {
      const { answerBy } = state;
      if (state.status !== 'APPEALED' || answerBy === null) return [];
      over(answerBy, given);
      return [sanctionAppealOverdue({ caseId, answerBy }, { subject: employeeId })];
    }
    case 'MoveAppealClock':
      return moveAppealClock(command, state, given);
    case 'MoveAppealWindow':
      return moveAppealWindow(command, state, given);
    case 'ServeSanction':
      return serve(state, given);
    case 'EndSanction': {
      const { until } = state;
      if (state.status !== 'SERVED' || until === null) return [];
      over(until, given);
      return [sanctionEnded({ caseId, employeeId, until }, { subject: employeeId })];
    }
  }
};

const over = (day: string, { now, calendar }: Handed): void => {
  if (isBefore(now, endOfDay(day, calendar)))
    throw new Conflict('ILLEGAL_TRANSITION', `That waits until ${day} is over.`, {
      params: { deadline: day },
    });
};

/** A case of discipline: from the report of a violation to the end of its sanction. */
export const discipline: Decider<DisciplineCommand, DisciplineEvent, Discipline, DisciplineGiven> = {
  initial: { status: 'absent' },
  decide,
  evolve,
};
