import type { FindingSeverity, ProvenEntry } from '@jejak/contracts/audit';
import type { Calendar, EvidenceRef } from '@jejak/kernel';

/** What a finding says. */
export interface FindingWords {
  readonly condition: string;
  readonly criteria: string;
  readonly cause: string;
  readonly effect: string;
  readonly recommendation: string;
}

export type InspectionCommand = { readonly by: string } & (
  | {
      readonly type: 'OpenInspection';
      readonly inspectionId: string;
      /** Null: none was handed in. */
      readonly assignment: { readonly number: string; readonly issuedOn: string } | null;
      /** The letter. */
      readonly letter: EvidenceRef | null;
      readonly units: readonly string[];
      readonly objects: readonly string[];
      readonly from: string;
      readonly to: string;
      readonly question: string;
    }
  | { readonly type: 'RequestEvidence'; readonly askedOf: string; readonly what: string }
  | {
      readonly type: 'ProvideEvidence';
      readonly request: number;
      readonly note: string | null;
      readonly documents: readonly EvidenceRef[];
    }
  | { readonly type: 'MarkEvidenceOverdue'; readonly request: number }
  /** Another calendar came into force then: requests that run go by it. */
  | { readonly type: 'MoveEvidenceClocks'; readonly since: string }
  | ({
      readonly type: 'ShareDraftFinding';
      readonly unitId: string;
      readonly about: string | null;
      readonly severity: FindingSeverity;
    } & FindingWords)
  | { readonly type: 'ReplyToDraft'; readonly finding: number; readonly reply: string }
  | {
      readonly type: 'IssueFinding';
      readonly finding: number;
      readonly documents: readonly EvidenceRef[];
      /** Left out: what the draft says. */
      readonly words: { readonly [Word in keyof FindingWords]?: string | undefined };
      readonly severity: FindingSeverity | null;
    }
  | {
      readonly type: 'RespondFinding';
      readonly finding: number;
      readonly accepts: boolean;
      readonly answer: string;
    }
  | {
      readonly type: 'ReportFollowUp';
      readonly finding: number;
      readonly done: string;
      readonly documents: readonly EvidenceRef[];
    }
  | { readonly type: 'AcceptFollowUp'; readonly finding: number }
  | { readonly type: 'ReturnFollowUp'; readonly finding: number; readonly reason: string }
  | { readonly type: 'MarkFollowUpOverdue'; readonly finding: number }
  | { readonly type: 'CloseInspection'; readonly summary: string }
);

export type CommandOf<Type extends InspectionCommand['type']> = Extract<InspectionCommand, { type: Type }>;

/** What decisions read beside the inspection itself. */
export interface InspectionGiven {
  readonly calendar: Calendar;
  /** Legal date, and the instant. */
  readonly today: string;
  readonly now: string;
  readonly reasonMinimum: number;
  /** Working days in which evidence is provided. */
  readonly evidenceWorkingDays: number;
  /** By which day each request began, and by which calendar its end was counted, by number; null: no calendar is named. Asked of moves alone. */
  readonly counted?: Readonly<Record<number, { readonly began: string; readonly calendar: Calendar } | null>>;
  /** Calendar days in which a draft is replied to. */
  readonly draftReplyDays: number;
  /** Calendar days in which a finding is followed up. */
  readonly followUpDays: number;
  /** Units of this command that the actor has worked in within the months of rest. */
  readonly workedIn: readonly string[];
  /** Units and streams of this command that do not exist. */
  readonly unknownUnits: readonly string[];
  readonly unknownObjects: readonly string[];
  /** Of what asks a person. */
  readonly personExists: boolean;
  /** Whether the actor has the duty chief_inspector. */
  readonly chief: boolean;
  /** Whether the actor is the head of the finding's unit. */
  readonly heads: boolean;
  /** The entries of the log that the command points at; null: one of them is not in the log. */
  readonly refs: readonly ProvenEntry[] | null;
}
