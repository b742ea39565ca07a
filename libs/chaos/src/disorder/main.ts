import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createPool, EventStore, fileKeyStore } from '@jejak/event-store';
import type { Contracts, Recorded } from '@jejak/kernel';
import { topicOf } from '@jejak/messaging';
import { policyVersions } from '@jejak/policies';
import { everyEvent, type Projection, type ReadModel } from '@jejak/projections';
import type { ServiceDefinition } from '@jejak/service';
import type { Pool } from 'pg';
import { WORKSPACE } from '../fault/servers';
import { chance } from '../random';
import { deliveryOrder } from './delivery-order';
import { retell, retellTimers } from './retelling';

/*
 * node main.js HOME SERVICE SEED…
 *
 * Every read model of a service that runs, and reads what other services record, hears of everything once more, in an order by the
 * seed, and is compared with the live one. Prints a line of JSON for each that differs, and one that says how many were tried.
 */
interface Opened {
  readonly pool: Pool;
  readonly log: readonly Recorded[];
}

/** One service per process: what they say to people is registered for all of it. */
const definitionOf = (name: string): ServiceDefinition => {
  const file = join(WORKSPACE, 'services', name, 'dist', 'service.js');
  if (!existsSync(file)) throw new Error(`${file} is not built`);
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- by its place, since no library depends on a service
  const found = Object.values(require(file) as Record<string, ServiceDefinition>).find(
    (one) => one.name === name,
  );
  if (!found) throw new Error(`${file} exports no service ${name}`);
  return found;
};

const open = async (home: string, contracts: Contracts): Promise<Opened> => {
  const name = contracts.service;
  const { postgres } = JSON.parse(readFileSync(join(home, 'ports.json'), 'utf8')) as { postgres: number };
  const password = encodeURIComponent(readFileSync(join(home, 'secrets', `${name}_app`), 'utf8').trim());
  const pool = createPool(`postgres://${name}_app:${password}@127.0.0.1:${postgres}/${name}`, {
    ...{ max: 2, applicationName: `retelling ${name}`, statementTimeoutMs: 60_000, connectTimeoutMs: 60_000 },
  });
  const store = new EventStore({
    ...{ pool, contracts, topic: topicOf(name) },
    clock: { now: () => new Date().toISOString() },
    keys: fileKeyStore({ folder: join(home, 'keys'), kek: readFileSync(join(home, 'secrets', 'kek')) }),
  });
  const log: Recorded[] = [];
  for await (const events of everyEvent(store, () => true)) log.push(...events);
  return { pool, log };
};

/** What reads its own service alone hears of everything in the order of the log. */
const readsOthers =
  (service: string) =>
  ({ sources }: Pick<ReadModel, 'sources'>): boolean =>
    sources.some((source) => source.service !== service);

const main = async ([home, service, ...seeds]: readonly string[]): Promise<void> => {
  const definition = definitionOf(service);
  const models = [...(definition.projections ?? []), ...(definition.policies ? [policyVersions] : [])]
    .filter((model): model is Projection => 'table' in model)
    .filter(readsOthers(service));
  const sets = (definition.timers?.sets ?? []).filter(readsOthers(service));
  const contracts = new Map(
    [definition.contracts, ...[...models, ...sets].flatMap(({ sources }) => sources)].map((of) => [
      of.service,
      of,
    ]),
  );
  const opened = new Map<string, Opened>();
  for (const [name, of] of contracts) opened.set(name, await open(home, of));
  const { pool } = opened.get(service) as Opened;
  let deliveries = 0;
  for (const seed of seeds.map(Number))
    for (const model of [...models, ...sets]) {
      const dice = chance(seed).fork(`${service}/${model.name}`);
      const logs = new Map(model.sources.map((of) => [of.service, opened.get(of.service)?.log ?? []]));
      const events = deliveryOrder(service, logs, dice);
      const retold = await ('table' in model
        ? retell(pool, model, events, dice)
        : retellTimers(pool, model, events));
      deliveries += retold.deliveries;
      if (retold.parked.length + retold.differences.length > 0)
        console.log(JSON.stringify({ seed, service, ...retold }));
    }
  console.log(JSON.stringify({ service, models: models.length, timers: sets.length, deliveries }));
  await Promise.all([...opened.values()].map((one) => one.pool.end()));
};

void main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
