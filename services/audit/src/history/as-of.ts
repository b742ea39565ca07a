import { isLegalDate, Malformed, plusDays, startOfDay } from '@jejak/kernel';

/** The city's zone: in it a legal date becomes instants, and times are shown. */
export const ZONE = 'Asia/Jakarta';

/**
 * Up to where a stream is looked at. `version` and `index` cut the order in which facts were recorded; `effective` leaves out
 * what did not count yet, `knownAt` what was not recorded yet (domain.md 2.1: two different questions). Milliseconds, inclusive.
 */
export interface Cut {
  readonly version?: number;
  readonly index?: number;
  readonly effective?: number;
  readonly knownAt?: number;
}

/** What of a fact decides whether a cut takes it in. */
export interface Dated {
  readonly version: number;
  readonly index: number;
  /** ISO instant. */
  readonly at: string;
  /** ISO instant or legal date, where the fact counts from another time than it was recorded. */
  readonly effective?: string | null;
}

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/;

const malformed = (field: string): Malformed =>
  new Malformed('AS_OF_INVALID', `${field} names no point in the log.`, { field });

/** The last millisecond that an instant or a whole legal date covers. @throws Malformed AS_OF_INVALID */
export const lastMillisecond = (text: string, field: string): number => {
  if (isLegalDate(text)) return Date.parse(startOfDay(plusDays(text, 1), { zone: ZONE })) - 1;
  const time = INSTANT.test(text) && isLegalDate(text.slice(0, 10)) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(time)) throw malformed(field);
  return time;
};

/** The first millisecond that an instant or a legal date covers. @throws Malformed AS_OF_INVALID */
export const firstMillisecond = (text: string, field: string): number =>
  isLegalDate(text) ? Date.parse(startOfDay(text, { zone: ZONE })) : lastMillisecond(text, field);

const NUMBER = /^(0|[1-9]\d{0,14})$/;

/**
 * Reads `asOf=version:3`, `index:1204`, `checkpoint:1205` (what a log of so many entries had), `time:2027-02-05` or
 * `time:2027-02-05T10:00:00+07:00` (effective time), and `asKnownAt=…` (recorded time). A legal date is the whole day in the city.
 * @throws Malformed AS_OF_INVALID naming the parameter
 */
export const cutOf = (asOf: string | undefined, asKnownAt: string | undefined): Cut => {
  const known = asKnownAt === undefined ? {} : { knownAt: lastMillisecond(asKnownAt, 'asKnownAt') };
  if (asOf === undefined) return known;
  const colon = asOf.indexOf(':');
  const [kind, value] = [asOf.slice(0, colon), asOf.slice(colon + 1)];
  if (kind === 'time') return { ...known, effective: lastMillisecond(value, 'asOf') };
  if ((kind === 'version' || kind === 'index') && NUMBER.test(value))
    return { ...known, [kind]: Number(value) };
  if (kind === 'checkpoint' && NUMBER.test(value)) return { ...known, index: Number(value) - 1 };
  throw malformed('asOf');
};

/** When a fact counts from: what it says itself, else when it was recorded. */
const countsFrom = ({ at, effective }: Dated): number =>
  typeof effective === 'string' ? firstMillisecond(effective, 'effective') : Date.parse(at);

/** Whether a fact lies within a cut. */
export const isWithin = (fact: Dated, { version, index, effective, knownAt }: Cut): boolean =>
  (version === undefined || fact.version <= version) &&
  (index === undefined || fact.index <= index) &&
  (knownAt === undefined || Date.parse(fact.at) <= knownAt) &&
  (effective === undefined || countsFrom(fact) <= effective);
