import type { Adapter } from 'oidc-provider';

/** A grant of the demonstration alone: a token for whomever one names. */
export const DEMO_PERSON_GRANT = 'urn:jejak:demo-person';

/** The console's client; it may return to any address of this machine. */
export const CONSOLE_CLIENT = 'jejak-console';
/** The command line's client. */
export const CLI_CLIENT = 'jejak-cli';

const MACHINE = /^service-[a-z0-9][a-z0-9-]{0,59}$/;

/** True for the id of a machine client: every `service-…` there may ever be. */
export const isMachineClient = (id: string): boolean => MACHINE.test(id);

const metadataOf = (id: string): object | undefined => {
  if (id === CONSOLE_CLIENT)
    return {
      client_id: id,
      token_endpoint_auth_method: 'none',
      grant_types: ['authorization_code', 'refresh_token'],
      response_types: ['code'],
      redirect_uris: ['http://127.0.0.1/'],
    };
  if (id === CLI_CLIENT)
    return {
      client_id: id,
      token_endpoint_auth_method: 'none',
      grant_types: [DEMO_PERSON_GRANT],
      response_types: [],
      redirect_uris: [],
    };
  if (!isMachineClient(id)) return undefined;
  return {
    client_id: id,
    // A demonstration without secrets: who can call this issuer can already be anyone.
    client_secret: id,
    token_endpoint_auth_method: 'client_secret_post',
    grant_types: ['client_credentials'],
    response_types: [],
    redirect_uris: [],
  };
};

const nothing = (): Promise<undefined> => Promise.resolve(undefined);

/** Clients are not stored: their names say everything. */
export const clientAdapter: Adapter = {
  find: (id) => Promise.resolve(metadataOf(id)),
  upsert: nothing,
  findByUid: nothing,
  findByUserCode: nothing,
  consume: nothing,
  destroy: nothing,
  revokeByGrantId: nothing,
};

const LOOPBACK = new Set(['127.0.0.1', 'localhost', '[::1]']);

/** True for an `http:` address of this machine, whatever its port and path: all that a demonstration redirects to. */
export const isLoopback = (uri: string): boolean => {
  if (!URL.canParse(uri)) return false;
  const { protocol, hostname, username, password, hash } = new URL(uri);
  return protocol === 'http:' && LOOPBACK.has(hostname) && username === '' && password === '' && hash === '';
};
