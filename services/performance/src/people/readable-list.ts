import { type KeyKind, keyset, type Page, type PageRequest } from '@jejak/http';
import type { Role } from '@jejak/kernel';
import { readable, readerOf } from '@jejak/organisation';
import type { DataSource } from 'typeorm';

/** Who reads, under which role, and on which legal date relations and duties are looked up. */
export interface Reader {
  readonly actor: string;
  readonly role: Role;
  readonly date: string;
}

/** A condition on rows, with `?` in the place of its value; without a value it is none. */
export type Filter = readonly [condition: string, value: string | number | undefined];

interface Definition<Row> {
  readonly name: string;
  /** SQL of what is shown of a row, and where rows stand. */
  readonly select: string;
  readonly from: string;
  /**
   * SQL of which rows are seen: $1 who reads, $2 under which role, $3 the legal date. Left out: those of employees of whom the
   * reader may know (`employee_id`).
   */
  readonly visible?: string;
  /** The sort key: members of a row that are shown, with their kinds and columns. Together they are unique. */
  readonly key: readonly (readonly [member: keyof Row & string, kind: KeyKind, column: string])[];
  readonly latestFirst?: boolean;
}

const SQL_TYPE: Readonly<Record<KeyKind, string>> = {
  ...{ uuid: 'uuid', text: 'text', integer: 'int', decimal: 'numeric', date: 'date', instant: 'timestamptz' },
};

/**
 * A list whose rows are about people, a page at a time: who may see a row is part of the query, and a page goes on behind the last row
 * of the one before, whatever came in between.
 */
export const readableList = <Row extends object>({
  name,
  select,
  from,
  visible = readable('employee_id'),
  key,
  latestFirst = false,
}: Definition<Row>) => {
  const members = key.map(([member]) => member);
  const position = keyset(name, Object.fromEntries(key.map(([member, kind]) => [member, kind])));
  const columns = key.map(([, , column]) => column);
  const order = columns.map((column) => (latestFirst ? `${column} desc` : column)).join(', ');
  return {
    /** @throws Malformed CURSOR_INVALID */
    page: async (
      db: DataSource,
      { actor, role, date }: Reader,
      { cursor, limit }: Pick<PageRequest, 'cursor' | 'limit'>,
      filters: readonly Filter[] = [],
    ): Promise<Page<Row>> => {
      const values: unknown[] = [readerOf(actor), role, date];
      const parameter = (value: unknown): string => `$${values.push(value)}`;
      const after = position.after(cursor);
      const conditions = [
        visible,
        ...filters.flatMap(([condition, value]) =>
          value === undefined ? [] : condition.replaceAll('?', parameter(value)),
        ),
        ...(after
          ? [
              `(${columns.join(', ')}) ${latestFirst ? '<' : '>'} (${key
                .map(([member, kind]) => `${parameter(after[member])}::${SQL_TYPE[kind]}`)
                .join(', ')})`,
            ]
          : []),
      ];
      const rows = await db.query<Row[]>(
        `select ${select} from ${from} where ${conditions.map((condition) => `(${condition})`).join(' and ')}
         order by ${order} limit ${parameter(limit + 1)}`,
        values,
      );
      return position.page(rows, limit, (row) =>
        Object.fromEntries(members.map((member) => [member, String(row[member])])),
      );
    },
  };
};
