import {
  type Expectation,
  type PeriodAcknowledged,
  periodAcknowledged,
  type PeriodicEvaluationOverdue,
  periodicEvaluationOverdue,
  type PeriodOpened,
  periodOpened,
  type PeriodRated,
  periodRated,
  type PeriodSelfReported,
  periodSelfReported,
} from '@jejak/contracts/performance';
import {
  type Calendar,
  Conflict,
  type Decider,
  endOfDay,
  isBefore,
  Locked,
  type Moment,
  NotAuthorised,
  NotFound,
  RuleViolated,
} from '@jejak/kernel';
import type { CycleStatus } from '../cycle/cycle.decider';
import { PREDICATE, REGULATION } from '../scoring/predicate';

export type PeriodCommand =
  | ({ readonly type: 'OpenPeriod' } & PeriodOpened['data'])
  | { readonly type: 'SelfReportPeriod'; readonly by: string; readonly text: string }
  | {
      readonly type: 'RatePeriod';
      readonly by: string;
      readonly resultRating: Expectation;
      readonly behaviourRating: Expectation;
      readonly behaviourNotes: string;
      readonly next: readonly string[];
    }
  | { readonly type: 'AcknowledgePeriod'; readonly by: string; readonly agree: boolean }
  /** The day by which it was to be rated is over. */
  | { readonly type: 'MarkPeriodOverdue' };
export type PeriodEvent =
  PeriodOpened | PeriodSelfReported | PeriodRated | PeriodicEvaluationOverdue | PeriodAcknowledged;

type Existing = PeriodOpened['data'] & {
  readonly status: 'DUE' | 'SELF_REPORTED' | 'RATED' | 'ACKNOWLEDGED';
  readonly overdue: boolean;
};
export type Period = { readonly status: 'absent' } | Existing;

export interface PeriodGiven {
  readonly calendar: Calendar;
  /** Of the year's cycle. */
  readonly cycle: CycleStatus | null;
  /** Who rates the employee on the day of the command. */
  readonly supervisorId: string | null;
  /** Feedback about the employee since the period began. */
  readonly dialogues: number;
  /** Without so many no period is rated (`perf.other`). */
  readonly minDialogues: number;
}

const decide = (command: PeriodCommand, state: Period, given: PeriodGiven & Moment): PeriodEvent[] => {
  if (command.type === 'OpenPeriod') {
    const { type: _, ...data } = command;
    // Once for every plan and period: the timer may fire again after the facts were read anew.
    return state.status === 'absent'
      ? [periodOpened(data, { subject: data.employeeId, effective: data.to })]
      : [];
  }
  if (state.status === 'absent') throw new NotFound('PERIOD_NOT_FOUND', 'There is no such period.');
  const { periodicId, employeeId, period, rateBy } = state;
  const about = { subject: employeeId };
  const { now, calendar, cycle } = given;
  if (cycle === 'CLOSED' && command.type !== 'MarkPeriodOverdue')
    throw new Locked('PERIOD_LOCKED', 'The year is closed: its periods stay as they are.');
  switch (command.type) {
    case 'SelfReportPeriod': {
      // What comes after its day is late, but not lost: until the rating it can still be read.
      if (state.status !== 'DUE')
        throw new Conflict('ILLEGAL_TRANSITION', 'A period is reported once, before it is rated.');
      if (command.by !== employeeId)
        throw new NotAuthorised('NOT_RELATED', 'Everybody reports on their own period.');
      return [periodSelfReported({ periodicId, text: command.text.trim() }, about)];
    }
    case 'RatePeriod': {
      const { by: ratedBy, resultRating, behaviourRating, behaviourNotes, next } = command;
      if (state.status === 'RATED' || state.status === 'ACKNOWLEDGED')
        throw new Conflict('ILLEGAL_TRANSITION', 'The period is rated already.');
      if (state.status === 'DUE' && isBefore(now, endOfDay(state.selfReportBy, calendar)))
        throw new Conflict('ILLEGAL_TRANSITION', `The employee reports until ${state.selfReportBy}.`, {
          params: { deadline: state.selfReportBy },
        });
      if (ratedBy === employeeId)
        throw new RuleViolated('SOD_VIOLATION', 'Nobody rates themselves.', { rule: 'sod.rate-oneself' });
      if (ratedBy !== given.supervisorId)
        throw new NotAuthorised('NOT_RELATED', 'Only the supervisor of that day does this.');
      if (given.dialogues < given.minDialogues)
        throw new RuleViolated('NO_DIALOGUE', 'A period is rated after feedback was given in it.', {
          params: { minimum: given.minDialogues },
        });
      return [
        periodRated(
          {
            ...{ periodicId, period, ratedBy, resultRating, behaviourRating, regulation: REGULATION },
            predicate: PREDICATE[resultRating][behaviourRating],
            behaviourNotes: behaviourNotes.trim(),
            next: next.map((text) => text.replace(/\s*\n\s*/g, ' ').trim()).join('\n'),
          },
          about,
        ),
      ];
    }
    case 'AcknowledgePeriod': {
      if (state.status !== 'RATED')
        throw new Conflict('ILLEGAL_TRANSITION', 'A rating is acknowledged once, after it was given.');
      if (command.by !== employeeId)
        throw new NotAuthorised('NOT_RELATED', 'Everybody acknowledges their own rating.');
      return [periodAcknowledged({ periodicId, agree: command.agree }, about)];
    }
    case 'MarkPeriodOverdue': {
      if (state.status === 'RATED' || state.status === 'ACKNOWLEDGED' || state.overdue) return [];
      if (isBefore(now, state.overdueAt))
        throw new Conflict('ILLEGAL_TRANSITION', `The period can be rated until ${rateBy} is over.`);
      return [periodicEvaluationOverdue({ periodicId, rateBy }, about)];
    }
  }
};

const evolve = (state: Period, event: PeriodEvent): Period => {
  if (event.type === 'PeriodOpened') return { ...event.data, status: 'DUE', overdue: false };
  if (state.status === 'absent') return state;
  switch (event.type) {
    case 'PeriodSelfReported':
      return { ...state, status: 'SELF_REPORTED' };
    case 'PeriodRated':
      return { ...state, status: 'RATED' };
    case 'PeriodicEvaluationOverdue':
      return { ...state, overdue: true };
    case 'PeriodAcknowledged':
      return { ...state, status: 'ACKNOWLEDGED' };
  }
};

/**
 * The evaluation of a month or quarter: it steers, and has no legal effect of its own.
 * @source PermenPANRB 6/2022, periodic evaluation; domain.md 5.1, 5.3
 */
export const period: Decider<PeriodCommand, PeriodEvent, Period, PeriodGiven> = {
  initial: { status: 'absent' },
  decide,
  evolve,
};
