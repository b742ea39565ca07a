import { Malformed } from '@jejak/kernel';

/** Longest wait for a read model that a caller may ask for. */
export const MAX_WAIT_SECONDS = 30;

const SECONDS = /^"?(\d{1,3}(?:\.\d{1,3})?)"?$/;

/**
 * How long the caller would wait, in milliseconds, from `Prefer: wait=2` (RFC 7240); 0 where it does not say. Preferences that are
 * not known here are ignored, as the RFC wants.
 * @throws Malformed PREFER_INVALID on a wait that is no number of seconds up to {@link MAX_WAIT_SECONDS}
 */
export const waitMsOf = (header: string | undefined): number => {
  for (const preference of (header ?? '').split(',')) {
    const [token] = preference.split(';');
    const [name, value = ''] = token.split('=').map((part) => part.trim());
    if (name.toLowerCase() !== 'wait') continue;
    const seconds = Number(SECONDS.exec(value)?.[1] ?? Number.NaN);
    // Written so that NaN is refused too.
    if (!(seconds <= MAX_WAIT_SECONDS))
      throw new Malformed('PREFER_INVALID', 'Prefer: wait must be a number of seconds.', {
        field: 'Prefer',
        params: { limit: MAX_WAIT_SECONDS },
      });
    return Math.round(seconds * 1000);
  }
  return 0;
};
