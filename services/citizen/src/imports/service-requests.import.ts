import type { RequestFlag } from '@jejak/contracts/citizen';
import { type Appended, type CommandContext, EventStore, execution } from '@jejak/event-store';
import {
  distinctChunks,
  type DuplicateRow,
  type ImportJob,
  type ImportKind,
  ImportRows,
  isDuplicate,
  isFault,
  type KeyedRow,
  type Met,
  type Outcome,
  type Progress,
  RowMemory,
  RowTally,
  type RowFault,
  type RowFlag,
  type Survey,
} from '@jejak/imports';
import { type Clock, DomainError, naturalId, streamOf, Unavailable } from '@jejak/kernel';
import { Projections } from '@jejak/projections';
import { CLOCK, SETTINGS } from '@jejak/service';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { CitizenSettings } from '../citizen.settings';
import { Duties } from '../organisation/duties';
import { monthOf } from '../publication/complaint-publications';
import { Rulebook } from '../rules/rulebook';
import { requestFigures, type TakenDays } from './request-figures';
import { serviceMonth, serviceRequest } from './service-request.decider';
import { serviceRequests } from './service-request.projection';
import { type ServiceRequestRow, serviceRequestRows } from './service-requests-file';

const CHUNK = 500;
/** After so many chunks the read model is waited for: what it has not taken yet stays little, however long the register. */
const CHUNKS_AHEAD = 20;
const SHOWN_MS = 120_000;

/** Takes over the registers of offices, and says what they come to. @source domain.md 2.9, import `service-requests` */
@Injectable()
export class ServiceRequestsImport implements ImportKind {
  readonly kind = 'service-requests';
  readonly large = true;

  constructor(
    private readonly store: EventStore,
    private readonly db: DataSource,
    private readonly duties: Duties,
    private readonly rulebook: Rulebook,
    private readonly projections: Projections,
    private readonly rows: ImportRows,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(SETTINGS) private readonly settings: CitizenSettings,
  ) {}

  survey(job: ImportJob, progress: Progress): Promise<Survey> {
    return this.withMemory(async (memory) => {
      const tally = new RowTally(this.rows, job.importId);
      let [rows, duplicate] = [0, 0];
      for await (const chunk of this.chunks(job, memory)) {
        rows += chunk.length;
        duplicate += chunk.filter(isDuplicate).length;
        await tally.add(chunk.filter((row): row is RowFault => isFault(row)));
        await progress.rows(rows, tally.rejected);
      }
      return { rows, duplicate, faults: tally.faults, rejectedRows: tally.rejected };
    });
  }

  record(job: ImportJob, progress: Progress): Promise<Outcome> {
    return this.withMemory(async (memory) => {
      const tally = new RowTally(this.rows, job.importId);
      let [done, accepted, duplicate, ahead] = [0, 0, 0, 0];
      let last: Appended | undefined;
      await progress.phase('RECORDING');
      for await (const chunk of this.chunks(job, memory)) {
        const took = await this.recordChunk(chunk, job);
        await tally.add(took.faults, took.flags);
        await memory.meet('months', took.months);
        accepted += took.accepted;
        duplicate += took.duplicate;
        last = took.last ?? last;
        done += chunk.length;
        await progress.rows(done, tally.rejected);
        if (++ahead % CHUNKS_AHEAD === 0) await this.shown(last);
      }
      await progress.phase('MEASURING');
      await this.shown(last);
      for await (const months of memory.keys('months', CHUNK))
        await this.measure(months.map(monthOfKey), job);
      return {
        ...{ accepted, duplicate, flagged: tally.flags, rejected: tally.faults },
        ...{ flaggedRows: tally.flagged, rejectedRows: tally.rejected },
      };
    });
  }

  /** A register is read a chunk at a time, and what was met in it stands in the database: its length costs no memory. */
  private chunks(job: ImportJob, memory: RowMemory) {
    return distinctChunks(serviceRequestRows(job.content(), this.settings.registerRows), memory, CHUNK);
  }

  private async withMemory<Result>(pass: (memory: RowMemory) => Promise<Result>): Promise<Result> {
    const memory = await RowMemory.open(this.db);
    try {
      return await pass(memory);
    } finally {
      await memory.close();
    }
  }

  /** The figures are taken of what the read model has. @throws Unavailable */
  private async shown(last: Appended | undefined): Promise<void> {
    if (last && !(await this.projections.reached(serviceRequests, last.stream, last.version, SHOWN_MS)))
      throw new Unavailable('UNAVAILABLE', 'The cases are still on their way to the read model.');
  }

  private async recordChunk(
    chunk: readonly (KeyedRow<ServiceRequestRow> | DuplicateRow | RowFault)[],
    job: ImportJob,
  ): Promise<TakenChunk> {
    const faults = chunk.filter((row): row is RowFault => isFault(row));
    const fresh = chunk.filter((row): row is KeyedRow<ServiceRequestRow> => 'value' in row);
    const units = await this.duties.unitsByCode([...new Set(fresh.map(({ value }) => value.unit))]);
    const commands = fresh.map(({ value }) => commandOf(value, units.get(value.unit) ?? null));
    const results = await this.store.executeEach(
      commands.map((command, at) =>
        execution({
          decider: serviceRequest,
          stream: streamOf('service-request', command.requestId),
          command,
          context: contextOf(job, 'service-requests', fresh[at].key, fresh[at].values),
        }),
      ),
    );
    const flags: RowFlag[] = [];
    const months = new Set<string>();
    let [accepted, duplicate] = [0, chunk.filter(isDuplicate).length];
    let last: Appended | undefined;
    for (const [at, result] of results.entries()) {
      const { row, value } = fresh[at];
      if (result instanceof DomainError) {
        faults.push({ row, code: result.code });
        continue;
      }
      if (result.events.length === 0) duplicate++;
      else {
        accepted++;
        last = result;
        flags.push(...commands[at].flags.map((flag) => ({ row, flag })));
      }
      months.add(keyOfMonth(value.unit, value.opened.slice(0, 7)));
    }
    return {
      accepted,
      duplicate,
      faults,
      flags,
      last,
      months: [...months].map((key) => ({ key, values: '' })),
    };
  }

  /** Says what the cases of each unit and month come to. */
  private async measure(months: readonly UnitMonth[], job: ImportJob): Promise<void> {
    const { date } = await this.rulebook.today(this.clock.now());
    const { rules, refs } = await this.rulebook.requests(date);
    const units = await this.duties.unitsByCode([...new Set(months.map(({ unitCode }) => unitCode))]);
    const commands = await Promise.all(
      months.map(async ({ unitCode, month }) => {
        const period = monthOf(month);
        const figures = requestFigures(await this.takenDays(unitCode, period), rules.withinDays);
        const about = { unitCode, unitId: units.get(unitCode) ?? null, ...period };
        return {
          type: 'MeasureServiceRequests',
          ...about,
          ...figures,
          withinDays: rules.withinDays,
        } as const;
      }),
    );
    const results = await this.store.executeEach(
      commands.map((command) =>
        execution({
          decider: serviceMonth,
          stream: streamOf(
            'service-month',
            naturalId('service-month', command.unitCode, command.from.slice(0, 7)),
          ),
          command,
          context: contextOf(job, 'service-month', job.importId, command.unitCode, command.from),
          gather: { given: {}, policies: refs },
        }),
      ),
    );
    // A month is measured or it is not: nobody has a reason to refuse.
    const refused = results.find((result) => result instanceof DomainError);
    if (refused instanceof DomainError) throw refused;
  }

  private takenDays(unitCode: string, { from, to }: { readonly from: string; readonly to: string }) {
    return this.db.query<TakenDays[]>(
      `SELECT closed_on - opened_on AS days, count(*)::int AS cases FROM rm.service_request
       WHERE unit_code = $1 AND opened_on BETWEEN $2 AND $3 GROUP BY 1`,
      [unitCode, from, to],
    );
  }
}

/** What one chunk of a register came to. */
interface TakenChunk {
  readonly accepted: number;
  readonly duplicate: number;
  readonly faults: readonly RowFault[];
  readonly flags: readonly RowFlag[];
  /** The last case that was recorded. */
  readonly last: Appended | undefined;
  /** The units and months whose figures may be others now. */
  readonly months: readonly Met[];
}

interface UnitMonth {
  readonly unitCode: string;
  readonly month: string;
}

/** The code of a unit has no such sign. */
const keyOfMonth = (unitCode: string, month: string): string => `${unitCode}|${month}`;

const monthOfKey = (key: string): UnitMonth => {
  const [unitCode, month] = key.split('|');
  return { unitCode, month };
};

const commandOf = (row: ServiceRequestRow, unitId: string | null) => {
  const flags: RequestFlag[] = [
    ...(row.category === null ? (['CATEGORY_MISSING'] as const) : []),
    ...(unitId === null ? (['UNIT_UNKNOWN'] as const) : []),
  ];
  return {
    ...({ type: 'ImportServiceRequest', requestId: naturalId('service-request', row.case) } as const),
    ...{ case: row.case, unitCode: row.unit, unitId, category: row.category, detail: row.detail },
    ...{ openedOn: row.opened, closedOn: row.closed, flags },
  };
};

const contextOf = ({ context, importId }: ImportJob, ...key: readonly string[]): CommandContext => {
  const { expectedVersion: _, decision: __, commandId: cause, ...who } = context;
  return { ...who, commandId: naturalId('import-row', ...key, who.actor), correlation: importId, cause };
};
