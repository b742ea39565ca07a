import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readSettings, ServiceSettings } from '@jejak/http';
import { contractsOf, type Decider, defineEvent, type DomainEvent, newId, streamOf } from '@jejak/kernel';
import { createTestDatabase, startTestIssuer, type TestDatabase, uniqueTopicPrefix } from '@jejak/testing';
import { Type } from '@sinclair/typebox';
import { Module } from '@nestjs/common';
import { bootService, type RunningService, type ServiceDefinition } from '../src';

/** Something was noted. */
export type Noted = DomainEvent<'Noted', { text: string }>;

export const noted = defineEvent({
  type: 'Noted',
  version: 1,
  data: Type.Object({ text: Type.String() }),
});

export interface Note {
  readonly type: 'Note';
  readonly text: string;
}

const noteDecider: Decider<Note, Noted, null> = {
  initial: null,
  decide: ({ text }) => [noted({ text })],
  evolve: () => null,
};

@Module({})
class NothingMore {}

/** A service that notes what it is told, under the name of a real one. */
export const notingService = (
  name: string,
  more: Partial<ServiceDefinition> = {},
): ServiceDefinition & { readonly contracts: ReturnType<typeof contractsOf> } => ({
  name,
  contracts: contractsOf(name, [noted]),
  module: NothingMore,
  ...more,
});

export const noteStream = (): string => streamOf('note', newId());

/** Notes a text in a running service. @returns the id of the event */
export const note = async (
  { platform }: RunningService,
  text: string,
  stream = noteStream(),
): Promise<string> => {
  const command: Note = { type: 'Note', text };
  const context = { commandId: newId(), actor: 'service-test', role: 'service' } as const;
  const { events } = await platform.store.execute(noteDecider, stream, command, context);
  return events[0].id;
};

/** What services of one installation share in a test: issuer and keys; each gets a database of its own. */
export class Installation {
  private readonly running: RunningService[] = [];
  private readonly databases: TestDatabase[] = [];
  private readonly databaseByService = new Map<RunningService, TestDatabase>();

  private constructor(
    readonly issuer: Awaited<ReturnType<typeof startTestIssuer>>,
    private readonly folder: string,
    readonly prefix: string,
  ) {}

  static async create(): Promise<Installation> {
    const folder = mkdtempSync(join(tmpdir(), 'jejak-service-'));
    writeFileSync(join(folder, 'kek'), randomBytes(32));
    return new Installation(await startTestIssuer(), folder, uniqueTopicPrefix().replace(/\.$/, ''));
  }

  async database(name: string): Promise<TestDatabase> {
    const database = await createTestDatabase(name);
    this.databases.push(database);
    return database;
  }

  /** Boots a service; what `environment` says beyond the ordinary decides how it hears of the others. */
  async boot(
    definition: ServiceDefinition,
    environment: Readonly<Record<string, string>>,
    database?: TestDatabase,
  ): Promise<RunningService> {
    const own = database ?? (await this.database(definition.name));
    const { url } = own;
    const service = await bootService(
      definition,
      readSettings(ServiceSettings, {
        ...{ NODE_ENV: 'test', PORT: '0', JEJAK_MANAGEMENT_PORT: '0', JEJAK_LOG_LEVEL: 'fatal' },
        ...{ JEJAK_DATABASE_URL: url, JEJAK_TOPIC_PREFIX: this.prefix, JEJAK_OIDC_ISSUER: this.issuer.url },
        ...{ JEJAK_KEY_STORE: join(this.folder, 'keys'), JEJAK_KEK_FILE: join(this.folder, 'kek') },
        ...environment,
      }),
    );
    this.running.push(service);
    this.databaseByService.set(service, own);
    return service;
  }

  /** The database of a service, for one that takes its place. */
  databaseOf(service: RunningService): TestDatabase {
    const database = this.databaseByService.get(service);
    if (!database) throw new Error('It was not booted here.');
    return database;
  }

  /** A token of a machine client, or of a person with other roles. */
  token(sub = 'service-test', roles: readonly string[] = ['service']): Promise<string> {
    return this.issuer.token({ sub, roles, kind: sub.startsWith('service-') ? 'client' : 'person' });
  }

  async stop(): Promise<void> {
    await Promise.all(this.running.map((service) => service.stop()));
    await this.issuer.stop();
    await Promise.all(this.databases.map((database) => database.drop()));
    rmSync(this.folder, { recursive: true });
  }
}
