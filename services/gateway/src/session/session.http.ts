import { Public } from '@jejak/auth';
import { languageOf } from '@jejak/http';
import { NotAuthorised, type Role, ROLES } from '@jejak/kernel';
import type { Logger } from '@jejak/observability';
import { Body, Controller, Get, HttpCode, Inject, Post, Query, Req, Res } from '@nestjs/common';
import { IsIn, IsOptional, IsString, MaxLength } from 'class-validator';
import type { Request, Response } from 'express';
import { LiveStreams } from '../live/live-streams';
import { csrfOf } from './browser-requests';
import { SESSION_COOKIE, SIGN_IN_COOKIE } from './cookies';
import { SignInFailed } from './issuer-client';
import { asSecret, derived, isSame, newSecret } from './secret';
import type { Session } from './session-store';
import { Sessions } from './sessions';

export const SESSION_LOGGER = Symbol('jejak.session-logger');

/** Where the console is, and where somebody ends who could not sign in. */
const HOME = '/app/';
const FAILED = '/app/?masuk=gagal';
/** Long enough to find one's password. */
const SIGN_IN_SECONDS = 600;

class SignInRequest {
  /** Where to go afterwards: an address of the console. */
  @IsOptional() @IsString() @MaxLength(500) readonly to?: string;
}

/** What an issuer sends back with the browser (RFC 6749 section 4.1.2, RFC 9207); others may say more. */
class ReturnRequest {
  @IsOptional() @IsString() @MaxLength(4_096) readonly code?: string;
  @IsOptional() @IsString() @MaxLength(500) readonly state?: string;
  @IsOptional() @IsString() @MaxLength(500) readonly iss?: string;
  @IsOptional() @IsString() @MaxLength(500) readonly error?: string;
  @IsOptional() @IsString() @MaxLength(2_000) readonly error_description?: string;
  @IsOptional() @IsString() @MaxLength(2_000) readonly error_uri?: string;
  @IsOptional() @IsString() @MaxLength(500) readonly session_state?: string;
}

class RoleRequest {
  @IsIn(ROLES) readonly role!: Role;
}

/** Who is signed in at this browser, as the console shows it. */
export type SessionView = {
  /** Business time; in a demonstration another than the browser's. */
  readonly today: string;
  readonly isSimulated: boolean;
} & (
  | { readonly signedIn: false }
  | {
      readonly signedIn: true;
      readonly person: { readonly id: string; readonly name: string };
      readonly roles: readonly Role[];
      readonly role: Role;
      /** To be sent as `X-CSRF` with each write. */
      readonly csrf: string;
      /** Instants: when the session ends if nothing is done, and in any case. */
      readonly idleAt: string;
      readonly endsAt: string;
    }
);

const viewOf = ({ person, roles, role, secret, idleAt, endsAt }: Session) => ({
  ...{ signedIn: true as const, person, roles, role, csrf: csrfOf(secret) },
  ...{ idleAt: new Date(idleAt).toISOString(), endsAt: new Date(endsAt).toISOString() },
});

/** A path of the console, and of nobody else: not `//elsewhere`, not another scheme. */
const insideConsole = (to: string | undefined, origin: URL): string => {
  if (to === undefined || !URL.canParse(to, origin.href)) return HOME;
  const { origin: there, pathname, search } = new URL(to, origin);
  return there === origin.origin && pathname.startsWith(HOME) ? `${pathname}${search}` : HOME;
};

/** Signing in and out of the console. @source console.md 13 */
@Controller('session')
@Public()
export class SessionController {
  constructor(
    private readonly sessions: Sessions,
    private readonly streams: LiveStreams,
    @Inject(SESSION_LOGGER) private readonly logger: Logger,
  ) {}

  /** Who is signed in here. Says nothing to pages of other sites. */
  @Get()
  async session(@Req() request: Request): Promise<SessionView> {
    const isOurs = request.headers['sec-fetch-site'] === 'same-origin';
    return this.shown(isOurs ? await this.sessions.of(request) : undefined);
  }

  /** What this browser closes drafts of this person with. Given to whoever is signed in, and to no page of another site. */
  @Get('draft-key')
  async draftKey(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<{ readonly key: string }> {
    const session = await this.sessions.acting(request, response);
    return { key: await this.sessions.parts.store.draftKey(session) };
  }

  private shown(session: Session | undefined): SessionView {
    const { clock, isSimulated } = this.sessions.parts;
    const about = { today: clock.now(), isSimulated: isSimulated() };
    return session === undefined ? { ...about, signedIn: false } : { ...about, ...viewOf(session) };
  }

  /** To the issuer, and back to where one was. */
  @Get('sign-in')
  async signIn(
    @Query() { to }: SignInRequest,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const { cookies, issuer, origin } = this.sessions.parts;
    const target = insideConsole(to, origin);
    // By another name of this machine the cookie would not come back.
    if (request.headers.host !== origin.host) {
      response.redirect(303, new URL(`/session/sign-in?to=${encodeURIComponent(target)}`, origin).href);
      return;
    }
    const secret = newSecret();
    const url = await issuer.signInUrl(secret, languageOf(request.headers['accept-language']));
    const value = `${secret}.${Buffer.from(target).toString('base64url')}`;
    cookies.set(response, SIGN_IN_COOKIE, value, SIGN_IN_SECONDS);
    response.redirect(303, url);
  }

  /** Back from the issuer: a session begins under a new secret, whatever cookie the browser had before. */
  @Get('return')
  async comeBack(
    @Query() { code, state }: ReturnRequest,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const { cookies, issuer, store, origin } = this.sessions.parts;
    const [first, encoded = ''] = (cookies.read(request, SIGN_IN_COOKIE) ?? '').split('.');
    const secret = asSecret(first);
    cookies.clear(response, SIGN_IN_COOKIE);
    try {
      if (code === undefined || state === undefined || secret === undefined)
        throw new SignInFailed('Nobody began this sign-in in this browser.');
      if (!isSame(state, derived(secret, 'state')))
        throw new SignInFailed('The answer is for another sign-in.');
      const { person, roles, tokens } = await issuer.redeem(code, secret);
      if (roles.length === 0) throw new SignInFailed('The issuer gave no role.');
      const before = await this.sessions.of(request);
      if (before) await store.end(before.secret);
      const session = await store.begin({ person, roles, role: firstRole(roles), tokens });
      cookies.set(response, SESSION_COOKIE, session.secret);
      response.redirect(303, insideConsole(Buffer.from(encoded, 'base64url').toString(), origin));
    } catch (error) {
      if (!(error instanceof SignInFailed)) throw error;
      this.logger.warn({ sec: true, reason: error.message, err: error.cause }, 'A sign-in failed');
      response.redirect(303, FAILED);
    }
  }

  /** The console shows another of one's roles from now on, under a new secret. */
  @Post('role')
  @HttpCode(200)
  async switchRole(
    @Body() { role }: RoleRequest,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<SessionView> {
    const { cookies, store } = this.sessions.parts;
    const session = await this.sessions.acting(request, response);
    if (!session.roles.includes(role))
      throw new NotAuthorised('FORBIDDEN_ROLE', 'The role you act under may not do this.');
    const renewed = await store.renew(session, { ...session, role });
    this.streams.close(session.secret);
    cookies.set(response, SESSION_COOKIE, renewed.secret);
    return this.shown(renewed);
  }

  @Post('sign-out')
  @HttpCode(204)
  async signOut(@Req() request: Request, @Res({ passthrough: true }) response: Response): Promise<void> {
    const { cookies, store } = this.sessions.parts;
    const { secret } = await this.sessions.acting(request, response);
    await store.end(secret);
    this.streams.close(secret);
    cookies.clear(response, SESSION_COOKIE);
    // What the browser still holds of what was shown.
    response.setHeader('Clear-Site-Data', '"cache"');
  }
}

/** The role to begin with: everyone is an employee first, where they are one besides; who inspects came to inspect. */
const firstRole = (roles: readonly Role[]): Role =>
  roles.find((role) => role === 'inspector') ?? roles.find((role) => role === 'employee') ?? roles[0];
