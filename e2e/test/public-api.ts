import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type City, WORKSPACE } from './city';

interface Person {
  readonly key: string;
  readonly id: string;
  readonly nip?: string;
}

const people = JSON.parse(
  readFileSync(join(WORKSPACE, 'libs', 'cli', 'demo', 'people.json'), 'utf8'),
) as Person[];

/** Somebody of the demonstration. */
export const person = (key: string): Person => {
  const found = people.find((one) => one.key === key);
  if (!found) throw new Error(`There is no ${key}.`);
  return found;
};

export interface Asking {
  /** Whose token is sent; left out: nobody's. */
  readonly as?: string;
  readonly role?: string;
  readonly key?: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Answered {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The body as JSON; undefined where it is none. */
  readonly json: unknown;
}

/** The code of a refusal. */
export const codeOf = ({ json }: Answered): unknown => (json as { code?: unknown } | undefined)?.code;

/** An accepted command. */
export interface Accepted {
  readonly stream: string;
  readonly version: number;
  readonly events: readonly { readonly id: string; readonly type: string }[];
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** So long an integrator waits for an answer. */
const ANSWER_LIMIT_MS = 20_000;

/** The public API at the gateway, as an integrator calls it. */
export class PublicApi {
  private readonly tokens = new Map<string, Promise<string>>();

  constructor(private readonly city: City) {}

  /** A token of a person or machine client of the demonstration. */
  token(key: string): Promise<string> {
    const known = this.tokens.get(key) ?? this.signIn(key);
    this.tokens.set(key, known);
    return known;
  }

  async ask(method: string, path: string, { as, role, key, body, headers }: Asking = {}): Promise<Answered> {
    const response = await fetch(new URL(path, this.city.url), {
      method,
      headers: {
        ...(as === undefined ? {} : { authorization: `Bearer ${await this.token(as)}` }),
        ...(role === undefined ? {} : { 'x-acting-role': role }),
        ...(method === 'POST' ? { 'idempotency-key': key ?? randomUUID() } : {}),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(ANSWER_LIMIT_MS),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, json: parsed(text) };
  }

  /** An answer that is no refusal. @throws Error with the refusal */
  async get<Body>(path: string, asking: Asking = {}): Promise<Body> {
    const { status, text, json } = await this.ask('GET', path, asking);
    if (status !== 200) throw new Error(`GET ${path}: ${status} ${text}`);
    return json as Body;
  }

  /** A command that is accepted. @throws Error with the refusal */
  async command(path: string, asking: Asking): Promise<Accepted> {
    const { status, text, json } = await this.ask('POST', path, { body: {}, ...asking });
    if (status !== 200) throw new Error(`POST ${path}: ${status} ${text}`);
    return json as Accepted;
  }

  /** Every row of a list, over all its pages. */
  async all<Row>(path: string, asking: Asking = {}): Promise<Row[]> {
    const rows: Row[] = [];
    for (let cursor: string | null = null; ;) {
      const query: string = new URLSearchParams({ limit: '200', ...(cursor ? { cursor } : {}) }).toString();
      const page: { items: Row[]; next: string | null } = await this.get(
        `${path}${path.includes('?') ? '&' : '?'}${query}`,
        asking,
      );
      rows.push(...page.items);
      if (page.next === null) return rows;
      cursor = page.next;
    }
  }

  private async signIn(key: string): Promise<string> {
    const { issuer } = await this.get<{ issuer: string }>('/.well-known/jejak');
    const form: Record<string, string> = key.startsWith('service-')
      ? { grant_type: 'client_credentials', client_id: key, client_secret: key }
      : { grant_type: 'urn:jejak:demo-person', client_id: 'jejak-cli', person: key };
    const response = await fetch(`${issuer}/token`, { method: 'POST', body: new URLSearchParams(form) });
    const { access_token: token } = (await response.json()) as { access_token?: string };
    if (!token) throw new Error(`No token for ${key}: ${response.status}`);
    return token;
  }
}
