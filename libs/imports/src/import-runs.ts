import type { ImportCompleted } from '@jejak/contracts/every-service';
import { type CommandContext, EventStore } from '@jejak/event-store';
import type { Language } from '@jejak/http';
import { DomainError, naturalId, NotFound, RuleViolated, streamOf, Unavailable } from '@jejak/kernel';
import { type Logger, metrics } from '@jejak/observability';
import { LOGGER } from '@jejak/service';
import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import { ImportBooks, type ImportLock, type ImportProgress } from './import-books';
import { ImportRows } from './import-rows';
import {
  type ImportJob,
  type ImportKind,
  MAX_REPORTED,
  type Outcome,
  type Progress,
  type Survey,
} from './import-kind';
import {
  completedReport,
  type ImportReport,
  type LookedState,
  progressReport,
  surveyReport,
} from './import-report';
import { importOf } from './import.decider';
import { isPassing, Patience } from './patience';
import type { SpooledFile } from './spool';

/** How the sender wants bad rows to be met. */
export const IMPORT_MODES = ['all-or-nothing', 'good-rows'] as const;
export type ImportMode = (typeof IMPORT_MODES)[number];

export interface ImportRequest {
  readonly year: number;
  readonly mode: ImportMode;
  readonly dryRun: boolean;
  readonly context: CommandContext;
  readonly language: Language;
  /** How long the sender would wait for the end, in milliseconds. */
  readonly waitMs: number;
}

/** Files that one process records at a time: each holds its rows and a connection. */
const AT_A_TIME = 2;

/** So long the sender of a large file waits while it is looked through; a small one is done by then. */
const LOOK_MS = 10_000;

/** Nobody follows how a small file is looked through. */
const UNTOLD: Progress = { phase: () => Promise.resolve(), rows: () => Promise.resolve() };

/** The look through a large file, which is part of its run. */
interface Look {
  readonly request: ImportRequest;
  /** Told once: with the error of a file that cannot be read as a table. */
  ended(error?: DomainError): void;
}

/** What looking through comes to, where it is not followed by recording. */
const endOf = ({ dryRun, mode }: ImportRequest, { faults, rejectedRows }: Survey): LookedState | null => {
  if (dryRun) return 'DRY_RUN';
  return mode === 'all-or-nothing' && (rejectedRows ?? faults.length) > 0 ? 'REFUSED' : null;
};

const isLooked = (phase: string): phase is LookedState => phase === 'DRY_RUN' || phase === 'REFUSED';

/** The process is going down: the file goes on when it is sent again. */
class Stopped extends Error {
  override readonly name = 'Stopped';
}

/** What ended a run, in a code. */
const failureOf = (error: unknown): string => {
  if (error instanceof Stopped) return 'STOPPED';
  if (error instanceof DomainError) return error.code;
  return isPassing(error) ? 'UNAVAILABLE' : 'INTERNAL';
};

/** Takes files, records them behind the answer, and says how far they are. */
@Injectable()
export class ImportRuns implements OnModuleDestroy {
  private readonly running = new Map<string, Promise<void>>();
  private readonly stopping = new AbortController();

  constructor(
    private readonly store: EventStore,
    private readonly books: ImportBooks,
    private readonly rows: ImportRows,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /**
   * Looks a file through, and begins to record it. The file belongs to this call from now on.
   * @returns the report where all is done, or how far it is; REFUSED where a bad row keeps everything out
   * @throws Malformed on a file that is no table of this kind; RuleViolated POLICY_MISSING, IMPORT_UNUSABLE
   * @throws Unavailable IMPORTS_BUSY
   */
  async take(kind: ImportKind, file: SpooledFile, request: ImportRequest): Promise<ImportReport> {
    let started = false;
    try {
      const importId = naturalId(
        'import',
        kind.kind,
        file.sha256,
        ...(file.sheet === undefined ? [] : [file.sheet]),
      );
      const { year, context, language, waitMs } = request;
      const done = await this.completed(importId);
      if (done) return completedReport(importId, done, language);
      const job = { importId, fileSha256: file.sha256, content: () => file.content(), year, context };
      if (kind.large) {
        const lock = await this.lock(importId);
        if (lock) {
          const begun = await this.begun(kind, job, 0, lock);
          started = true;
          await this.lookedThrough((ended) => this.begin(kind, job, begun, lock, file, { request, ended }));
        }
        await this.waitFor(importId, waitMs);
        return await this.report(importId, language);
      }
      const survey = await kind.survey(job, UNTOLD);
      const named = { importId, kind: kind.kind, fileSha256: file.sha256 };
      const end = endOf(request, survey);
      if (end) return surveyReport(named, survey, end, language);
      if (survey.faults.length > MAX_REPORTED)
        throw new RuleViolated('IMPORT_UNUSABLE', 'Too many rows of the file are bad.', {
          params: { limit: MAX_REPORTED },
        });
      const lock = await this.lock(importId);
      if (lock) {
        const begun = await this.begun(kind, job, survey.rows, lock);
        started = true;
        this.begin(kind, job, begun, lock, file);
      }
      await this.waitFor(importId, waitMs);
      return await this.report(importId, language);
    } finally {
      if (!started) await file.discard();
    }
  }

  /** What became of an import, or how far it is. @throws NotFound IMPORT_NOT_FOUND */
  async report(importId: string, language: Language): Promise<ImportReport> {
    // Asked before everything else: what ends in between has written its end into its stream, or into the books.
    const running = await this.books.isRunning(importId);
    const done = await this.completed(importId);
    if (done) return completedReport(importId, done, language);
    const progress = await this.books.find(importId);
    if (!progress) throw new NotFound('IMPORT_NOT_FOUND', 'There is no such import.');
    const look = isLooked(progress.phase) ? await this.rows.look(importId) : null;
    if (look && isLooked(progress.phase)) return surveyReport(progress, look, progress.phase, language);
    return progressReport(progress, running);
  }

  /** Ends what runs after the chunk in hand. */
  async onModuleDestroy(): Promise<void> {
    this.stopping.abort();
    await Promise.all(this.running.values());
  }

  private async completed(importId: string): Promise<ImportCompleted['data'] | null> {
    const { state } = await this.store.state(importOf, streamOf('import', importId));
    return state.status === 'completed' ? state.report : null;
  }

  private async lock(importId: string): Promise<ImportLock | null> {
    if (this.running.has(importId)) return null;
    if (this.stopping.signal.aborted || this.running.size >= AT_A_TIME)
      throw new Unavailable('IMPORTS_BUSY', 'Other files are being recorded.');
    return this.books.lock(importId);
  }

  /** Writes down that it begins: from then on whoever asks is told, the sender first of all. */
  private async begun(
    kind: ImportKind,
    { importId, fileSha256 }: ImportJob,
    rows: number,
    lock: ImportLock,
  ): Promise<ImportProgress> {
    const progress = {
      ...{ importId, kind: kind.kind, fileSha256, phase: 'READING' },
      ...{ rows, done: 0, rejected: 0, failure: null },
    };
    try {
      if (kind.large) await this.rows.clear(importId);
      await this.books.write(progress);
    } catch (error) {
      await lock.release();
      throw error;
    }
    return progress;
  }

  private begin(
    kind: ImportKind,
    job: ImportJob,
    begun: ImportProgress,
    lock: ImportLock,
    file: SpooledFile,
    look?: Look,
  ): void {
    const { importId } = job;
    const run = this.run(kind, job, begun, look)
      .catch((error: unknown) => {
        // Without its books an import shows as interrupted: it is.
        this.logger.error({ err: error }, 'The end of an import could not be written down');
      })
      .finally(async () => {
        this.running.delete(importId);
        await Promise.allSettled([lock.release(), file.discard()]);
      });
    this.running.set(importId, run);
  }

  /** Waits for the end of a look, though not for ever. @throws DomainError on a file that is no table of its kind */
  private async lookedThrough(begin: (ended: Look['ended']) => void): Promise<void> {
    const look = new Promise<void>((resolve, reject) =>
      begin((error) => (error ? reject(error) : resolve())),
    );
    await withinMs(look, LOOK_MS);
  }

  private async run(kind: ImportKind, job: ImportJob, begun: ImportProgress, look?: Look): Promise<void> {
    let progress: ImportProgress = begun;
    const write = async (change: Partial<ImportProgress>): Promise<void> => {
      progress = { ...progress, ...change };
      await this.books.write(progress);
    };
    const patience = new Patience(this.stopping.signal);
    const told: Progress = {
      phase: (phase) => this.goOn(() => write({ phase })),
      rows: (done, rejected) =>
        this.goOn(async () => {
          await write({ done, rejected });
          patience.reached(done);
        }),
    };
    const patiently = <Result>(work: () => Promise<Result>): Promise<Result> =>
      patience.through(work, (error) => this.logger.warn({ err: error }, 'An import waits for the database'));
    try {
      if (look) {
        const survey = await patiently(() => kind.survey(job, told));
        const end = endOf(look.request, survey);
        if (end) await this.rows.looked(job.importId, survey);
        await write({ rows: survey.rows, done: 0, ...(end ? { phase: end } : {}) });
        look.ended();
        if (end) return;
      }
      const outcome = await patiently(() => kind.record(job, told));
      await patiently(() => this.complete(kind, job, outcome, progress.rows));
    } catch (thrown) {
      // Being stopped is ordinary, also while it waited: the file goes on when it is sent again.
      const stopped = this.stopping.signal.aborted && isPassing(thrown);
      const error = stopped ? new Stopped() : thrown;
      const failure = failureOf(error);
      const level = error instanceof Stopped ? 'info' : 'error';
      this.logger[level]({ err: error, code: failure }, 'An import ended before its time');
      await write({ failure });
      // Of no effect where the look has ended before.
      look?.ended(error instanceof DomainError ? error : undefined);
    }
  }

  private async goOn(next: () => Promise<void>): Promise<void> {
    if (this.stopping.signal.aborted) throw new Stopped();
    await next();
  }

  private async complete(kind: ImportKind, job: ImportJob, outcome: Outcome, rows: number): Promise<void> {
    const { accepted, duplicate, rejected } = outcome;
    const { rejectedRows = rejected.length, flaggedRows = outcome.flagged.length } = outcome;
    // One event names so many of both together: more would not fit it. Marks stand where they are marked all the same.
    const flagged = outcome.flagged.slice(0, MAX_REPORTED - rejected.length);
    const { importId, fileSha256, context } = job;
    const command = {
      type: 'CompleteImport',
      ...{ kind: kind.kind, fileSha256, rows, accepted, duplicate },
      flagged,
      rejected: rejected.map((fault) => ({ ...fault })),
      ...(flaggedRows === flagged.length ? {} : { flaggedRows }),
      ...(rejectedRows === rejected.length ? {} : { rejectedRows }),
    } as const;
    const { expectedVersion: _, decision: __, commandId: cause, ...who } = context;
    const commandId = naturalId(importId, 'complete', who.actor);
    await this.store.execute(importOf, streamOf('import', importId), command, {
      ...{ ...who, commandId, correlation: importId, cause },
    });
    for (const [name, count] of Object.entries({
      ...{ accepted, duplicate, rejected: rejectedRows },
    }))
      metrics.importRows.inc({ kind: kind.kind, outcome: name }, count);
  }

  private async waitFor(importId: string, waitMs: number): Promise<void> {
    const run = this.running.get(importId);
    if (run && waitMs > 0) await withinMs(run, waitMs);
  }
}

/** Waits for something, so long at most. */
const withinMs = async (work: Promise<void>, ms: number): Promise<void> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => (timer = setTimeout(resolve, ms)));
  try {
    await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
};
