import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { Readable } from 'node:stream';
import { text as textOf } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { CommandFailed, EXIT } from './exit';

/** RFC 9457 problem, as the services answer it. */
export interface Problem {
  readonly status: number;
  readonly code?: string;
  readonly title?: string;
  readonly detail?: string;
  readonly field?: string;
  readonly rule?: string;
  readonly errors?: readonly { readonly field: string; readonly message: string }[];
}

/** A refusal by the installation, with its problem. */
export class Refused extends CommandFailed {
  constructor(
    readonly problem: Problem,
    request: string,
  ) {
    const { status, code, title, detail, field, rule, errors } = problem;
    const where = [field, rule].filter(Boolean).join(', ');
    const lines = (errors ?? []).map((error) => `\n  ${error.field}: ${error.message}`);
    super(
      `${request} was refused: ${status} ${code ?? title ?? ''}${where ? ` (${where})` : ''}${detail ? `: ${detail}` : ''}${lines.join('')}`,
      EXIT.refused,
    );
  }
}

/** The gateway, or a service behind it, is being started again or has too much to do. */
const AWAY = [502, 503, 504];

/** Whether nobody answered, which passes by itself: a command that is repeated under its id is not done twice. */
export const isAway = (error: unknown): boolean =>
  error instanceof Refused
    ? AWAY.includes(error.problem.status)
    : error instanceof CommandFailed && error.exitCode === EXIT.unreachable;

export interface RequestOptions {
  readonly token?: string;
  /** The role acted under, for callers with several. */
  readonly role?: string;
  /** Command id; a new one where it is not given. */
  readonly commandId?: string;
  readonly ifMatch?: number;
  /** A JSON body. */
  readonly body?: unknown;
  /** A streamed body, with its media type. */
  readonly upload?: { readonly stream: ReadableStream<Uint8Array>; readonly mediaType: string };
  readonly headers?: Readonly<Record<string, string>>;
}

/** What a command answers. */
export interface Accepted {
  readonly stream: string;
  readonly version: number;
  readonly events: readonly { readonly id: string; readonly type: string }[];
}

/** The public API of one installation, at its gateway. */
export class Installation {
  constructor(readonly url: string = process.env.JEJAK_URL ?? 'http://localhost:8080') {}

  /** @throws CommandFailed with exit code 3 when nothing answers */
  async fetch(method: string, path: string, options: RequestOptions = {}): Promise<Response> {
    const { token, role, commandId, ifMatch, body, upload, headers } = options;
    const init: RequestInit & { duplex?: 'half' } = {
      method,
      headers: {
        Accept: 'application/json, application/problem+json, */*;q=0.1',
        ...(token ? { Authorization: `Bearer ${token}` } : {}),
        ...(role ? { 'X-Acting-Role': role } : {}),
        ...(method === 'POST' ? { 'Idempotency-Key': commandId ?? randomUUID() } : {}),
        ...(ifMatch === undefined ? {} : { 'If-Match': `"${ifMatch}"` }),
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
        ...(upload ? { 'Content-Type': upload.mediaType } : {}),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(upload ? { body: upload.stream, duplex: 'half' } : {}),
    };
    try {
      return await fetch(new URL(path, this.url), init);
    } catch (error) {
      throw this.silent(error);
    }
  }

  /**
   * Posts a file as it is read. Not by `fetch`, which reads a stream faster than it sends it, and holds what it has not sent: the whole
   * of a large file.
   * @throws CommandFailed with exit code 3 when nothing answers
   */
  async post(path: string, token: string, content: Readable, mediaType: string): Promise<Response> {
    const url = new URL(path, this.url);
    const sending = (url.protocol === 'https:' ? requestHttps : requestHttp)(url, {
      method: 'POST',
      headers: {
        ...{ Accept: 'application/json, application/problem+json', Authorization: `Bearer ${token}` },
        ...{ 'Content-Type': mediaType, 'Idempotency-Key': randomUUID() },
      },
    });
    const answered = once(sending, 'response') as Promise<[IncomingMessage]>;
    // A refusal may come before the file is sent: the answer says why, and not the connection that it ends.
    const sent = pipeline(content, sending).catch(() => undefined);
    try {
      const [answer] = await answered;
      const text = await textOf(answer);
      content.destroy();
      await sent;
      return new Response(text, { status: answer.statusCode });
    } catch (error) {
      content.destroy();
      throw this.silent(error);
    }
  }

  private silent(error: unknown): CommandFailed {
    const found = error instanceof Error ? (error.cause instanceof Error ? error.cause : error).message : '';
    return new CommandFailed(
      `Nothing answers at ${this.url}${found ? `: ${found}` : ''}. Is it started (npm start)? JEJAK_URL names another address.`,
      EXIT.unreachable,
    );
  }

  /**
   * A request whose answer is JSON.
   * @throws Refused with the problem
   */
  async json<Answer>(method: string, path: string, options: RequestOptions = {}): Promise<Answer> {
    const response = await this.ok(method, path, options);
    // The shape is the service's documented answer; a gateway of another version shows as a missing member.
    return (await response.json()) as Answer;
  }

  /** A request whose answer is not an error. @throws Refused */
  async ok(method: string, path: string, options: RequestOptions = {}): Promise<Response> {
    const response = await this.fetch(method, path, options);
    if (response.ok) return response;
    throw new Refused(await problemOf(response), `${method} ${path.split('?')[0]}`);
  }

  /** A command: POST, answered with what it appended. */
  command(path: string, options: RequestOptions = {}): Promise<Accepted> {
    return this.json<Accepted>('POST', path, { ...options, body: options.body ?? {} });
  }
}

const problemOf = async (response: Response): Promise<Problem> => {
  const text = await response.text();
  try {
    return { ...(JSON.parse(text) as Problem), status: response.status };
  } catch {
    return { status: response.status, title: response.statusText };
  }
};
