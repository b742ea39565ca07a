import type { IncomingMessage } from 'node:http';
import { type Clock, NotSignedIn, Unavailable } from '@jejak/kernel';
import type { Request, RequestHandler, Response } from 'express';
import { refuseCrossSite, refuseForged } from './browser-requests';
import { type Cookies, SESSION_COOKIE } from './cookies';
import { type IssuerClient, SignInFailed } from './issuer-client';
import { asSecret, type Secret } from './secret';
import type { Session, SessionStore, Tokens } from './session-store';

/** A token is renewed when it has less than this left: it must hold until the service has looked at it. */
const RENEW_BEFORE_MS = 60_000;

/** What there must be for a console: where sessions are kept, who signs people in, and at which origin browsers are. */
export interface SessionParts {
  readonly store: SessionStore;
  readonly issuer: IssuerClient;
  readonly cookies: Cookies;
  /** Of the installation, as browsers see it. */
  readonly origin: URL;
  readonly now: () => number;
  /** Business time, which a demonstration simulates. */
  readonly clock: Clock;
  /** Whether it is simulated now: a real city may begin where a demonstration could have been. */
  readonly isSimulated: () => boolean;
}

/** Turns a browser's cookie into the token of the person behind it. */
export class Sessions {
  private readonly renewing = new Map<string, Promise<Tokens>>();

  constructor(readonly parts: SessionParts) {}

  /** The session of a request. Undefined without a cookie, or where its session is over. */
  async of(request: IncomingMessage): Promise<Session | undefined> {
    const { cookies, store } = this.parts;
    const secret = asSecret(cookies.read(request, SESSION_COOKIE));
    if (secret === undefined) return undefined;
    try {
      return await store.find(secret);
    } catch (cause) {
      const refusal = new Unavailable('UNAVAILABLE', 'The sessions cannot be read now.');
      refusal.cause = cause;
      throw refusal;
    }
  }

  /**
   * Of a request that acts for its session: from a page of ours, and with the session's word where it writes.
   * @throws NotSignedIn SESSION_ENDED @throws NotAuthorised CROSS_SITE_REFUSED, CSRF_INVALID
   */
  async acting(request: Request, response: Response): Promise<Session> {
    refuseCrossSite(request, this.parts.origin.origin);
    const session = await this.of(request);
    if (session === undefined) throw this.ended(response);
    refuseForged(request, session.secret);
    return session;
  }

  /**
   * Before what is passed on: with a cookie and without a token of its own, a request goes on under the token of its session. What
   * brings a token goes on as it came, whatever cookie is beside it; what brings neither is nobody's.
   */
  readonly bearing: RequestHandler = (request, response, next) => {
    const { cookies } = this.parts;
    if (request.headers.authorization !== undefined || cookies.read(request, SESSION_COOKIE) === undefined) {
      next();
      return;
    }
    this.acting(request, response)
      .then(async (session) => {
        const tokens = await this.tokens(session);
        if (tokens === undefined) throw this.ended(response);
        request.headers.authorization = `Bearer ${tokens.access}`;
        next();
      })
      .catch(next);
  };

  /**
   * The token of a session for what goes on by itself: it does not keep the session alive.
   * @returns undefined where the session is over
   */
  async tokenOf(secret: Secret): Promise<string | undefined> {
    const session = await this.parts.store.look(secret);
    return session && (await this.tokens(session))?.access;
  }

  /** @returns undefined where the session is over: nobody renews its tokens any more */
  private async tokens(session: Session): Promise<Tokens | undefined> {
    const { tokens, secret } = session;
    if (tokens.accessUntil - this.parts.now() > RENEW_BEFORE_MS) return tokens;
    if (tokens.refresh === undefined) {
      await this.parts.store.end(secret);
      return undefined;
    }
    // Requests of one page arrive together; a token to renew with is good once.
    let renewing = this.renewing.get(secret);
    if (!renewing) {
      renewing = this.renew(session, tokens.refresh).finally(() => this.renewing.delete(secret));
      this.renewing.set(secret, renewing);
    }
    try {
      return await renewing;
    } catch (error) {
      if (error instanceof SignInFailed) return undefined;
      throw error;
    }
  }

  private async renew(session: Session, refresh: string): Promise<Tokens> {
    const { store, issuer } = this.parts;
    try {
      const tokens = await issuer.refreshed(refresh);
      await store.change(session, { ...session, tokens });
      return tokens;
    } catch (error) {
      if (!(error instanceof SignInFailed)) throw error;
      // Another replica may have been faster.
      const now = await store.find(session.secret);
      if (now && now.tokens.access !== session.tokens.access) return now.tokens;
      await store.end(session.secret);
      throw error;
    }
  }

  private ended(response: Response): NotSignedIn {
    this.parts.cookies.clear(response, SESSION_COOKIE);
    return new NotSignedIn('SESSION_ENDED', 'The session is over. Sign in again.');
  }
}
