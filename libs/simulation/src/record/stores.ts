import { careerContracts } from '@jejak/contracts/career';
import { citizenContracts } from '@jejak/contracts/citizen';
import { withEveryService } from '@jejak/contracts/every-service';
import { performanceContracts } from '@jejak/contracts/performance';
import { policyContracts } from '@jejak/contracts/policy';
import { recruitmentContracts } from '@jejak/contracts/recruitment';
import { trainingContracts } from '@jejak/contracts/training';
import { createPool, EventStore, fileKeyStore, migrateEventStore, proveKeyStore } from '@jejak/event-store';
import type { Contracts } from '@jejak/kernel';
import { topicOf } from '@jejak/messaging';
import type { Pool } from 'pg';
import { type Living, LIVING } from '../engine/step';

const CONTRACTS: Readonly<Record<Living, Contracts>> = {
  policy: policyContracts,
  career: careerContracts,
  performance: performanceContracts,
  training: trainingContracts,
  citizen: citizenContracts,
  recruitment: recruitmentContracts,
};

/** Where the logs of an installation are, and what they are written under. */
export interface Logs {
  readonly databaseUrls: ReadonlyMap<string, string>;
  readonly keyStore: string;
  readonly kek: Buffer;
  /** Of the topics; by default that of an installation that names none. */
  readonly topicPrefix?: string;
}

/** The event stores of the services whose life is played, all under one business time that whoever writes sets. */
export class Stores {
  private constructor(
    private readonly stores: ReadonlyMap<Living, EventStore>,
    private readonly pools: ReadonlyMap<Living, Pool>,
    private readonly clock: { at: string },
  ) {}

  /** Makes what is missing of the logs. Nothing of the services runs. */
  static async open({ databaseUrls, keyStore, kek, topicPrefix }: Logs): Promise<Stores> {
    const keys = fileKeyStore({ folder: keyStore, kek, cacheMs: 600_000 });
    const clock = { at: '' };
    const pools = new Map<Living, Pool>();
    const stores = new Map<Living, EventStore>();
    for (const service of LIVING) {
      const url = databaseUrls.get(service);
      if (url === undefined) throw new Error(`there is no database of ${service}`);
      const pool = createPool(url, {
        ...{ max: 4, applicationName: 'jejak simulate' },
        // Deciding keeps this process from listening for a while, and nobody waits behind it.
        ...{ statementTimeoutMs: 60_000, connectTimeoutMs: 60_000 },
      });
      pools.set(service, pool);
      const client = await pool.connect();
      try {
        await migrateEventStore(client);
      } finally {
        client.release();
      }
      await proveKeyStore(pool, keys);
      const contracts = withEveryService(CONTRACTS[service]);
      const topic = topicOf(service, topicPrefix);
      stores.set(service, new EventStore({ pool, keys, topic, contracts, clock: { now: () => clock.at } }));
    }
    return new Stores(stores, pools, clock);
  }

  of(service: Living): EventStore {
    const found = this.stores.get(service);
    if (!found) throw new Error(`${service} has no store here`);
    return found;
  }

  /** Business time of everything that is recorded from now on. @param at ISO instant */
  moveTo(at: string): void {
    this.clock.at = at;
  }

  /** Events in each log. */
  async counts(): Promise<ReadonlyMap<Living, number>> {
    const counted = new Map<Living, number>();
    for (const [service, pool] of this.pools) {
      const { rows } = await pool.query<{ n: number }>('select count(*)::int as n from es.events');
      counted.set(service, rows[0].n);
    }
    return counted;
  }

  async close(): Promise<void> {
    await Promise.all([...this.pools.values()].map((pool) => pool.end()));
  }
}
