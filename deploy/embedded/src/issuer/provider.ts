import { errors, Provider, type TokenContext } from 'oidc-provider';
import { clientAdapter, CONSOLE_CLIENT, DEMO_PERSON_GRANT, isLoopback } from './clients';
import { MemoryAdapter, type Shelf } from './memory-adapter';
import { type People, type Person, SERVICE_ACCOUNT } from './people';
import type { IssuerState } from './state';

/** All services: one token of the demonstration is good at each of them. */
const SERVICES = [
  'gateway',
  'recruitment',
  'performance',
  'training',
  'career',
  'policy',
  'citizen',
  'notification',
  'audit',
];
const AUDIENCE = SERVICES.map((service) => `jejak.${service}`);

/** What every token is for, as oidc-provider wants it named. */
const RESOURCE = 'urn:jejak';
/** A day's work. */
const LIFETIME_SECONDS = 8 * 3_600;
const RESOURCE_SERVER = {
  scope: '',
  audience: RESOURCE,
  accessTokenFormat: 'jwt',
  accessTokenTTL: LIFETIME_SECONDS,
  jwt: { sign: { alg: 'ES256' } },
} as const;

interface JwtParts {
  readonly payload: Record<string, unknown>;
}
interface TokenOwner {
  readonly accountId?: string;
}

interface RenewingClient {
  grantTypeAllowed(grantType: string): boolean;
}

const configurationOf = (people: People, state: IssuerState) => {
  const shelf: Shelf = new Map();
  const account = (person: Person | undefined) =>
    person && { accountId: person.id, claims: () => ({ sub: person.id, name: person.name }) };
  return {
    adapter: (model: string) => (model === 'Client' ? clientAdapter : new MemoryAdapter(model, shelf)),
    jwks: { keys: state.keys },
    cookies: { keys: state.cookieKeys, short: { sameSite: 'lax' }, long: { sameSite: 'lax' } },
    scopes: ['openid', 'profile'],
    claims: { openid: ['sub'], profile: ['name'] },
    conformIdTokenClaims: false,
    responseTypes: ['code'],
    clientDefaults: { id_token_signed_response_alg: 'ES256' },
    pkce: { required: () => true },
    features: {
      devInteractions: { enabled: false },
      clientCredentials: { enabled: true },
      revocation: { enabled: false },
      introspection: { enabled: false },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => RESOURCE,
        useGrantedResource: () => true,
        getResourceServerInfo: () => RESOURCE_SERVER,
      },
    },
    formats: {
      customizers: {
        // One token for all services: their audiences as a list, which the resource's own setting cannot express.
        jwt: (_context: unknown, _token: unknown, { payload }: JwtParts) => {
          payload.aud = AUDIENCE;
        },
      },
    },
    ttl: {
      AccessToken: LIFETIME_SECONDS,
      ClientCredentials: LIFETIME_SECONDS,
      IdToken: LIFETIME_SECONDS,
      Session: LIFETIME_SECONDS,
      Grant: LIFETIME_SECONDS,
      AuthorizationCode: 60,
      RefreshToken: LIFETIME_SECONDS,
      Interaction: 3_600,
    },
    // Whoever may have one gets one: nobody has to agree to more.
    issueRefreshToken: (_context: unknown, client: RenewingClient) =>
      client.grantTypeAllowed('refresh_token'),
    findAccount: (_context: unknown, id: string) => account(people.withId(id)),
    extraTokenClaims: (_context: unknown, { accountId }: TokenOwner) => {
      const roles = accountId === undefined ? ['service'] : (people.withId(accountId)?.roles ?? []);
      // Who applies here has shown an identity card, as far as anybody of a demonstration can.
      return { roles, ...(roles.includes('applicant') ? { nik_verified: true } : {}) };
    },
    // There is nothing to consent to: the data are made up, and the clients are ours.
    loadExistingGrant: async ({
      oidc,
    }: TokenContext & { oidc: { session: { accountId: string }; provider: Provider } }) => {
      const grant = new oidc.provider.Grant({
        accountId: oidc.session.accountId,
        clientId: oidc.client.clientId,
      });
      grant.addOIDCScope('openid profile');
      await grant.save();
      return grant;
    },
    interactions: { url: (_context: unknown, { uid }: { uid: string }) => `/sign-in/${uid}` },
  };
};

/** A token for the one who is named: `grant_type=urn:jejak:demo-person&client_id=jejak-cli&person=E-1`. */
const demoPersonGrant =
  (provider: Provider, people: People) =>
  async (context: TokenContext): Promise<void> => {
    const { client, params } = context.oidc;
    const { person: key } = params;
    const token =
      key === SERVICE_ACCOUNT.key
        ? await machineToken(provider)
        : await personToken(provider, typeof key === 'string' ? people.named(key) : undefined, client);
    token.resourceServer = new provider.ResourceServer(RESOURCE, RESOURCE_SERVER);
    context.body = {
      access_token: await token.save(),
      expires_in: token.expiration,
      token_type: token.tokenType,
    };
  };

const machineToken = async (provider: Provider) => {
  const client = await provider.Client.find(SERVICE_ACCOUNT.clientId);
  if (!client) throw new errors.InvalidRequest('the machine account is not known');
  return new provider.ClientCredentials({ client });
};

const personToken = async (
  provider: Provider,
  person: Person | undefined,
  client: TokenContext['oidc']['client'],
) => {
  if (!person) throw new errors.InvalidRequest('there is no such person in the demonstration');
  const grant = new provider.Grant({ accountId: person.id, clientId: client.clientId });
  const grantId = await grant.save();
  return new provider.AccessToken({ accountId: person.id, client, grantId, gty: DEMO_PERSON_GRANT });
};

/** The OpenID provider of the demonstration. */
export const makeProvider = (issuer: string, people: People, state: IssuerState): Provider => {
  const provider = new Provider(issuer, configurationOf(people, state));
  provider.registerGrantType(DEMO_PERSON_GRANT, demoPersonGrant(provider, people), ['person']);
  // The console runs on a port that nobody knows beforehand: any address of this machine will do, and none of another.
  Object.assign(provider.Client.prototype, {
    redirectUriAllowed(this: { clientId: string }, uri: string) {
      return this.clientId === CONSOLE_CLIENT && isLoopback(uri);
    },
    postLogoutRedirectUriAllowed(this: { clientId: string }, uri: string) {
      return this.clientId === CONSOLE_CLIENT && isLoopback(uri);
    },
  });
  return provider;
};
