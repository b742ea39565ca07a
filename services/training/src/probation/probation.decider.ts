import {
  type LatsarPassed,
  latsarPassed,
  type ProbationFailed,
  probationFailed,
  type ProbationLapsed,
  probationLapsed,
  type ProbationPassed,
  probationPassed,
  type ProbationStarted,
  probationStarted,
} from '@jejak/contracts/training';
import {
  type Calendar,
  Conflict,
  type Decider,
  endOfDay,
  legalDate,
  type Moment,
  NotFound,
  plusDays,
  plusMonths,
  RuleViolated,
} from '@jejak/kernel';

export type ProbationCommand =
  | { readonly type: 'StartProbation'; readonly employeeId: string; readonly tmt: string }
  | { readonly type: 'NoteLatsar'; readonly employeeId: string; readonly enrolmentId: string }
  | { readonly type: 'PassProbation'; readonly by: string }
  | { readonly type: 'EndProbation' }
  /** The last day of the employment is over; nothing to do where no probation runs. */
  | { readonly type: 'LapseProbation'; readonly endedOn: string };
export type ProbationEvent =
  ProbationStarted | LatsarPassed | ProbationPassed | ProbationFailed | ProbationLapsed;

export interface Probation {
  readonly status: 'absent' | 'running' | 'passed' | 'failed' | 'lapsed';
  readonly started: ProbationStarted['data'] | null;
  readonly latsar: boolean;
}

export interface ProbationGiven {
  readonly calendar: Calendar;
  /** Length of a probation. */
  readonly months: number;
}

const decide = (
  command: ProbationCommand,
  { status, started, latsar }: Probation,
  { calendar, months, now }: ProbationGiven & Moment,
): ProbationEvent[] => {
  switch (command.type) {
    case 'StartProbation': {
      if (status !== 'absent') return [];
      const { employeeId, tmt } = command;
      const endsOn = plusDays(plusMonths(tmt, months), -1);
      const endsAt = endOfDay(endsOn, calendar);
      return [probationStarted({ employeeId, tmt, endsOn, endsAt }, { subject: employeeId, effective: tmt })];
    }
    case 'NoteLatsar': {
      if (latsar) return [];
      const { employeeId, enrolmentId } = command;
      return [latsarPassed({ employeeId, enrolmentId }, { subject: employeeId })];
    }
    case 'PassProbation': {
      if (!started) throw new NotFound('PROBATION_NOT_FOUND', 'This person is in no probation year.');
      if (status !== 'running') throw new Conflict('ILLEGAL_TRANSITION', 'This probation has ended.');
      const { employeeId } = started;
      if (command.by === employeeId)
        throw new RuleViolated('SOD_VIOLATION', 'Nobody puts themselves forward.');
      if (!latsar)
        throw new RuleViolated('LATSAR_REQUIRED', 'The basic training (Latsar) has not been passed.');
      return [probationPassed({ employeeId, passedOn: legalDate(now, calendar) }, { subject: employeeId })];
    }
    case 'EndProbation': {
      // Who passed the basic training waits for an official; that nobody decided is no failure of theirs.
      if (status !== 'running' || !started || latsar) return [];
      const { employeeId, endsOn } = started;
      const failed = { employeeId, endedOn: endsOn, missing: ['LATSAR' as const] };
      return [probationFailed(failed, { subject: employeeId, effective: endsOn })];
    }
    case 'LapseProbation': {
      if (status !== 'running' || !started) return [];
      const { employeeId } = started;
      const { endedOn } = command;
      return [probationLapsed({ employeeId, endedOn }, { subject: employeeId, effective: endedOn })];
    }
  }
};

const evolve = (state: Probation, event: ProbationEvent): Probation => {
  switch (event.type) {
    case 'ProbationStarted':
      return { ...state, status: 'running', started: event.data };
    case 'LatsarPassed':
      return { ...state, latsar: true };
    case 'ProbationPassed':
      return { ...state, status: 'passed' };
    case 'ProbationFailed':
      return { ...state, status: 'failed' };
    case 'ProbationLapsed':
      return { ...state, status: 'lapsed' };
  }
};

/** A candidate's year until the appointment as a civil servant. @source PP 11/2017 as amended by PP 17/2020; domain.md 6.3 */
export const probation: Decider<ProbationCommand, ProbationEvent, Probation, ProbationGiven> = {
  initial: { status: 'absent', started: null, latsar: false },
  decide,
  evolve,
};
