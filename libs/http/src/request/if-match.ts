import { Malformed } from '@jejak/kernel';

const TAG = /^(?:"(0|[1-9]\d{0,9})"|(0|[1-9]\d{0,9}))$/;

/** The entity tag of a stream's version: `"7"`. */
export const etagOf = (version: number | bigint): string => `"${version}"`;

/**
 * The version that the caller expects, from `If-Match`. Any version (`*`) is no expectation. A weak tag is refused: RFC 9110 lets
 * it match nothing.
 * @throws Malformed IF_MATCH_INVALID
 */
export const expectedVersionOf = (header: string | undefined): number | undefined => {
  if (header === undefined || header.trim() === '*') return undefined;
  const match = TAG.exec(header.trim());
  if (!match)
    throw new Malformed('IF_MATCH_INVALID', 'If-Match must be one entity tag as it was answered.', {
      field: 'If-Match',
    });
  return Number(match[1] ?? match[2]);
};
