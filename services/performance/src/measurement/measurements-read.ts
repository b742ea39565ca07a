import type { Indicator, SourceSchema } from '@jejak/contracts/performance';
import { EventStore } from '@jejak/event-store';
import { naturalId, type StreamRef, streamOf } from '@jejak/kernel';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Reading } from '../evaluation/recommendation';
import { realised } from '../scoring/realisation';
import type { RealisedYear } from '../scoring/realism';
import { measurement } from './measurement.decider';
import type { Ingest } from './measurement.state';
import type { KnownAmount } from './quality';

/** Whose amounts: the employee's own, and those of the whole unit. */
interface Whose {
  readonly employeeId: string;
  readonly unitId: string | null;
}

interface PastRow {
  readonly measurementId: string;
  readonly indicatorId: string;
  readonly quantity: string;
  readonly from: string;
  readonly to: string;
  readonly version: string;
  readonly hash: string;
}

/** Of whom an amount is, and of what. */
type OfWhat = Pick<Ingest, 'measurementId' | 'indicatorId' | 'employeeId' | 'unitId'>;
const ofWhat = ({ indicatorId, employeeId, unitId }: Omit<OfWhat, 'measurementId'>): string =>
  [indicatorId, employeeId ?? '', employeeId === null ? unitId : ''].join('|');

/** Amounts of the same person or unit and indicator, as deliveries are held against them. */
export interface KnownAmounts {
  of(command: OfWhat): { readonly amounts: readonly KnownAmount[]; readonly inputs: readonly StreamRef[] };
  /** One that is about to be recorded. */
  add(amount: OfWhat & KnownAmount): void;
}

export const measurementStream = (measurementId: string): string => streamOf('measurement', measurementId);

/** The id of what a source delivers, by all that is said of it but the amount itself (domain.md 2.9). */
export const ingestedIdOf = (said: Parameters<typeof ingestedKey>[0]): string =>
  naturalId('measurement', ...ingestedKey(said));
export const ingestedKey = ({
  source,
  indicatorId,
  unitId,
  employeeId,
  from,
  to,
}: Pick<Ingest, 'source' | 'indicatorId' | 'unitId' | 'employeeId' | 'from' | 'to'>): string[] => [
  ...[source, indicatorId, unitId ?? '', employeeId ?? '', from, to],
];

/** Why an amount stands as it does: the words of the last verdict, null where there is none or the person is erased. */
export const reasonOf = async (store: EventStore, measurementId: string): Promise<string | null> =>
  (await store.history(measurementStream(measurementId))).at(-1)?.reason?.text ?? null;

/** A plan's indicators count the employee's own amounts and those of the whole unit. */
const OF_WHOM = '(employee_id = $1 or (employee_id is null and unit_id = $2))';

/** Amounts as decisions about plans and evaluations read them. */
@Injectable()
export class MeasurementsRead {
  constructor(
    private readonly store: EventStore,
    private readonly db: DataSource,
  ) {}

  /** Realised years before `year` by indicator, and the versions read. */
  async past(
    { employeeId, unitId }: Whose,
    indicators: readonly Pick<Indicator, 'indicatorId' | 'aggregation'>[],
    year: number,
  ): Promise<{ years: Readonly<Record<string, readonly RealisedYear[]>>; inputs: readonly StreamRef[] }> {
    if (indicators.length === 0) return { years: {}, inputs: [] };
    const rows = await this.db.query<PastRow[]>(
      `select measurement_id as "measurementId", indicator_id as "indicatorId", quantity, from_date::text as "from",
         to_date::text as "to", version, hash
       from rm.measurement_list
       where ${OF_WHOM} and indicator_id = any($3::text[]) and to_date < $4::date
         and status in ('VERIFIED', 'CORRECTED')
       order by measurement_id`,
      [employeeId, unitId, indicators.map(({ indicatorId }) => indicatorId), `${year}-01-01`],
    );
    const years = indicators.map(({ indicatorId, aggregation }) => {
      const own = rows.filter((row) => row.indicatorId === indicatorId);
      const numbers = [...new Set(own.map(({ to }) => Number(to.slice(0, 4))))].sort();
      const values = numbers.map((number): RealisedYear => {
        const value = realised(
          aggregation,
          own.filter(({ to }) => Number(to.slice(0, 4)) === number),
        );
        return { year: number, value: value?.toString() ?? '0' };
      });
      return [indicatorId, values] as const;
    });
    return {
      years: Object.fromEntries(years),
      inputs: rows.map(({ measurementId, version, hash }) => ({
        stream: measurementStream(measurementId),
        ver: Number(version),
        hash,
      })),
    };
  }

  /** What the registered sources that name an indicator hold possible. */
  async schemasOf(indicatorId: string): Promise<readonly SourceSchema[]> {
    const rows = await this.db.query<{ schema: SourceSchema }[]>(
      `select schema from rm.source_list where status = 'ACTIVE' and schema -> 'indicatorIds' @> to_jsonb($1::text)
       order by source_id`,
      [indicatorId],
    );
    return rows.map(({ schema }) => schema);
  }

  /** What is known of the same as these amounts: all that counts or waits. */
  async known(commands: readonly OfWhat[]): Promise<KnownAmounts> {
    type Row = KnownAmount &
      Omit<OfWhat, 'measurementId'> & { readonly version: string; readonly hash: string };
    const rows = await this.db.query<Row[]>(
      `select measurement_id as "measurementId", indicator_id as "indicatorId", employee_id as "employeeId", unit_id as "unitId",
         source_id as "sourceId", quantity, from_date::text as "from", to_date::text as "to", version, hash
       from rm.measurement_list
       where status <> 'REJECTED' and indicator_id = any($1::text[])
         and (employee_id = any($2::uuid[]) or (employee_id is null and unit_id = any($3::uuid[])))
       order by to_date, measurement_id`,
      [
        [...new Set(commands.map(({ indicatorId }) => indicatorId))],
        [...new Set(commands.flatMap(({ employeeId }) => employeeId ?? []))],
        [
          ...new Set(
            commands.flatMap(({ employeeId, unitId }) => (employeeId === null ? (unitId ?? []) : [])),
          ),
        ],
      ],
    );
    const byWhat = new Map<string, (KnownAmount & { readonly head: StreamRef | null })[]>();
    const add = (amount: OfWhat & KnownAmount, head: StreamRef | null): void => {
      const key = ofWhat(amount);
      const { measurementId, indicatorId, quantity, from, to, sourceId } = amount;
      const kept = { measurementId, indicatorId, quantity, from, to, sourceId, head };
      byWhat.set(key, [...(byWhat.get(key) ?? []), kept]);
    };
    for (const { version, hash, ...row } of rows)
      add(row, { stream: measurementStream(row.measurementId), ver: Number(version), hash });
    return {
      of: (command) => {
        const own = (byWhat.get(ofWhat(command)) ?? []).filter(
          ({ measurementId }) => measurementId !== command.measurementId,
        );
        return {
          amounts: own.map(({ head: _, ...amount }) => amount),
          inputs: own.flatMap(({ head }) => head ?? []),
        };
      },
      add: (amount) => {
        const there = byWhat.get(ofWhat(amount)) ?? [];
        if (!there.some(({ measurementId }) => measurementId === amount.measurementId)) add(amount, null);
      },
    };
  }

  /**
   * The amounts of a period, whatever became of them. The read model says which there are; what each says is read from its
   * stream, so a verdict that was just given is seen.
   */
  async ofPeriod(
    { employeeId, unitId }: Whose,
    indicators: readonly Pick<Indicator, 'indicatorId'>[],
    { periodStart, periodEnd }: { readonly periodStart: string; readonly periodEnd: string },
  ): Promise<{ readings: readonly Reading[]; inputs: readonly StreamRef[] }> {
    const rows = await this.db.query<{ id: string }[]>(
      `select measurement_id as id from rm.measurement_list
       where ${OF_WHOM} and indicator_id = any($3::text[]) and from_date >= $4::date and to_date <= $5::date
       order by measurement_id`,
      [employeeId, unitId, indicators.map(({ indicatorId }) => indicatorId), periodStart, periodEnd],
    );
    const found = await Promise.all(
      rows.map(({ id }) => this.store.state(measurement, measurementStream(id))),
    );
    return {
      readings: found.flatMap(({ state }) => {
        if (state.status === 'absent') return [];
        const { measurementId, indicatorId, quantity, from, to, status } = state;
        return { measurementId, indicatorId, quantity, from, to, status };
      }),
      inputs: found.flatMap(({ head }) => head ?? []),
    };
  }
}
