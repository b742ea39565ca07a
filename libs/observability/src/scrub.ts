/** What must never be written, whoever wrote it into a message: each pattern is replaced by its name. */
const FORBIDDEN: readonly (readonly [RegExp, string])[] = [
  // Two base64url parts that start like a JSON object: a token, whole or cut off.
  [/\beyJ[\w-]{8,}(?:\.[\w-]*){0,4}/g, '[token]'],
  [/\b(Bearer|Basic|DPoP)\s+[\w.~+/=-]+/gi, '$1 [token]'],
  // NIK has 16 digits and NIP 18; with the separators that people write between the groups.
  [/(?<![\w-])\d(?:[ .]?\d){15,17}(?![\w-])/g, '[number]'],
  [/[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+/g, '[address]'],
  // Credentials in a connection string.
  [/\/\/[^/\s@]*@/g, '//[credentials]@'],
  [/\?[^\s?"']*=[^\s"']*/g, '?[query]'],
];

/** Control characters that JSON leaves as they are: DEL, the C1 set and the two separators that end a line in JavaScript. */

const CONTROL = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/g;

const escaped = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** A text that is fit for a log line: one line, no control characters, no token, NIK, NIP, address or query string. */
export const scrub = (text: string): string =>
  FORBIDDEN.reduce((clean, [pattern, name]) => clean.replace(pattern, name), text).replace(CONTROL, escaped);

/** What a log may say of an error. */
export interface LoggedError {
  readonly type: string;
  readonly code?: string;
  readonly stack?: string;
  readonly message?: string;
}

const FRAME = /^\s+at /;

/**
 * The parts of an error that hold no data: its class, its code and the frames of its stack. The message is left out, since
 * messages quote what they stumbled over (PostgreSQL names the value that violates a key).
 * @param withMessage for debug logs, which production refuses
 */
export const loggedError = (thrown: unknown, withMessage = false): LoggedError => {
  if (!(thrown instanceof Error))
    return {
      type: typeof thrown,
      ...(withMessage && typeof thrown === 'string' ? { message: scrub(thrown) } : {}),
    };
  const code = (thrown as { code?: unknown }).code;
  const frames = thrown.stack
    ?.split('\n')
    .filter((line) => FRAME.test(line))
    .join('\n');
  return {
    type: thrown.constructor.name,
    ...(typeof code === 'string' || typeof code === 'number'
      ? { code: scrub(String(code)).slice(0, 64) }
      : {}),
    ...(frames ? { stack: frames } : {}),
    ...(withMessage ? { message: scrub(thrown.message) } : {}),
  };
};
