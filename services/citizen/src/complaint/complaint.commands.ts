import type {
  ComplaintCategory,
  ComplaintChannel,
  ComplaintClass,
  ComplaintClock,
  ComplaintClosed,
} from '@jejak/contracts/citizen';
import type { Calendar, DocumentMediaType, EvidenceRef } from '@jejak/kernel';
import type { ComplaintRules } from '../rules/rules';

/** Who complains, where they say so. */
export interface Contact {
  readonly name: string;
  readonly email: string | null;
  readonly phone: string | null;
}

export interface FileComplaint {
  readonly type: 'FileComplaint';
  readonly complaintId: string;
  readonly complainantId: string;
  readonly unitId: string | null;
  readonly category: ComplaintCategory;
  readonly channel: ComplaintChannel;
  readonly text: string;
  /** Null: anonymous. */
  readonly contact: Contact | null;
  /** The person of its own under whose key the contact is sealed. */
  readonly contactId: string;
  readonly trackingCode: string;
  readonly trackingKey: string;
  readonly aboutEmployeeId: string | null;
  readonly reviewId: string | null;
}

/** What officers and units do. */
export type OfficerCommand =
  | {
      readonly type: 'VerifyComplaint';
      readonly by: string;
      readonly class: ComplaintClass;
      /** Null: as it was filed. */
      readonly unitId: string | null;
      readonly aboutEmployeeId: string | null;
      /** Why it comes late; null in time. */
      readonly lateReason: string | null;
    }
  | { readonly type: 'ReturnComplaint'; readonly by: string; readonly reason: string }
  | { readonly type: 'ForwardComplaint'; readonly by: string; readonly to: string; readonly reason: string }
  | { readonly type: 'AssignComplaint'; readonly by: string; readonly unitId: string }
  | { readonly type: 'DelegateComplaint'; readonly by: string; readonly to: string }
  | { readonly type: 'TakeUpComplaint'; readonly by: string }
  | {
      readonly type: 'AnswerComplaint';
      readonly by: string;
      readonly answer: string;
      readonly action: string;
      readonly provenAgainst: string | null;
      readonly groundless: boolean;
      readonly lateReason: string | null;
    };

/** What the complainant does, by the code. */
export type ComplainantCommand =
  | { readonly type: 'SupplementComplaint'; readonly text: string }
  | {
      readonly type: 'AttachDocument';
      /** As it is kept apart from the log. */
      readonly document: EvidenceRef & { readonly mediaType: DocumentMediaType };
    }
  | { readonly type: 'CloseComplaint' }
  | { readonly type: 'DisputeAnswer'; readonly reason: string };

/** What time does, and the calendar. */
export type ClockCommand =
  | { readonly type: 'MarkOverdue'; readonly clock: ComplaintClock }
  | { readonly type: 'CloseUnanswered' }
  /** The complaint has been over for so long that nobody has to reach who complained. */
  | { readonly type: 'EraseContact' }
  /** Another calendar came into force at this instant. */
  | { readonly type: 'MoveClock'; readonly since: string };

/** An inspection says what it found about a complaint, or ends without a finding about it. */
export interface CloseByInspection {
  readonly type: 'CloseByInspection';
  readonly inspection: NonNullable<ComplaintClosed['data']['inspection']>;
}

export type ComplaintCommand =
  FileComplaint | OfficerCommand | ComplainantCommand | ClockCommand | CloseByInspection;

/** What a complaint is decided by beyond its stream; each command says which of it it needs. */
export interface ComplaintGiven {
  readonly calendar: Calendar;
  /** Legal date. */
  readonly today: string;
  readonly rules: ComplaintRules;
  readonly reasonMinimum: number;
  /** Years for which a contact is kept once the complaint is over (`gov.other`). */
  readonly contactYears?: number;
  /** Whether the actor is a complaint officer for the complaint's unit, or for the city. */
  readonly isOfficer?: boolean;
  /** Whether the actor is the head of the unit that has to answer. */
  readonly isHead?: boolean;
  /** Whether the employee whom the command names works in the unit that has to answer. */
  readonly ofUnit?: boolean;
  /** What the clock that runs was counted by: the legal date it began on, and the calendar. Null where none runs. */
  readonly counted?: { readonly began: string; readonly calendar: Calendar } | null;
  /** An exception for this case admits a dispute after its days; left out: none does. */
  readonly excepted?: boolean;
  /** Whether the unit that the command names is in the chart; also where it names none. */
  readonly unitExists?: boolean;
  /** Whether the employee that the command names is known; also where it names none. */
  readonly employeeExists?: boolean;
}
