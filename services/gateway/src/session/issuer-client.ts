import { TokenRefused, type TokenVerifier } from '@jejak/auth';
import { type Role, Unavailable } from '@jejak/kernel';
import { createHash } from 'node:crypto';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import { derived, type Secret } from './secret';
import type { Tokens } from './session-store';

/** The gateway as the issuer knows it. */
export interface IssuerClientOptions {
  readonly issuer: string;
  readonly clientId: string;
  /** Left out: a public client, which PKCE alone protects. */
  readonly clientSecret?: string;
  /** Where the issuer sends browsers back to. */
  readonly returnUrl: string;
}

/** Who came back from the issuer. */
export interface Identified {
  readonly person: { readonly id: string; readonly name: string };
  readonly roles: readonly Role[];
  readonly tokens: Tokens;
}

/** The issuer did not let somebody in, or what it said does not hold. */
export class SignInFailed extends Error {}

interface Discovery {
  readonly authorization_endpoint: string;
  readonly token_endpoint: string;
  readonly jwks_uri: string;
  readonly keys: ReturnType<typeof createRemoteJWKSet>;
}

interface TokenAnswer {
  readonly access_token?: unknown;
  readonly expires_in?: unknown;
  readonly refresh_token?: unknown;
  readonly id_token?: unknown;
}

const ANSWER_LIMIT_MS = 5_000;
const SKEW_SECONDS = 30;
const ALGORITHMS = ['EdDSA', 'ES256', 'PS256', 'RS256'];

const challengeOf = (verifier: string): string => createHash('sha256').update(verifier).digest('base64url');

/**
 * Signs people in at the OpenID issuer by the code flow with PKCE (RFC 7636). State, nonce and verifier of one sign-in follow from
 * one secret, which the browser that began it holds in a cookie: so nothing has to be kept here while it is under way.
 */
export class IssuerClient {
  private found: Promise<Discovery> | undefined;

  constructor(
    private readonly options: IssuerClientOptions,
    private readonly verifier: TokenVerifier,
  ) {}

  /** Where a browser goes to sign in. @throws Unavailable when the issuer does not answer */
  async signInUrl(secret: Secret, language: string): Promise<string> {
    const { clientId, returnUrl } = this.options;
    const { authorization_endpoint: endpoint } = await this.discovery();
    const url = new URL(endpoint);
    for (const [name, value] of Object.entries({
      ...{ response_type: 'code', client_id: clientId, redirect_uri: returnUrl, scope: 'openid profile' },
      // A shared desk: who signs in here says who they are, whoever was signed in there before.
      ...{ prompt: 'login', ui_locales: language },
      ...{ state: derived(secret, 'state'), nonce: derived(secret, 'nonce') },
      ...{ code_challenge: challengeOf(derived(secret, 'verifier')), code_challenge_method: 'S256' },
    }))
      url.searchParams.set(name, value);
    return url.href;
  }

  /** What a code stands for. @throws SignInFailed where it does not hold @throws Unavailable */
  async redeem(code: string, secret: Secret): Promise<Identified> {
    const { returnUrl, issuer, clientId } = this.options;
    const answer = await this.ask({
      ...{ grant_type: 'authorization_code', code, redirect_uri: returnUrl },
      code_verifier: derived(secret, 'verifier'),
    });
    if (typeof answer.id_token !== 'string') throw new SignInFailed('The issuer gave no ID token.');
    const { keys } = await this.discovery();
    const { payload } = await jwtVerify(answer.id_token, keys, {
      ...{ issuer, audience: clientId, algorithms: ALGORITHMS, clockTolerance: SKEW_SECONDS },
      requiredClaims: ['sub', 'exp', 'iat', 'nonce'],
    }).catch((cause: unknown) => {
      throw new SignInFailed('The ID token does not hold.', { cause });
    });
    if (payload.nonce !== derived(secret, 'nonce'))
      throw new SignInFailed('The ID token is for another sign-in.');
    const tokens = tokensOf(answer);
    const caller = await this.callerOf(tokens.access);
    if (caller.kind !== 'person' || caller.id !== payload.sub)
      throw new SignInFailed('The access token is for somebody else.');
    const name = typeof payload.name === 'string' ? payload.name : '';
    return { person: { id: caller.id, name }, roles: caller.roles, tokens };
  }

  /** New tokens for those that run out. @throws SignInFailed where the issuer gives none any more @throws Unavailable */
  async refreshed(refresh: string): Promise<Tokens> {
    const answer = await this.ask({ grant_type: 'refresh_token', refresh_token: refresh });
    const tokens = tokensOf(answer);
    // Not every issuer gives a new one each time.
    return { refresh, ...tokens };
  }

  private async callerOf(token: string) {
    try {
      return await this.verifier.verify(token);
    } catch (cause) {
      if (cause instanceof TokenRefused) throw new SignInFailed('The access token does not hold.', { cause });
      throw cause;
    }
  }

  private async ask(form: Readonly<Record<string, string>>): Promise<TokenAnswer> {
    const { clientId, clientSecret } = this.options;
    const { token_endpoint: endpoint } = await this.discovery();
    const response = await fetch(endpoint, {
      method: 'POST',
      body: new URLSearchParams({
        ...form,
        client_id: clientId,
        ...(clientSecret === undefined ? {} : { client_secret: clientSecret }),
      }),
      redirect: 'error',
      signal: AbortSignal.timeout(ANSWER_LIMIT_MS),
    }).catch((cause: unknown) => {
      throw this.unavailable(cause);
    });
    if (response.status >= 500) throw this.unavailable(new Error(`The issuer answered ${response.status}`));
    if (!response.ok) throw new SignInFailed(`The issuer answered ${response.status}.`);
    return (await response.json()) as TokenAnswer;
  }

  private discovery(): Promise<Discovery> {
    this.found ??= this.discover().catch((cause: unknown) => {
      this.found = undefined;
      throw this.unavailable(cause);
    });
    return this.found;
  }

  private async discover(): Promise<Discovery> {
    const { issuer } = this.options;
    const response = await fetch(`${issuer.replace(/\/+$/, '')}/.well-known/openid-configuration`, {
      redirect: 'error',
      signal: AbortSignal.timeout(ANSWER_LIMIT_MS),
    });
    if (!response.ok) throw new Error(`Discovery answered ${response.status}`);
    const found = (await response.json()) as Omit<Discovery, 'keys'> & { readonly issuer: string };
    if (found.issuer !== issuer) throw new Error('Discovery names another issuer');
    return { ...found, keys: createRemoteJWKSet(new URL(found.jwks_uri)) };
  }

  private unavailable(cause: unknown): Unavailable {
    const refusal = new Unavailable(
      'ISSUER_UNAVAILABLE',
      'The sign-in service does not answer. Try again shortly.',
    );
    refusal.cause = cause;
    return refusal;
  }
}

const tokensOf = ({
  access_token: access,
  expires_in: seconds,
  refresh_token: refresh,
}: TokenAnswer): Tokens => {
  if (typeof access !== 'string' || typeof seconds !== 'number')
    throw new SignInFailed('The issuer gave no access token.');
  return {
    access,
    accessUntil: Date.now() + seconds * 1_000,
    ...(typeof refresh === 'string' ? { refresh } : {}),
  };
};
