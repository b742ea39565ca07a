import { newId } from '@jejak/kernel';
import { isDeepStrictEqual } from 'node:util';

/** What a command was answered. */
interface Answered {
  readonly status: number;
  readonly body: unknown;
}

/** A command that was accepted, as it was sent. */
interface Told {
  readonly path: string;
  readonly request: RequestInit;
  readonly first: Answered;
}

/** A command whose answer was another one when it was told again. */
export interface AnsweredOtherwise {
  readonly path: string;
  readonly first: Answered;
  readonly again: Answered;
}

/**
 * Sends the requests of a test, and can tell every command among them again that recorded something. Whatever has become of the city since,
 * the answer is the first one (domain.md 2.2).
 */
export class ToldCommands {
  private readonly told: Told[] = [];

  /** As the global one. A command goes under an id of its own, unless it has one. */
  async fetch(url: string, request: RequestInit = {}): Promise<Response> {
    if (!isCommand(request)) return fetch(url, request);
    const headers = new Headers(request.headers);
    if (!headers.has('idempotency-key')) headers.set('idempotency-key', newId());
    const sent = { ...request, headers };
    const response = await fetch(url, sent);
    const first = await answeredBy(response.clone());
    const { pathname, search } = new URL(url);
    if (response.ok && hasFacts(first.body))
      this.told.push({ path: pathname + search, request: sent, first });
    return response;
  }

  /**
   * In the order in which they were told.
   * @param url where the service is now
   * @returns those that were answered otherwise
   * @throws Error where there was no command: then nothing is shown
   */
  async again(url: string): Promise<AnsweredOtherwise[]> {
    if (this.told.length === 0) throw new Error('No command was told');
    const otherwise: AnsweredOtherwise[] = [];
    for (const { path, request, first } of this.told) {
      const again = await answeredBy(await fetch(new URL(path, url), request));
      if (!isDeepStrictEqual(again, first)) otherwise.push({ path, first, again });
    }
    return otherwise;
  }
}

/** Files are not told again: whoever reads one knows it by what is in it. */
const isCommand = ({ method = 'GET', headers, body }: RequestInit): boolean =>
  method !== 'GET' &&
  ((body ?? undefined) === undefined || new Headers(headers).get('content-type') === 'application/json');

const answeredBy = async (response: Response): Promise<Answered> => {
  const json = (response.headers.get('content-type') ?? '').includes('json');
  return {
    status: response.status,
    body: json ? await response.json() : await response.text(),
  };
};

/** What recorded nothing is decided anew. */
const hasFacts = (body: unknown): boolean =>
  typeof body === 'object' &&
  body !== null &&
  'events' in body &&
  Array.isArray(body.events) &&
  body.events.length > 0;
