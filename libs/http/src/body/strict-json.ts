import { Malformed } from '@jejak/kernel';

/** Deeper than any command needs; deep nesting is what breaks recursive readers further on. */
export const MAX_JSON_DEPTH = 20;

/**
 * Members that could reach a prototype in code that merges objects, or that class-transformer takes for a method and drops without a
 * word (`hasOwnProperty`): what every object inherits. No command has one.
 */
const FORBIDDEN_KEYS: ReadonlySet<string> = new Set([
  ...Object.getOwnPropertyNames(Object.prototype),
  'prototype',
]);

/** True for a member that no object of a client may have. */
export const isForbiddenKey = (key: string): boolean => FORBIDDEN_KEYS.has(key);

const NUMBER = /-?\d[\d.eE+-]*/y;

const refuseNumber = (text: string): void => {
  const value = Number(text);
  // An integer beyond 2^53 would be rounded in silence, 1e999 would become Infinity.
  if (!Number.isFinite(value) || (Number.isInteger(value) && !Number.isSafeInteger(value)))
    throw new Malformed('JSON_NUMBER_UNSAFE', 'A number in the JSON cannot be kept exactly.');
};

const endOfString = (text: string, start: number): number => {
  let at = start + 1;
  while (text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
  return at;
};

const addKey = (seen: Set<string>, quoted: string): void => {
  // Compared as read: `"a"` and `"\u0061"` are one member.
  const key = JSON.parse(quoted) as string;
  if (isForbiddenKey(key))
    throw new Malformed('JSON_FORBIDDEN_KEY', 'A JSON object has a member that is never accepted.');
  if (seen.has(key)) throw new Malformed('JSON_DUPLICATE_KEY', 'A JSON object names the same member twice.');
  seen.add(key);
};

/** Looks through a text that is known to be JSON for what JSON.parse would accept and lose. */
const inspect = (text: string): void => {
  // One entry for each open bracket: the members seen so far of an object, null for an array.
  const open: (Set<string> | null)[] = [];
  let keyNext = false;
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    switch (character) {
      case '{':
      case '[':
        open.push(character === '{' ? new Set() : null);
        if (open.length > MAX_JSON_DEPTH)
          throw new Malformed('JSON_TOO_DEEP', 'The JSON is nested too deep.', {
            params: { limit: MAX_JSON_DEPTH },
          });
        keyNext = character === '{';
        break;
      case '}':
      case ']':
        open.pop();
        keyNext = false;
        break;
      case ',':
        keyNext = open.at(-1) instanceof Set;
        break;
      case '"': {
        const end = endOfString(text, at);
        const seen = open.at(-1);
        if (keyNext && seen) addKey(seen, text.slice(at, end + 1));
        keyNext = false;
        at = end;
        break;
      }
      default:
        if (character === '-' || (character >= '0' && character <= '9')) {
          NUMBER.lastIndex = at;
          const number = NUMBER.exec(text)?.[0] ?? character;
          refuseNumber(number);
          at += number.length - 1;
        }
    }
  }
};

/**
 * Reads JSON (RFC 8259) without the places where readers differ: no member twice, no `__proto__`, nothing deeper than
 * {@link MAX_JSON_DEPTH}, no number that a double cannot hold.
 * @throws Malformed JSON_INVALID, JSON_DUPLICATE_KEY, JSON_FORBIDDEN_KEY, JSON_TOO_DEEP, JSON_NUMBER_UNSAFE
 */
export const parseStrictJson = (text: string): unknown => {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new Malformed('JSON_INVALID', 'The body is not valid JSON.');
  }
  inspect(text);
  return value;
};
