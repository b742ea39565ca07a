import { AsyncLocalStorage } from 'node:async_hooks';

/**
 * The members a log line may have. The list is closed: a member that is not in it does not compile, and at run time it is
 * dropped, so that a body or a person's name cannot slip into a log because someone spread an object.
 */
export interface LogFields {
  readonly corr?: string;
  readonly command?: string;
  readonly command_id?: string;
  readonly stream_type?: string;
  readonly event_id?: string;
  readonly event_type?: string;
  readonly projection?: string;
  readonly reaction?: string;
  readonly topic?: string;
  readonly partition?: number;
  readonly offset?: string | number | bigint;
  readonly outcome?: string;
  readonly code?: string;
  readonly duration_ms?: number;
  /** Pseudonym `p_…` or the name of a service; never a person's id or name. */
  readonly actor?: string;
  /** The template of the route, never the URL. */
  readonly route?: string;
  readonly method?: string;
  readonly status?: number;
  readonly permission?: string;
  readonly role?: string;
  readonly reason?: string;
  /** Of a closed set: `transient`, `timeout`, `watchdog` … */
  readonly kind?: string;
  /** A part of this process: `relay`, `management`, a loop's name. */
  readonly part?: string;
  readonly source?: string;
  readonly count?: number;
  readonly attempt?: number;
  readonly delay_ms?: number;
  readonly epoch?: string | number | bigint;
  readonly pos?: string | number | bigint;
  readonly version_from?: string | number;
  readonly version_to?: string | number;
  readonly port?: number;
  /** True on security events: they also go to the second sink. */
  readonly sec?: boolean;
  /** Only its type, code and stack frames are written (see {@link Logger}). */
  readonly err?: unknown;
}

/** Every name that {@link LogFields} admits, for the run-time check. */
export const LOG_FIELDS: ReadonlySet<string> = new Set<keyof LogFields>([
  'corr',
  'command',
  'command_id',
  'stream_type',
  'event_id',
  'event_type',
  'projection',
  'reaction',
  'topic',
  'partition',
  'offset',
  'outcome',
  'code',
  'duration_ms',
  'actor',
  'route',
  'method',
  'status',
  'permission',
  'role',
  'reason',
  'kind',
  'part',
  'source',
  'count',
  'attempt',
  'delay_ms',
  'epoch',
  'pos',
  'version_from',
  'version_to',
  'port',
  'sec',
  'err',
]);

const current = new AsyncLocalStorage<LogFields>();

/** Puts `fields` on every line that is logged inside `run`, beside those of an outer call. */
export const withLogFields = <Result>(fields: LogFields, run: () => Result): Result =>
  current.run({ ...current.getStore(), ...fields }, run);

/** The fields that {@link withLogFields} put around the caller. */
export const currentLogFields = (): LogFields => current.getStore() ?? {};
