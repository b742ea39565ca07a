import type { ClientBase } from 'pg';

/** One column as rows are read and written through it. */
export interface Column {
  /** snake_case, as in the table. */
  readonly name: string;
  /** camelCase, as in the row. */
  readonly member: string;
  /** PostgreSQL's name of the type. */
  readonly type: string;
  /** An expression for it that reads back what was written: decimals as text, instants as ISO in UTC with milliseconds. */
  readonly select: string;
  /** 64-bit integers come as text. */
  readonly asNumber: boolean;
}

/** A table as the catalogue describes it. */
export interface TableShape {
  /** Schema and name, quoted. */
  readonly sql: string;
  readonly columns: ReadonlyMap<string, Column>;
  readonly primaryKey: readonly Column[];
}

export const camelCase = (name: string): string =>
  name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());

export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

const SCHEMA = 'rm';

/** The table of a projection, quoted, in schema `rm`. */
export const tableSql = (table: string): string => `${SCHEMA}.${quoted(table)}`;

const SHAPE = `
  SELECT a.attname AS name, format_type(a.atttypid, NULL) AS type, k.place::int AS place
  FROM pg_attribute a
  LEFT JOIN (SELECT unnest(conkey) AS attnum, generate_subscripts(conkey, 1) AS place
             FROM pg_constraint WHERE conrelid = $1::regclass AND contype = 'p') k ON k.attnum = a.attnum
  WHERE a.attrelid = $1::regclass AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
  ORDER BY a.attnum`;

/**
 * Reads a table's columns and primary key from the catalogue.
 * @throws Error where it has no primary key or no `version`
 */
export const shapeOf = async (client: ClientBase, table: string): Promise<TableShape> => {
  const sql = tableSql(table);
  const { rows } = await client.query<{ name: string; type: string; place: number | null }>(SHAPE, [sql]);
  const columns = rows.map(({ name, type, place }) => ({ ...columnOf(name, type), place }));
  const primaryKey = columns
    .filter(({ place }) => place !== null)
    .sort((a, b) => (a.place ?? 0) - (b.place ?? 0));
  if (primaryKey.length === 0) throw new Error(`${sql} has no primary key`);
  if (!columns.some(({ name }) => name === 'version')) throw new Error(`${sql} has no column version`);
  return { sql, columns: new Map(columns.map((column) => [column.member, column])), primaryKey };
};

const AS_TEXT = new Set(['numeric', 'date', 'bigint', 'uuid', 'time without time zone', 'interval']);

const columnOf = (name: string, type: string): Column => {
  const column = `t.${quoted(name)}`;
  const member = camelCase(name);
  const select =
    type === 'timestamp with time zone'
      ? `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
      : AS_TEXT.has(type)
        ? `${column}::text`
        : AS_TEXT.has(type.replace(/\[\]$/, ''))
          ? `${column}::text[]`
          : column;
  return { name, member, type, select: `${select} AS ${quoted(member)}`, asNumber: type === 'bigint' };
};
