import { decimal, RuleViolated } from '@jejak/kernel';
import { BOUNDS, type Bound } from './bounds-of-law';
import type { Values } from './parameter-shape';

/** The values of a version under a pointer: `*` stands for every member. */
const valuesAt = (value: unknown, steps: readonly string[]): unknown[] => {
  const [step, ...rest] = steps;
  if (step === undefined) return [value];
  if (typeof value !== 'object' || value === null) return [];
  // Of JSON nothing is known but its members.
  const members = value as Readonly<Record<string, unknown>>;
  if (step === '*') return Object.values(members).flatMap((member) => valuesAt(member, rest));
  return Object.hasOwn(members, step) ? valuesAt(members[step], rest) : [];
};

const isNumeric = (value: unknown): value is string | number =>
  typeof value === 'number' || (typeof value === 'string' && /^-?[0-9]/.test(value));

const within = (bound: Bound, value: unknown): boolean => {
  if (bound.oneOf) return bound.oneOf.includes(String(value));
  if (!isNumeric(value)) return value === null;
  const { min, max } = bound;
  return !(min !== undefined && decimal(value).lt(min)) && !(max !== undefined && decimal(value).gt(max));
};

const pathOf = (path: string): string[] => path.split('/').slice(1);

/**
 * Every value lies where the law lets it; weights of one set sum to exactly what they must.
 * @throws RuleViolated LEGAL_BOUND, WEIGHTS_NOT_100: each names the member and the regulation
 * @source domain.md 8.1 (DraftPolicy), 2.3
 */
export const withinTheLaw = (key: string, parameters: Values): void => {
  for (const bound of BOUNDS[key] ?? []) {
    const { path, regulation } = bound;
    const field = `parameters${path}`;
    if (bound.sum) {
      const total = bound.sum.members
        .flatMap((name) => valuesAt(parameters, [...pathOf(path), name]))
        .filter(isNumeric)
        .reduce((sum, value) => sum.plus(value), decimal(0));
      if (!total.eq(bound.sum.to))
        throw new RuleViolated('WEIGHTS_NOT_100', `The weights of one set sum to exactly ${bound.sum.to}.`, {
          ...{ field, rule: regulation },
          params: { sum: total.toString() },
        });
    } else if (bound.order) {
      const [low, high] = bound.order.map((name) => valuesAt(parameters, [...pathOf(path), name])[0]);
      if (isNumeric(low) && isNumeric(high) && decimal(low).gt(high)) throw outside(key, field, regulation);
    } else if (!valuesAt(parameters, pathOf(path)).every((value) => within(bound, value)))
      throw outside(key, field, regulation);
  }
};

const outside = (key: string, field: string, regulation: string): RuleViolated =>
  new RuleViolated('LEGAL_BOUND', `The law does not let ${key} have this value: ${regulation}.`, {
    ...{ field, rule: regulation },
    params: { regulation, member: field },
  });
