import type {
  DataRequestGround,
  DataRequestKind,
  ErasureBasis,
  HoldGround,
  ProvenEntry,
} from '@jejak/contracts/audit';
import type { Calendar } from '@jejak/kernel';
import type { Retention } from './retention';

export type PrivacyCommand = { readonly by: string; readonly personId: string } & (
  | {
      readonly type: 'FileDataRequest';
      readonly kind: DataRequestKind;
      readonly text: string | null;
      /** An officer writes it down for the person. */
      readonly forThem: boolean;
    }
  | {
      readonly type: 'FulfilDataRequest';
      readonly request: number;
      readonly answer: string | null;
      /** Of an erasure. */
      readonly erasure: { readonly basis: ErasureBasis; readonly archiveCode: string | null } | null;
    }
  | {
      readonly type: 'RefuseDataRequest';
      readonly request: number;
      readonly ground: DataRequestGround;
      readonly reason: string;
    }
  | { readonly type: 'MarkDataRequestOverdue'; readonly request: number }
  | {
      readonly type: 'LayDataRequestAgain';
      readonly request: number;
      /** The inspection whose end is the occasion; null: a day is over. */
      readonly inspection: string | null;
    }
  | {
      readonly type: 'PlaceLegalHold';
      readonly holdId: string;
      readonly ground: HoldGround;
      readonly caseNumber: string;
      /** Legal date. */
      readonly until: string | null;
      readonly reason: string;
    }
  | { readonly type: 'LiftLegalHold'; readonly holdId: string; readonly reason: string }
);

export type CommandOf<Type extends PrivacyCommand['type']> = Extract<PrivacyCommand, { type: Type }>;

/** What decisions read beside the person's own stream. */
export interface PrivacyGiven {
  readonly calendar: Calendar;
  /** Legal date, and the instant. */
  readonly today: string;
  readonly now: string;
  readonly reasonMinimum: number;
  /** Hours in which a request is answered. */
  readonly answerHours: number;
  /** Under which role the actor acts. */
  readonly role: string;
  /** Whether the actor has the duty data_officer. */
  readonly officer: boolean;
  /** Whether the city knows of such a person. */
  readonly personKnown: boolean;
  /** The facts that the command points at; null: one of them is not in the log. */
  readonly refs: readonly ProvenEntry[] | null;
  /** What the law keeps of the person; null where it keeps nothing any more. */
  readonly retention: Retention | null;
  /** Open inspections that look at something about the person. */
  readonly inspections: readonly string[];
  /** The log is known to lack something: what the law keeps may be in it. */
  readonly logIncomplete: boolean;
  /** Ids of the same person beside this one. */
  readonly otherIds: readonly string[];
  /** Entries of the log with something sealed under the key, by id of the person. */
  readonly sealed: Readonly<Record<string, number>>;
}
