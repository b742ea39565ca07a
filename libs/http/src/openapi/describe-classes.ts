import type { INestApplicationContext } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import {
  type Class,
  isClass,
  type Member,
  membersOf,
  prototypeOf,
  requestParametersOf,
  type Schema,
} from '../validation/class-members';

const optionsOf = ({ nested, list, schema, required }: Member): object => {
  if (nested) return { type: () => nested, isArray: list, required };
  if (list) {
    const { items, ...bounds } = schema as { items?: Schema };
    return { ...bounds, type: 'array', items: items && Object.keys(items).length > 0 ? items : {}, required };
  }
  return { ...schema, required };
};

const described = new WeakSet<object>();

const describe = (type: Class): void => {
  if (described.has(type)) return;
  described.add(type);
  for (const member of membersOf(type)) {
    const known: unknown = Reflect.getMetadata('swagger/apiModelProperties', prototypeOf(type), member.name);
    // What an adapter says by hand stands.
    if (known === undefined) ApiProperty(optionsOf(member))(prototypeOf(type), member.name);
    if (member.nested) describe(member.nested);
  }
};

/**
 * Tells Swagger what class-validator already knows of every body and query class, so that the contract says what is checked and
 * nobody writes it twice.
 */
export const describeClasses = (app: Pick<INestApplicationContext, 'get'>): void => {
  for (const { type } of requestParametersOf(app)) if (isClass(type)) describe(type);
};
