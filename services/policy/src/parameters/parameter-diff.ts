import type { PolicyPublished } from '@jejak/contracts/policy';
import type { Values } from './parameter-shape';

/** One member that differs; a side that has no such member is left out. */
export type Change = PolicyPublished['data']['diff'][number];

const isObject = (value: unknown): value is Values =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const step = (name: string): string => `/${name.replace(/~/g, '~0').replace(/\//g, '~1')}`;

/** By their JSON: the parameters come from JSON, and members of objects are compared one by one before. */
const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

/**
 * What a version changes in the parameters of another, sorted by JSON pointer. Objects are compared member by member; a list is one
 * value, since its members have no names.
 */
export const differences = (old: Values, now: Values, at = ''): Change[] =>
  [...new Set([...Object.keys(old), ...Object.keys(now)])].sort().flatMap((name): Change[] => {
    const path = at + step(name);
    const [had, has] = [Object.hasOwn(old, name), Object.hasOwn(now, name)];
    if (!had) return [{ path, new: now[name] }];
    if (!has) return [{ path, old: old[name] }];
    const [before, after] = [old[name], now[name]];
    if (isObject(before) && isObject(after)) return differences(before, after, path);
    return same(before, after) ? [] : [{ path, old: before, new: after }];
  });
