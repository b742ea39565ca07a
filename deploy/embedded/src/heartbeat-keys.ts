import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { signingKey, vkeyText } from '@jejak/ledger';
import type { Home } from './home';
import { secretBytes } from './secret-file';

/** Where the seed of a service's own key is: what it says of itself each minute is signed by it. */
export const heartbeatSeedFile = (home: Home, service: string): string =>
  join(home.secrets, `heartbeat-${service}`);

/** Whose heartbeats the ledger believes: a line `<service> <vkey>` each. */
export const sourceKeysFile = (home: Home): string => join(home.secrets, 'source-keys.txt');

/** Makes the own key of each service where it is missing, and says which keys these are. @source audit-ledger.md section 4 */
export const makeHeartbeatKeys = (home: Home, services: readonly string[]): void => {
  const lines = services.map((service) => {
    const key = signingKey(service, 'note', secretBytes(heartbeatSeedFile(home, service), 32));
    return `${service} ${vkeyText(key.verifier)}\n`;
  });
  writeFileSync(sourceKeysFile(home), lines.join(''));
};
