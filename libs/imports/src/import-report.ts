import type { ImportCompleted } from '@jejak/contracts/every-service';
import { fill, type Language, problemText } from '@jejak/http';
import type { RowFault } from './csv/table';
import type { ImportProgress } from './import-books';
import { MAX_REPORTED, type RowFlag, type Survey } from './import-kind';

/** DRY_RUN: nothing was recorded, on request. REFUSED: nothing was recorded, for a row was bad. INTERRUPTED: send the file again. */
export type ImportState = 'DRY_RUN' | 'REFUSED' | 'RUNNING' | 'INTERRUPTED' | 'COMPLETED';

/** A row that was not taken, in words for the person who made the file. */
export interface ReportedFault extends RowFault {
  /** The line of the file: the header is line 1. */
  readonly line: number;
  /** The rule that the row breaks, in one sentence. */
  readonly rule: string;
}

/** A row that was taken with a mark. */
export interface ReportedFlag extends RowFlag {
  readonly line: number;
  readonly rule: string;
}

/** What became, or would become, of a file. */
export interface ImportReport {
  readonly importId: string;
  readonly kind: string;
  readonly fileSha256: string;
  readonly state: ImportState;
  /** Rows of the file behind its header, and how many have been gone through. */
  readonly rows: number;
  readonly done: number;
  readonly accepted: number;
  readonly duplicate: number;
  readonly rejected: number;
  /** Marks on rows that were taken. */
  readonly flagged: number;
  /** The first 5 000, by row. */
  readonly faults: readonly ReportedFault[];
  readonly flags: readonly ReportedFlag[];
  /** While it runs: what it is doing. */
  readonly phase?: string;
  /** Where it was interrupted: by what. */
  readonly failure?: string;
}

/** The table starts behind the header, and no row has a line break in it. */
const lineOf = (row: number): number => row + 1;

const ruleOf = (code: string, language: Language): string => {
  const text = problemText(code);
  return text ? fill(text[language]) : code;
};

const reportedFaults = (faults: readonly RowFault[], language: Language): ReportedFault[] =>
  faults
    .slice(0, MAX_REPORTED)
    .map((fault) => ({ ...fault, line: lineOf(fault.row), rule: ruleOf(fault.code, language) }));

/** How a file ends that was only looked through. */
export type LookedState = 'DRY_RUN' | 'REFUSED';

interface ImportedFile {
  readonly importId: string;
  readonly kind: string;
  readonly fileSha256: string;
}

/** Of a file that was only looked through. */
export const surveyReport = (
  { importId, kind, fileSha256 }: ImportedFile,
  { rows, faults, duplicate, rejectedRows: rejected = faults.length }: Survey,
  state: LookedState,
  language: Language,
): ImportReport => ({
  ...{ importId, kind, fileSha256, state, rows, done: rows, duplicate, rejected },
  accepted: state === 'REFUSED' ? 0 : rows - duplicate - rejected,
  flagged: 0,
  faults: reportedFaults(faults, language),
  flags: [],
});

/** Of a file that was recorded: the same whenever it is asked for. */
export const completedReport = (
  importId: string,
  { kind, fileSha256, rows, accepted, duplicate, rejected, flagged, ...counted }: ImportCompleted['data'],
  language: Language,
): ImportReport => ({
  ...{ importId, kind, fileSha256, state: 'COMPLETED', rows, done: rows, accepted, duplicate },
  rejected: counted.rejectedRows ?? rejected.length,
  flagged: counted.flaggedRows ?? flagged.length,
  faults: reportedFaults(rejected, language),
  flags: flagged.map((flag) => ({ ...flag, line: lineOf(flag.row), rule: ruleOf(flag.flag, language) })),
});

/** Of a file that is being recorded, or was when something ended it. */
export const progressReport = (
  { importId, kind, fileSha256, rows, done, rejected, phase, failure }: ImportProgress,
  running: boolean,
): ImportReport => ({
  ...{ importId, kind, fileSha256, rows, done, rejected, phase },
  state: running ? 'RUNNING' : 'INTERRUPTED',
  accepted: done - rejected,
  duplicate: 0,
  flagged: 0,
  faults: [],
  flags: [],
  ...(failure === null ? {} : { failure }),
});
