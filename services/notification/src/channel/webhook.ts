import type { KeyStore } from '@jejak/event-store';
import { createHmac } from 'node:crypto';
import { type ClientRequest, request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { isIP } from 'node:net';
import type { Outcome } from '../message/message.decider';
import type { Channel, Letter } from './channel';
import { AddressRefused, isPublicAddress, publicLookup } from './public-address';

const ANSWER_LIMIT_BYTES = 1024 * 1024;
/** The recipient's system says that nobody is there any more. */
const GONE = 410;

export interface WebhookOptions {
  readonly timeoutMs: number;
  /** Hosts of one's own network that may be written to all the same, also without TLS. */
  readonly ownHosts: readonly string[];
  /** Unix seconds of the machine: what the recipient compares with its own clock. */
  readonly seconds: () => number;
}

export interface Endpoint {
  readonly url: string;
  /** 32 bytes. */
  readonly secret: Uint8Array;
}

/** What an endpoint's messages are signed with: made by a key of the installation, kept nowhere. */
export const webhookSecret = (keys: KeyStore, endpointId: string): Promise<Buffer> =>
  keys.blindIndex('webhook-secret', endpointId);

/** The secret as its owner gets it. */
export const secretText = (secret: Uint8Array): string => `whsec_${Buffer.from(secret).toString('base64')}`;

/** `v1,` and the base64 of HMAC-SHA-256 over `id.timestamp.body`. @source Standard Webhooks 1.0 */
export const signatureOf = (secret: Uint8Array, id: string, seconds: number, body: string): string =>
  `v1,${createHmac('sha256', secret).update(`${id}.${seconds}.${body}`).digest('base64')}`;

const bodyOf = ({ messageId, topic, object, step, legal, late, title, link, dueOn }: Letter): string =>
  JSON.stringify({
    type: 'message',
    data: { messageId, topic, object, step, legal, late, title, link, dueOn },
  });

/** Whether something may be sent to this address at all; its name is looked up only then. */
export const isAllowedUrl = (text: string, ownHosts: readonly string[]): boolean => {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, username, password, hash } = new URL(text);
  if (username !== '' || password !== '' || hash !== '') return false;
  if (ownHosts.includes(hostname)) return protocol === 'https:' || protocol === 'http:';
  const address = hostname.replace(/^\[|\]$/g, '');
  if (protocol !== 'https:' || hostname === '') return false;
  return isIP(address) === 0
    ? hostname.includes('.') && !hostname.endsWith('.local')
    : isPublicAddress(address);
};

const failed = (
  fault: Extract<Outcome, { kind: 'FAILED' }>['fault'],
  answer: number | null = null,
  permanent = false,
): Outcome => ({ kind: 'FAILED', fault, answer, permanent });

/**
 * Posts messages to a system of the recipient's own, signed; never to one's own network, never after a redirect. An answer of 2xx is
 * the proof that the message arrived.
 */
export const webhookChannel = ({ timeoutMs, ownHosts, seconds }: WebhookOptions): Channel<Endpoint> => ({
  send: ({ url, secret }, letter, signal) => {
    if (!isAllowedUrl(url, ownHosts)) return Promise.resolve(failed('ADDRESS_REFUSED', null, true));
    const target = new URL(url);
    const body = bodyOf(letter);
    const at = seconds();
    const headers = {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
      'user-agent': 'jejak',
      'webhook-id': letter.messageId,
      'webhook-timestamp': String(at),
      'webhook-signature': signatureOf(secret, letter.messageId, at, body),
    };
    const own = ownHosts.includes(target.hostname);
    const request = target.protocol === 'https:' ? httpsRequest : httpRequest;
    const options = {
      ...{
        method: 'POST',
        headers,
        agent: false,
        signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
      },
      ...(own ? {} : { lookup: publicLookup }),
    };
    return answered(request(target, options), body);
  },
});

const answered = (request: ClientRequest, body: string): Promise<Outcome> =>
  new Promise((resolve) => {
    request.on('error', (error: NodeJS.ErrnoException) => {
      if (error instanceof AddressRefused) resolve(failed('ADDRESS_REFUSED', null, true));
      else
        resolve(
          failed(error.name === 'AbortError' || error.name === 'TimeoutError' ? 'TIMEOUT' : 'UNREACHABLE'),
        );
    });
    request.on('response', (response) => {
      const { statusCode: status = 0 } = response;
      let bytes = 0;
      response.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
        if (bytes > ANSWER_LIMIT_BYTES) response.destroy();
      });
      const taken = status >= 200 && status < 300;
      response.on('close', () =>
        resolve(
          taken
            ? { kind: 'SENT', evidence: `HTTP ${status}`, proves: true }
            : failed('REFUSED', status >= 100 ? status : null, status === GONE),
        ),
      );
    });
    request.end(body);
  });
