import { type Appended, EventStore, execution, type Gathered } from '@jejak/event-store';
import {
  type ImportJob,
  type ImportKind,
  inChunks,
  isDuplicate,
  isFault,
  type KeyedRow,
  type Outcome,
  type Progress,
  type RowFault,
  type Survey,
} from '@jejak/imports';
import { type Clock, DomainError, naturalId } from '@jejak/kernel';
import { Projections } from '@jejak/projections';
import { CLOCK } from '@jejak/service';
import { People } from '@jejak/organisation';
import { NipNumbers } from '../people/nip-numbers';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { measurement } from '../measurement/measurement.decider';
import type { Ingest, Measurement, MeasurementGiven } from '../measurement/measurement.state';
import { measurementList } from '../measurement/measurement.projection';
import { MeasurementReading } from '../measurement/measurement.reading';
import { ingestedIdOf, ingestedKey, measurementStream } from '../measurement/measurements-read';
import { type MeasurementRow, measurementRows } from './measurements-file';

/** A row that can be recorded, with what it is decided with. */
interface Entry {
  readonly row: number;
  readonly command: Ingest;
  readonly gathered: Gathered<MeasurementGiven>;
}
/** What the rules make of some rows. */
interface Judged {
  readonly fresh: readonly Entry[];
  readonly faults: readonly RowFault[];
  readonly duplicate: number;
}

const CHUNK = 500;
/** An import ends when the read model shows it, or after this time all the same. */
const SHOWN_MS = 5_000;

const COLUMN_OF: Readonly<Record<string, string>> = {
  IMPORT_MISMATCH: 'quantity',
  SOURCE_NOT_VALIDATED: 'source',
};

const faultOf = (row: number, { code, detail }: DomainError): RowFault => {
  const column = COLUMN_OF[code] ?? detail.field;
  return { row, code, ...(column === undefined ? {} : { column }) };
};

/** Takes over amounts: of this year, and of past ones, which are the baselines of realism. */
@Injectable()
export class MeasurementsImport implements ImportKind {
  readonly kind = 'measurements';

  constructor(
    private readonly store: EventStore,
    private readonly db: DataSource,
    private readonly people: People,
    private readonly numbers: NipNumbers,
    private readonly reading: MeasurementReading,
    private readonly projections: Projections,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async survey(job: ImportJob): Promise<Survey> {
    const faults: RowFault[] = [];
    let [rows, duplicate] = [0, 0];
    for await (const chunk of inChunks(measurementRows(job.content()), CHUNK)) {
      const judged = await this.judge(chunk);
      rows += chunk.length;
      duplicate += judged.duplicate;
      faults.push(...judged.faults);
    }
    return { rows, duplicate, faults: faults.sort((a, b) => a.row - b.row) };
  }

  async record(job: ImportJob, progress: Progress): Promise<Outcome> {
    const rejected: RowFault[] = [];
    let [done, accepted, duplicate] = [0, 0, 0];
    let last: readonly (Appended | DomainError)[] = [];
    await progress.phase('RECORDING');
    for await (const chunk of inChunks(measurementRows(job.content()), CHUNK)) {
      const judged = await this.judge(chunk);
      rejected.push(...judged.faults);
      duplicate += judged.duplicate;
      const results = await this.store.executeEach(
        judged.fresh.map((entry) => execution(ingestion(entry, job))),
      );
      results.forEach((result, at) => {
        if (result instanceof DomainError) rejected.push(faultOf(judged.fresh[at].row, result));
        else if (result.events.length === 0) duplicate++;
        else accepted++;
      });
      last = results;
      done += chunk.length;
      await progress.rows(done, rejected.length);
    }
    // Whoever is told that the file is in may go on from its figures at once.
    for (const result of last)
      if (!(result instanceof DomainError))
        await this.projections.reached(measurementList, result.stream, result.version, SHOWN_MS);
    return { accepted, duplicate, flagged: [], rejected: rejected.sort((a, b) => a.row - b.row) };
  }

  /** Asks the rules what each row comes to, without recording anything. */
  private async judge(
    rows: readonly (KeyedRow<MeasurementRow> | { readonly row: number })[],
  ): Promise<Judged> {
    const faults = rows.filter((row): row is RowFault => isFault(row));
    const named = await this.named(rows.filter((row): row is KeyedRow<MeasurementRow> => 'value' in row));
    faults.push(...named.faults);
    const now = this.clock.now();
    const deliveries = await this.reading.deliveries(
      named.commands.map(({ command }) => command),
      now,
    );
    const known = await this.known(named.commands);
    let duplicate = rows.filter((row) => isDuplicate(row)).length;
    const fresh: Entry[] = [];
    for (const [at, { row, command }] of named.commands.entries()) {
      const quantity = known.get(command.measurementId);
      const state: Measurement =
        quantity === undefined
          ? { status: 'absent' }
          : { ...command, status: 'VERIFIED', reporterId: null, proposed: null, quantity };
      const gathered = deliveries[at];
      try {
        const facts = measurement.decide(command, state, { ...gathered.given, now });
        if (facts.length === 0) duplicate++;
        else fresh.push({ row, command, gathered });
      } catch (error) {
        if (!(error instanceof DomainError)) throw error;
        faults.push(faultOf(row, error));
      }
    }
    return { fresh, faults, duplicate };
  }

  /** Turns the file's numbers of people and units into their ids. */
  private async named(rows: readonly KeyedRow<MeasurementRow>[]): Promise<{
    readonly commands: readonly { readonly row: number; readonly command: Ingest }[];
    readonly faults: readonly RowFault[];
  }> {
    const [people, units] = await Promise.all([
      this.numbers.idsOf([...new Set(rows.flatMap(({ value }) => value.nip ?? []))]),
      this.people.unitsByCode([...new Set(rows.flatMap(({ value }) => value.unit_code ?? []))]),
    ]);
    const commands: { row: number; command: Ingest }[] = [];
    const faults: RowFault[] = [];
    for (const { row, value } of rows) {
      const employeeId = value.nip === null ? null : people.get(value.nip);
      const unitId = value.unit_code === null ? null : units.get(value.unit_code);
      if (employeeId === undefined) faults.push({ row, code: 'EMPLOYEE_NOT_FOUND', column: 'nip' });
      else if (unitId === undefined) faults.push({ row, code: 'UNIT_NOT_FOUND', column: 'unit_code' });
      else {
        const {
          source,
          indicator_id: indicatorId,
          from,
          to,
          quantity,
          evidence_sha256: evidenceSha256,
        } = value;
        const said = {
          ...({ type: 'IngestMeasurement', source, indicatorId, unitId, employeeId } as const),
          ...{ from, to, quantity, evidenceSha256 },
        };
        commands.push({ row, command: { ...said, measurementId: ingestedIdOf(said) } });
      }
    }
    return { commands, faults };
  }

  /** Quantities of those that are there already. */
  private async known(
    commands: readonly { readonly command: Ingest }[],
  ): Promise<ReadonlyMap<string, string>> {
    const rows = await this.db.query<{ id: string; quantity: string }[]>(
      'select measurement_id as id, quantity from rm.measurement_list where measurement_id = any($1::uuid[])',
      [commands.map(({ command }) => command.measurementId)],
    );
    return new Map(rows.map(({ id, quantity }) => [id, quantity]));
  }
}

const ingestion = ({ command, gathered }: Entry, { context, importId }: ImportJob) => {
  const { expectedVersion: _, decision: __, ...who } = context;
  const commandId = naturalId('measurements', who.actor, ...ingestedKey(command), command.quantity);
  return {
    decider: measurement,
    stream: measurementStream(command.measurementId),
    command,
    context: { ...who, commandId, correlation: importId, cause: context.commandId },
    gather: gathered,
  };
};
