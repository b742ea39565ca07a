import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** Everything this process measures. A process is one service, so there is one registry in it. */
export const registry = new Registry();

/** Seconds, 5 ms to 30 s: every histogram, unless it says otherwise. */
export const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

/** The classes of requests that have objectives of their own. */
export const REQUEST_CLASSES = ['command', 'query', 'feed', 'upload', 'export', 'proof'] as const;
export type RequestClass = (typeof REQUEST_CLASSES)[number];

const counter = <const Label extends string = never>(
  name: string,
  help: string,
  labelNames: readonly Label[] = [],
) => new Counter<Label>({ name, help, labelNames: [...labelNames], registers: [registry] });

const gauge = <const Label extends string = never>(
  name: string,
  help: string,
  labelNames: readonly Label[] = [],
) => new Gauge<Label>({ name, help, labelNames: [...labelNames], registers: [registry] });

const seconds = <const Label extends string = never>(
  name: string,
  help: string,
  labelNames: readonly Label[] = [],
) =>
  new Histogram<Label>({ name, help, labelNames: [...labelNames], buckets: SECONDS, registers: [registry] });

/**
 * The instruments of operations.md section 5 that this version has. Labels come from closed sets: never a stream, a person,
 * an address or a message. The label `service` is on all of them.
 */
export const metrics = {
  httpRequestDuration: seconds(
    'jejak_http_request_duration_seconds',
    'HTTP requests, by the template of the route',
    ['route', 'method', 'status', 'class'],
  ),
  command: counter('jejak_command_total', 'Commands, by outcome', ['command', 'outcome']),
  commandDuration: seconds('jejak_command_duration_seconds', 'Commands from call to answer', [
    'command',
    'outcome',
  ]),
  appendDuration: seconds('jejak_append_duration_seconds', 'The SQL call that appends'),
  appendRetries: counter('jejak_append_retries_total', 'Appends tried again', ['reason']),
  eventsAppended: counter('jejak_events_appended_total', 'Facts written', ['type']),
  outboxRows: gauge('jejak_outbox_rows', 'Facts not yet acknowledged by the broker'),
  outboxOldest: gauge('jejak_outbox_oldest_seconds', 'Age of the head of the outbox'),
  relayPublished: counter('jejak_relay_published_total', 'Facts acknowledged by the broker'),
  relaySendDuration: seconds('jejak_relay_send_duration_seconds', 'Sending one batch to the broker'),
  relayLeader: gauge('jejak_relay_leader', '1 on the replica whose relay leads'),
  relayEpoch: gauge('jejak_relay_epoch', 'Fencing number of the relay'),
  relayPos: gauge('jejak_relay_pos', 'Highest number given to a fact'),
  relayBlockedKeys: gauge('jejak_relay_blocked_keys', 'Streams behind an event that cannot be sent'),
  relayErrors: counter('jejak_relay_errors_total', 'Sends that failed', ['kind']),
  clientRebuilds: counter('jejak_client_rebuilds_total', 'Clients that a watchdog destroyed and made anew', [
    'client',
  ]),
  consumerLagEvents: gauge('jejak_consumer_lag_events', 'Events to the end of the source', [
    'projection',
    'source',
    'partition',
  ]),
  consumerLagSeconds: gauge('jejak_consumer_lag_seconds', 'Age of the oldest event not applied', [
    'projection',
    'source',
  ]),
  consumerEvents: counter('jejak_consumer_events_total', 'Events taken from a source', [
    'projection',
    'source',
    'outcome',
  ]),
  consumerBatchDuration: seconds('jejak_consumer_batch_duration_seconds', 'One transaction of a consumer', [
    'projection',
  ]),
  consumerRebalances: counter('jejak_consumer_rebalances_total', 'Generations of the consumer group', [
    'projection',
  ]),
  consumerState: gauge('jejak_consumer_state', '1 for the current state', ['projection', 'state']),
  parkedKeys: gauge('jejak_parked_keys', 'Streams parked', ['projection', 'cause']),
  parkedEvents: gauge('jejak_parked_events', 'Events parked', ['projection', 'cause']),
  freshness: seconds('jejak_freshness_seconds', 'From recorded to visible in the read model', [
    'projection',
    'source',
  ]),
  rebuildProgress: gauge('jejak_rebuild_progress_ratio', 'Share of a rebuild that is done', ['projection']),
  rebuildEvents: counter('jejak_rebuild_events_total', 'Events applied by rebuilds', ['projection']),
  reactionStuck: gauge('jejak_reaction_stuck', 'Reactions waiting for more than 5 minutes', ['policy']),
  timerOverdue: gauge('jejak_timer_overdue', 'Timers that are late', ['kind']),
  importRows: counter('jejak_import_rows_total', 'Rows of imports', ['kind', 'outcome']),
  dbPoolConnections: gauge('jejak_db_pool_connections', 'Connections of a pool', ['pool', 'state']),
  dbPoolWait: seconds('jejak_db_pool_wait_seconds', 'Waiting for a connection', ['pool']),
  authFailures: counter('jejak_auth_failures_total', 'Requests whose token did not hold', ['reason']),
  denied: counter('jejak_denied_total', 'Requests refused to a role', ['permission']),
  uploadRefused: counter('jejak_upload_refused_total', 'Uploads refused', ['reason']),
  buildInfo: gauge('jejak_build_info', 'Always 1', ['version', 'commit', 'contracts', 'schema']),
} as const;

export interface ProcessDescription {
  readonly service: string;
  readonly version: string;
  readonly commit?: string;
  /** Version or digest of the contracts that this build can read. */
  readonly contracts?: string;
  /** Version of the database schema that this build needs. */
  readonly schema?: string;
}

let describing = false;

/** Names the process on every metric and begins to collect Node's own. Call it once, at the start. */
export const describeProcess = (process: ProcessDescription): void => {
  const { service, version, commit = '', contracts = '', schema = '' } = process;
  registry.setDefaultLabels({ service });
  metrics.buildInfo.reset();
  metrics.buildInfo.set({ version, commit, contracts, schema }, 1);
  if (!describing) collectDefaultMetrics({ register: registry });
  describing = true;
};

/** What a pool of `pg` says of itself. */
export interface CountedPool {
  readonly totalCount: number;
  readonly idleCount: number;
  readonly waitingCount: number;
}

/** Shows a pool's connections whenever the metrics are read. */
export const observePool = (name: string, pool: CountedPool): void => {
  pools.set(name, pool);
};

const pools = new Map<string, CountedPool>();

/** The text of `/metrics`, in the Prometheus format. */
export const metricsText = async (): Promise<string> => {
  for (const [pool, { totalCount, idleCount, waitingCount }] of pools) {
    metrics.dbPoolConnections.set({ pool, state: 'busy' }, totalCount - idleCount);
    metrics.dbPoolConnections.set({ pool, state: 'idle' }, idleCount);
    metrics.dbPoolConnections.set({ pool, state: 'waiting' }, waitingCount);
  }
  return registry.metrics();
};

/** The content type of {@link metricsText}. */
export const METRICS_TYPE = registry.contentType;

/**
 * Counts or measures by the name of the metric, for libraries that do not know this one: adds to a counter, sets a gauge, observes
 * with a histogram. @throws Error on a name that is not in the table
 */
export const observe = (name: string, labels: Readonly<Record<string, string>>, value: number): void => {
  const metric = registry.getSingleMetric(name);
  if (metric instanceof Counter) metric.inc(labels, value);
  else if (metric instanceof Gauge) metric.set(labels, value);
  else if (metric instanceof Histogram) metric.observe(labels, value);
  else throw new Error(`There is no metric ${name}`);
};
