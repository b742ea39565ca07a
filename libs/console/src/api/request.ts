import { type EndpointName, ENDPOINTS } from './endpoints';
import { Offline, problemIn, Refused } from './problem';

/** What every request of a page carries: who acts as what, in which language, and that the page is ours. */
export interface Bearing {
  readonly role: string | undefined;
  readonly csrf: string | undefined;
  readonly language: string;
}

export interface Asked {
  /** Fills `{name}` in the endpoint's address. */
  readonly path?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string | number | undefined>>;
  readonly body?: object;
  /** Of a command: the same for every repetition of it. */
  readonly key?: string;
  /** Of a command: the version of the object that it was decided on. */
  readonly ifMatch?: number | undefined;
  /** Of a question: the version that shall be in the answer, waited for at most so long. */
  readonly awaited?: { readonly version: number; readonly seconds: number };
  readonly signal?: AbortSignal;
}

/** Where an endpoint is, with what is asked of it. */
export const addressOf = (name: EndpointName, { path = {}, query = {}, awaited }: Asked): string => {
  const { service, path: template } = ENDPOINTS[name];
  const filled = template.replace(/\{(\w+)\}/g, (_, key: string) => encodeURIComponent(path[key] ?? ''));
  const asked: Asked['query'] = { ...query, version: awaited?.version };
  const said = Object.entries(asked).filter(([, value]) => value !== undefined && value !== '');
  const search = new URLSearchParams(said.map(([key, value]) => [key, String(value)])).toString();
  return `/api/${service}${filled}${search === '' ? '' : `?${search}`}`;
};

const bodyOf = async (response: Response): Promise<unknown> => {
  const text = await response.text();
  try {
    return text === '' ? undefined : (JSON.parse(text) as unknown);
  } catch {
    return undefined;
  }
};

/** Sends it. @throws Refused with what the answer says @throws Offline when none arrives */
export const send = async (address: string, request: RequestInit): Promise<Response> => {
  let response: Response;
  try {
    response = await fetch(address, { credentials: 'same-origin', ...request, redirect: 'error' });
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === 'AbortError') throw cause;
    throw new Offline('No answer arrived.', { cause });
  }
  if (response.ok) return response;
  throw new Refused(problemIn(response.status, await bodyOf(response)));
};

/** Asks a service, through the gateway, for whatever it answers with. */
export const request = (name: EndpointName, bearing: Bearing, asked: Asked = {}): Promise<Response> => {
  const endpoint = ENDPOINTS[name];
  const isWrite = endpoint.method !== 'get';
  return send(addressOf(name, asked), {
    method: endpoint.method.toUpperCase(),
    headers: {
      'Accept-Language': bearing.language,
      ...(endpoint.open || bearing.role === undefined ? {} : { 'X-Acting-Role': bearing.role }),
      ...(isWrite && bearing.csrf !== undefined ? { 'X-CSRF': bearing.csrf } : {}),
      ...(asked.body === undefined ? {} : { 'Content-Type': 'application/json' }),
      ...(asked.key === undefined ? {} : { 'Idempotency-Key': asked.key }),
      ...(asked.ifMatch === undefined ? {} : { 'If-Match': `"${asked.ifMatch}"` }),
      ...(asked.awaited === undefined ? {} : { Prefer: `wait=${asked.awaited.seconds}` }),
    },
    ...(asked.body === undefined ? {} : { body: JSON.stringify(asked.body) }),
    ...(asked.signal === undefined ? {} : { signal: asked.signal }),
  });
};

/**
 * Asks a service for a document.
 * @param T what the service answers, as its documentation has it: contracts do not describe answers yet
 */
export const ask = async <T>(name: EndpointName, bearing: Bearing, asked: Asked = {}): Promise<T> =>
  (await bodyOf(await request(name, bearing, asked))) as T;
