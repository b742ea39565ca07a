import { type FinishedRoundImported, finishedRoundImported } from '@jejak/contracts/recruitment';
import type { Calendar, Decider, Moment } from '@jejak/kernel';
import type { SeatsOfFormation } from '../formation/formation-seats';
import { amend, type AmendVacancy } from './amendment';
import { announce, type AnnouncementPolicies, type AnnounceVacancy } from './announcement';
import { approve, type ApproveVacancy, draft, type DraftVacancy } from './drafting';
import { cancel, type CancelVacancy, type FillSeat, fillSeat, vacateSeats } from './ending';
import {
  type ComputedAdminResult,
  type PublishAdminResult,
  publishAdminResult,
} from './publish-admin-result';
import { type ComputedResult, type PublishStageResult, publishStageResult } from './publish-stage-result';
import { closeRegistration, openRegistration } from './registration';
import { evolve, type Vacancy, type VacancyEvent } from './vacancy.state';

/** What the commands read beyond the vacancy's own stream; each says which of it it needs. */
export interface VacancyGiven {
  readonly policies?: AnnouncementPolicies;
  readonly result?: ComputedResult;
  readonly adminResult?: ComputedAdminResult;
  /** The rows digest of the ranking, or of the ADMIN result, as it was recorded; null where it is not there, or not to its end. */
  readonly recordedRowsSha256?: string | null;
  /** How long objections are taken, and where; null for a round that was finished elsewhere. */
  readonly objection?: { readonly windowDays: number; readonly calendar: Calendar } | null;
  /** Years in which records of who was not taken on are kept (`gov.other`); a round that was finished elsewhere names none. */
  readonly retentionYears?: number;
  /** Whether the caller has the duty `committee_chair` for this vacancy; a round that was finished elsewhere has none. */
  readonly chairs?: boolean;
  /** What an amendment is judged by: how long registration stays open at least, in days, and where. */
  readonly amendment?: { readonly minDays: number; readonly calendar: Calendar };
  /** Objections to the final result that wait for a decision. */
  readonly openObjections?: number;
  /** The least length of a reason, in characters (`gov.other`). */
  readonly reasonMinChars?: number;
  /** The applications whose candidates were appointed and have left the service since. */
  readonly vacated?: readonly string[];
  /** How the seats of the vacancy's formation are used. */
  readonly formationSeats?: Omit<SeatsOfFormation, 'inputs'>;
}

export type VacancyCommand =
  | DraftVacancy
  | ApproveVacancy
  | AnnounceVacancy
  | { readonly type: 'OpenRegistration' }
  | { readonly type: 'CloseRegistration' }
  | ({ readonly type: 'ImportFinishedRound' } & FinishedRoundImported['data'])
  | PublishStageResult
  | PublishAdminResult
  | FillSeat
  /** Goes with a call to the reserve. */
  | { readonly type: 'VacateSeats' }
  | AmendVacancy
  | CancelVacancy;

const decide = (command: VacancyCommand, state: Vacancy, given: VacancyGiven & Moment): VacancyEvent[] => {
  switch (command.type) {
    case 'DraftVacancy':
      return draft(command, state);
    case 'ApproveVacancy':
      return approve(command, state);
    case 'AnnounceVacancy':
      return announce(command, state, given);
    case 'OpenRegistration':
      return openRegistration(state, given);
    case 'CloseRegistration':
      return closeRegistration(state, given);
    case 'ImportFinishedRound': {
      const { type: _, ...round } = command;
      // The id is that of file, formation and list: what is there already is this very round.
      return state.status === 'imported' ? [] : [finishedRoundImported(round)];
    }
    case 'PublishStageResult':
      return publishStageResult(command, state, given);
    case 'PublishAdminResult':
      return publishAdminResult(command, state, given);
    case 'CancelVacancy':
      return cancel(command, state, given);
    case 'AmendVacancy':
      return amend(command, state, given);
    case 'FillSeat':
      return fillSeat(command, state, given);
    case 'VacateSeats':
      return vacateSeats(state, given);
  }
};

/** A vacancy from its draft to its last filled seat, or a finished round that was taken over. @source domain.md 4.1, 4.2 */
export const vacancy: Decider<VacancyCommand, VacancyEvent, Vacancy, VacancyGiven> = {
  initial: { status: 'absent' },
  decide,
  evolve,
};
