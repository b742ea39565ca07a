import { createReadStream, createWriteStream, statSync } from 'node:fs';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream as NodeStream } from 'node:stream/web';
import { setTimeout as pause } from 'node:timers/promises';
import { CommandFailed, EXIT } from './exit';
import { type Installation, isAway, Refused } from './installation';
import { type Progress, progressOf } from './progress';

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
  readonly flagged: number;
  readonly faults: readonly ReportedRow[];
  readonly flags: readonly ReportedRow[];
  /** While it runs: what it is doing. */
  readonly phase?: string;
  readonly failure?: string;
}

/** Which service takes which kind of file over, and whose act it is where nobody is named. */
export const IMPORT_KINDS = {
  units: { service: 'career', as: 'HR-2' },
  employees: { service: 'career', as: 'HR-2' },
  selection: { service: 'recruitment', as: 'HR-2' },
  scores: { service: 'recruitment', as: 'service-import' },
  measurements: { service: 'performance', as: 'service-import' },
  'service-requests': { service: 'citizen', as: 'HR-2' },
} as const;
export type ImportFileKind = keyof typeof IMPORT_KINDS;

export interface ImportOptions {
  /** Asked for each time: a large file outlives a token. */
  readonly token: () => Promise<string>;
  readonly dryRun: boolean;
  readonly goodRows: boolean;
  readonly year?: number;
  /** Where every bad and marked row is written to, as CSV. */
  readonly rowsFile?: string;
}

const POLL_MS = 200;

/** Rows that would not fit a screen are in the report (`--json`). */
const SHOWN_ROWS = 50;

const existing = (file: string): void => {
  if (!statSync(file, { throwIfNoEntry: false })?.isFile())
    throw new CommandFailed(`There is no file ${file}.`, EXIT.usage);
};

/** A file on its way, counted as it goes. */
const counted = (file: string, progress: Progress): Readable => {
  const { size } = statSync(file);
  let sent = 0;
  const counting = new Transform({
    transform: (chunk: Buffer, _, done) => {
      sent += chunk.length;
      progress.update(sent, size);
      done(null, chunk);
    },
  });
  return createReadStream(file).pipe(counting);
};

const send = async (
  installation: Installation,
  kind: ImportFileKind,
  file: string,
  { token, dryRun, goodRows, year }: ImportOptions,
): Promise<ImportReport> => {
  const progress = progressOf(`send ${kind}, bytes`);
  const query = new URLSearchParams({
    dryRun: String(dryRun),
    mode: goodRows ? 'good-rows' : 'all-or-nothing',
    ...(year === undefined ? {} : { year: String(year) }),
  });
  const path = `${address(kind)}/${kind}?${query.toString()}`;
  const response = await installation.post(path, await token(), counted(file, progress), 'text/csv');
  progress.stop();
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
  const sent = await send(installation, kind, file, options);
  const report = sent.state === 'RUNNING' ? await followed(installation, kind, sent, options.token) : sent;
  if (options.rowsFile !== undefined) await writeRows(installation, kind, report, options);
  return report;
};

const followed = async (
  installation: Installation,
  kind: ImportFileKind,
  sent: ImportReport,
  token: ImportOptions['token'],
): Promise<ImportReport> => {
  let report = sent;
  let [phase, progress] = [report.phase, progressOf(`import ${kind}`)];
  while (report.state === 'RUNNING') {
    if (report.phase !== phase) {
      progress.stop();
      [phase, progress] = [report.phase, progressOf(`import ${kind}, ${report.phase?.toLowerCase() ?? ''}`)];
    }
    // How many rows there are is known when the file has been looked through.
    progress.update(report.done, report.rows || report.done * 2);
    await pause(POLL_MS);
    const path = `${address(kind)}/${report.importId}`;
    report = await installation
      .json<ImportReport>('GET', path, { token: await token() })
      .catch((error: unknown) => {
        // It is recorded all the same, and how far it is can be asked again.
        if (isAway(error)) return report;
        throw error;
      });
  }
  progress.update(report.done, report.rows);
  progress.stop();
  return report;
};

const writeRows = async (
  installation: Installation,
  kind: ImportFileKind,
  { importId }: ImportReport,
  { token, rowsFile = '' }: ImportOptions,
): Promise<void> => {
  const { body } = await installation.ok('GET', `${address(kind)}/${importId}/rows?format=csv`, {
    token: await token(),
  });
  if (body) await pipeline(Readable.fromWeb(body as NodeStream<Uint8Array>), createWriteStream(rowsFile));
};

const rowLine = ({ line, column, code, flag, rule }: ReportedRow): string =>
  `  line ${line}${column ? `, column ${column}` : ''}: ${code ?? flag ?? ''}: ${rule}`;

/** A report in words. */
export const reportText = (report: ImportReport): string => {
  const { kind, state, rows, accepted, duplicate, rejected, flagged, faults, flags, importId, fileSha256 } =
    report;
  const { failure } = report;
  const lines = [
    `${kind}: ${STATES[state]}${failure ? ` (${failure})` : ''}`,
    `  file     sha256 ${fileSha256}`,
    `  import   ${importId}`,
    `  rows     ${rows}: ${accepted} accepted, ${duplicate} duplicate, ${rejected} rejected, ${flagged} marked`,
    ...faults.slice(0, SHOWN_ROWS).map(rowLine),
    ...flags.slice(0, SHOWN_ROWS).map(rowLine),
  ];
  const hidden = Math.max(0, rejected - SHOWN_ROWS) + Math.max(0, flagged - SHOWN_ROWS);
  if (hidden > 0)
    lines.push(
      `  … and ${hidden} more: --json shows up to 5000 of each, --rows <file> writes all of a register`,
    );
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
