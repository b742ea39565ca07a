import { sha256 } from '@jejak/ledger';

/** Crockford's base 32: no I, L, O or U, which are misread. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 12;

/**
 * What stands on the certificate of an enrolment: always the same, and nothing that could be guessed from another one.
 * @returns 12 characters
 */
export const serialOf = (enrolmentId: string): string => {
  const digest = sha256(Buffer.from(`certificate|${enrolmentId}`));
  const digits = BigInt(`0x${digest.toString('hex')}`);
  return Array.from({ length: LENGTH }, (_, at) => ALPHABET[Number((digits >> BigInt(5 * at)) & 31n)]).join(
    '',
  );
};
