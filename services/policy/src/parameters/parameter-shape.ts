import { SEED } from '@jejak/contracts/policy';
import { isLegalDate } from '@jejak/kernel';

/** Parameters as they come from outside. */
export type Values = Readonly<Record<string, unknown>>;

/** A member that does not fit, by its JSON pointer. */
export interface ShapeFault {
  readonly path: string;
  readonly fault: 'MISSING' | 'UNKNOWN' | 'TYPE';
}

/**
 * What the parameters of a policy without a default look like (domain.md 3). Members named in `optional` may be left out.
 * @source domain.md 3 `rec.pppk.thresholds`, 17 point 3
 */
const EXAMPLES: Readonly<Record<string, { readonly like: Values; readonly optional: readonly string[] }>> = {
  'rec.pppk.thresholds': {
    like: {
      ...{ technical: 0, managerialSociocultural: 0, interview: 0, selectionYears: [2026] },
      max: { technical: 450, managerial: 200, sociocultural: 200, interview: 40 },
      weights: { technical: '60', managerial: '15', sociocultural: '15', interview: '10' },
      special: [
        {
          ...{ technical: 0, managerialSociocultural: 0, interview: 0 },
          ...{ positions: ['Guru'], formationKinds: ['GENERAL'] },
        },
      ],
    },
    optional: ['/weights', '/special', '/special/*/positions', '/special/*/formationKinds'],
  },
};

/** Lists that the default leaves empty: what one of their members looks like. */
const MEMBERS_OF_EMPTY: Readonly<Record<string, unknown>> = { 'gov.calendar/holidays': '2026-08-17' };

/** Whether a policy of this key can exist. */
export const isKnownKey = (key: string): boolean => likeOf(key) !== null;

/**
 * Whether parameters have the shape that every service reads: that of the key's default, with the same members of the same types. A
 * decimal stays a decimal as text, a date a date, and no number has a fraction. Lists may be longer or shorter.
 * @returns faults in the order in which they are met, 20 at most
 * @throws RangeError for a key that no policy has
 */
export const shapeFaults = (key: string, parameters: Values): ShapeFault[] => {
  const like = likeOf(key);
  if (!like) throw new RangeError(`${key} is no policy`);
  const optional = new Set(EXAMPLES[key]?.optional ?? []);
  const faults: ShapeFault[] = [];
  membersOf({ key, optional, faults }, like, parameters, '', '');
  return faults.slice(0, MOST_FAULTS);
};

const MOST_FAULTS = 20;

interface Check {
  readonly key: string;
  /** Patterns of pointers, `*` for any member of a list. */
  readonly optional: ReadonlySet<string>;
  readonly faults: ShapeFault[];
}

const likeOf = (key: string): Values | null =>
  SEED.find((item) => item.key === key)?.parameters ??
  (Object.hasOwn(EXAMPLES, key) ? EXAMPLES[key].like : null);

const isObject = (value: unknown): value is Values =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const pointer = (path: string, name: string): string =>
  `${path}/${name.replace(/~/g, '~0').replace(/\//g, '~1')}`;

const membersOf = (check: Check, like: Values, values: Values, path: string, pattern: string): void => {
  for (const [name, example] of Object.entries(like)) {
    const [at, as] = [pointer(path, name), pointer(pattern, name)];
    if (Object.hasOwn(values, name)) valueOf(check, example, values[name], at, as);
    else if (!check.optional.has(as)) check.faults.push({ path: at, fault: 'MISSING' });
  }
  for (const name of Object.keys(values))
    if (!Object.hasOwn(like, name)) check.faults.push({ path: pointer(path, name), fault: 'UNKNOWN' });
};

const valueOf = (check: Check, like: unknown, value: unknown, path: string, pattern: string): void => {
  if (Array.isArray(like)) {
    if (Array.isArray(value)) listOf(check, like, value, path, pattern);
    else check.faults.push({ path, fault: 'TYPE' });
  } else if (isObject(like)) {
    if (isObject(value)) membersOf(check, like, value, path, pattern);
    else check.faults.push({ path, fault: 'TYPE' });
  } else if (!sameScalar(like, value)) check.faults.push({ path, fault: 'TYPE' });
};

/** Each member looks like one of those in the default: the lists of rules hold several kinds of them. */
const listOf = (
  check: Check,
  like: readonly unknown[],
  values: readonly unknown[],
  path: string,
  pattern: string,
): void => {
  const empty = MEMBERS_OF_EMPTY[`${check.key}${pattern}`];
  const examples = like.length > 0 ? like : empty === undefined ? ['', 0] : [empty];
  values.forEach((value, at) => {
    const [first, ...others] = examples.map((example) => {
      const faults: ShapeFault[] = [];
      valueOf({ ...check, faults }, example, value, `${path}/${at}`, `${pattern}/*`);
      return faults;
    });
    // Of those that do not fit, what is told is what the nearest says.
    const nearest = others.reduce((best, faults) => (faults.length < best.length ? faults : best), first);
    check.faults.push(...nearest);
  });
};

const DECIMAL = /^(0|[1-9][0-9]{0,14})(\.[0-9]{1,10})?$/;
const MONTH_DAY = /^(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$/;
const MOST_TEXT = 500;

/** What counts days, months or people stays in a range in which dates can be counted on; amounts of money may be larger. */
const mostLike = (example: number): number => (example < 10_000 ? 10_000 : 1_000_000_000_000);
const isCount = (value: unknown, most: number): boolean =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 && value <= most;

const sameScalar = (like: unknown, value: unknown): boolean => {
  switch (typeof like) {
    case 'string':
      if (typeof value !== 'string' || value.length > MOST_TEXT) return false;
      if (DECIMAL.test(like)) return DECIMAL.test(value);
      if (isLegalDate(like)) return isLegalDate(value);
      // Of a leap year: that month has this day.
      return MONTH_DAY.test(like) ? MONTH_DAY.test(value) && isLegalDate(`2024-${value}`) : true;
    case 'number':
      return isCount(value, mostLike(like));
    case 'boolean':
      return typeof value === 'boolean';
    default:
      // Null in the default: no limit, or nothing that follows. Another version may name one.
      return (
        value === null || isCount(value, mostLike(0)) || (typeof value === 'string' && DECIMAL.test(value))
      );
  }
};
