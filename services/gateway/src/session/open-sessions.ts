import { existsSync } from 'node:fs';
import { TokenVerifier } from '@jejak/auth';
import { machineClock, simulatedClock } from '@jejak/service';
import type { GatewaySettings } from '../gateway.settings';
import { Cookies } from './cookies';
import { IssuerClient } from './issuer-client';
import { SessionStore } from './session-store';
import { Sessions } from './sessions';

/** The sessions of the console, where the settings ask for one. @throws Error when their database does not answer */
export const openSessions = async (
  { publicUrl, databaseUrl, issuer, consoleClientId, consoleClientSecret, clockFile }: GatewaySettings,
  now: () => number,
): Promise<Sessions | undefined> => {
  if (publicUrl === undefined || databaseUrl === undefined) return undefined;
  const origin = new URL(publicUrl);
  const client = new IssuerClient(
    {
      ...{ issuer, clientId: consoleClientId, returnUrl: new URL('/session/return', origin).href },
      ...(consoleClientSecret === undefined ? {} : { clientSecret: consoleClientSecret }),
    },
    new TokenVerifier({ issuer, audience: 'jejak.gateway' }),
  );
  const store = await SessionStore.open(databaseUrl, now);
  return new Sessions({
    ...{ store, issuer: client, cookies: new Cookies(origin), origin, now },
    clock: clockFile === undefined ? machineClock : simulatedClock(clockFile),
    isSimulated: () => clockFile !== undefined && existsSync(clockFile),
  });
};
