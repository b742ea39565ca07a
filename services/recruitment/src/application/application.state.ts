import type {
  ApplicationAdminPassed,
  ApplicationAdminRejected,
  ApplicationDisqualified,
  ApplicationDrafted,
  ApplicationNotSelected,
  ApplicationReserved,
  ApplicationRetentionEnded,
  ApplicationSelected,
  ApplicationSubmitted,
  ApplicationVerified,
  ApplicationWithdrawn,
  CandidateAppointed,
  CompetencyScored,
  ConflictDeclared,
  DisqualificationHearingHeld,
  DisqualificationVoted,
  NipApproved,
  PsychologicalResultRecorded,
  RankedStage,
  ContractRenewed,
  ReserveCalled,
  ScoreComponent,
  ScoreCorrected,
  SkbComponentScored,
  SkbScored,
  SkdFailed,
  SkdOutranked,
  SkdPassed,
  SkdScored,
} from '@jejak/contracts/recruitment';
import { Conflict, NotFound } from '@jejak/kernel';
import { type Hearing, hearingAfter } from './disqualification';
import { type Verification, verificationOf } from './verification';

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
  | CompetencyScored
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
  | ContractRenewed
  | ApplicationRetentionEnded
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
      /** The test of a PPPK; null until it is scored. */
      readonly competency: CompetencyScored['data'] | null;
      readonly components: Readonly<Partial<Record<ScoreComponent, SkbComponentScored['data']>>>;
      /** As a psychologist recorded it; null where it came by file, or has not come. */
      readonly psychological: PsychologicalResultRecorded['data'] | null;
      /** As a finished round gave it; null where it is made of components. */
      readonly skb: string | null;
      /** The versions of the published results that are recorded here. */
      readonly results: Readonly<Partial<Record<RankedStage, number>>>;
      readonly hasNip: boolean;
      /** Of a PPPK who is appointed: the last day of the contract, a legal date. */
      readonly contract: { readonly employeeId: string; readonly ends: string } | null;
      /** What it was before the applicant withdrew it; null where it stands. */
      readonly withdrawnFrom: ApplicationStatus | null;
      /** Whether the time is over in which the law asks for its record. */
      readonly retentionEnded: boolean;
    };
export type Present = Extract<Application, { submitted: unknown }>;

/** @throws NotFound APPLICATION_NOT_FOUND also for a draft, which is its owner's alone */
export const present = (state: Application): Present => {
  if (!('submitted' in state)) throw new NotFound('APPLICATION_NOT_FOUND', 'There is no such application.');
  return state;
};

export const illegalStatus = (status: ApplicationStatus, wanted: string): Conflict =>
  new Conflict('ILLEGAL_TRANSITION', `The application is ${status}; it must be ${wanted}.`);

/** An application after one more fact. */
export const evolve = (state: Application, event: ApplicationEvent): Application => {
  if (event.type === 'ApplicationSubmitted') {
    const before = 'submitted' in state ? state : null;
    const same = before?.submitted.vacancyId === event.data.vacancyId;
    return {
      ...{ status: 'submitted', submitted: event.data, skd: null, competency: null },
      ...{ components: {}, psychological: null, skb: null, results: {}, hasNip: false, withdrawnFrom: null },
      ...{ contract: null, retentionEnded: false },
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
    case 'CompetencyScored':
      return { ...state, competency: event.data };
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
    case 'CandidateAppointed': {
      const { employeeId, contractEnd: ends } = event.data;
      return { ...state, status: 'appointed', contract: ends === null ? null : { employeeId, ends } };
    }
    case 'ContractRenewed':
      return { ...state, contract: { employeeId: event.data.employeeId, ends: event.data.contractEnd } };
    case 'ApplicationRetentionEnded':
      return { ...state, retentionEnded: true };
    case 'ReserveCalled':
      return { ...state, status: 'selected' };
    case 'ApplicationWithdrawn':
      return { ...state, status: 'withdrawn', withdrawnFrom: state.status };
    case 'ScoreCorrected':
      // What was imported stays what it was: the same file again is no other one.
      return state;
  }
};
