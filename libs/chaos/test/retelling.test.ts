import { createPool } from '@jejak/event-store';
import {
  contractsOf,
  defineEvent,
  type EventOf,
  eventTypeOf,
  naturalId,
  type Recorded,
  streamOf,
} from '@jejak/kernel';
import { inTransaction, migrateConsumers } from '@jejak/messaging';
import { type Projection, projection, projectionHandler } from '@jejak/projections';
import { createTestDatabase, type TestDatabase } from '@jejak/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Type } from '@sinclair/typebox';
import type { Pool } from 'pg';
import { deliveryOrder } from '../src/disorder/delivery-order';
import { retell, type Retold } from '../src/disorder/retelling';
import { chance } from '../src/random';

const opened = defineEvent({ type: 'Opened', version: 1, data: Type.Object({ shop: Type.String() }) });
const praised = defineEvent({
  type: 'Praised',
  version: 1,
  data: Type.Object({ shop: Type.String(), by: Type.String() }),
});
const shops = contractsOf('shops', [opened]);
const guests = contractsOf('guests', [praised]);
type Heard = EventOf<typeof opened> | EventOf<typeof praised>;

interface Shop {
  readonly shop: string;
  readonly open: boolean;
  readonly praise: readonly string[];
}

const read = { table: 'shop', source: [shops, guests], key: ({ data }: Recorded<Heard>) => data.shop };
const unheardOf = (shop: string): Shop => ({ shop, open: false, praise: [] });
const openedFirst = ({ data }: { data: { shop: string } }, row?: Shop): Shop => ({
  ...(row ?? unheardOf(data.shop)),
  open: true,
});

/** Holds in whatever order it hears of things. */
const sound = projection<Heard, Shop>()({
  ...read,
  opens: {
    Opened: openedFirst,
    Praised: ({ data }, row = unheardOf(data.shop)) => ({ ...row, praise: [...row.praise, data.by].sort() }),
  },
});
/** Keeps the order in which it heard of the guests, who know nothing of each other. */
const asHeard = projection<Heard, Shop>()({
  ...read,
  opens: {
    Opened: openedFirst,
    Praised: ({ data }, row = unheardOf(data.shop)) => ({ ...row, praise: [...row.praise, data.by] }),
  },
});
/** Trusts that nobody praises a shop of which it has not heard. */
const trusting = projection<Heard, Shop>()({
  ...read,
  opens: { Opened: openedFirst },
  on: { Praised: (row, { data }) => ({ ...row, praise: [...row.praise, data.by].sort() }) },
});

const recorded = (event: Heard, service: string, stream: string, version: number): Recorded => {
  const contract = event.type === 'Opened' ? opened : praised;
  const of = service === 'shops' ? shops : guests;
  return {
    ...event,
    envelope: {
      ...{ id: naturalId('test', stream, String(version)), eventType: eventTypeOf(of.service, contract) },
      ...{ source: service, stream, version, at: '2026-01-01T00:00:00.000Z', actor: 'p_someone' },
      ...{ role: 'employee', policy: null, policies: [], correlation: stream, cause: null, hash: '' },
    },
  };
};

const NAMES = Array.from({ length: 8 }, (_, at) => `shop-${at}`);
const LOGS = new Map<string, readonly Recorded[]>([
  ['shops', NAMES.map((shop) => recorded(opened({ shop }), 'shops', streamOf('shop', naturalId(shop)), 1))],
  [
    'guests',
    ['anna', 'budi', 'citra'].flatMap((by) =>
      NAMES.map((shop, at) =>
        recorded(praised({ shop, by }), 'guests', streamOf('guest', naturalId(by)), at + 1),
      ),
    ),
  ],
]);

describe('a read model that hears of everything once more', () => {
  let database: TestDatabase;
  let pool: Pool;
  beforeAll(async () => {
    database = await createTestDatabase('retelling');
    pool = createPool(database.url);
    const client = await pool.connect();
    await migrateConsumers(client);
    client.release();
    await pool.query(
      `CREATE TABLE rm.shop (shop text PRIMARY KEY, open boolean NOT NULL, praise text[] NOT NULL, version bigint NOT NULL)`,
    );
  });
  afterAll(async () => {
    await pool.end();
    await database.drop();
  });

  /** By the first seeds, beside what it came to in the order in which everything was recorded. */
  const retold = async (model: Projection, seeds: number): Promise<Retold[]> => {
    await pool.query('TRUNCATE rm.shop');
    await inTransaction(pool, (tx) => projectionHandler(model).apply([...LOGS.values()].flat(), tx));
    const found: Retold[] = [];
    for (let seed = 1; seed <= seeds; seed++) {
      const dice = chance(seed);
      found.push(await retell(pool, model, deliveryOrder('readers', LOGS, dice), dice, 0));
    }
    return found;
  };

  it('comes to the same where its folds do not ask for an order', async () => {
    for (const { deliveries, parked, differences } of await retold(sound, 10)) {
      // What came again is among them.
      expect(deliveries).toBeGreaterThan([...LOGS.values()].flat().length);
      expect({ parked, differences }).toEqual({ parked: [], differences: [] });
    }
    expect((await pool.query('SELECT FROM rm.offsets')).rowCount).toBe(0);
  });

  it('is caught where it keeps the order in which it heard', async () => {
    const found = await retold(asHeard, 5);
    expect(found.some(({ differences }) => differences.length > 0)).toBe(true);
  });

  it('is caught where it changes rows that are not there yet', async () => {
    const found = await retold(trusting, 5);
    expect(found.some(({ parked }) => parked.some((one) => one.includes('RowMissing')))).toBe(true);
  });

  it('hears of its own service in the order of the log, and of each stream of others in its own', () => {
    const of = (order: readonly Recorded[], service: string): string[] => [
      ...new Set(
        order.filter(({ envelope }) => envelope.source === service).map(({ envelope }) => envelope.id),
      ),
    ];
    const orders = new Set<string>();
    for (let seed = 1; seed <= 20; seed++) {
      const order = deliveryOrder('shops', LOGS, chance(seed));
      expect(of(order, 'shops')).toEqual(LOGS.get('shops')?.map(({ envelope }) => envelope.id));
      const reached = new Map<string, number>();
      for (const { envelope } of order) {
        const known = reached.get(envelope.stream) ?? 0;
        expect(envelope.version).toBeLessThanOrEqual(known + 1);
        reached.set(envelope.stream, Math.max(known, envelope.version));
      }
      orders.add(JSON.stringify(order.map(({ envelope }) => envelope.id)));
    }
    expect(orders.size).toBe(20);
  });
});
