import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createPool } from '@jejak/event-store';
import { eventually, tcpProxy, type TcpProxy } from '@jejak/testing/faults';
import { Client, escapeIdentifier, type Pool } from 'pg';
import type { Address } from '../load/caller';
import type { Chance } from '../random';
import type { Servers } from './servers';
import { ServiceProcess } from './service-process';

/** Two replicas of the service that takes commands, one of the service that reacts: each a process of its own. */
const REPLICAS = [
  ['accounts-1', 'accounts'],
  ['accounts-2', 'accounts'],
  ['receipts-1', 'receipts'],
] as const;

/** Long enough for a loaded machine, short enough to be waited for. */
const RELAY_SILENCE_MS = 4_000;

/** Both services over the servers, with databases and topics of their own. */
export class Installation {
  private constructor(
    readonly servers: Servers,
    readonly prefix: string,
    readonly databases: Readonly<Record<'accounts' | 'receipts', string>>,
    readonly pools: Readonly<Record<'accounts' | 'receipts', Pool>>,
    readonly replicas: readonly ServiceProcess[],
    private readonly proxies: readonly TcpProxy[],
  ) {}

  /** @param folder of the run: logs, keys and proofs go there */
  static async start(servers: Servers, folder: string, chance: Chance, resets = 0): Promise<Installation> {
    const unique = randomBytes(4).toString('hex');
    const prefix = `chaos-${unique}`;
    for (const name of ['logs', 'keys', 'strikes']) mkdirSync(join(folder, name), { recursive: true });
    const databases = {
      accounts: await makeDatabase(servers.postgresUrl, `accounts_${unique}`),
      receipts: await makeDatabase(servers.postgresUrl, `receipts_${unique}`),
    };
    const outcomes = await Promise.allSettled(
      REPLICAS.map(([name, role]) =>
        ServiceProcess.start(
          {
            ...{ process: name, role, databaseUrl: databases[role], brokers: servers.brokers, prefix },
            keyFolder: join(folder, 'keys'),
            strikeFile: join(folder, 'strikes', `${name}.jsonl`),
            relaySilenceMs: RELAY_SILENCE_MS,
          },
          join(folder, 'logs'),
        ),
      ),
    );
    const replicas = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));
    const failed = outcomes.find((outcome) => outcome.status === 'rejected');
    if (failed) {
      await Promise.all(replicas.map((replica) => replica.stop()));
      throw failed.reason;
    }
    const treat = (): { reset?: 'sent' | 'answered' } =>
      chance.hits(resets) ? { reset: chance.hits(0.5) ? 'sent' : 'answered' } : {};
    const proxies =
      resets === 0
        ? []
        : await Promise.all(takingCommands(replicas).map(({ port }) => tcpProxy({ port }, treat)));
    const pools = {
      accounts: createPool(databases.accounts, {
        max: 4,
        applicationName: 'chaos judge',
        statementTimeoutMs: 60_000,
      }),
      receipts: createPool(databases.receipts, {
        max: 4,
        applicationName: 'chaos judge',
        statementTimeoutMs: 60_000,
      }),
    };
    return new Installation(servers, prefix, databases, pools, replicas, proxies);
  }

  /** Where commands are taken: through the proxies, where there are any. */
  get addresses(): readonly Address[] {
    if (this.proxies.length > 0)
      return this.proxies.map(
        ({ port }) =>
          () =>
            port,
      );
    return takingCommands(this.replicas).map(
      ({ port }) =>
        () =>
          port,
    );
  }

  resets(): number {
    return this.proxies.reduce((sum, proxy) => sum + proxy.resets(), 0);
  }

  /** The replica of `accounts` whose relay leads now. */
  leader(): Promise<ServiceProcess> {
    return eventually(
      'a relay leads',
      async () => {
        for (const replica of takingCommands(this.replicas))
          if ((await replica.status())?.relay.leader) return replica;
        return undefined;
      },
      60_000,
    );
  }

  /** Rows of the outbox that have a number: what was numbered and not deleted. */
  async numberedAndWaiting(): Promise<number> {
    const { rows } = await this.pools.accounts.query<{ waiting: number }>(
      'select count(*)::int as waiting from es.outbox where pos is not null',
    );
    return rows[0].waiting;
  }

  async stop(): Promise<void> {
    await Promise.all(this.replicas.map((replica) => replica.stop()));
    await Promise.all(this.proxies.map((proxy) => proxy.close()));
    await Promise.all(Object.values(this.pools).map((pool) => pool.end()));
  }
}

const takingCommands = (replicas: readonly ServiceProcess[]): ServiceProcess[] =>
  replicas.filter(({ settings }) => settings.role === 'accounts');

const makeDatabase = async (server: string, name: string): Promise<string> => {
  const client = new Client({ connectionString: server });
  await client.connect();
  try {
    await client.query(`create database ${escapeIdentifier(name)}`);
  } finally {
    await client.end();
  }
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
};
