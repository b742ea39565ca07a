/** What canonical JSON here may hold: integers only, so no verifier needs the number printing of ECMAScript. */
export type Canonical =
  null | boolean | number | string | readonly Canonical[] | { readonly [name: string]: Canonical };

/** Of ECMAScript 2024, which every supported Node has and the configured library does not declare yet. */
interface WellFormed {
  isWellFormed(): boolean;
}

/** A text that neither JCS nor PostgreSQL can hold. It can come from a caller, so it is told apart from a defect. */
export class TextNotStorable extends TypeError {
  override readonly name = 'TextNotStorable';
}

/**
 * Refuses what neither JCS nor PostgreSQL can hold: lone surrogates and U+0000.
 * @throws TextNotStorable naming which
 */
export const assertText = (text: string): void => {
  if (text.includes('\u0000')) throw new TextNotStorable('text holds U+0000');
  if (!(text as unknown as WellFormed).isWellFormed())
    throw new TextNotStorable('text holds a lone surrogate');
};

/** Printable ASCII without quote and backslash: nothing to refuse and nothing to escape. */
const PLAIN = /^[ !#-[\]-~]*$/;

/**
 * A text as canonical JSON. Most texts of an event are plain, and one look at them costs less than half of two checks and an
 * escaping; an event has some thirty, so this is felt in every append.
 * @throws TextNotStorable
 */
export const canonicalText = (text: string): string => {
  if (PLAIN.test(text)) return `"${text}"`;
  assertText(text);
  return JSON.stringify(text);
};

/**
 * The JSON Canonicalization Scheme (RFC 8785) over its integer subset: members in order of UTF-16 code units, no
 * white space. Members whose value is `undefined` are left out.
 * @throws TypeError (TextNotStorable for a text) on a fraction, an integer beyond ±(2^53−1), a lone surrogate, U+0000 or a value JSON has no word for
 */
export const canonical = (value: unknown): string => {
  switch (typeof value) {
    case 'string':
      return canonicalText(value);
    case 'boolean':
      return value ? 'true' : 'false';
    case 'number':
      if (!Number.isSafeInteger(value))
        throw new TypeError(`${value} is not an integer that JSON carries safely`);
      // -0 is 0 in JCS.
      return String(value === 0 ? 0 : value);
    case 'object': {
      if (value === null) return 'null';
      if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
      const prototype: unknown = Object.getPrototypeOf(value);
      if (prototype !== Object.prototype && prototype !== null)
        throw new TypeError('only plain objects are JSON');
      const members: string[] = [];
      for (const name of Object.keys(value).sort()) {
        const member = (value as Record<string, unknown>)[name];
        if (member !== undefined) members.push(`${canonical(name)}:${canonical(member)}`);
      }
      return `{${members.join(',')}}`;
    }
    default:
      throw new TypeError(`a ${typeof value} is not JSON`);
  }
};

/** Whether a text is exactly the canonical form of the JSON that it holds. */
export const isCanonical = (text: string): boolean => {
  try {
    return canonical(JSON.parse(text)) === text;
  } catch {
    return false;
  }
};

/** A value as people read it: a text as it is, everything else as canonical JSON. */
export const legible = (value: Canonical): string => (typeof value === 'string' ? value : canonical(value));
