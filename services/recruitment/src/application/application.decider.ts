import {
  type ApplicationAdminPassed,
  type ApplicationAdminRejected,
  type ApplicationDisqualified,
  type ApplicationDrafted,
  type ApplicationNotSelected,
  applicationNotSelected,
  type ApplicationReserved,
  applicationReserved,
  type ApplicationSelected,
  applicationSelected,
  type ApplicationSubmitted,
  applicationSubmitted,
  type ApplicationVerified,
  type ApplicationWithdrawn,
  type CandidateAppointed,
  type ConflictDeclared,
  type DisqualificationHearingHeld,
  type DisqualificationVoted,
  type NipApproved,
  nipApproved,
  type PsychologicalResultRecorded,
  type RankedStage,
  type RankingRow,
  type ReserveCalled,
  type ScoreCorrected,
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
import { assertByFile, percentOf } from '../selection/skb';
import { assertInRange, type SkdMaxima, type SkdScore, totalOf } from '../selection/skd';
import { appoint, type AppointCandidate, type AppointmentGiven } from './appointment';
import { type CommitteeGiven } from './committee';
import { declareConflict, type DeclareConflict } from './conflict';
import {
  disqualify,
  type DisqualifyApplicant,
  type Hearing,
  hearingAfter,
  recordHearing,
  type RecordDisqualificationHearing,
} from './disqualification';
import { about } from './subject';
import {
  type AdmitByObjection,
  admitByObjection,
  type Verification,
  verificationOf,
  verify,
  type VerifyApplication,
} from './verification';
import type { DocumentsGiven } from './documents';
import { type DraftApplication, draftApplication, submissionOf, type SubmitDraft } from './draft';
import {
  type PsychologicalGiven,
  recordPsychological,
  type RecordPsychologicalResult,
} from './psychological-result';
import { needed } from '../needed';
import { callReserve, type CallReserve, type ReserveGiven } from './reserve';
import { submit, type SubmitApplication } from './submission';
import { withdraw, type Withdraw } from './withdrawal';
import { correctScore, type Correction, type CorrectScore } from './score-correction';

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
  readonly committee?: CommitteeGiven;
  readonly reserve?: ReserveGiven;
  /** What an objection's decision corrects; null: nothing. */
  readonly correction?: Correction | null;
  /** Whether an objection's decision lets in who was rejected. */
  readonly letIn?: boolean;
  readonly psychological?: PsychologicalGiven;
  /** Whether a panel is appointed for the vacancy: its interviews and psychological tests come by no file then. */
  readonly hasPanel?: boolean;
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
  | DeclareConflict
  | VerifyApplication
  | AdmitByObjection
  | RecordDisqualificationHearing
  | DisqualifyApplicant
  | RecordSkdScores
  | RecordSkbComponent
  | RecordPsychologicalResult
  | RecordOutcome
  | RecordNipApproval
  | AppointCandidate
  | Withdraw
  | CallReserve
  | CorrectScore
  | DraftApplication
  | SubmitDraft;

export type ApplicationEvent =
  | ApplicationSubmitted
  | ConflictDeclared
  | ApplicationVerified
  | ApplicationAdminPassed
  | ApplicationAdminRejected
  | DisqualificationHearingHeld
  | DisqualificationVoted
  | ApplicationDisqualified
  | SkdScored
  | SkbComponentScored
  | SkbScored
  | PsychologicalResultRecorded
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
  | ScoreCorrected
  | ApplicationDrafted;

export type ApplicationStatus =
  | 'submitted'
  | 'admin-passed'
  | 'admin-rejected'
  | 'disqualified'
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
      readonly verifications: readonly Verification[];
      /** Members of the committee who are tied to the applicant. */
      readonly conflicts: readonly string[];
      /** The objection that let it pass; null where none did. */
      readonly admittedBy: string | null;
      readonly hearing: Hearing | null;
      readonly skd: SkdScored['data'] | null;
      readonly components: Readonly<Partial<Record<SkbComponent, SkbComponentScored['data']>>>;
      /** As a psychologist recorded it; null where it came by file, or has not come. */
      readonly psychological: PsychologicalResultRecorded['data'] | null;
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
  if (status !== 'admin-passed') throw illegal(present(state), 'past the verification');
  assertInRange(command, needed(given.max, 'the greatest scores'));
  const { applicationId } = submitted;
  return [
    skdScored({ ...{ applicationId, twk, tiu, tkp, fileSha256 }, total: totalOf(command) }, about(submitted)),
  ];
};

const recordSkb = (
  command: RecordSkbComponent,
  state: Application,
  { hasPanel }: ApplicationGiven,
): ApplicationEvent[] => {
  const { submitted, components, status } = present(state);
  const { component, raw, of, fileSha256 } = command;
  assertByFile(component, needed(hasPanel, 'whether there is a panel'));
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
  // An appointment stands, who has withdrawn or was disqualified after the ranking that is published here has left: a result is
  // about those who are not appointed yet.
  if ((results[stage] ?? 0) >= resultVersion || ['appointed', 'disqualified', 'withdrawn'].includes(status))
    return [];
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
    case 'DeclareConflict':
      return declareConflict(command, present(state), needed(given.committee, 'the committee'));
    case 'VerifyApplication':
      return verify(command, present(state), needed(given.committee, 'the committee'));
    case 'AdmitByObjection':
      return needed(given.letIn, 'what the objection came to')
        ? admitByObjection(command, present(state))
        : [];
    case 'RecordDisqualificationHearing':
      return recordHearing(command, present(state), needed(given.committee, 'the committee'));
    case 'DisqualifyApplicant':
      return disqualify(command, present(state), needed(given.committee, 'the committee'));
    case 'RecordSkdScores':
      return recordSkd(command, state, given);
    case 'RecordSkbComponent':
      return recordSkb(command, state, given);
    case 'RecordPsychologicalResult':
      return recordPsychological(
        command,
        present(state),
        needed(given.psychological, 'what the psychologist may do'),
      );
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
    case 'CorrectScore':
      return correctScore(command, present(state), needed(given.correction, 'the correction'));
  }
};

const evolve = (state: Application, event: ApplicationEvent): Application => {
  if (event.type === 'ApplicationSubmitted') {
    const before = 'submitted' in state ? state : null;
    const same = before?.submitted.vacancyId === event.data.vacancyId;
    return {
      ...{ status: 'submitted', submitted: event.data, skd: null },
      ...{ components: {}, psychological: null, skb: null, results: {}, hasNip: false, withdrawnFrom: null },
      // Submitting again makes nobody a stranger, and no accusation unsaid.
      ...{ verifications: [], conflicts: before?.conflicts ?? [], admittedBy: null },
      hearing: same ? before.hearing : null,
    };
  }
  if (event.type === 'ApplicationDrafted') return { status: 'draft', draft: event.data };
  if (!('submitted' in state)) return state;
  const published = (stage: RankedStage, status: ApplicationStatus, resultVersion: number): Application => ({
    ...state,
    status,
    results: { ...state.results, [stage]: resultVersion },
  });
  switch (event.type) {
    case 'ConflictDeclared':
      return { ...state, conflicts: [...state.conflicts, event.data.person] };
    case 'ApplicationVerified':
      return { ...state, verifications: [...state.verifications, verificationOf(event)] };
    case 'ApplicationAdminPassed':
      return { ...state, status: 'admin-passed', admittedBy: event.data.objectionId };
    case 'ApplicationAdminRejected':
      return { ...state, status: 'admin-rejected' };
    case 'DisqualificationHearingHeld':
    case 'DisqualificationVoted':
      return { ...state, hearing: hearingAfter(state.hearing, event) };
    case 'ApplicationDisqualified':
      return { ...state, status: 'disqualified' };
    case 'SkdScored':
      return { ...state, status: 'skd-scored', skd: event.data };
    case 'SkbComponentScored':
      return { ...state, components: { ...state.components, [event.data.component]: event.data } };
    case 'SkbScored':
      return { ...state, skb: event.data.skb };
    case 'PsychologicalResultRecorded':
      return { ...state, psychological: event.data };
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
    case 'ScoreCorrected':
      // What was imported stays what it was: the same file again is no other one.
      return state;
  }
};

/** One person's application for one vacancy, from its submission to the appointment. @source domain.md 4.1, 4.2 */
export const application: Decider<ApplicationCommand, ApplicationEvent, Application, ApplicationGiven> = {
  initial: { status: 'absent' },
  decide,
  evolve,
};
