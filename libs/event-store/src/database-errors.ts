import { Unavailable } from '@jejak/kernel';

/** Connection, resources, operator intervention, time-outs, read-only standby, I/O: not now, ask again. */
const NOT_NOW = /^(08...|53...|57...|58...|55P03|25006)$/;
/** Somebody else was first: serialisation, deadlock, twin of the command, together but not at their versions. */
const LOST_RACE = /^(40001|40P01|23505|ES409)$/;
/** What pg says without a code when the connection is gone or does not answer. */
const CONNECTION = /connection|timeout|terminated|not queryable|calling end|socket|getaddrinfo/i;

const codeOf = (error: unknown): string | undefined => {
  const { code } = error as { code?: unknown };
  return typeof code === 'string' ? code : undefined;
};
const messageOf = (error: unknown): string => String((error as { message?: unknown }).message);
const isSqlState = (code: string | undefined): code is string =>
  code !== undefined && /^[0-9A-Z]{5}$/.test(code);

/** Whether the statement lost a race and was rolled back: look again, then decide again. */
export const isLostRace = (error: unknown): boolean => {
  const code = codeOf(error);
  return isSqlState(code) && LOST_RACE.test(code);
};

/** Whether the connection may be stuck or gone, so that it must not be used again. */
export const isBroken = (error: unknown): boolean => {
  const code = codeOf(error);
  return !isSqlState(code) || /^(08|57P)/.test(code);
};

/**
 * What a caller is told of a database error: where the store does not answer, or nobody can know whether it did,
 * `Unavailable` (503: retry with the same command id, which finds the first outcome). Anything else is a defect, as it is.
 */
export const asRefusal = (error: unknown): unknown => {
  const code = codeOf(error);
  const notNow = isSqlState(code)
    ? NOT_NOW.test(code)
    : code !== undefined
      ? /^E[A-Z]+/.test(code)
      : CONNECTION.test(messageOf(error));
  return notNow ? unavailable(error) : error;
};

/** @param cause what the database, or the lack of it, said; for the log, never for the caller */
export const unavailable = (cause?: unknown): Unavailable => {
  const refusal = new Unavailable(
    'STORE_UNAVAILABLE',
    'The store did not answer. Repeat with the same command id.',
  );
  refusal.cause = cause;
  return refusal;
};
