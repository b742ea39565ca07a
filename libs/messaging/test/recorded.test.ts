import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  type CommandContext,
  createPool,
  EventStore,
  fileKeyStore,
  type KeyStore,
  migrateEventStore,
} from '@jejak/event-store';
import {
  contractsOf,
  type Decider,
  defineEvent,
  type Recorded,
  type EventOf,
  newId,
  Personal,
  streamOf,
} from '@jejak/kernel';
import { createTestDatabase, testBrokers, type TestDatabase, uniqueTopicPrefix } from '@jejak/testing';
import { Type } from '@sinclair/typebox';
import type { Pool } from 'pg';
import { DataMissing, kafkaBroker, recordedFrom, Relay, topicOf, type WireEvent } from '../src';
import { readTopic } from './history';

const SERVICE = 'performance';
const remarked = defineEvent({
  type: 'Remarked',
  version: 1,
  data: Type.Object({ score: Type.String(), remark: Personal(Type.String()) }),
});
/** As a later release knows it. */
const remarkedLater = defineEvent({
  type: 'Remarked',
  version: 2,
  data: Type.Object({ score: Type.String(), remark: Personal(Type.String()), scale: Type.String() }),
  upcasters: { 1: (v1: { score: string; remark: string | null }) => ({ ...v1, scale: '0-100' }) },
});
type Remarked = EventOf<typeof remarked>;
const contracts = contractsOf(SERVICE, [remarked]);

const subject = newId();
const evidence = [{ sha256: 'a'.repeat(64), mediaType: 'application/pdf', size: 12 }];
const remarking: Decider<{ type: 'Remark'; text: string }, Remarked, null> = {
  initial: null,
  evolve: () => null,
  decide: ({ text }) => [
    remarked(
      { score: '91.25', remark: text },
      { subject, evidence, reason: { code: 'CORRECTION', text: 'A late form.' } },
    ),
  ],
};
const context = (): CommandContext => ({ commandId: newId(), actor: newId(), role: 'supervisor' });

let database: TestDatabase;
let pool: Pool;
let folder: string;
let keys: KeyStore;
let store: EventStore;
let wire: WireEvent;
let own: Recorded;
const stream = streamOf('evaluation', newId());

beforeAll(async () => {
  database = await createTestDatabase('recorded');
  pool = createPool(database.url);
  const client = await pool.connect();
  await migrateEventStore(client);
  client.release();
  folder = await mkdtemp(join(tmpdir(), 'jejak-keys-'));
  keys = fileKeyStore({ folder, kek: randomBytes(32), cacheMs: 0 });
  const topic = topicOf(SERVICE, `${uniqueTopicPrefix()}jejak`);
  const clock = { now: () => '2026-01-05T02:00:00.000Z' };
  const broker = kafkaBroker({ brokers: testBrokers(), clientId: 'recorded' });
  const relay = new Relay({ databaseUrl: database.url, broker, service: SERVICE, topic, partitions: 2 });
  store = new EventStore({ pool, contracts, clock, keys, topic, onAppended: () => relay.wake() });
  relay.start();
  await store.execute(remarking, stream, { type: 'Remark', text: 'Often late.' }, context());
  [wire] = await readTopic(broker, topic, (seen) => seen.length === 1);
  [own] = await store.history(stream);
  await relay.stop();
  await broker.close();
});
afterAll(async () => {
  await pool.end();
  await database.drop();
  await rm(folder, { recursive: true });
});

describe('an event that travelled', () => {
  it('is what its own store says', async () => {
    // As JSON: an envelope reads most of its members from the core when it is asked for them.
    expect(JSON.parse(JSON.stringify(await recordedFrom(wire, contracts, keys)))).toEqual(
      JSON.parse(JSON.stringify(own)),
    );
    expect(JSON.parse(JSON.stringify(own))).toMatchObject({
      envelope: { version: 1, hash: own.envelope.hash },
    });
    expect(own).toMatchObject({
      data: { score: '91.25', remark: 'Often late.' },
      reason: { code: 'CORRECTION', text: 'A late form.' },
      evidence,
    });
  });

  it('says nothing personal on its way', () => {
    expect(JSON.stringify(wire)).not.toContain('late');
    expect(wire.data).toEqual({ score: '91.25', evidence });
  });

  it('has null for what is personal where nobody gives the keys', async () => {
    expect(await recordedFrom(wire, contracts)).toMatchObject({
      data: { score: '91.25', remark: null },
      reason: { code: 'CORRECTION', text: null },
    });
  });

  it('is brought to the shape that its reader knows', async () => {
    const later = contractsOf(SERVICE, [remarkedLater]);
    expect(await recordedFrom(wire, later, keys)).toMatchObject({
      data: { score: '91.25', remark: 'Often late.', scale: '0-100' },
      envelope: { eventType: 'asn.performance.Remarked.v1', source: SERVICE, stream, version: 1 },
    });
  });

  it('is refused where its type is not known, was changed, or came without its data', async () => {
    const read = async (...given: Parameters<typeof recordedFrom>) => recordedFrom(...given);
    await expect(read(wire, contractsOf(SERVICE, []))).rejects.toThrow(RangeError);
    await expect(read(wire, contractsOf('career', [remarked]))).rejects.toThrow(RangeError);
    await expect(read({ ...wire, hash: Buffer.alloc(32) }, contracts, keys)).rejects.toThrow();
    await expect(read({ ...wire, data: null }, contracts, keys)).rejects.toThrow(DataMissing);
  });

  it("has null for what is personal once the person's key is destroyed", async () => {
    await keys.destroy(subject);
    expect(await recordedFrom(wire, contracts, keys)).toMatchObject({
      data: { score: '91.25', remark: null },
      reason: { code: 'CORRECTION', text: null },
    });
  });
});
