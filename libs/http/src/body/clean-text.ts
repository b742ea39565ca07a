import { Malformed } from '@jejak/kernel';

/** Control characters other than tab and line feed, and halves of a surrogate pair (which no database can keep). */
const FORBIDDEN = /[^\P{Cc}\t\n]|\p{Surrogate}/u;

const refuse = (): never => {
  throw new Malformed('TEXT_INVALID', 'A text holds control characters or half a character.');
};

/** True for a text that may be kept: see {@link cleanText}. */
export const isCleanText = (text: string): boolean => !FORBIDDEN.test(text.replaceAll('\r\n', '\n'));

/**
 * A text as it is kept: Unicode NFC, so that equal names compare equal, and lines ended by a line feed (HTML forms send two
 * characters). Tab and line feed are the only control characters that free text may have.
 * @throws Malformed TEXT_INVALID
 */
export const cleanText = (text: string): string => {
  const lines = text.includes('\r') ? text.replaceAll('\r\n', '\n') : text;
  if (FORBIDDEN.test(lines)) refuse();
  return lines.normalize('NFC');
};

/** A parsed JSON value with every text in it, names of members included, as {@link cleanText} keeps it. */
export const cleanValue = (value: unknown): unknown => {
  if (typeof value === 'string') return cleanText(value);
  if (Array.isArray(value)) return value.map(cleanValue);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [cleanText(name), cleanValue(member)]),
  );
};
