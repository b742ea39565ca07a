import type { Client } from 'pg';

/** So many events has a stream. */
export const PER_STREAM = 8;
/** One stream of so many is an evaluation, the others are measurements: ten million entries are a year of a city of 12,500. */
export const PER_EVALUATION = 100;
/** So many streams has a rater, and a unit: ten and forty evaluations. */
const [PER_RATER, PER_UNIT] = [10 * PER_EVALUATION, 40 * PER_EVALUATION];

const YEAR = 2026;

/** Names by number, as SQL has them: what is asked for is found again by who knows the number. */
const uuidOf = (kind: string, of: string): string =>
  `'0198c1a2-0000-7000-8${kind}-' || lpad(to_hex(${of}), 12, '0')`;
const uuid = (kind: string, nth: number): string =>
  `0198c1a2-0000-7000-8${kind}-${nth.toString(16).padStart(12, '0')}`;

/** What the nth stream names, from 1; an evaluation where one is left over of a hundred. */
export const named = (nth: number) => ({
  stream: `evaluation-${uuid('000', nth)}`,
  /** The event of a version. */
  event: (version: number): string => uuid(`a0${version}`, nth),
  employee: uuid('001', nth),
  rater: uuid('002', Math.floor(nth / PER_RATER)),
  unit: uuid('003', Math.floor(nth / PER_UNIT)),
  corr: uuid('004', nth),
  list: `vacancy-${uuid('000', nth)}`,
});

interface Version {
  readonly name: string;
  /** Of a measurement. */
  readonly other: string;
  readonly role: string;
  readonly policy: string | null;
  /** SQL of a `jsonb`. */
  readonly data: string;
}

const VERSIONS: readonly Version[] = [
  {
    ...{ name: 'EvaluationOpened', other: 'ProgressReported', role: 'service', policy: null },
    data: `jsonb_build_object('unitId', unit, 'year', ${YEAR}, 'employeeId', employee, 'overdueAt', '2027-01-31T17:00:00.000Z')`,
  },
  {
    name: 'RatingRecommended',
    other: 'MeasurementVerified',
    role: 'service',
    policy: null,
    data: `'{"composite":"95.0000"}'::jsonb`,
  },
  {
    ...{ name: 'AnnualRated', other: 'MeasurementCorrected', role: 'supervisor', policy: 'perf.result@1' },
    data: `jsonb_build_object('predicate', CASE WHEN s % 7 = 0 THEN 'SANGAT_BAIK' ELSE 'BAIK' END)`,
  },
  {
    ...{ name: 'EvaluationDelivered', other: 'FileRead', role: 'supervisor', policy: null },
    data: `'{"objectBy":"2027-01-27"}'::jsonb`,
  },
  {
    ...{ name: 'EvaluationObjected', other: 'MeasurementVerified', role: 'employee', policy: null },
    data: `'{"grounds":["OTHER"],"overdueAt":"2027-03-10T17:00:00.000Z"}'::jsonb`,
  },
  {
    ...{ name: 'ObjectionDecided', other: 'MeasurementCorrected', role: 'supervisor', policy: null },
    data: `'{"outcome":"REJECTED"}'::jsonb`,
  },
  {
    ...{
      name: 'EvaluationFinalised',
      other: 'MeasurementVerified',
      role: 'supervisor',
      policy: 'perf.result@1',
    },
    data: `'{"predicate":"BAIK"}'::jsonb`,
  },
  {
    ...{ name: 'FileRead', other: 'FileRead', role: 'hr_admin', policy: null },
    data: `jsonb_build_object('subjectId', employee, 'purpose', 'BENCH', 'what', 'performance.evaluation')`,
  },
];

/** base64url without padding, as a leaf has hashes. */
const URL_TEXT = (bytes: string): string => `translate(encode(${bytes}, 'base64'), E'+/=\\n', '-_')`;
const TEXT = (sql: string): string => `'"' || ${sql} || '"'`;

/** The events of one version: of evaluations from one number to another, spread over a year. */
const made = ({ name, other, role, policy }: Version, version: number): string => `
  CREATE TEMP TABLE made ON COMMIT DROP AS
  WITH one AS (
    SELECT s, ${uuidOf('001', 's')} AS employee, ${uuidOf('003', `s / ${PER_UNIT}`)} AS unit,
           ${uuidOf(`a0${version}`, 's')} AS event_id, ${uuidOf('004', 's')} AS corr,
           coalesce(r.pseudonym, 'p_' || lpad(to_hex(s / ${PER_RATER}), 22, 'R')) AS actor,
           coalesce(p.pseudonym, 'p_' || lpad(to_hex(s), 22, 'S')) AS subject,
           CASE WHEN s % ${PER_EVALUATION} = 1 THEN 'evaluation-' ELSE 'measurement-' END || ${uuidOf('000', 's')} AS stream,
           CASE WHEN s % ${PER_EVALUATION} = 1 THEN '${name}' ELSE '${other}' END AS name,
           timestamptz '2027-01-01 00:00Z' + make_interval(days => ${version * 7}, secs => (s * 7919) % 2592000) AS at,
           $3::bigint + s - $1::bigint AS idx, $4::bigint + s - $1::bigint AS pos, h.hash AS prev
      FROM generate_series($1::bigint, $2::bigint) s LEFT JOIN bench_head h USING (s)
      LEFT JOIN bench_person p ON p.id = ${uuidOf('001', 's')} LEFT JOIN bench_person r ON r.id = ${uuidOf('002', `s / ${PER_RATER}`)}),
  written AS (
    SELECT *, '{"actor":"' || actor || '","at":"' || to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
      || '","cause":null,"corr":"' || corr || '","data":null,"id":"' || event_id || '","policy":${policy === null ? 'null' : `"${policy}"`},"prev":'
      || coalesce(${TEXT(URL_TEXT('prev'))}, 'null') || ',"role":"${role}","stream":"' || stream || '","subject":"' || subject
      || '","type":"asn.performance.' || name || '.v1","ver":${version}}' AS core
      FROM one)
  SELECT *, '{"core":' || core || ',"pos":' || pos || ',"src":"performance","v":1}' AS leaf,
         sha256(convert_to(E'asn-event/v1\\n' || core, 'UTF8')) AS event_hash FROM written`;

const ENTRIES = (version: number): string => `
  INSERT INTO ledger.log_entry (idx, leaf, hash, src, pos, stream, ver)
  SELECT idx, convert_to(leaf, 'UTF8'), sha256('\\x00'::bytea || convert_to(leaf, 'UTF8')), 'performance', pos,
         stream, ${version} FROM made`;

const FOR_QUESTIONS = ({ role, policy, data }: Version): string => `
  INSERT INTO ledger.entry (idx, event_id, event_hash, type, name, at, actor, role, subject, policy, policies, corr, data, payload)
  SELECT idx, event_id::uuid, event_hash, 'asn.performance.' || name || '.v1', name, at, actor, '${role}', subject,
         ${policy === null ? 'NULL' : `'${policy}'`}, ${policy === null ? `'{}'` : `ARRAY['${policy}']`}, corr, ${data}, 'opens' FROM made`;

/**
 * Writes whole streams into a log whose writer is stopped: chained, hashed, numbered, in the server itself, a hundred times as fast as logging.
 * The head is left unsigned, so that the writer makes tree, signature and files when it comes.
 * @param from the first stream, 1 at the beginning
 * @param pseudonyms of those who are asked about, by UUID; the others have made-up ones
 */
export const fillLog = async (
  client: Client,
  from: number,
  to: number,
  pseudonyms: ReadonlyMap<string, string>,
): Promise<void> => {
  await client.query(
    'CREATE UNLOGGED TABLE IF NOT EXISTS bench_person (id text PRIMARY KEY, pseudonym text)',
  );
  await client.query(
    'INSERT INTO bench_person SELECT * FROM unnest($1::text[], $2::text[]) ON CONFLICT DO NOTHING',
    [[...pseudonyms.keys()], [...pseudonyms.values()]],
  );
  await client.query('CREATE UNLOGGED TABLE IF NOT EXISTS bench_head (s bigint PRIMARY KEY, hash bytea)');
  for (const [nth, version] of VERSIONS.entries()) {
    await client.query('BEGIN');
    const { rows } = await client.query<{ size: string; logged: string }>(
      `SELECT h.size, coalesce((SELECT logged FROM ledger.source WHERE src = 'performance'), 0) AS logged
         FROM ledger.log_head h WHERE log = 'main' FOR UPDATE`,
    );
    const [{ size, logged }] = rows;
    await client.query(made(version, nth + 1), [from, to, size, Number(logged) + 1]);
    await client.query(ENTRIES(nth + 1));
    await client.query(FOR_QUESTIONS(version));
    if (version.policy !== null)
      await client.query(`INSERT INTO ledger.policy_use SELECT '${version.policy}', at, idx FROM made`);
    if (nth === VERSIONS.length - 1)
      await client.query(
        `INSERT INTO ledger.stream_head SELECT stream, 'performance', ${nth + 1}, event_hash, idx FROM made`,
      );
    // What is final read the rating of its own stream.
    if (version.name === 'EvaluationFinalised')
      await client.query(`INSERT INTO ledger.decision_input SELECT stream, 3, idx FROM made`);
    await client.query(
      'INSERT INTO bench_head SELECT s, event_hash FROM made ON CONFLICT (s) DO UPDATE SET hash = excluded.hash',
    );
    await client.query(
      `INSERT INTO ledger.source (src, logged, claimed) SELECT 'performance', max(pos), max(pos) FROM made
       ON CONFLICT (src) DO UPDATE SET logged = excluded.logged, claimed = excluded.claimed`,
    );
    await client.query(
      `UPDATE ledger.log_head SET size = size + (SELECT count(*) FROM made), root = NULL, note = NULL, edge = NULL`,
    );
    await client.query('COMMIT');
  }
  // The controls have nothing to ask here, and would walk through all of it first.
  await client.query('UPDATE ledger.control_mark SET next = (SELECT size FROM ledger.log_head)');
  await client.query(
    'VACUUM (ANALYZE) ledger.log_entry, ledger.entry, ledger.policy_use, ledger.stream_head',
  );
};
