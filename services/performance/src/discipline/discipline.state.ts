import type {
  DisciplineCaseEnded,
  HearingHeld,
  SanctionAppealClockMoved,
  SanctionAppealDecided,
  SanctionAppealed,
  SanctionAppealOverdue,
  SanctionAppealWindowMoved,
  SanctionDecided,
  SanctionEnded,
  SanctionKind,
  SanctionLevel,
  SanctionServed,
  SummonsIssued,
  SupervisorOmission,
  ViolationDismissed,
  ViolationReported,
} from '@jejak/contracts/performance';

export type DisciplineEvent =
  | ViolationReported
  | SupervisorOmission
  | SummonsIssued
  | HearingHeld
  | SanctionDecided
  | ViolationDismissed
  | SanctionAppealWindowMoved
  | SanctionAppealed
  | SanctionAppealClockMoved
  | SanctionAppealDecided
  | SanctionAppealOverdue
  | SanctionServed
  | SanctionEnded
  | DisciplineCaseEnded;

export type DisciplineStatus =
  'REPORTED' | 'SUMMONED' | 'HEARD' | 'DISMISSED' | 'DECIDED' | 'APPEALED' | 'REVOKED' | 'SERVED' | 'ENDED';

/** As it was decided, or changed on appeal. */
export interface Punishment {
  readonly level: SanctionLevel;
  readonly kind: SanctionKind;
  readonly months: number | null;
}

export interface Existing {
  readonly status: DisciplineStatus;
  readonly reported: ViolationReported['data'];
  readonly hearingOn: string | null;
  readonly heard: boolean;
  /** Hearings to which the employee did not come. */
  readonly missed: number;
  readonly decided: SanctionDecided['data'] | null;
  readonly punishment: Punishment | null;
  readonly answerBy: string | null;
  /** The instant from which it is served, where nobody appeals. */
  readonly servedAt: string | null;
  /** Legal date from which it has been served; null before. */
  readonly servedFrom: string | null;
  readonly until: string | null;
}
export type Discipline = { readonly status: 'absent' } | Existing;

/** A medium or heavy sanction holds from its decision to its end; one that is appealed holds too. @source domain.md 5.8 */
export const holdsBack = (state: Discipline): boolean =>
  state.status !== 'absent' &&
  ['DECIDED', 'APPEALED', 'SERVED'].includes(state.status) &&
  state.punishment !== null &&
  state.punishment.level !== 'LIGHT';

const punishmentOf = ({ level, kind, months }: Punishment): Punishment => ({ level, kind, months });

export const evolve = (state: Discipline, event: DisciplineEvent): Discipline => {
  if (event.type === 'ViolationReported')
    return {
      ...{ status: 'REPORTED', reported: event.data, hearingOn: null, heard: false, missed: 0 },
      ...{ decided: null, punishment: null, answerBy: null, servedAt: null },
      ...{ servedFrom: null, until: null },
    };
  // Every other event follows the report.
  if (state.status === 'absent') return state;
  switch (event.type) {
    case 'SupervisorOmission':
      return state;
    case 'SummonsIssued':
      return { ...state, status: 'SUMMONED', hearingOn: event.data.hearingOn };
    case 'HearingHeld': {
      const { employeePresent } = event.data;
      return {
        ...state,
        ...{ status: 'HEARD', heard: state.heard || employeePresent },
        missed: state.missed + (employeePresent ? 0 : 1),
      };
    }
    case 'ViolationDismissed':
      return { ...state, status: 'DISMISSED' };
    case 'SanctionDecided':
      return {
        ...{ ...state, status: 'DECIDED', decided: event.data, servedAt: event.data.servedAt },
        punishment: punishmentOf(event.data),
      };
    case 'SanctionAppealWindowMoved': {
      const { appealBy, servedAt } = event.data;
      return { ...state, decided: state.decided && { ...state.decided, appealBy, servedAt }, servedAt };
    }
    case 'SanctionAppealed':
      return { ...state, status: 'APPEALED', answerBy: event.data.answerBy };
    case 'SanctionAppealClockMoved':
      return { ...state, answerBy: event.data.answerBy };
    case 'SanctionAppealOverdue':
      return state;
    case 'SanctionAppealDecided':
      return {
        ...{ ...state, punishment: punishmentOf(event.data), servedAt: event.data.servedAt },
        status: event.data.outcome === 'REVOKED' ? 'REVOKED' : 'DECIDED',
      };
    case 'SanctionServed':
      return { ...state, status: 'SERVED', servedFrom: event.data.from, until: event.data.until };
    case 'SanctionEnded':
    case 'DisciplineCaseEnded':
      return { ...state, status: 'ENDED' };
  }
};
