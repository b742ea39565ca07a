import { type Contract, resolved, type Schema } from './contract';
import { UNKNOWN_ID } from './sample';

/** One member of a body replaced by what it should not be. */
export interface Spoiled {
  readonly what: string;
  /** As it is sent. */
  readonly body: string;
  /** Whether it can only be refused; else it is enough that it is answered. */
  readonly refused: boolean;
}

type Path = readonly (string | number)[];

const replaced = (value: unknown, path: Path, by: unknown): unknown => {
  const [head, ...rest] = path;
  if (head === undefined) return by;
  if (Array.isArray(value))
    return value.map((item, at): unknown => (at === head ? replaced(item, rest, by) : item));
  const members = value as Readonly<Record<string, unknown>>;
  return { ...members, [head]: replaced(members[head], rest, by) };
};

const without = (value: unknown, path: Path): unknown => {
  const [head, ...rest] = path;
  if (Array.isArray(value))
    return value.map((item, at): unknown => (at === head ? without(item, rest) : item));
  const { [head]: own, ...others } = value as Readonly<Record<string | number, unknown>>;
  return rest.length === 0 ? others : { ...others, [head]: without(own, rest) };
};

/** What is no value of any member of this kind. */
const wrongKinds = ({ type, properties }: Schema): unknown[] => {
  if (properties || type === 'object') return ['text', 5, [[]]];
  switch (type) {
    case 'array':
      return ['text', 5, {}, [null], [[]]];
    case 'integer':
    case 'number':
      return ['1', true, {}, [1]];
    case 'boolean':
      return ['true', 1, {}];
    default:
      return [5, { toString: 'x' }, ['text']];
  }
};

const wrongValues = (schema: Schema, sample: unknown): unknown[] => {
  const { type, format, enum: words, minimum, maximum, maxLength, minItems, maxItems } = schema;
  if (type === 'integer' || type === 'number')
    return [
      ...(type === 'integer' ? [1.5] : []),
      ...(minimum === undefined ? [] : [minimum - 1, -1e308]),
      ...(maximum === undefined ? [] : [maximum + 1, 2 ** 53, 1e308]),
    ];
  if (type === 'array')
    return [
      ...(minItems ? [[]] : []),
      ...(maxItems !== undefined && Array.isArray(sample) && maxItems < 2_000
        ? [Array.from({ length: maxItems + 1 }, () => (sample as unknown[])[0])]
        : []),
    ];
  if (type !== 'string' && type !== undefined) return [];
  const text = typeof sample === 'string' ? sample : 'text';
  return [
    ...[`${text}\u0000`, '\ud800'],
    ...(words ? ['NOTHING', ''] : []),
    ...(maxLength === undefined ? [] : ['x'.repeat(maxLength + 1)]),
    ...(format === 'uuid' ? [`{${text}}`, text.replaceAll('-', ''), "' or 1=1 --"] : []),
    ...(format === 'date' || /^\d{4}-\d{2}-\d{2}$/.test(text)
      ? ['2026-02-30', '0000-00-00', '31-12-2026', '99999-01-01']
      : []),
  ];
};

/** What is odd and may be meant: it is answered, one way or the other. */
const oddValues = ({ type, format }: Schema, sample: unknown): unknown[] => {
  // An id in capitals is the same id.
  if (format === 'uuid' && typeof sample === 'string') return ['', sample.toUpperCase(), UNKNOWN_ID];
  if (type === 'integer' || type === 'number') return [0, 2_147_483_647];
  if (type === 'array') return [[]];
  if (type === 'string' || type === undefined)
    return ['', "'; drop table rm.x; --", '\u202e\u{1F600}', '2999-12-31'];
  return [];
};

const membersOf = (
  schema: Schema,
  contract: Contract,
  value: unknown,
  path: Path,
): { readonly path: Path; readonly schema: Schema; readonly required: boolean }[] => {
  const { properties = {}, required = [], items, type } = resolved(schema, contract);
  const own = Object.entries(properties).flatMap(([name, of]) => {
    const here = [...path, name];
    const member = resolved(of, contract);
    return [
      { path: here, schema: member, required: required.includes(name) },
      ...membersOf(member, contract, (value as Readonly<Record<string, unknown>>)[name], here),
    ];
  });
  if (type !== 'array' || !items || !Array.isArray(value) || value.length === 0) return own;
  const item = resolved(items, contract);
  const here = [...path, 0];
  return [{ path: here, schema: item, required: false }, ...membersOf(item, contract, value[0], here)];
};

/** Every way in which this product expects a body to be spoiled, one at a time. */
export const spoiledBodies = (schema: Schema, contract: Contract, sample: unknown): Spoiled[] => {
  const said = (what: string, body: unknown, refused: boolean): Spoiled => ({
    ...{ what, body: JSON.stringify(body), refused },
  });
  const valueAt = (path: Path): unknown =>
    path.reduce<unknown>(
      (value, part) => (value as Readonly<Record<string | number, unknown>>)[part],
      sample,
    );
  const members = membersOf(schema, contract, sample, []).flatMap(({ path, schema: of, required }) => {
    const name = path.join('.');
    const by = (value: unknown, refused: boolean): Spoiled =>
      said(`${name} = ${JSON.stringify(value).slice(0, 60)}`, replaced(sample, path, value), refused);
    return [
      ...[...wrongKinds(of), ...wrongValues(of, valueAt(path))].map((value) => by(value, true)),
      ...oddValues(of, valueAt(path)).map((value) => by(value, false)),
      by(null, required),
      ...(typeof path.at(-1) === 'string' ? [said(`${name} left out`, without(sample, path), required)] : []),
    ];
  });
  const whole = JSON.stringify(sample);
  const raw = (what: string, body: string): Spoiled => ({ what, body, refused: true });
  const nested = `${'['.repeat(5_000)}${']'.repeat(5_000)}`;
  return [
    ...members,
    ...['null', '[]', '5', '', '{', `${whole}x`].map((body) => raw(`the body ${body.slice(0, 20)}`, body)),
    raw('an unknown member', whole.replace(/^\{/, '{"unknown":1,').replace(',}', '}')),
    raw('__proto__', whole.replace(/^\{/, '{"__proto__":{"x":1},').replace(',}', '}')),
    raw('constructor', whole.replace(/^\{/, '{"constructor":{"x":1},').replace(',}', '}')),
    raw('a deep body', nested),
  ];
};
