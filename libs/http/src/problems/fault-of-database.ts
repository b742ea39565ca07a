import { Malformed, Unavailable } from '@jejak/kernel';

/** SQLSTATE of values that PostgreSQL cannot read: text that is no UUID, a number out of range, a NUL in a text. */
const UNREADABLE = new Set(['22P02', '22P05', '22003', '22007', '22008', '22021', '22P03', '22001']);
/** SQLSTATE that pass: lost races, shutting down, out of resources, cancelled by a time limit, standby read-only. */
const PASSING = new Set(['40001', '40P01', '55P03', '57014', '57P01', '57P02', '57P03', '25006', '57P05']);
const PASSING_CLASSES = ['08', '53', '58'];
/** Node's own codes for a connection that could not be had or was lost. */
const NETWORK = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
]);
/** What pg and its pool say without a code. */
const LOST_CONNECTION =
  /^(Connection terminated|timeout exceeded when trying to connect|Query read timeout|Client has encountered a connection error|Cannot use a pool after calling end)/;

const codeOf = (error: object): string | undefined => {
  const { code } = error as { code?: unknown };
  return typeof code === 'string' ? code : undefined;
};

/**
 * A failure of the database as a refusal, or undefined where it is a defect. That a value reaches PostgreSQL unread is a defect
 * of ours too, but nothing that a client sends may answer 5xx.
 */
export const faultOfDatabase = (thrown: unknown): Malformed | Unavailable | undefined => {
  if (!(thrown instanceof Error)) return undefined;
  // TypeORM wraps the driver's error; node reports several attempts to connect as one AggregateError.
  const { driverError, errors } = thrown as { driverError?: unknown; errors?: unknown };
  const inner = driverError ?? (Array.isArray(errors) ? (errors[0] as unknown) : undefined);
  if (inner instanceof Error && inner !== thrown) return faultOfDatabase(inner);
  const code = codeOf(thrown);
  if (code !== undefined && UNREADABLE.has(code)) {
    const refusal = new Malformed(
      'VALUE_UNREADABLE',
      'A value of the request cannot be read as what it should be.',
    );
    refusal.cause = thrown;
    return refusal;
  }
  const passing =
    code !== undefined &&
    (PASSING.has(code) ||
      NETWORK.has(code) ||
      (code.length === 5 && PASSING_CLASSES.includes(code.slice(0, 2))));
  if (!passing && !LOST_CONNECTION.test(thrown.message)) return undefined;
  const refusal = new Unavailable('UNAVAILABLE', 'The service cannot answer just now.');
  refusal.cause = thrown;
  return refusal;
};
