import type { CommandContext } from '@jejak/event-store';
import type { RowFault } from './csv/table';

/** No file has more rows than this. @source operations.md 7, uploads */
export const MAX_ROWS = 100_000;

/** A report names so many rows at most: it has to fit one event. A file with more is not what it claims to be. */
export const MAX_REPORTED = 5_000;

/** A row that was accepted with a mark. */
export interface RowFlag {
  readonly row: number;
  readonly flag: string;
}

/** What a file would do. */
export interface Survey {
  readonly rows: number;
  /** Rows that stand in the file a second time, or are recorded already. */
  readonly duplicate: number;
  /** In order of row. */
  readonly faults: readonly RowFault[];
  /** How many bad rows there are, where `faults` names the first only. */
  readonly rejectedRows?: number;
}

/** What a file did. */
export interface Outcome {
  readonly accepted: number;
  readonly duplicate: number;
  readonly flagged: readonly RowFlag[];
  readonly rejected: readonly RowFault[];
  /** How many marks and bad rows there are, where the lists name the first only. */
  readonly flaggedRows?: number;
  readonly rejectedRows?: number;
}

/** One file on its way in. */
export interface ImportJob {
  readonly importId: string;
  readonly fileSha256: string;
  content(): AsyncIterable<Buffer>;
  /** The year that the file is about, where its kind has one. */
  readonly year: number;
  /** Of the person or client who sent it: each row is recorded as their act. */
  readonly context: CommandContext;
}

/** Told while a file is looked through or recorded; throws to end it between two chunks. */
export interface Progress {
  phase(name: ImportPhase): Promise<void>;
  rows(done: number, rejected: number): Promise<void>;
}

/** What an import is doing, in a word: `RECORDING`. */
export type ImportPhase = string;

/** One sort of file that this service takes over. */
export interface ImportKind {
  /** Named in the id of the import, in its report and in the address. */
  readonly kind: string;
  /**
   * Its files may be large: they are looked through behind the answer as well, and every bad or marked row stands in
   * `ImportRows`, whose tables the service must have. However many rows are bad, the others can be had.
   */
  readonly large?: boolean;
  /**
   * Reads the file to its end and records nothing.
   * @throws Malformed on a file that is no table of this kind
   */
  survey(job: ImportJob, progress: Progress): Promise<Survey>;
  /** Records what can be recorded. Done again after an interruption it goes on where it stopped. */
  record(job: ImportJob, progress: Progress): Promise<Outcome>;
}
