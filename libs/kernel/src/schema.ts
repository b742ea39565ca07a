import { type TUnsafe, Type } from '@sinclair/typebox';

/** Opaque id of a person, unit, plan …: never a NIP or NIK. */
export const Uuid = Type.String({ pattern: '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' });
/** A decimal as text, so that no reader needs floating point: `"91.2500"`. */
export const DecimalText = Type.String({ pattern: '^-?(0|[1-9][0-9]*)(\\.[0-9]+)?$' });
/** A calendar date without a zone, yyyy-mm-dd. */
export const LegalDate = Type.String({ pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' });
/** ISO instant, UTC with milliseconds. */
export const Instant = Type.String({
  pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\\.[0-9]{3}Z$',
});
/** Free text of at most 4 000 characters; mark it Personal where it can name a person. */
export const FreeText = Type.String({ maxLength: 4000 });
/** SHA-256 as 64 lower-case hexadecimal digits. */
export const Sha256 = Type.String({ pattern: '^[0-9a-f]{64}$' });
/** A policy version as pinned: `perf.result@1`. */
export const PolicyRef = Type.String({ pattern: '^[A-Za-z0-9.]+@[1-9][0-9]*$' });
/** One of a closed list of words. */
export const OneOf = <const Words extends readonly string[]>(words: Words): TUnsafe<Words[number]> =>
  // A union of literals is what it is; naming it by its words keeps the declared type short.
  Type.Union(words.map((word) => Type.Literal(word)));
