/** Crockford's base 32: no I, L, O, U, so that nobody reads one for the other. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
export const CODE_LENGTH = 12;

/** A code of 60 bits from the beginning of a digest. */
export const codeFrom = (digest: Uint8Array): string => {
  let bits = 0n;
  for (const byte of digest.subarray(0, 8)) bits = (bits << 8n) | BigInt(byte);
  bits >>= 4n;
  let code = '';
  for (let at = CODE_LENGTH - 1; at >= 0; at--) code += ALPHABET[Number((bits >> BigInt(at * 5)) & 31n)];
  return code;
};

/** A code as people type it, with dashes and small letters, O for 0, I or L for 1; null where it is none. */
export const readCode = (typed: string): string | null => {
  const code = typed.toUpperCase().replace(/[\s-]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1');
  return code.length === CODE_LENGTH && [...code].every((character) => ALPHABET.includes(character))
    ? code
    : null;
};
