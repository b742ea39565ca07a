import { createReadStream, statSync } from 'node:fs';
import { Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { CommandFailed, EXIT } from './exit';
import { type Installation, Refused } from './installation';
import { progressOf } from './progress';

/** One bad or marked row of a file, as the services report it. */
interface ReportedRow {
  readonly row: number;
  readonly line: number;
  readonly column?: string;
  readonly code?: string;
  readonly flag?: string;
  readonly rule: string;
}

/** What became of a file. */
export interface ImportReport {
  readonly importId: string;
  readonly kind: string;
  readonly fileSha256: string;
  readonly state: 'DRY_RUN' | 'REFUSED' | 'RUNNING' | 'INTERRUPTED' | 'COMPLETED';
  readonly rows: number;
  readonly done: number;
  readonly accepted: number;
  readonly duplicate: number;
  readonly rejected: number;
  readonly faults: readonly ReportedRow[];
  readonly flags: readonly ReportedRow[];
  readonly failure?: string;
}

/** Which service takes which kind of file over, and whose act it is where nobody is named. */
export const IMPORT_KINDS = {
  units: { service: 'career', as: 'HR-2' },
  employees: { service: 'career', as: 'HR-2' },
  selection: { service: 'recruitment', as: 'HR-2' },
  scores: { service: 'recruitment', as: 'service-import' },
  measurements: { service: 'performance', as: 'service-import' },
} as const;
export type ImportFileKind = keyof typeof IMPORT_KINDS;

export interface ImportOptions {
  readonly token: string;
  readonly dryRun: boolean;
  readonly goodRows: boolean;
  readonly year?: number;
}

const POLL_MS = 200;

/** Rows that would not fit a screen are in the report (`--json`). */
const SHOWN_ROWS = 50;

const existing = (file: string): void => {
  if (!statSync(file, { throwIfNoEntry: false })?.isFile())
    throw new CommandFailed(`There is no file ${file}.`, EXIT.usage);
};

const send = async (
  installation: Installation,
  kind: ImportFileKind,
  file: string,
  { token, dryRun, goodRows, year }: ImportOptions,
): Promise<ImportReport> => {
  const query = new URLSearchParams({
    dryRun: String(dryRun),
    mode: goodRows ? 'good-rows' : 'all-or-nothing',
    ...(year === undefined ? {} : { year: String(year) }),
  });
  const response = await installation.fetch('POST', `${address(kind)}/${kind}?${query.toString()}`, {
    token,
    upload: {
      stream: Readable.toWeb(createReadStream(file)) as ReadableStream<Uint8Array>,
      mediaType: 'text/csv',
    },
  });
  const answer = (await response.json()) as ImportReport & { report?: ImportReport };
  if (response.ok) return answer;
  // A refusal that names the rows is a report; every other one is a problem.
  if (answer.report) return answer.report;
  throw new Refused({ ...answer, status: response.status }, `import ${kind}`);
};

const address = (kind: ImportFileKind): string => `/api/${IMPORT_KINDS[kind].service}/v1/imports`;

/**
 * Sends a file and follows it to its end, with progress.
 * @throws CommandFailed
 */
export const importFile = async (
  installation: Installation,
  kind: ImportFileKind,
  file: string,
  options: ImportOptions,
): Promise<ImportReport> => {
  existing(file);
  let report = await send(installation, kind, file, options);
  if (report.state !== 'RUNNING') return report;
  const progress = progressOf(`import ${kind}`);
  while (report.state === 'RUNNING') {
    progress.update(report.done, report.rows);
    await pause(POLL_MS);
    report = await installation.json<ImportReport>('GET', `${address(kind)}/${report.importId}`, {
      token: options.token,
    });
  }
  progress.update(report.done, report.rows);
  progress.stop();
  return report;
};

const rowLine = ({ line, column, code, flag, rule }: ReportedRow): string =>
  `  line ${line}${column ? `, column ${column}` : ''}: ${code ?? flag ?? ''}: ${rule}`;

/** A report in words. */
export const reportText = (report: ImportReport): string => {
  const { kind, state, rows, accepted, duplicate, rejected, faults, flags, importId, fileSha256, failure } =
    report;
  const lines = [
    `${kind}: ${STATES[state]}${failure ? ` (${failure})` : ''}`,
    `  file     sha256 ${fileSha256}`,
    `  import   ${importId}`,
    `  rows     ${rows}: ${accepted} accepted, ${duplicate} duplicate, ${rejected} rejected, ${flags.length} marked`,
    ...faults.slice(0, SHOWN_ROWS).map(rowLine),
    ...flags.slice(0, SHOWN_ROWS).map(rowLine),
  ];
  const hidden = Math.max(0, faults.length - SHOWN_ROWS) + Math.max(0, flags.length - SHOWN_ROWS);
  if (hidden > 0) lines.push(`  … and ${hidden} more rows: --json shows them all`);
  return lines.join('\n');
};

const STATES = {
  DRY_RUN: 'looked through, nothing was recorded',
  REFUSED: 'refused, nothing was recorded',
  RUNNING: 'being recorded',
  INTERRUPTED: 'interrupted: send the file again, it goes on where it stopped',
  COMPLETED: 'completed',
} as const;

/** Whether the file is in, as the sender wanted it. */
export const succeeded = ({ state, rejected }: ImportReport, goodRows: boolean): boolean =>
  (state === 'COMPLETED' && (goodRows || rejected === 0)) || (state === 'DRY_RUN' && rejected === 0);
