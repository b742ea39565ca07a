import { type Contract, resolved, type Schema } from './contract';

/** Ids and words that mean something in the service under test, by the name of the member that takes them. */
export type Known = Readonly<Record<string, unknown>>;

/** Somebody and something that nobody knows. */
export const UNKNOWN_ID = '0198c1a2-ffff-7000-8000-0000000fffff';

/** Texts one of which fits most patterns of this product: dates, times, percentages, words, digits, hashes. */
const TEXTS = [
  ...['Kata yang cukup panjang untuk menjadi alasan.', '2026-06-15', '2026-07-01', '08:00', '50', '2026'],
  ...['COLD_CHAIN', 'III/a', '2026-Q2', '2026-06', 'a'.repeat(64), '1234567890123456', '199001012019042001'],
  ...[
    '0'.repeat(10),
    '0123456789AB',
    'KODE-1',
    'kata',
    'A',
    '1',
    '2026-06-15T02:00:00.000Z',
    'a@kota.example',
  ],
];

const textOf = ({ format, pattern, maxLength = 4000, minLength = 0 }: Schema): string => {
  if (format === 'uuid') return UNKNOWN_ID;
  if (format === 'date') return '2026-06-15';
  if (format === 'email') return 'a@kota.example';
  const fits = (text: string): boolean =>
    text.length <= maxLength && text.length >= minLength && (!pattern || new RegExp(pattern).test(text));
  return TEXTS.find(fits) ?? TEXTS[0].slice(0, maxLength);
};

/** A value that the schema takes, as far as the schema says what it takes. */
export const sampleOf = (schema: Schema, contract: Contract, known: Known, name = ''): unknown => {
  const whole = resolved(schema, contract);
  const { type, enum: words, properties, items, minimum = 1, minItems = 1 } = whole;
  if (name in known && !properties) return known[name];
  if (words) return words[0];
  if (properties)
    return Object.fromEntries(
      Object.entries(properties).map(([member, of]) => [member, sampleOf(of, contract, known, member)]),
    );
  switch (type) {
    case 'array':
      return Array.from({ length: Math.max(minItems, 1) }, () => sampleOf(items ?? {}, contract, known));
    case 'integer':
    case 'number':
      return Math.max(minimum, 1);
    case 'boolean':
      return true;
    case 'object':
      return {};
    default:
      return textOf({ ...whole, ...(isDateName(name, whole) ? { format: 'date' } : {}) });
  }
};

/** Dates of this product are checked by a validator that the contract shows as a short text. */
const isDateName = (name: string, { maxLength, pattern, format }: Schema): boolean =>
  maxLength === 10 && pattern === undefined && format === undefined && name !== '';
