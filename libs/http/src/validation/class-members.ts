import { routesOf } from '@jejak/auth';
import type { INestApplicationContext } from '@nestjs/common';
import { PARAMTYPES_METADATA, ROUTE_ARGS_METADATA } from '@nestjs/common/constants.js';
import { RouteParamtypes } from '@nestjs/common/enums/route-paramtypes.enum.js';
import { defaultMetadataStorage } from 'class-transformer/cjs/storage';
import { getMetadataStorage } from 'class-validator';

export type Class = NewableFunction;

export const prototypeOf = (type: Class): object => type.prototype as object;

export type Schema = Record<string, unknown>;

/** What a validator says of a value, as JSON Schema. Those that are not listed say nothing that a schema could. */
const SCHEMA_OF: Readonly<Record<string, (constraints: readonly unknown[]) => Schema>> = {
  isString: () => ({ type: 'string' }),
  isUuid: () => ({ type: 'string', format: 'uuid' }),
  isInt: () => ({ type: 'integer' }),
  isNumber: () => ({ type: 'number' }),
  isBoolean: () => ({ type: 'boolean' }),
  isObject: () => ({ type: 'object' }),
  isEmail: () => ({ type: 'string', format: 'email' }),
  isUrl: () => ({ type: 'string', format: 'uri' }),
  isDateString: () => ({ type: 'string', format: 'date' }),
  isIso8601: () => ({ type: 'string', format: 'date' }),
  isNotEmpty: () => ({}),
  isHash: () => ({ type: 'string', pattern: '^[0-9a-f]+$' }),
  isIn: ([values]) => enumeration(values),
  isEnum: ([, values]) => enumeration(values),
  min: ([minimum]) => ({ minimum }),
  max: ([maximum]) => ({ maximum }),
  isPositive: () => ({ minimum: 0, exclusiveMinimum: true }),
  minLength: ([minLength]) => ({ minLength }),
  maxLength: ([maxLength]) => ({ maxLength }),
  isLength: ([minLength, maxLength]) => ({ minLength, ...(maxLength === undefined ? {} : { maxLength }) }),
  matches: ([pattern]) => ({
    type: 'string',
    pattern: pattern instanceof RegExp ? pattern.source : String(pattern),
  }),
  isDecimal: () => ({ type: 'string', format: 'decimal' }),
};

/** Bounds of a list, which stay at the list where the other rules may be of its items (`each`). */
const LIST_SCHEMA_OF: Readonly<Record<string, (constraints: readonly unknown[]) => Schema>> = {
  arrayMinSize: ([minItems]) => ({ minItems }),
  arrayMaxSize: ([maxItems]) => ({ maxItems }),
  arrayUnique: () => ({ uniqueItems: true }),
};

const enumeration = (values: unknown): Schema => {
  const words = Array.isArray(values) ? (values as unknown[]) : Object.values(values as object);
  const type = words.every((word) => typeof word === 'string') ? 'string' : 'number';
  return { type, enum: words };
};

/** The rule's own name (`isUuid`), whichever way class-validator recorded it. */
const ruleOf = ({ type, name }: { type: unknown; name?: string }): string => name ?? String(type);

/** A member of a request class, as its validators describe it. */
export interface Member {
  readonly name: string;
  /** JSON Schema of the member; of a list its bounds, and `items`. */
  readonly schema: Schema;
  /** The class of a nested object or of a list's objects, where that is known. */
  readonly nested: Class | undefined;
  /** `@ValidateNested` stands on it. */
  readonly mustNest: boolean;
  readonly list: boolean;
  readonly required: boolean;
}

/** The members of a class that have a validator. */
export const membersOf = (type: Class): Member[] => {
  const rules = getMetadataStorage().getTargetValidationMetadatas(type, '', false, false);
  const names = [...new Set(rules.map(({ propertyName }) => propertyName))];
  return names.map((name) => {
    const own = rules.filter(({ propertyName }) => propertyName === name);
    const designed = Reflect.getMetadata('design:type', prototypeOf(type), name) as unknown;
    const list = designed === Array || own.some((rule) => rule.each);
    const nestedRule = own.some((rule) => rule.type === 'nestedValidation');
    // class-transformer's @Type(() => X) knows the class that TypeScript forgets of an array.
    const declared = defaultMetadataStorage.findTypeMetadata(type, name)?.typeFunction() as Class | undefined;
    const nested = nestedRule ? (declared ?? (isClass(designed) ? designed : undefined)) : undefined;
    const item = Object.assign(
      {},
      ...own.map((rule) => SCHEMA_OF[ruleOf(rule)]?.(rule.constraints ?? []) ?? {}),
    ) as Schema;
    const bounds = Object.assign(
      {},
      ...own.map((rule) => LIST_SCHEMA_OF[ruleOf(rule)]?.(rule.constraints ?? []) ?? {}),
    ) as Schema;
    return {
      name,
      nested,
      mustNest: nestedRule,
      list,
      schema: list ? { ...bounds, items: item } : item,
      required: !own.some((rule) => rule.type === 'conditionalValidation'),
    };
  });
};

/** True for a class of ours: what TypeScript leaves of an interface, a union or a list is none. */
export const isClass = (type: unknown): type is Class =>
  typeof type === 'function' && ![Object, String, Number, Boolean, Array].some((builtIn) => builtIn === type);

/** A whole body or query that a handler takes. */
export interface RequestParameter {
  /** `EvaluationController.rate` */
  readonly handler: string;
  readonly kind: 'body' | 'query';
  /** What TypeScript left of its type. */
  readonly type: unknown;
}

interface Argument {
  readonly index: number;
  /** The name of the one member that is taken, or undefined for the whole. */
  readonly data?: unknown;
  readonly pipes?: readonly unknown[];
}

/** Every whole body and query that is taken without a pipe of its own. */
export const requestParametersOf = (app: Pick<INestApplicationContext, 'get'>): RequestParameter[] =>
  routesOf(app).flatMap(({ controller, member, handler }) => {
    const args = (Reflect.getMetadata(ROUTE_ARGS_METADATA, controller, member) ?? {}) as Record<
      string,
      Argument
    >;
    const types = (Reflect.getMetadata(PARAMTYPES_METADATA, prototypeOf(controller), member) ??
      []) as unknown[];
    return Object.entries(args).flatMap(([key, { index, data, pipes = [] }]): RequestParameter[] => {
      const kind = Number(key.split(':')[0]) as RouteParamtypes;
      if (typeof data === 'string' || pipes.length > 0) return [];
      if (kind === RouteParamtypes.BODY) return [{ handler, kind: 'body', type: types[index] }];
      return kind === RouteParamtypes.QUERY ? [{ handler, kind: 'query', type: types[index] }] : [];
    });
  });
