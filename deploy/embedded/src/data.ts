import { join } from 'node:path';
import type { Infrastructure } from './infrastructure';
import { ensureDatabase } from './postgres/database';
import { secretBytes, secretPassword } from './secret-file';
import { GATEWAY, SERVICES } from './services';

/** Where the services of an installation keep what they know. */
export interface InstallationData {
  /** By service, of the role that owns its database and can reach no other. */
  readonly databaseUrls: ReadonlyMap<string, string>;
  /** 32 bytes: wraps the key of every person. */
  readonly kek: Buffer;
}

/** Makes the database of each service, its owner and the key of keys where they are missing, and says where they are. */
export async function prepareData({
  home,
  postgresUrl,
}: Pick<Infrastructure, 'home' | 'postgresUrl'>): Promise<InstallationData> {
  const databaseUrls = new Map<string, string>();
  for (const { name, hasDatabase } of [...SERVICES, GATEWAY]) {
    if (!hasDatabase) continue;
    const owner = `${name}_app`;
    const password = secretPassword(join(home.secrets, owner));
    databaseUrls.set(name, await ensureDatabase(postgresUrl, { name, owner, password }));
  }
  return { databaseUrls, kek: secretBytes(join(home.secrets, 'kek'), 32) };
}
