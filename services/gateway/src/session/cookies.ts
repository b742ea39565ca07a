import type { IncomingMessage } from 'node:http';
import type { Response } from 'express';

/**
 * The gateway's cookies. Over https each is named `__Host-…`: browsers then take it from this very host alone, and only
 * secured. Without https there is only this machine.
 */
export class Cookies {
  private readonly isSecure: boolean;

  constructor(origin: URL) {
    this.isSecure = origin.protocol === 'https:';
  }

  /** @returns undefined where there is none, or more than one: nobody can say which of them is ours */
  read({ headers }: IncomingMessage, name: string): string | undefined {
    const wanted = `${this.named(name)}=`;
    const found = (headers.cookie ?? '')
      .split(';')
      .map((part) => part.trim())
      .filter((part) => part.startsWith(wanted));
    return found.length === 1 ? found[0].slice(wanted.length) : undefined;
  }

  /** @param seconds how long the browser keeps it; left out: until it is closed */
  set(response: Response, name: string, value: string, seconds?: number): void {
    const parts = [`${this.named(name)}=${value}`, 'Path=/', 'HttpOnly', 'SameSite=Lax'];
    if (this.isSecure) parts.push('Secure');
    if (seconds !== undefined) parts.push(`Max-Age=${seconds}`);
    response.append('Set-Cookie', parts.join('; '));
  }

  clear(response: Response, name: string): void {
    this.set(response, name, '', 0);
  }

  private named(name: string): string {
    return this.isSecure ? `__Host-${name}` : name;
  }
}

/** Holds the secret of the session. */
export const SESSION_COOKIE = 'jejak';
/** Holds the secret of a sign-in that is under way. */
export const SIGN_IN_COOKIE = 'jejak-sign-in';
