import { hostname } from 'node:os';
import { isSpanContextValid, trace } from '@opentelemetry/api';
import pino from 'pino';
import { LOG_FIELDS, type LogFields, currentLogFields } from './log-fields';
import { loggedError, scrub } from './scrub';

export const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

type Write = (fields: LogFields, message: string) => void;

/**
 * One line of JSON an event. Never in it: names, NIK, NIP, e-mail, free text, tokens, cookies, bodies, query strings; see
 * {@link scrub} for what is enforced. `err` gives class, code and stack frames, and its message only at level debug.
 * The message is a fixed English sentence: what varies belongs into the fields.
 */
export interface Logger {
  readonly trace: Write;
  readonly debug: Write;
  readonly info: Write;
  readonly warn: Write;
  readonly error: Write;
  readonly fatal: Write;
  /** A logger that adds `fields` to each line. */
  child(fields: LogFields): Logger;
}

/** Where lines go: `process.stdout` and the like. */
export interface LogSink {
  write(line: string): unknown;
}

export interface LoggerOptions {
  readonly service: string;
  readonly version?: string;
  readonly pod?: string;
  readonly level?: LogLevel;
  /** Default: standard output. */
  readonly sink?: LogSink;
  /** Lines with `sec: true` go here too. */
  readonly securitySink?: LogSink;
}

const written = (name: string, value: unknown, debug: boolean): unknown => {
  if (name === 'err') return loggedError(value, debug);
  switch (typeof value) {
    case 'string':
      return scrub(value);
    case 'bigint':
      return value.toString();
    case 'number':
    case 'boolean':
      return value;
    default:
      return undefined;
  }
};

/** Only the members of {@link LogFields}, each fit to be written. */
const admitted = (fields: object, debug: boolean): Record<string, unknown> => {
  const out: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(fields))
    if (LOG_FIELDS.has(name)) out[name] = written(name, value, debug);
  return out;
};

const traceFields = (): object => {
  const context = trace.getActiveSpan()?.spanContext();
  return context && isSpanContextValid(context) ? { trace_id: context.traceId, span_id: context.spanId } : {};
};

const wrap = (logger: pino.Logger, debug: boolean): Logger => {
  const at =
    (level: Exclude<LogLevel, 'silent'>): Write =>
    (fields, message) => {
      if (logger.isLevelEnabled(level))
        logger[level](
          { ...traceFields(), ...admitted({ ...currentLogFields(), ...fields }, debug) },
          scrub(message),
        );
    };
  return {
    trace: at('trace'),
    debug: at('debug'),
    info: at('info'),
    warn: at('warn'),
    error: at('error'),
    fatal: at('fatal'),
    child: (fields) => wrap(logger.child(admitted(fields, debug)), debug),
  };
};

const withSecuritySink = (main: LogSink, security: LogSink | undefined): LogSink =>
  security
    ? {
        write: (line) => {
          main.write(line);
          // Members are written by pino itself, so the text can stand for the member: a quote inside a value is escaped.
          if (line.includes('"sec":true')) security.write(line);
        },
      }
    : main;

/** The logger of one process. */
export const createLogger = (options: LoggerOptions): Logger => {
  const { service, version, pod = hostname(), level = 'info', sink, securitySink } = options;
  // Standard output is written synchronously: a process that is killed loses no line that it logged.
  const main = sink ?? pino.destination({ fd: 1, sync: true });
  const logger = pino(
    {
      level,
      base: { service, ...(version === undefined ? {} : { version }), pod },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      // pino would make its own object of an error; ours is finished.
      serializers: { err: (logged: unknown) => logged },
    },
    withSecuritySink(main, securitySink),
  );
  return wrap(logger, logger.isLevelEnabled('debug'));
};

const nothing: Write = () => undefined;

/** Writes nothing: for tests, and the default where a logger is optional. */
export const silentLogger: Logger = {
  trace: nothing,
  debug: nothing,
  info: nothing,
  warn: nothing,
  error: nothing,
  fatal: nothing,
  child: () => silentLogger,
};
