import { resolve } from 'node:path';

/** What the issuer takes from its environment. */
export interface IssuerSettings {
  /** Address to listen on. */
  readonly host: string;
  readonly port: number;
  /** Its own URL: `iss` of its tokens, and where discovery is. */
  readonly issuer: string;
  readonly peopleFile: string;
  /** Folder that keeps the signing keys, so that tokens outlive a restart. */
  readonly stateFolder: string;
}

/** The workspace, seen from `deploy/embedded/dist/issuer`. */
const WORKSPACE = resolve(__dirname, '..', '..', '..', '..');

/**
 * @throws Error naming what is wrong; with NODE_ENV=production always, since anyone who reaches this issuer can be anyone
 */
export const readIssuerSettings = (environment: NodeJS.ProcessEnv): IssuerSettings => {
  if (environment.NODE_ENV === 'production')
    throw new Error(
      'The demonstration issuer does not run with NODE_ENV=production: use your own OpenID issuer.',
    );
  const port = Number(environment.PORT);
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    throw new Error(`PORT must be 1 to 65535, for example 4000; found ${JSON.stringify(environment.PORT)}`);
  const issuer = environment.JEJAK_OIDC_ISSUER ?? `http://127.0.0.1:${port}`;
  if (!URL.canParse(issuer))
    throw new Error(`JEJAK_OIDC_ISSUER must be an address; found ${JSON.stringify(issuer)}`);
  return {
    // Only who shares its machine, or its container's network where that is asked for, may become anyone.
    host: environment.JEJAK_HOST ?? '127.0.0.1',
    port,
    issuer: issuer.replace(/\/+$/, ''),
    peopleFile: environment.JEJAK_PEOPLE_FILE ?? resolve(WORKSPACE, 'libs', 'cli', 'demo', 'people.json'),
    stateFolder: environment.JEJAK_ISSUER_STATE ?? resolve(WORKSPACE, '.jejak', 'issuer'),
  };
};
