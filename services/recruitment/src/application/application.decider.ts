import {
  type ApplicationDrafted,
  type ApplicationNotSelected,
  applicationNotSelected,
  type ApplicationReserved,
  applicationReserved,
  type ApplicationSelected,
  applicationSelected,
  type ApplicationSubmitted,
  applicationSubmitted,
  type ApplicationWithdrawn,
  type CandidateAppointed,
  type NipApproved,
  nipApproved,
  type RankedStage,
  type RankingRow,
  type ReserveCalled,
  type SkbComponent,
  type SkbComponentScored,
  skbComponentScored,
  type SkbScored,
  skbScored,
  type SkdFailed,
  skdFailed,
  type SkdOutranked,
  skdOutranked,
  type SkdPassed,
  skdPassed,
  type SkdScored,
  skdScored,
} from '@jejak/contracts/recruitment';
import {
  type Calendar,
  Conflict,
  decimal,
  type Decider,
  type Moment,
  NotFound,
  RuleViolated,
} from '@jejak/kernel';
import { percentOf } from '../selection/skb';
import { assertInRange, type SkdMaxima, type SkdScore, totalOf } from '../selection/skd';
import { appoint, type AppointCandidate, type AppointmentGiven } from './appointment';
import type { DocumentsGiven } from './documents';
import { type DraftApplication, draftApplication, submissionOf, type SubmitDraft } from './draft';
import { needed } from '../needed';
import { callReserve, type CallReserve, type ReserveGiven } from './reserve';
import { submit, type SubmitApplication } from './submission';
import { withdraw, type Withdraw } from './withdrawal';

/** What an application is decided by beyond its own stream; each command says which of it it needs. */
export interface ApplicationGiven {
  /** The vacancy applied for, with the policies pinned to it. */
  readonly vacancy?: {
    readonly vacancyId: string;
    readonly year: number;
    readonly openAt: string;
    readonly closeAt: string;
    readonly age: { readonly min: number; readonly max: number };
    readonly calendar: Calendar;
  };
  readonly documents?: DocumentsGiven;
  /** Whether the applicant has registered, and so shown who they are. */
  readonly registered?: boolean;
  /** A number that nobody has: chance is handed in. */
  readonly participantNo?: string;
  readonly max?: SkdMaxima;
  readonly appointment?: AppointmentGiven;
  readonly reserve?: ReserveGiven;
}

/** One row of a finished round. */
export interface ImportApplication extends SkdScore {
  readonly type: 'ImportApplication';
  readonly applicationId: string;
  readonly vacancyId: string;
  readonly year: number;
  readonly participantNo: string;
  readonly educationGpa: string | null;
  readonly skb: string;
  readonly imported: { readonly importId: string; readonly fileSha256: string; readonly row: number };
}

export interface RecordSkdScores extends SkdScore {
  readonly type: 'RecordSkdScores';
  readonly fileSha256: string;
}

export interface RecordSkbComponent {
  readonly type: 'RecordSkbComponent';
  readonly component: SkbComponent;
  readonly raw: string;
  readonly of: string;
  readonly fileSha256: string;
}

/** What a published result means for this application. */
export interface RecordOutcome {
  readonly type: 'RecordOutcome';
  readonly stage: RankedStage;
  readonly rankingId: string;
  readonly resultVersion: number;
  readonly row: RankingRow;
}

export interface RecordNipApproval {
  readonly type: 'RecordNipApproval';
  readonly nip: string;
  readonly decision: string;
}

export type ApplicationCommand =
  | SubmitApplication
  | ImportApplication
  | RecordSkdScores
  | RecordSkbComponent
  | RecordOutcome
  | RecordNipApproval
  | AppointCandidate
  | Withdraw
  | CallReserve
  | DraftApplication
  | SubmitDraft;

export type ApplicationEvent =
  | ApplicationSubmitted
  | SkdScored
  | SkbComponentScored
  | SkbScored
  | SkdPassed
  | SkdFailed
  | SkdOutranked
  | ApplicationSelected
  | ApplicationReserved
  | ApplicationNotSelected
  | NipApproved
  | CandidateAppointed
  | ApplicationWithdrawn
  | ReserveCalled
  | ApplicationDrafted;

export type ApplicationStatus =
  | 'submitted'
  | 'skd-scored'
  | 'skd-passed'
  | 'skd-failed'
  | 'skd-outranked'
  | 'selected'
  | 'reserved'
  | 'not-selected'
  | 'appointed'
  | 'withdrawn';

export type Application =
  | { readonly status: 'absent' }
  /** Seen by its owner only: to everybody else there is no such application. */
  | { readonly status: 'draft'; readonly draft: ApplicationDrafted['data'] }
  | {
      readonly status: ApplicationStatus;
      readonly submitted: ApplicationSubmitted['data'];
      readonly skd: SkdScored['data'] | null;
      readonly components: Readonly<Partial<Record<SkbComponent, SkbComponentScored['data']>>>;
      /** As a finished round gave it; null where it is made of components. */
      readonly skb: string | null;
      /** The versions of the published results that are recorded here. */
      readonly results: Readonly<Partial<Record<RankedStage, number>>>;
      readonly hasNip: boolean;
      /** What it was before the applicant withdrew it; null where it stands. */
      readonly withdrawnFrom: ApplicationStatus | null;
    };
export type Present = Extract<Application, { submitted: unknown }>;

const present = (state: Application): Present => {
  if (!('submitted' in state)) throw new NotFound('APPLICATION_NOT_FOUND', 'There is no such application.');
  return state;
};

const illegal = (state: Present, wanted: string): Conflict =>
  new Conflict('ILLEGAL_TRANSITION', `The application is ${state.status}; it must be ${wanted}.`);

const mismatch = (): Conflict =>
  new Conflict('IMPORT_MISMATCH', 'The same key was recorded before with other values: use the correction.');

const importRow = (
  command: ImportApplication,
  state: Application,
  given: ApplicationGiven,
): ApplicationEvent[] => {
  const { type: _, twk, tiu, tkp, skb, ...rest } = command;
  const { applicationId, imported } = command;
  const { fileSha256 } = imported;
  if ('submitted' in state) {
    const same =
      state.skd?.twk === twk &&
      state.skd.tiu === tiu &&
      state.skd.tkp === tkp &&
      state.skb === skb &&
      state.submitted.educationGpa === rest.educationGpa &&
      state.submitted.vacancyId === rest.vacancyId;
    if (!same) throw mismatch();
    return [];
  }
  assertInRange(command, needed(given.max, 'the greatest scores'));
  return [
    applicationSubmitted({ ...rest, applicantId: null, channel: 'IMPORT' }),
    skdScored({ ...{ applicationId, twk, tiu, tkp, fileSha256 }, total: totalOf(command) }),
    skbScored({ applicationId, skb, fileSha256 }),
  ];
};

const recordSkd = (
  command: RecordSkdScores,
  state: Application,
  given: ApplicationGiven,
): ApplicationEvent[] => {
  const { submitted, skd, status } = present(state);
  const { twk, tiu, tkp, fileSha256 } = command;
  if (skd) {
    if (skd.twk !== twk || skd.tiu !== tiu || skd.tkp !== tkp) throw mismatch();
    return [];
  }
  if (status !== 'submitted') throw illegal(present(state), 'submitted');
  assertInRange(command, needed(given.max, 'the greatest scores'));
  const { applicationId } = submitted;
  return [
    skdScored({ ...{ applicationId, twk, tiu, tkp, fileSha256 }, total: totalOf(command) }, about(submitted)),
  ];
};

const recordSkb = (command: RecordSkbComponent, state: Application): ApplicationEvent[] => {
  const { submitted, components, status } = present(state);
  const { component, raw, of, fileSha256 } = command;
  const before = components[component];
  if (before) {
    if (!decimal(before.raw).equals(raw) || !decimal(before.of).equals(of)) throw mismatch();
    return [];
  }
  if (status !== 'skd-passed') throw illegal(present(state), 'past the SKD');
  if (!decimal(of).greaterThan(0) || decimal(raw).lessThan(0) || decimal(raw).greaterThan(of))
    throw new RuleViolated('SCORE_OUT_OF_RANGE', 'A score lies between 0 and the points there are.', {
      field: 'raw',
      params: { most: of },
    });
  const { applicationId } = submitted;
  return [
    skbComponentScored(
      { applicationId, component, raw, of, pct: percentOf(raw, of), fileSha256 },
      about(submitted),
    ),
  ];
};

const FROM: Readonly<Record<RankedStage, readonly ApplicationStatus[]>> = {
  SKD: ['skd-scored', 'skd-passed', 'skd-failed', 'skd-outranked'],
  FINAL: ['skd-passed', 'selected', 'reserved', 'not-selected'],
};

const recordOutcome = (command: RecordOutcome, state: Application): ApplicationEvent[] => {
  const { submitted, results, status } = present(state);
  const { stage, rankingId, resultVersion, row } = command;
  // An appointment stands, and who has withdrawn has left: a result is about those who are not appointed yet.
  if ((results[stage] ?? 0) >= resultVersion || status === 'appointed' || status === 'withdrawn') return [];
  if (!FROM[stage].includes(status)) throw illegal(present(state), FROM[stage].join(' or '));
  const { applicationId, vacancyId } = submitted;
  const result = { applicationId, vacancyId, rankingId, resultVersion };
  const rank = row.rank ?? 0;
  const final = row.final ?? '';
  switch (row.outcome) {
    case 'PASSED':
      return [skdPassed({ ...result, rank }, about(submitted))];
    case 'OUTRANKED':
      return [skdOutranked({ ...result, rank }, about(submitted))];
    case 'FAILED':
      return [skdFailed({ ...result, missed: row.missed }, about(submitted))];
    case 'SELECTED':
      return [applicationSelected({ ...result, rank, final }, about(submitted))];
    case 'RESERVED':
      return [applicationReserved({ ...result, rank, final }, about(submitted))];
    case 'NOT_SELECTED':
      return [applicationNotSelected({ ...result, rank, final }, about(submitted))];
    case 'RANKED':
      return [];
  }
};

/** Whom a fact is about: nobody's key, where a finished round names nobody. */
const about = ({ applicantId }: ApplicationSubmitted['data']) =>
  applicantId === null ? {} : { subject: applicantId };

const decide = (
  command: ApplicationCommand,
  state: Application,
  given: ApplicationGiven & Moment,
): ApplicationEvent[] => {
  switch (command.type) {
    case 'SubmitApplication':
      return submit(command, state, given);
    case 'DraftApplication':
      return draftApplication(command, state, {
        vacancy: needed(given.vacancy, 'the vacancy'),
        registered: needed(given.registered, 'the registration of the applicant'),
        now: given.now,
      });
    case 'SubmitDraft':
      return submit(submissionOf(command, state), state, given);
    case 'ImportApplication':
      return importRow(command, state, given);
    case 'RecordSkdScores':
      return recordSkd(command, state, given);
    case 'RecordSkbComponent':
      return recordSkb(command, state);
    case 'RecordOutcome':
      return recordOutcome(command, state);
    case 'RecordNipApproval': {
      const { submitted, status, hasNip } = present(state);
      if (status !== 'selected' || hasNip)
        throw illegal(present(state), 'selected, without an employee number');
      const { nip, decision } = command;
      return [nipApproved({ applicationId: submitted.applicationId, nip, decision }, about(submitted))];
    }
    case 'AppointCandidate':
      return [
        appoint(command, present(state), { ...needed(given.appointment, 'the ranking'), now: given.now }),
      ];
    case 'CallReserve':
      return [callReserve(present(state), { ...needed(given.reserve, 'the ranking'), now: given.now })];
    case 'Withdraw':
      return [withdraw(command, present(state))];
  }
};

const evolve = (state: Application, event: ApplicationEvent): Application => {
  if (event.type === 'ApplicationSubmitted')
    return {
      ...{ status: 'submitted', submitted: event.data, skd: null },
      ...{ components: {}, skb: null, results: {}, hasNip: false, withdrawnFrom: null },
    };
  if (event.type === 'ApplicationDrafted') return { status: 'draft', draft: event.data };
  if (!('submitted' in state)) return state;
  const published = (stage: RankedStage, status: ApplicationStatus, resultVersion: number): Application => ({
    ...state,
    status,
    results: { ...state.results, [stage]: resultVersion },
  });
  switch (event.type) {
    case 'SkdScored':
      return { ...state, status: 'skd-scored', skd: event.data };
    case 'SkbComponentScored':
      return { ...state, components: { ...state.components, [event.data.component]: event.data } };
    case 'SkbScored':
      return { ...state, skb: event.data.skb };
    case 'SkdPassed':
      return published('SKD', 'skd-passed', event.data.resultVersion);
    case 'SkdFailed':
      return published('SKD', 'skd-failed', event.data.resultVersion);
    case 'SkdOutranked':
      return published('SKD', 'skd-outranked', event.data.resultVersion);
    case 'ApplicationSelected':
      return published('FINAL', 'selected', event.data.resultVersion);
    case 'ApplicationReserved':
      return published('FINAL', 'reserved', event.data.resultVersion);
    case 'ApplicationNotSelected':
      return published('FINAL', 'not-selected', event.data.resultVersion);
    case 'NipApproved':
      return { ...state, hasNip: true };
    case 'CandidateAppointed':
      return { ...state, status: 'appointed' };
    case 'ReserveCalled':
      return { ...state, status: 'selected' };
    case 'ApplicationWithdrawn':
      return { ...state, status: 'withdrawn', withdrawnFrom: state.status };
  }
};

/** One person's application for one vacancy, from its submission to the appointment. @source domain.md 4.1, 4.2 */
export const application: Decider<ApplicationCommand, ApplicationEvent, Application, ApplicationGiven> = {
  initial: { status: 'absent' },
  decide,
  evolve,
};
