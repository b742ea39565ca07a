import { createHash } from 'node:crypto';
import type { ClientBase } from 'pg';
import { quoted, tableSql } from './columns';

/** PostgreSQL cuts longer names off in silence. */
const NAME_BYTES = 63;
const DIGEST = 8;

/**
 * The name of what stands beside a table, an index or a constraint; one that would be too long is shortened and made distinct
 * by a digest of the whole.
 */
export const beside = (name: string, suffix: string): string => {
  const whole = `${name}${suffix}`;
  if (Buffer.byteLength(whole) <= NAME_BYTES) return whole;
  const digest = createHash('sha256').update(name).digest('hex').slice(0, DIGEST);
  let kept = name;
  while (Buffer.byteLength(`${kept}_${digest}${suffix}`) > NAME_BYTES) kept = kept.slice(0, -1);
  return `${kept}_${digest}${suffix}`;
};

/** An index of a table, with the statement that makes the same one elsewhere. */
interface Index {
  readonly name: string;
  /** Of a constraint: `PRIMARY KEY (…)`, `UNIQUE (…)`, `EXCLUDE …`; null for a plain index. */
  readonly constraint: string | null;
  readonly unique: boolean;
  /** What follows the table's name in `CREATE INDEX … ON table`. */
  readonly using: string;
}

const INDEXES = `
  SELECT c.relname AS name, pg_get_constraintdef(k.oid) AS "constraint", i.indisunique OR i.indisexclusion AS "unique",
         substr(pg_get_indexdef(i.indexrelid), strpos(pg_get_indexdef(i.indexrelid), ' USING ')) AS "using"
  FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
  LEFT JOIN pg_constraint k ON k.conindid = i.indexrelid AND k.conrelid = i.indrelid AND k.contype IN ('p', 'u', 'x')
  WHERE i.indrelid = $1::regclass ORDER BY i.indisprimary DESC, c.relname`;

const indexesOf = async (client: ClientBase, table: string): Promise<Index[]> =>
  (await client.query<Index>(INDEXES, [tableSql(table)])).rows;

/** What would not come along when a table of another identity takes its name. */
const OBSTACLES = `
  SELECT 'it is not a plain table' AS obstacle FROM pg_class WHERE oid = $1::regclass AND relkind <> 'r'
  UNION ALL SELECT format('the view %s reads it', v.oid::regclass) FROM pg_depend d
    JOIN pg_rewrite r ON r.oid = d.objid AND d.classid = 'pg_rewrite'::regclass JOIN pg_class v ON v.oid = r.ev_class
    WHERE d.refobjid = $1::regclass AND d.refclassid = 'pg_class'::regclass AND v.oid <> $1::regclass GROUP BY v.oid
  UNION ALL SELECT format('the foreign key %I of %s', conname, conrelid::regclass) FROM pg_constraint
    WHERE contype = 'f' AND $1::regclass IN (conrelid, confrelid)
  UNION ALL SELECT format('the trigger %I', tgname) FROM pg_trigger WHERE tgrelid = $1::regclass AND NOT tgisinternal
  UNION ALL SELECT format('the row policy %I', polname) FROM pg_policy WHERE polrelid = $1::regclass
  UNION ALL SELECT format('the table inherits or is inherited (%s)', inhrelid::regclass) FROM pg_inherits
    WHERE $1::regclass IN (inhrelid, inhparent)
  UNION ALL SELECT format('the sequence %s belongs to it', objid::regclass) FROM pg_depend
    WHERE classid = 'pg_class'::regclass AND refobjid = $1::regclass AND deptype = 'a' AND refobjsubid > 0
      AND objid IN (SELECT oid FROM pg_class WHERE relkind = 'S')`;

/** Why a table cannot be exchanged for another by renaming: one sentence each, for operators. */
export const obstaclesOf = async (client: ClientBase, table: string): Promise<string[]> =>
  (await client.query<{ obstacle: string }>(OBSTACLES, [tableSql(table)])).rows.map(
    ({ obstacle }) => obstacle,
  );

/**
 * Makes an empty table of the same shape beside a live one, UNLOGGED: a crash of the database empties it. What keeps rows
 * distinct is there from the start, since a fold may lean on it; the other indexes come when the rows are in.
 */
export const createCandidate = async (tx: ClientBase, table: string, suffix: string): Promise<void> => {
  const sql = tableSql(beside(table, suffix));
  const { rows: options } = await tx.query<{ options: string | null }>(
    `SELECT array_to_string(reloptions, ', ') AS options FROM pg_class WHERE oid = $1::regclass`,
    [tableSql(table)],
  );
  await tx.query(
    `CREATE UNLOGGED TABLE ${sql} (LIKE ${tableSql(table)} INCLUDING ALL EXCLUDING INDEXES)
     ${options[0].options === null ? '' : `WITH (${options[0].options})`}`,
  );
  for (const index of await indexesOf(tx, table))
    if (index.unique) await tx.query(making(index, sql, suffix));
  const { rows } = await tx.query<{ grantee: string; privilege: string }>(
    `SELECT CASE a.grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(a.grantee)) END AS grantee,
            a.privilege_type AS privilege
     FROM pg_class c, aclexplode(c.relacl) a WHERE c.oid = $1::regclass AND a.grantee <> c.relowner`,
    [tableSql(table)],
  );
  for (const { grantee, privilege } of rows) await tx.query(`GRANT ${privilege} ON ${sql} TO ${grantee}`);
};

/** The indexes that the candidate does not have yet, as statements; each may be run by itself and again. */
export const missingIndexes = async (
  client: ClientBase,
  table: string,
  suffix: string,
): Promise<string[]> => {
  const candidate = beside(table, suffix);
  const there = new Set((await indexesOf(client, candidate)).map(({ name }) => name));
  return (await indexesOf(client, table))
    .filter(({ name }) => !there.has(beside(name, suffix)))
    .map((index) => making(index, tableSql(candidate), suffix));
};

const making = ({ name, constraint, unique, using }: Index, sql: string, suffix: string): string => {
  const made = quoted(beside(name, suffix));
  return constraint === null
    ? `CREATE ${unique ? 'UNIQUE ' : ''}INDEX ${made} ON ${sql}${using}`
    : `ALTER TABLE ${sql} ADD CONSTRAINT ${made} ${constraint}`;
};

/** Gives a table, its indexes and its constraints other names. `from` and `to` are suffixes of the live name; '' is the live one. */
export const renameTable = async (
  tx: ClientBase,
  table: string,
  indexes: readonly string[],
  from: string,
  to: string,
): Promise<void> => {
  await tx.query(`ALTER TABLE ${tableSql(beside(table, from))} RENAME TO ${quoted(beside(table, to))}`);
  for (const name of indexes)
    await tx.query(
      `ALTER INDEX IF EXISTS ${tableSql(beside(name, from))} RENAME TO ${quoted(beside(name, to))}`,
    );
};

/** The names of a live table's indexes, by which those of its candidates are known. */
export const indexNames = async (client: ClientBase, table: string): Promise<string[]> =>
  (await indexesOf(client, table)).map(({ name }) => name);

export const tableExists = async (client: ClientBase, table: string): Promise<boolean> => {
  const { rows } = await client.query<{ there: boolean }>('SELECT to_regclass($1) IS NOT NULL AS there', [
    tableSql(table),
  ]);
  return rows[0].there;
};

/** Whether two tables have the same columns: a migration may have come in between. */
export const sameColumns = async (client: ClientBase, left: string, right: string): Promise<boolean> => {
  const { rows } = await client.query<{ same: boolean }>(
    `SELECT count(DISTINCT columns) = 1 AS same FROM (
       SELECT t.oid, array_agg(format('%I %s %s', a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull) ORDER BY a.attname) AS columns
       FROM unnest(ARRAY[$1::regclass::oid, $2::regclass::oid]) t(oid)
       JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum > 0 AND NOT a.attisdropped GROUP BY t.oid) shapes`,
    [tableSql(left), tableSql(right)],
  );
  return rows[0].same;
};
