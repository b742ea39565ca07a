import type { INestApplicationContext } from '@nestjs/common';
import {
  type Class,
  isClass,
  type Member,
  membersOf,
  requestParametersOf,
  type Schema,
} from './class-members';

/** What bounds a text: without one of them a member takes as much as the body may hold. */
const BOUNDS = ['maxLength', 'enum', 'format', 'pattern'];

const isUnbounded = (schema: Schema): boolean =>
  schema.type === 'string' && !BOUNDS.some((bound) => schema[bound] !== undefined);

const faultsOfMember = ({ name, schema, list, nested, mustNest }: Member): string[] => {
  const value = list ? ((schema.items ?? {}) as Schema) : schema;
  return [
    ...(isUnbounded(value) ? [`${name} is a text without @MaxLength`] : []),
    // Without the class its members are not looked at, and whatever is sent reaches the handler.
    ...(mustNest && !nested ? [`${name} is @ValidateNested without @Type`] : []),
  ];
};

const faultsOfClass = (type: Class, seen: Set<Class>): string[] => {
  if (seen.has(type)) return [];
  seen.add(type);
  return membersOf(type).flatMap((member) => [
    ...faultsOfMember(member).map((fault) => `${type.name}.${fault}`),
    ...(member.nested ? faultsOfClass(member.nested, seen) : []),
  ]);
};

/** What of the requests of an application would not be checked, one sentence each. */
export const requestClassFaults = (app: Pick<INestApplicationContext, 'get'>): string[] => {
  const seen = new Set<Class>();
  return requestParametersOf(app).flatMap(({ handler, kind, type }) => {
    if (isClass(type)) return faultsOfClass(type, seen);
    return kind === 'body' ? [`${handler} takes a body that is no class: Nest would not check it`] : [];
  });
};

/**
 * Refuses an application that would let a request through unchecked: a body typed by an interface, a union or a list, a text without
 * a bound, a nested object without its class. @throws Error that names them all
 */
export const assertRequestsChecked = (app: Pick<INestApplicationContext, 'get'>): void => {
  const faults = requestClassFaults(app);
  if (faults.length > 0) throw new Error(`These requests would not be checked: ${faults.join('; ')}`);
};
