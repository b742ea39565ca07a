import { getMetadataStorage } from 'class-validator';
import type { FieldError } from '../problems/refusals';

interface Nested {
  readonly name: string;
  /** One object, and no list of them. */
  readonly single: boolean;
  readonly required: boolean;
}

const nestedMembers = new WeakMap<object, readonly Nested[]>();

const nestedMembersOf = (type: NewableFunction): readonly Nested[] => {
  const known = nestedMembers.get(type);
  if (known) return known;
  const rules = getMetadataStorage().getTargetValidationMetadatas(type, '', false, false);
  const members = rules
    .filter((rule) => String(rule.type) === 'nestedValidation')
    .map(({ propertyName: name, each }) => ({
      name,
      single: !each && Reflect.getMetadata('design:type', type.prototype as object, name) !== Array,
      required: !rules.some(
        (rule) => rule.propertyName === name && String(rule.type) === 'conditionalValidation',
      ),
    }));
  nestedMembers.set(type, members);
  return members;
};

/**
 * What `@ValidateNested` lets through: nothing, or a list, where one object should be. class-validator has nothing to go into where
 * there is nothing, and goes into a list, also into one inside a list, as if it were not there: all of it would reach a handler that was
 * promised objects.
 */
export const nestedListFaults = (value: unknown, path: readonly string[] = []): FieldError[] => {
  if (typeof value !== 'object' || value === null) return [];
  // A query that no class describes has no prototype, and nothing nested that anyone promised.
  const { constructor } = value as { constructor?: unknown };
  if (typeof constructor !== 'function') return [];
  return nestedMembersOf(constructor).flatMap(({ name, single, required }) => {
    const member: unknown = Reflect.get(value, name);
    const here = [...path, name];
    if (single && ((required && member === undefined) || Array.isArray(member)))
      return [{ field: here.join('.'), message: `${name} must be an object` }];
    if (!Array.isArray(member)) return nestedListFaults(member, here);
    return member.flatMap((item: unknown, at) => {
      const field = [...here, String(at)];
      return Array.isArray(item)
        ? [{ field: field.join('.'), message: `${name}.${at} must be an object` }]
        : nestedListFaults(item, field);
    });
  });
};
