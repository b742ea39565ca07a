import { Unavailable } from '@jejak/kernel';

export interface ClientCredentialsOptions {
  /** URL of the OpenID issuer. */
  readonly issuer: string;
  /** Of this machine client, as the issuer knows it. */
  readonly clientId: string;
  readonly secret: string;
}

interface Held {
  readonly token: string;
  /** Of this machine's monotonic clock, in milliseconds. */
  readonly staleAt: number;
}

const ISSUER_TIMEOUT_MS = 5_000;
/** A token is not used in its last moments: it has a way to go, and clocks differ. */
const MARGIN_SECONDS = 60;
/** Where the issuer does not say how long a token holds. */
const ASSUMED_SECONDS = 300;

/**
 * Access tokens of a machine client by the grant `client_credentials` (RFC 6749 section 4.4). One token serves until shortly before
 * it runs out, or until somebody refuses it.
 */
export class ClientCredentials {
  private held: Held | undefined;
  private pending: Promise<string> | undefined;

  constructor(private readonly options: ClientCredentialsOptions) {}

  /** @throws Unavailable when the issuer gives none */
  token(): Promise<string> {
    if (this.held && performance.now() < this.held.staleAt) return Promise.resolve(this.held.token);
    return (this.pending ??= this.fetch().finally(() => (this.pending = undefined)));
  }

  /** This token was refused: the next one is a new one. */
  refused(token: string): void {
    if (this.held?.token === token) this.held = undefined;
  }

  private async fetch(): Promise<string> {
    try {
      const { issuer, clientId, secret } = this.options;
      const found = await asked(`${issuer.replace(/\/+$/, '')}/.well-known/openid-configuration`);
      if (found.issuer !== issuer) throw new Error('Discovery names another issuer');
      const address = new URL(String(found.token_endpoint));
      if (address.protocol !== 'https:' && new URL(issuer).protocol === 'https:')
        throw new Error('The tokens of an https issuer must be fetched by https');
      const body = new URLSearchParams({
        ...{ grant_type: 'client_credentials', client_id: clientId, client_secret: secret },
      });
      const granted = await asked(address.href, { method: 'POST', body });
      const { access_token: token, expires_in: seconds = ASSUMED_SECONDS } = granted;
      if (typeof token !== 'string' || token === '') throw new Error('The issuer answered without a token');
      const usableSeconds = Math.max(Number(seconds) - MARGIN_SECONDS, Number(seconds) / 2);
      this.held = { token, staleAt: performance.now() + usableSeconds * 1_000 };
      return token;
    } catch (error) {
      const refusal = new Unavailable('ISSUER_UNAVAILABLE', 'The sign-in service gives no token now.');
      refusal.cause = error;
      throw refusal;
    }
  }
}

const asked = async (address: string, request: RequestInit = {}): Promise<Record<string, unknown>> => {
  const response = await fetch(address, {
    ...request,
    redirect: 'error',
    signal: AbortSignal.timeout(ISSUER_TIMEOUT_MS),
  });
  // The body of a refusal may repeat what was sent: it is not shown.
  if (!response.ok) throw new Error(`${new URL(address).pathname} answered ${response.status}`);
  return (await response.json()) as Record<string, unknown>;
};
