import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileKeyStore } from '@jejak/event-store';
import { Processes, type ServiceProcess } from './processes';
import type { Servers } from './servers';
import { TokenIssuer } from './token-issuer';

const BUSINESS_TIME = '2027-06-01T02:00:00.000Z';

/** The real audit service in a process of its own, that can be stopped and started on what it kept. */
export interface AuditProcess {
  readonly databaseUrl: string;
  readonly prefix: string;
  /** Where the log is published. */
  readonly logFolder: string;
  /** Of its API; another one after each start. */
  api(): string;
  token(person: string, role: string): string;
  /** By which the log knows people. @param persons UUIDs */
  pseudonyms(persons: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** Entries under the published checkpoint; 0 before the first. */
  publishedSize(): Promise<number>;
  stop(): Promise<void>;
  start(): Promise<void>;
  /** Stops it for good, with everything that it kept. */
  close(): Promise<void>;
}

/** @param settings that differ from those of most */
export const startAudit = async (
  servers: Servers,
  name: string,
  settings: Readonly<Record<string, string>> = {},
): Promise<AuditProcess> => {
  const processes = new Processes(name, servers, BUSINESS_TIME);
  const issuer = await TokenIssuer.start();
  const [logFolder, seedFile] = ['log', 'log-seed'].map((file) => join(processes.folder, file));
  writeFileSync(seedFile, randomBytes(32), { mode: 0o600 });
  const environment = {
    ...{ JEJAK_LEDGER_ORIGIN: 'bench.example/log/1', JEJAK_LEDGER_FOLDER: logFolder },
    JEJAK_LEDGER_SEED_FILE: seedFile,
    ...settings,
  };
  const close = async (): Promise<void> => {
    await processes.stop();
    await issuer.stop();
  };
  let service: ServiceProcess;
  try {
    service = await processes.startService('audit', issuer.url, { environment });
  } catch (error) {
    await close();
    throw error;
  }
  return {
    ...{ databaseUrl: service.databaseUrl, prefix: processes.prefix, logFolder, close },
    api: () => service.api,
    token: (person, role) => issuer.token(person, role, 'audit'),
    pseudonyms: async (persons) => {
      const { keyFolder: folder, kek } = processes;
      const keys = fileKeyStore({ folder, kek, cacheMs: 60_000 });
      const known = new Map<string, string>();
      for (const person of persons) known.set(person, await keys.pseudonym(person));
      return known;
    },
    publishedSize: () => {
      try {
        return Promise.resolve(Number(readFileSync(join(logFolder, 'checkpoint'), 'utf8').split('\n')[1]));
      } catch {
        // Not there before the first.
        return Promise.resolve(0);
      }
    },
    stop: () => processes.stopService(service),
    start: async () => {
      const { databaseUrl } = service;
      service = await processes.startService('audit', issuer.url, { environment, databaseUrl });
    },
  };
};
