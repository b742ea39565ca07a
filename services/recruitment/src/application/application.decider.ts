import { nipApproved } from '@jejak/contracts/recruitment';
import type { Calendar, Decider, Moment } from '@jejak/kernel';
import type { SkdMaxima } from '../selection/skd';
import { type Application, type ApplicationEvent, evolve, illegalStatus, present } from './application.state';
import { appoint, type AppointCandidate, type AppointmentGiven } from './appointment';
import type { CommitteeGiven } from './committee';
import { renewContract, type RenewalGiven, type RenewContract } from './contract-renewal';
import { declareConflict, type DeclareConflict } from './conflict';
import {
  disqualify,
  type DisqualifyApplicant,
  recordHearing,
  type RecordDisqualificationHearing,
} from './disqualification';
import { about } from './subject';
import { type AdmitByObjection, admitByObjection, verify, type VerifyApplication } from './verification';
import type { DocumentsGiven } from './documents';
import { type DraftApplication, draftApplication, submissionOf, type SubmitDraft } from './draft';
import {
  type PsychologicalGiven,
  recordPsychological,
  type RecordPsychologicalResult,
} from './psychological-result';
import {
  type FileGiven,
  type ImportApplication,
  importRow,
  type RecordCompetency,
  recordCompetency,
  type RecordSkbComponent,
  type RecordSkdScores,
  recordSkb,
  recordSkd,
} from './imported-scores';
import { needed } from '../needed';
import { type RecordOutcome, recordOutcome } from './outcome';
import { callReserve, type CallReserve, type ReserveGiven } from './reserve';
import { endRetention, type EndRetention, type RetentionGiven } from './retention';
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
  readonly renewal?: RenewalGiven;
  readonly committee?: CommitteeGiven;
  readonly reserve?: ReserveGiven;
  /** What an objection's decision corrects; null: nothing. */
  readonly correction?: Correction | null;
  /** Whether an objection's decision lets in who was rejected. */
  readonly letIn?: boolean;
  readonly psychological?: PsychologicalGiven;
  readonly retention?: RetentionGiven;
  /** What a file may bring to the vacancy. */
  readonly file?: FileGiven;
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
  | RecordCompetency
  | RecordSkbComponent
  | RecordPsychologicalResult
  | RecordOutcome
  | RecordNipApproval
  | AppointCandidate
  | RenewContract
  | Withdraw
  | CallReserve
  | EndRetention
  | CorrectScore
  | DraftApplication
  | SubmitDraft;

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
    case 'RecordCompetency':
      return recordCompetency(command, state, given);
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
        throw illegalStatus(status, 'selected, without an employee number');
      const { nip, decision } = command;
      return [nipApproved({ applicationId: submitted.applicationId, nip, decision }, about(submitted))];
    }
    case 'AppointCandidate':
      return [
        appoint(command, present(state), { ...needed(given.appointment, 'the ranking'), now: given.now }),
      ];
    case 'RenewContract':
      return [renewContract(command, present(state), needed(given.renewal, 'the last evaluation'))];
    case 'CallReserve':
      return [callReserve(present(state), { ...needed(given.reserve, 'the ranking'), now: given.now })];
    case 'EndRetention':
      return endRetention(state, { ...needed(given.retention, 'how long it is kept'), now: given.now });
    case 'Withdraw':
      return [withdraw(command, present(state))];
    case 'CorrectScore':
      return correctScore(command, present(state), needed(given.correction, 'the correction'));
  }
};

/** One person's application for one vacancy, from its submission to the appointment. @source domain.md 4.1, 4.2 */
export const application: Decider<ApplicationCommand, ApplicationEvent, Application, ApplicationGiven> = {
  initial: { status: 'absent' },
  decide,
  evolve,
};
