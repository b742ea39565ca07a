import type { ProvenEntry } from '@jejak/contracts/audit';
import { isUuid } from '@jejak/kernel';
import { type EmployeeFile, People } from '@jejak/organisation';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

interface EntryFound {
  readonly id: string;
  readonly index: string;
  readonly hash: Buffer;
}
interface Opening {
  readonly stream: string;
  readonly unit: string | null;
  readonly employee: string | null;
}

/** Units in which somebody held a position on a day between two, both included. */
export const unitsBetween = (
  { positions }: Pick<EmployeeFile, 'positions'>,
  from: string,
  to: string,
): readonly string[] =>
  positions
    .filter((held) => held.from <= to && (held.to === null || held.to >= from))
    .map(({ unitId }) => unitId);

/** What the log says of the objects and events that an inspection names. */
@Injectable()
export class InspectedObjects {
  constructor(
    private readonly db: DataSource,
    private readonly people: People,
  ) {}

  /** Those that the chart does not have (yet). */
  async unknownUnits(units: readonly string[]): Promise<readonly string[]> {
    const rows = await this.db.query<{ id: string }[]>(
      'select unit_id as id from rm.unit_chart where unit_id = any($1::uuid[])',
      [units],
    );
    const known = new Set(rows.map(({ id }) => id));
    return units.filter((unit) => !known.has(unit));
  }

  /**
   * Whose units the streams are, as their first events name them or the employee whose they are; and those that the log does not
   * have.
   */
  async unitsOf(
    objects: readonly string[],
    from: string,
    to: string,
  ): Promise<{ readonly units: readonly string[]; readonly unknown: readonly string[] }> {
    if (objects.length === 0) return { units: [], unknown: [] };
    const rows = await this.db.query<Opening[]>(
      `select l.stream, e.data->>'unitId' as unit, e.data->>'employeeId' as employee
       from ledger.log_entry l join ledger.entry e using (idx) where l.stream = any($1::text[]) and l.ver = 1`,
      [objects],
    );
    const found = new Set(rows.map(({ stream }) => stream));
    const employees = rows.flatMap(({ employee }) =>
      employee !== null && isUuid(employee) ? [employee] : [],
    );
    const files = await Promise.all([...new Set(employees)].map((id) => this.people.file(id)));
    return {
      units: [
        ...rows.flatMap(({ unit }) => unit ?? []),
        ...files.flatMap((read) => (read ? unitsBetween(read.file, from, to) : [])),
      ],
      unknown: objects.filter((stream) => !found.has(stream)),
    };
  }

  /** Where the events stand in the log; null where one of them is not in it. In the order of the log. */
  async entries(events: readonly string[]): Promise<readonly ProvenEntry[] | null> {
    const wanted = [...new Set(events)];
    if (wanted.length === 0) return [];
    const rows = await this.db.query<EntryFound[]>(
      `select e.event_id as id, l.idx as index, l.hash from ledger.entry e join ledger.log_entry l using (idx)
       where e.event_id = any($1::uuid[]) order by l.idx`,
      [wanted],
    );
    const found = rows.map(({ id, index, hash }) => ({
      ...{ eventId: id, index: Number(index), leafHash: hash.toString('hex') },
    }));
    return new Set(found.map(({ eventId }) => eventId)).size === wanted.length ? found : null;
  }
}
