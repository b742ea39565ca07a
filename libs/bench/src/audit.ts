import { newId } from '@jejak/kernel';
import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { type AuditProcess, startAudit } from './audit-process';
import { fillLog, named, PER_EVALUATION, PER_STREAM } from './made-log';
import { ascending, quantile } from './race';
import { describeMachine, type Machine, type Servers } from './servers';

export interface AuditBenchOptions {
  /** Entries of the larger log; the smaller one has a tenth. */
  readonly count: number;
  /** How often each question is asked. */
  readonly rounds: number;
  readonly progress?: (text: string) => void;
}

/** How long one question takes. */
export interface Answered {
  readonly question: string;
  /** By size, the smaller first. */
  readonly p50Ms: readonly number[];
  readonly p95Ms: readonly number[];
  /** p50 at the larger size over that at the smaller. */
  readonly growth: number;
}

export interface AuditReport {
  readonly bench: 'audit';
  readonly machine: Machine;
  readonly entries: readonly number[];
  /** p95 of one event read by its place and one row written and committed, by the bare driver: what an answer with its fact cannot be below. */
  readonly rawP95Ms: readonly number[];
  readonly questions: readonly Answered[];
  /** log n of the larger over log n of the smaller: what the growth may be. */
  readonly growthAllowed: number;
}

/** A path to get, or one with what is posted there. */
type Asked = readonly [path: string, body?: object];
interface Asking {
  readonly question: string;
  readonly asked: (nth: number, kept: string) => Asked;
}

const WEEK = 'from=2027-01-24&to=2027-01-25';
const stream = (nth: number): string => named(nth).stream;
const get = (question: string, path: (nth: number) => string): Asking => ({
  question,
  asked: (nth) => [path(nth)],
});

/** The 25 questions as an inspector asks them of one object, one person, one unit or a day or two. */
const QUESTIONS: readonly Asking[] = [
  get(
    'Q1',
    (nth) => `/streams/${stream(nth)}/history?fromType=AnnualRated&toType=EvaluationFinalised&diff=1`,
  ),
  get('Q2', (nth) => `/streams/${stream(nth)}/state?asOf=event:${named(nth).event(7)}`),
  get('Q3', () => `/events?type=*.AnnualRated.v1&policy=perf.result@1&${WEEK}`),
  get('Q4', () => `/checks/late?${WEEK}`),
  get('Q5', (nth) => `/actors/${named(nth).rater}/events?subjectRel=subordinate`),
  get('Q6', () => '/verify/completeness?source=performance'),
  get('Q7', (nth) => `/subjects/${named(nth).employee}/accesses`),
  get('Q8', (nth) => `/streams/${stream(nth)}/history?proof=exact`),
  {
    question: 'Q9',
    asked: (nth) => ['/verify/document', { stream: stream(nth), index: nth, leafHash: 'A'.repeat(43) }],
  },
  get('Q10', () => '/checks/separation'),
  get('Q11', () => `/checks/bursts?${WEEK}&window=60&min=3`),
  get('Q12', (nth) => `/events/${named(nth).event(3)}/neighbourhood?minutes=30`),
  get('Q13', (nth) => `/cases/${named(nth).corr}/graph`),
  get('Q14', () => '/policies/perf.result/state'),
  get('Q15', (nth) => `/streams/${stream(nth)}/dependents`),
  get('Q16', () => '/reports/objections?from=2027-02-10&to=2027-02-11'),
  get('Q17', (nth) => `/reports/distribution?period=2026&unit=${named(nth).unit}`),
  get('Q18', () => '/checks/uniformity?period=2026'),
  get('Q19', (nth) => `/streams/${stream(nth)}/history?proof=exact`),
  get('Q20', (nth) => `/subjects/${named(nth).employee}/events?service=performance`),
  get('Q21', () => `/checks/rights?asOf=act&${WEEK}`),
  get('Q22', () => '/events?type=OperatorActed&role=operator'),
  get('Q23', () => '/events?type=asn.audit.SubjectKeyDestroyed.v1'),
  { question: 'Q24', asked: (_, checkpoint) => ['/verify/consistency', { checkpoint }] },
  get('Q25', () => `/reports/assurance?${WEEK}`),
];

/** A question about nothing that is there is refused as quickly; of those two no more is asked here. */
const MAY_BE_ABSENT = ['Q14'];
const SEALED_MS = 600_000;

/** Asks each of the 25 questions of the real service, over HTTP, with its fact recorded, at two sizes of the log. */
export const benchAudit = async (servers: Servers, options: AuditBenchOptions): Promise<AuditReport> => {
  const { count, rounds, progress = () => undefined } = options;
  const machine = await describeMachine(servers.postgresUrl);
  const audit = await startAudit(servers, 'audit', { JEJAK_LEDGER_HEADS_EVERY: '2s' });
  const client = new Client({ connectionString: audit.databaseUrl });
  const entries: number[] = [];
  const raw: number[] = [];
  const times: { readonly p50: number; readonly p95: number }[][] = QUESTIONS.map(() => []);
  try {
    await client.connect();
    const smaller = Math.max(1, Math.ceil(count / 10 / PER_STREAM));
    const asked = evaluationsIn(smaller, rounds + 1);
    const pseudonyms = await audit.pseudonyms(
      asked.flatMap((nth) => [named(nth).employee, named(nth).rater]),
    );
    let streams = 0;
    for (const wanted of [smaller, Math.ceil(count / PER_STREAM)]) {
      await audit.stop();
      await fillLog(client, streams + 1, wanted, pseudonyms);
      streams = wanted;
      await audit.start();
      progress(`${streams * PER_STREAM} entries are logged`);
      const kept = await sealed(audit, client);
      entries.push(streams * PER_STREAM);
      raw.push(await bare(client, asked));
      for (const [at, { question, asked: by }] of QUESTIONS.entries()) {
        const taken: number[] = [];
        for (const nth of asked) taken.push(await ask(audit, question, by(nth, kept)));
        // The first pays for what is not there yet.
        const sorted = ascending(taken.slice(1));
        times[at].push({ p50: quantile(sorted, 0.5), p95: quantile(sorted, 0.95) });
      }
    }
  } finally {
    await client.end();
    await audit.close();
  }
  const questions = QUESTIONS.map(({ question }, at): Answered => {
    const [small, large] = times[at];
    return {
      ...{ question, p50Ms: [small.p50, large.p50], p95Ms: [small.p95, large.p95] },
      growth: large.p50 / small.p50,
    };
  });
  const growthAllowed = Math.log(entries[1]) / Math.log(entries[0]);
  return { bench: 'audit', machine, entries, rawP95Ms: raw, questions, growthAllowed };
};

const INSPECTOR = newId();

/** So many evaluations, spread over the first so many streams; the same again where there are fewer. */
const evaluationsIn = (streams: number, wanted: number): number[] => {
  const there = Math.ceil(streams / PER_EVALUATION);
  return Array.from(
    { length: wanted },
    (_, i) => 1 + PER_EVALUATION * (Math.floor((i * there) / wanted) % there),
  );
};

const ask = async (audit: AuditProcess, question: string, [path, body]: Asked): Promise<number> => {
  const headers = { authorization: `Bearer ${audit.token(INSPECTOR, 'inspector')}` };
  const url = `${audit.api()}/v1${path}`;
  const began = performance.now();
  const response = await (body === undefined
    ? fetch(`${url}${path.includes('?') ? '&' : '?'}purpose=BENCH`, { headers })
    : fetch(url, {
        ...{ method: 'POST', headers: { ...headers, 'content-type': 'application/json' } },
        body: JSON.stringify({ ...body, purpose: 'BENCH' }),
      }));
  const said = await response.text();
  const taken = performance.now() - began;
  if (!response.ok && !(response.status === 404 && MAY_BE_ABSENT.includes(question)))
    throw new Error(`${question} was refused: ${response.status} ${said}`);
  return taken;
};

/** @returns the checkpoint, once a heads leaf covers what was filled in */
const sealed = async (audit: AuditProcess, client: Client): Promise<string> => {
  const { rows } = await client.query<{ n: string }>(
    `SELECT max(idx) AS n FROM ledger.log_entry WHERE src = 'performance'`,
  );
  for (const end = performance.now() + SEALED_MS; performance.now() < end; await pause(100)) {
    const leaf = await client.query<{ note: string }>(
      'SELECT note FROM ledger.heads_leaf WHERE idx > $1 ORDER BY idx LIMIT 1',
      [rows[0].n],
    );
    if (leaf.rows.length > 0 && (await audit.publishedSize()) > Number(rows[0].n) + 1)
      return leaf.rows[0].note;
  }
  throw new Error('the log was not sealed in time');
};

const bare = async (client: Client, asked: readonly number[]): Promise<number> => {
  await client.query(
    'CREATE TABLE IF NOT EXISTS bench_fact (id bigint GENERATED ALWAYS AS IDENTITY, what text)',
  );
  const taken: number[] = [];
  for (const nth of asked) {
    const began = performance.now();
    await client.query(
      `SELECT l.leaf, e.data FROM ledger.log_entry l JOIN ledger.entry e USING (idx) WHERE l.stream = $1 ORDER BY l.ver`,
      [stream(nth)],
    );
    await client.query('INSERT INTO bench_fact (what) VALUES ($1)', ['BENCH']);
    taken.push(performance.now() - began);
  }
  return quantile(ascending(taken), 0.95);
};
