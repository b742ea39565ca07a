import { isUuid, NotSignedIn, type Role, ROLES, Unavailable } from '@jejak/kernel';
import { createRemoteJWKSet, decodeProtectedHeader, errors, type JWTPayload, jwtVerify } from 'jose';
import type { Caller } from './caller';

/** Why a token did not hold: the closed set of `jejak_auth_failures_total`. */
export type TokenFault =
  | 'missing'
  | 'scheme'
  | 'malformed'
  | 'header'
  | 'algorithm'
  | 'key'
  | 'signature'
  | 'type'
  | 'issuer'
  | 'audience'
  | 'expired'
  | 'not-yet-valid'
  | 'claims';

/** 401: nobody is signed in, or the token does not hold. */
export class TokenRefused extends NotSignedIn {
  constructor(readonly fault: TokenFault) {
    super('NOT_SIGNED_IN', 'Sign in first: no valid access token came with this request.');
  }
}

export interface TokenVerifierOptions {
  /** The issuer's own URL; `iss` of each token must be exactly this. */
  readonly issuer: string;
  /** `jejak.<service>`; must be (one of) `aud`. */
  readonly audience: string;
}

const ALGORITHMS = ['EdDSA', 'ES256', 'PS256', 'RS256'];
const SKEW_SECONDS = 30;
const KEYS_MAX_AGE_MS = 10 * 60_000;
const UNKNOWN_KEY_COOLDOWN_MS = 30_000;
const ISSUER_TIMEOUT_MS = 5_000;
/** After a failed call the issuer is left alone for so long: a storm of requests must not become a storm of calls. */
const ISSUER_RETRY_MS = 1_000;
const TOKEN_MAX_LENGTH = 16_384;

type KeySet = ReturnType<typeof createRemoteJWKSet>;

const isRole = (word: unknown): word is Role => ROLES.some((role) => role === word);

const faultOf = (error: unknown): TokenFault | undefined => {
  if (error instanceof errors.JWTExpired) return 'expired';
  if (error instanceof errors.JWTClaimValidationFailed)
    switch (error.claim) {
      case 'iss':
        return 'issuer';
      case 'aud':
        return 'audience';
      case 'typ':
        return 'type';
      case 'nbf':
        return 'not-yet-valid';
      default:
        return 'claims';
    }
  if (error instanceof errors.JOSEAlgNotAllowed || error instanceof errors.JOSENotSupported)
    return 'algorithm';
  if (error instanceof errors.JWKSNoMatchingKey || error instanceof errors.JWKSMultipleMatchingKeys)
    return 'key';
  if (error instanceof errors.JWSSignatureVerificationFailed) return 'signature';
  if (error instanceof errors.JWSInvalid || error instanceof errors.JWTInvalid) return 'malformed';
  return undefined;
};

/**
 * Verifies access tokens (RFC 9068) of one OpenID issuer for one audience. The issuer is found by discovery; its keys are kept
 * for 10 minutes and fetched once more, at most every 30 s, when a token names a key that is not among them.
 */
export class TokenVerifier {
  private keys: { readonly set: KeySet; readonly foundAt: number } | undefined;
  private pending: Promise<KeySet> | undefined;
  private failedAt = Number.NEGATIVE_INFINITY;

  constructor(private readonly options: TokenVerifierOptions) {}

  /**
   * @throws TokenRefused when it does not hold
   * @throws Unavailable when the issuer's keys cannot be had
   */
  async verify(token: string): Promise<Caller> {
    if (token.length > TOKEN_MAX_LENGTH) throw new TokenRefused('malformed');
    this.refuseEmbeddedKeys(token);
    const { issuer, audience } = this.options;
    const keys = await this.keySet();
    try {
      const { payload } = await jwtVerify(token, keys, {
        algorithms: ALGORITHMS,
        issuer,
        audience,
        typ: 'at+jwt',
        clockTolerance: SKEW_SECONDS,
        requiredClaims: ['sub', 'exp', 'iat'],
      });
      return callerFrom(payload);
    } catch (error) {
      if (error instanceof TokenRefused) throw error;
      const fault = faultOf(error);
      if (fault) throw new TokenRefused(fault);
      throw this.unavailable(error);
    }
  }

  /** Finds the issuer ahead of the first request. @throws Unavailable */
  async prepare(): Promise<void> {
    await this.keySet();
  }

  /** A token that brings its own key, or says where to fetch it, is refused before anything is done with it. */
  private refuseEmbeddedKeys(token: string): void {
    let header: ReturnType<typeof decodeProtectedHeader>;
    try {
      header = decodeProtectedHeader(token);
    } catch {
      throw new TokenRefused('malformed');
    }
    if ('jku' in header || 'x5u' in header || 'jwk' in header || 'x5c' in header)
      throw new TokenRefused('header');
  }

  private async keySet(): Promise<KeySet> {
    if (this.keys && performance.now() - this.keys.foundAt < KEYS_MAX_AGE_MS) return this.keys.set;
    if (performance.now() - this.failedAt < ISSUER_RETRY_MS) throw this.unavailable(undefined);
    this.pending ??= this.discover().finally(() => (this.pending = undefined));
    return this.pending;
  }

  private async discover(): Promise<KeySet> {
    try {
      const { issuer } = this.options;
      const response = await fetch(`${issuer.replace(/\/+$/, '')}/.well-known/openid-configuration`, {
        redirect: 'error',
        signal: AbortSignal.timeout(ISSUER_TIMEOUT_MS),
      });
      if (!response.ok) throw new Error(`Discovery answered ${response.status}`);
      const found = (await response.json()) as { issuer?: unknown; jwks_uri?: unknown };
      if (found.issuer !== issuer) throw new Error('Discovery names another issuer');
      const address = new URL(String(found.jwks_uri));
      if (address.protocol !== 'https:' && new URL(issuer).protocol === 'https:')
        throw new Error('The keys of an https issuer must be fetched by https');
      const set = createRemoteJWKSet(address, {
        cacheMaxAge: KEYS_MAX_AGE_MS,
        cooldownDuration: UNKNOWN_KEY_COOLDOWN_MS,
        timeoutDuration: ISSUER_TIMEOUT_MS,
      });
      await set.reload();
      this.keys = { set, foundAt: performance.now() };
      return set;
    } catch (error) {
      throw this.unavailable(error);
    }
  }

  private unavailable(cause: unknown): Unavailable {
    if (cause !== undefined) {
      this.failedAt = performance.now();
      this.keys = undefined;
    }
    const refusal = new Unavailable(
      'ISSUER_UNAVAILABLE',
      'The sign-in service does not answer. Try again shortly.',
    );
    refusal.cause = cause;
    return refusal;
  }
}

const callerFrom = ({ sub, client_id: client, roles, nik_verified: verified }: JWTPayload): Caller => {
  // Roles of other systems may stand in the same token: they mean nothing here.
  if (roles !== undefined && !Array.isArray(roles)) throw new TokenRefused('claims');
  const known = ROLES.filter((role) => (roles ?? []).some((word: unknown) => isRole(word) && word === role));
  if (typeof sub !== 'string' || sub === '') throw new TokenRefused('claims');
  // RFC 9068: a token without a resource owner has the client as its subject.
  if (sub === client) return { id: sub, roles: known, kind: 'client' };
  if (!isUuid(sub)) throw new TokenRefused('claims');
  // Only the word itself counts: whatever else stands there has verified nobody.
  return { id: sub, roles: known, kind: 'person', ...(verified === true ? { nikVerified: true } : {}) };
};
