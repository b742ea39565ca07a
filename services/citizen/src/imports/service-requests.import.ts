import type { RequestFlag } from '@jejak/contracts/citizen';
import { type Appended, type CommandContext, EventStore, execution } from '@jejak/event-store';
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
  type RowFlag,
  type Survey,
} from '@jejak/imports';
import { type Clock, DomainError, naturalId, streamOf, Unavailable } from '@jejak/kernel';
import { Projections } from '@jejak/projections';
import { CLOCK } from '@jejak/service';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Duties } from '../organisation/duties';
import { monthOf } from '../publication/complaint-publications';
import { Rulebook } from '../rules/rulebook';
import { requestFigures } from './request-figures';
import { serviceMonth, serviceRequest } from './service-request.decider';
import { serviceRequests } from './service-request.projection';
import { type ServiceRequestRow, serviceRequestRows } from './service-requests-file';

const CHUNK = 500;
/** The figures are taken when the read model has what was recorded. */
const SHOWN_MS = 30_000;

/** Takes over the registers of offices, and says what they come to. @source domain.md 2.9, import `service-requests` */
@Injectable()
export class ServiceRequestsImport implements ImportKind {
  readonly kind = 'service-requests';

  constructor(
    private readonly store: EventStore,
    private readonly db: DataSource,
    private readonly duties: Duties,
    private readonly rulebook: Rulebook,
    private readonly projections: Projections,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async survey(job: ImportJob): Promise<Survey> {
    const faults: RowFault[] = [];
    let [rows, duplicate] = [0, 0];
    for await (const row of serviceRequestRows(job.content())) {
      rows++;
      if (isFault(row)) faults.push(row);
      else if (isDuplicate(row)) duplicate++;
    }
    return { rows, duplicate, faults };
  }

  async record(job: ImportJob, progress: Progress): Promise<Outcome> {
    const rejected: RowFault[] = [];
    const flagged: RowFlag[] = [];
    const months = new Map<string, { readonly unitCode: string; readonly month: string }>();
    let [done, accepted, duplicate] = [0, 0, 0];
    let last: Appended | undefined;
    await progress.phase('RECORDING');
    for await (const chunk of inChunks(serviceRequestRows(job.content()), CHUNK)) {
      rejected.push(...chunk.filter((row): row is RowFault => isFault(row)));
      duplicate += chunk.filter(isDuplicate).length;
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
      results.forEach((result, at) => {
        const { row, value } = fresh[at];
        if (result instanceof DomainError) {
          rejected.push({ row, code: result.code });
          return;
        }
        if (result.events.length === 0) duplicate++;
        else {
          accepted++;
          last = result;
          flagged.push(...commands[at].flags.map((flag) => ({ row, flag })));
        }
        const month = value.opened.slice(0, 7);
        months.set(`${value.unit}|${month}`, { unitCode: value.unit, month });
      });
      done += chunk.length;
      await progress.rows(done, rejected.length);
    }
    await progress.phase('MEASURING');
    if (last && !(await this.projections.reached(serviceRequests, last.stream, last.version, SHOWN_MS)))
      throw new Unavailable('UNAVAILABLE', 'The cases are still on their way to the read model.');
    await this.measure([...months.values()], job);
    return { accepted, duplicate, flagged, rejected: rejected.sort((a, b) => a.row - b.row) };
  }

  /** Says what the cases of each unit and month come to. */
  private async measure(
    months: readonly { readonly unitCode: string; readonly month: string }[],
    job: ImportJob,
  ): Promise<void> {
    const { date } = await this.rulebook.today(this.clock.now());
    const { rules, refs } = await this.rulebook.requests(date);
    for (let from = 0; from < months.length; from += CHUNK) {
      const part = months.slice(from, from + CHUNK);
      const units = await this.duties.unitsByCode([...new Set(part.map(({ unitCode }) => unitCode))]);
      const commands = await Promise.all(
        part.map(async ({ unitCode, month }) => {
          const period = monthOf(month);
          const figures = requestFigures(await this.cases(unitCode, period), rules.withinDays);
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
  }

  private cases(unitCode: string, { from, to }: { readonly from: string; readonly to: string }) {
    return this.db.query<{ openedOn: string; closedOn: string | null }[]>(
      `SELECT to_char(opened_on, 'YYYY-MM-DD') AS "openedOn", to_char(closed_on, 'YYYY-MM-DD') AS "closedOn"
       FROM rm.service_request WHERE unit_code = $1 AND opened_on BETWEEN $2 AND $3`,
      [unitCode, from, to],
    );
  }
}

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
