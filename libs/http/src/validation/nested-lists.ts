import { getMetadataStorage } from 'class-validator';
import type { FieldError } from '../problems/refusals';

const nestedMembers = new WeakMap<object, readonly string[]>();

const nestedMembersOf = (type: NewableFunction): readonly string[] => {
  const known = nestedMembers.get(type);
  if (known) return known;
  const rules = getMetadataStorage().getTargetValidationMetadatas(type, '', false, false);
  const names = rules
    .filter((rule) => String(rule.type) === 'nestedValidation')
    .map((rule) => rule.propertyName);
  nestedMembers.set(type, names);
  return names;
};

/**
 * What `@ValidateNested` lets through: a list where one of its objects should be. class-validator goes into a list inside a list as if
 * it were not there, so `[[…]]` would reach a handler that was promised objects.
 */
export const nestedListFaults = (value: unknown, path: readonly string[] = []): FieldError[] => {
  if (typeof value !== 'object' || value === null) return [];
  // A query that no class describes has no prototype, and nothing nested that anyone promised.
  const { constructor } = value as { constructor?: unknown };
  if (typeof constructor !== 'function') return [];
  return nestedMembersOf(constructor).flatMap((name) => {
    const member: unknown = Reflect.get(value, name);
    const here = [...path, name];
    if (!Array.isArray(member)) return nestedListFaults(member, here);
    return member.flatMap((item: unknown, at) => {
      const field = [...here, String(at)];
      return Array.isArray(item)
        ? [{ field: field.join('.'), message: `${name}.${at} must be an object` }]
        : nestedListFaults(item, field);
    });
  });
};
