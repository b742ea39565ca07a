import {
  type Clock,
  Conflict,
  contractsOf,
  type Decider,
  defineEvent,
  type EventOf,
  newId,
  Personal,
  RuleViolated,
  streamOf,
} from '@jejak/kernel';
import { createTestDatabase, type TestDatabase } from '@jejak/testing';
import { Type } from '@sinclair/typebox';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Pool, PoolClient } from 'pg';
import {
  type CommandContext,
  createPool,
  EventStore,
  type EventStoreOptions,
  fileKeyStore,
  type FileKeyStoreOptions,
  type KeyStore,
  migrateEventStore,
} from '../src';

/** A notebook of one person: the smallest aggregate that has clear, personal and nested fields. */
export const opened = defineEvent({
  type: 'NotebookOpened',
  version: 2,
  data: Type.Object({ owner: Type.String(), colour: Type.String() }),
  upcasters: { 1: (v1: { owner: string }) => ({ ...v1, colour: 'not recorded' }) },
});
export const noted = defineEvent({
  type: 'Noted',
  version: 1,
  data: Type.Object({
    nth: Type.Integer(),
    text: Personal(Type.String()),
    contact: Type.Optional(Type.Object({ mail: Personal(Type.String()) })),
  }),
});
export const weighed = defineEvent({
  type: 'Weighed',
  version: 1,
  data: Type.Object({ kilos: Type.Number() }),
});
export const contracts = contractsOf('notes', [opened, noted, weighed]);

export type NotebookEvent = EventOf<typeof opened> | EventOf<typeof noted> | EventOf<typeof weighed>;
export type NotebookCommand =
  | { type: 'Open'; owner: string; colour?: string }
  | { type: 'Note'; about: string; texts: readonly string[]; mail?: string; why?: string }
  | { type: 'Weigh'; kilos: readonly number[] }
  | { type: 'Look' }
  | { type: 'Tear' };
export interface Notebook {
  readonly owner: string | null;
  readonly notes: readonly (string | null)[];
}

export const notebook: Decider<NotebookCommand, NotebookEvent, Notebook> = {
  initial: { owner: null, notes: [] },
  decide: (command, { owner, notes }) => {
    switch (command.type) {
      case 'Open':
        if (owner !== null) throw new Conflict('NOTEBOOK_OPEN', 'It is open already.');
        return [opened({ owner: command.owner, colour: command.colour ?? 'red' })];
      case 'Note': {
        const { about: subject, texts, mail, why } = command;
        return texts.map((text, i) =>
          noted(
            { nth: notes.length + i + 1, text, ...(mail === undefined ? {} : { contact: { mail } }) },
            { subject, ...(why === undefined ? {} : { reason: { code: 'CORRECTION', text: why } }) },
          ),
        );
      }
      case 'Weigh':
        return command.kilos.map((kilos) => weighed({ kilos }));
      case 'Look':
        return [];
      case 'Tear':
        throw new RuleViolated('NO_TEARING', 'A page is never torn out.', { rule: 'notes.tear' });
    }
  },
  evolve: (state, event) => {
    switch (event.type) {
      case 'NotebookOpened':
        return { ...state, owner: event.data.owner };
      case 'Noted':
        return { ...state, notes: [...state.notes, event.data.text] };
      case 'Weighed':
        return state;
    }
  },
};

/** Business time that a test moves. */
export class HandClock implements Clock {
  constructor(public at = '2026-01-05T02:00:00.000Z') {}
  now(): string {
    return this.at;
  }
}

export const context = (more: Partial<CommandContext> = {}): CommandContext => ({
  commandId: newId(),
  actor: 'notes',
  role: 'service',
  ...more,
});
export const newStream = (): string => streamOf('notebook', newId());

export const KEK = Buffer.alloc(32, 7);
/** A key folder of the suite's own; `also()` is another process on the same folder. */
export const temporaryKeys = (options: Partial<FileKeyStoreOptions> = {}) => {
  const folder = mkdtempSync(join(tmpdir(), 'jejak-keys-'));
  const also = (): KeyStore => fileKeyStore({ folder, kek: KEK, ...options });
  return { folder, keys: also(), also, remove: () => rmSync(folder, { recursive: true, force: true }) };
};

/** An empty store in a database of its own. */
export class Fixture {
  readonly clock = new HandClock();
  readonly keyFolder = temporaryKeys({ cacheMs: 0 });
  readonly keys = this.keyFolder.keys;
  readonly store: EventStore;
  appended = 0;

  private constructor(
    private readonly database: TestDatabase,
    readonly pool: Pool,
  ) {
    this.store = this.open({ onAppended: () => this.appended++ });
  }

  static async start(name: string): Promise<Fixture> {
    const database = await createTestDatabase(name);
    const fixture = new Fixture(database, createPool(database.url, { max: 20 }));
    await fixture.asClient(migrateEventStore);
    return fixture;
  }

  get url(): string {
    return this.database.url;
  }

  open(options: Partial<EventStoreOptions> = {}): EventStore {
    const { pool, clock, keys } = this;
    return new EventStore({ pool, contracts, clock, keys, topic: 'test.notes.events.v1', ...options });
  }

  async asClient<Result>(run: (client: PoolClient) => Promise<Result>): Promise<Result> {
    const client = await this.pool.connect();
    try {
      return await run(client);
    } finally {
      client.release();
    }
  }

  async rows<Row extends Record<string, unknown>>(text: string, values: unknown[] = []): Promise<Row[]> {
    return (await this.pool.query<Row>(text, values)).rows;
  }

  async stop(): Promise<void> {
    await this.pool.end();
    await this.database.drop();
    this.keyFolder.remove();
  }
}
