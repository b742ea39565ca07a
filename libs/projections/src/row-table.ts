import { Overtaken } from '@jejak/messaging';
import type { ClientBase } from 'pg';
import { type Column, quoted, shapeOf, type TableShape } from './columns';
import type { FoldedRow, TouchedRow } from './fold';

type Json = Record<string, unknown>;

/** Reads and writes the rows of one projection, many at a time. */
export class RowTable {
  private shape: TableShape | undefined;

  constructor(private readonly table: string) {}

  /** Those of these rows that exist, by their id, locked until the end of the transaction in the order of their keys. */
  async load(
    tx: ClientBase,
    touched: readonly Pick<TouchedRow, 'id' | 'key'>[],
  ): Promise<Map<string, object>> {
    if (touched.length === 0) return new Map();
    const { sql, columns, primaryKey } = await this.shapeBy(tx);
    const selected = [...columns.values()].filter(({ name }) => name !== 'version');
    const names = primaryKey.map(({ name }) => quoted(name));
    const { rows } = await tx.query<Json>(
      `SELECT ${selected.map(({ select }) => select).join(', ')}, k."${NTH}"::int AS "${NTH}"
       FROM ${sql} t JOIN ${keyRows(primaryKey)} WITH ORDINALITY k(${names.join(', ')}, "${NTH}")
         ON ${matching(primaryKey, 'k')}
       ORDER BY ${names.map((name) => `t.${name}`).join(', ')} FOR UPDATE OF t`,
      keyColumns(
        primaryKey,
        touched.map(({ key }) => key),
      ),
    );
    const numbers = selected.filter(({ asNumber }) => asNumber);
    return new Map(
      rows.map(({ [NTH]: nth, ...row }) => {
        for (const { member } of numbers) row[member] = row[member] === null ? null : Number(row[member]);
        return [touched[(nth as number) - 1].id, row];
      }),
    );
  }

  /**
   * Writes each row once.
   * @throws Overtaken where a row that was not there when it was looked for has been made since: to be folded again
   */
  async write(tx: ClientBase, folded: readonly FoldedRow[]): Promise<void> {
    const shape = await this.shapeBy(tx);
    const gone = folded.filter(({ before, row }) => before && !row);
    if (gone.length > 0) await this.remove(tx, shape, gone);
    const changed = folded.filter(({ before, row }) => before && row);
    if (changed.length > 0) await this.change(tx, shape, changed);
    const made = folded.filter(({ before, row }) => !before && row);
    if (made.length > 0) await this.make(tx, shape, made);
  }

  private async shapeBy(tx: ClientBase): Promise<TableShape> {
    return (this.shape ??= await shapeOf(tx, this.table));
  }

  private async remove(
    tx: ClientBase,
    { sql, primaryKey }: TableShape,
    rows: readonly FoldedRow[],
  ): Promise<void> {
    const names = primaryKey.map(({ name }) => quoted(name)).join(', ');
    await tx.query(
      `DELETE FROM ${sql} t USING ${keyRows(primaryKey)} k(${names}) WHERE ${matching(primaryKey, 'k')}`,
      keyColumns(
        primaryKey,
        rows.map(({ key }) => key),
      ),
    );
  }

  private async change(tx: ClientBase, shape: TableShape, rows: readonly FoldedRow[]): Promise<void> {
    const { sql, primaryKey } = shape;
    const { json, columns } = written(shape, rows);
    const keys = new Set(primaryKey.map(({ name }) => name));
    const set = columns
      .filter((name) => !keys.has(name))
      .map((name) => `${quoted(name)} = s.${quoted(name)}`);
    await tx.query(
      `UPDATE ${sql} t SET ${set.join(', ')} FROM json_populate_recordset(NULL::${sql}, $1::json) s
       WHERE ${matching(primaryKey, 's')}`,
      [json],
    );
  }

  private async make(tx: ClientBase, shape: TableShape, rows: readonly FoldedRow[]): Promise<void> {
    const { sql, primaryKey } = shape;
    const { json, columns } = written(shape, rows);
    const list = columns.map(quoted).join(', ');
    const { rowCount } = await tx.query(
      `INSERT INTO ${sql} (${list}) SELECT ${list} FROM json_populate_recordset(NULL::${sql}, $1::json)
       ON CONFLICT (${primaryKey.map(({ name }) => quoted(name)).join(', ')}) DO NOTHING`,
      [json],
    );
    if (rowCount !== rows.length) throw new Overtaken(`a row of ${sql} was made by another stream's event`);
  }
}

/** Which of the keys a row was found by; no member is spelt like this. */
const NTH = 'key nth';

const keyRows = (primaryKey: readonly Column[]): string =>
  `unnest(${primaryKey.map(({ type }, index) => `$${index + 1}::text[]::${type}[]`).join(', ')})`;

const keyColumns = (primaryKey: readonly Column[], keys: readonly (readonly string[])[]): string[][] => {
  for (const key of keys)
    if (key.length !== primaryKey.length)
      throw new Error(`the key has ${key.length} parts, the primary key ${primaryKey.length} columns`);
  return primaryKey.map((_, place) => keys.map((key) => key[place]));
};

const matching = (primaryKey: readonly Column[], other: string): string =>
  primaryKey.map(({ name }) => `t.${quoted(name)} = ${other}.${quoted(name)}`).join(' AND ');

/** The rows as JSON with the table's names, and the columns that they speak of. */
const written = (
  { sql, columns, primaryKey }: TableShape,
  rows: readonly FoldedRow[],
): { json: string; columns: string[] } => {
  const names = new Set<string>(['version']);
  const objects = rows.map(({ key, row, version }) => {
    const object: Json = {};
    for (const [member, value] of Object.entries(row ?? {})) {
      if (member === 'version')
        throw new Error(`${sql}.version is the stream's: a version of something else needs another name`);
      const column = columns.get(member);
      if (!column) throw new Error(`${sql} has no column for the member ${member}`);
      if (value === undefined) continue;
      object[column.name] = value;
      names.add(column.name);
    }
    primaryKey.forEach(({ name }, place) => {
      // The columns of the key are the key's, whether the row repeats them or not.
      const said = object[name];
      const text = typeof said === 'string' ? said : JSON.stringify(said);
      if (said !== undefined && text !== key[place])
        throw new Error(`the row's ${name} is not what its key says`);
      object[name] = key[place];
      names.add(name);
    });
    object.version = version;
    return object;
  });
  return { json: JSON.stringify(objects), columns: [...names] };
};
