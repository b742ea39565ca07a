import type { IncomingMessage } from 'node:http';
import { NotAuthorised } from '@jejak/kernel';
import { derived, isSame, type Secret } from './secret';

const READS = new Set(['GET', 'HEAD']);

/** The header that a page of ours sends with each write; other sites' pages cannot know it. */
export const CSRF_HEADER = 'x-csrf';

export const csrfOf = (secret: Secret): string => derived(secret, 'csrf');

/**
 * Whether a request with a session's cookie comes from a page of this origin. Reads too: each read of a person's file is
 * recorded, and no other site shall make somebody look. Browsers older than 2023 do not say where a request comes from: they may
 * write, with an exact `Origin`, and read nothing personal.
 * @throws NotAuthorised CROSS_SITE_REFUSED
 */
export const refuseCrossSite = ({ method = 'GET', headers }: IncomingMessage, origin: string): void => {
  const site = headers['sec-fetch-site'];
  const isOurs =
    site === undefined ? !READS.has(method) && headers.origin === origin : site === 'same-origin';
  if (!isOurs)
    throw new NotAuthorised('CROSS_SITE_REFUSED', 'This request did not come from a page of the console.');
};

/** @throws NotAuthorised CSRF_INVALID where a write does not carry the word of its session */
export const refuseForged = ({ method = 'GET', headers }: IncomingMessage, secret: Secret): void => {
  if (READS.has(method)) return;
  const said = headers[CSRF_HEADER];
  if (typeof said !== 'string' || !isSame(said, csrfOf(secret)))
    throw new NotAuthorised('CSRF_INVALID', 'This request does not carry the word of its session.');
};
