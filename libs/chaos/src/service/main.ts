import { AsyncLocalStorage } from 'node:async_hooks';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createPool, EventStore, fileKeyStore, migrateEventStore } from '@jejak/event-store';
import { DomainError, type Recorded } from '@jejak/kernel';
import {
  type BatchHandler,
  EventConsumer,
  type EffectHandler,
  inTransaction,
  kafkaBroker,
  reactionContext,
  Relay,
  topicOf,
} from '@jejak/messaging';
import { createLogger } from '@jejak/observability';
import { projectionHandler, Projections } from '@jejak/projections';
import {
  account,
  accountContracts,
  accountRows,
  ACCOUNTS,
  isDeposit,
  receipt,
  receiptContracts,
  RECEIPTS,
  TABLES,
  totals,
} from './accounts';
import { type ServiceProcessSettings, SETTINGS_VARIABLE } from './settings';
import { type Arm, Strikes, strikingBroker, strikingHandler } from './strikes';

/*
 * A small service of the real parts: event store, relay, projections, reactions. `accounts` takes commands over HTTP and keeps
 * read models of its own events; `receipts` reads its topic, keeps read models of it, and reacts with commands of its own.
 */
const settings = JSON.parse(process.env[SETTINGS_VARIABLE] ?? '{}') as ServiceProcessSettings;
const { role, prefix, databaseUrl } = settings;
const strikes = new Strikes(settings.process, settings.strikeFile);
process.on('message', (arm: Arm) => strikes.arm(arm));
// The nemesis is gone: nobody would end this process any more.
process.on('disconnect', () => process.exit(0));

const logger = createLogger({ service: role, level: 'info', pod: settings.process });
const pool = createPool(databaseUrl, { max: 12, applicationName: `chaos ${settings.process}` });
const broker = strikingBroker(
  kafkaBroker({
    brokers: settings.brokers,
    clientId: `chaos-${settings.process}`,
    logger,
    sendTimeoutMs: 5_000,
  }),
  strikes,
);

/** Whether the command of this call was known already: the store tells its telemetry. */
const call = new AsyncLocalStorage<{ outcome?: string }>();
const topic = topicOf(role, prefix);
const store: EventStore = new EventStore({
  ...{ pool, topic, contracts: role === ACCOUNTS ? accountContracts : receiptContracts },
  clock: { now: () => new Date().toISOString() },
  keys: fileKeyStore({ folder: settings.keyFolder, kek: Buffer.alloc(32, 7) }),
  telemetry: {
    span: (_name, _attributes, run) => run(),
    observe: (name, { outcome }) => {
      const current = call.getStore();
      if (current && name === 'jejak_command_total') current.outcome = outcome;
    },
  },
  onAppended: () => {
    relay.wake();
    projections.wake();
  },
});

/** Writes down each event that it is given, in the transaction that books it. */
const recording = (name: string): BatchHandler => ({
  name,
  sources: [accountContracts],
  wants: (type) => type.startsWith(`asn.${ACCOUNTS}.`),
  apply: async (events, tx) => {
    await tx.query(
      `INSERT INTO rm.effect (consumer, event, stream, version)
       SELECT $1, e, s, v FROM unnest($2::uuid[], $3::text[], $4::bigint[]) WITH ORDINALITY AS t(e, s, v, n) ORDER BY n`,
      [
        name,
        events.map(({ envelope }) => envelope.id),
        events.map(({ envelope }) => envelope.stream),
        events.map(({ envelope }) => envelope.version),
      ],
    );
  },
});

const handlers: readonly BatchHandler[] =
  role === ACCOUNTS
    ? [recording('own-notes'), projectionHandler(accountRows('account')), projectionHandler(totals)]
    : [recording('topic-notes'), projectionHandler(accountRows('mirrored_account'))];
const retry = { firstMs: 50, mostMs: 1_000, patienceMs: 30_000 };
const projections: Projections = new Projections({
  ...{ pool, store, service: role, broker, prefix, logger, retry },
  projections: handlers.map((handler) => strikingHandler(handler, strikes)),
});

/** A receipt for each deposit. */
const giveReceipt: EffectHandler = {
  name: 'receipt',
  sources: [accountContracts],
  wants: (type) => type === 'asn.accounts.Deposited.v1',
  react: async (event: Recorded, delivery) => {
    if (!isDeposit(event)) return;
    const { stream, id } = event.envelope;
    await store.execute(
      receipt,
      `receipt-${stream.slice(-36)}`,
      { type: 'Give', deposit: id, amount: event.data.amount },
      reactionContext(event, giveReceipt.name, RECEIPTS, delivery),
    );
  },
};
const reaction =
  role === RECEIPTS
    ? new EventConsumer({
        ...{ pool, handler: giveReceipt, sources: projections.sourcesOf([accountContracts]), logger, retry },
      })
    : null;

const relay: Relay = new Relay({
  ...{ databaseUrl, broker, service: role, topic, partitions: 4, logger },
  ...{ batchSize: 100, standbyEveryMs: 50, measureEveryMs: settings.relaySilenceMs / 4 },
  sessionSilenceMs: settings.relaySilenceMs,
});

interface Command {
  readonly command: string;
  readonly count: number;
  readonly expected?: number;
}

const bodyOf = async (request: IncomingMessage): Promise<Command> => {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return JSON.parse(text) as Command;
};

const append = async (stream: string, { command, count, expected }: Command): Promise<object> => {
  const told: { outcome?: string } = {};
  const appended = await call.run(told, () =>
    store.execute(
      account,
      stream,
      { type: 'Post', count },
      {
        ...{ commandId: command, actor: role, role: 'service' },
        ...(expected === undefined ? {} : { expectedVersion: expected }),
      },
    ),
  );
  return { ...appended, outcome: told.outcome === 'duplicate' ? 'duplicate' : 'ok' };
};

const read = async (stream: string): Promise<object> => {
  const events = await store.history(stream);
  return {
    version: events.length,
    events: events.map(({ envelope }) => envelope.id),
    causes: events.map(({ envelope }) => envelope.cause),
  };
};

const answer = (response: ServerResponse, status: number, body: object): void => {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
};

/** Calls that are being worked on. */
let inFlight = 0;

const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
  const path = request.url ?? '/';
  if (path !== '/status') inFlight += 1;
  try {
    if (path === '/status') answer(response, 200, { relay: relay.status(), inFlight });
    else if (request.method === 'POST')
      answer(response, 200, await append(path.slice(1), await bodyOf(request)));
    else answer(response, 200, await read(path.slice(1)));
  } catch (error) {
    if (!(error instanceof DomainError)) {
      logger.error({ err: error }, 'A defect');
      return answer(response, 500, { code: 'INTERNAL' });
    }
    const { code, kind, detail } = error;
    const status = kind === 'unavailable' ? 503 : kind === 'conflict' ? 409 : 400;
    answer(response, status, { code, current: detail.params?.current });
  } finally {
    if (path !== '/status') inFlight -= 1;
  }
};

/** The books and tables, once the database answers; replicas wait for each other. */
const migrate = async (): Promise<void> => {
  const client = await pool.connect();
  try {
    await migrateEventStore(client);
  } finally {
    client.release();
  }
  await projections.migrate();
  await inTransaction(pool, async (tx) => {
    await tx.query('SELECT pg_advisory_xact_lock(1, 1)');
    await tx.query(TABLES);
  });
};

const start = async (): Promise<void> => {
  for (let tries = 1; ; tries++)
    try {
      await migrate();
      break;
    } catch (error) {
      if (tries === 600) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  const server = createServer((request, response) => void handle(request, response));
  await new Promise<void>((resolve) => server.listen(settings.port, '127.0.0.1', resolve));
  relay.start();
  projections.start().catch((err: unknown) => logger.error({ err }, 'The read models could not be started'));
  reaction?.start().catch((err: unknown) => logger.error({ err }, 'The reaction could not be started'));
  process.send?.({ ready: true });
};

start().catch((err: unknown) => {
  logger.error({ err }, 'could not start');
  process.exit(1);
});
