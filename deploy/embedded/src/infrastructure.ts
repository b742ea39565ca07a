import { once } from 'node:events';
import { parseArgs } from 'node:util';
import { defaultHomeFolder, openHome, type Home } from './home';
import { kafka, type Kafka } from './kafka/kafka';
import { lockLauncher } from './launcher-lock';
import { stopLeftovers } from './leftovers';
import { PortBook } from './ports';
import { postgres } from './postgres/server';
import { reportToStderr, type Report } from './report';
import { Supervised, type Program } from './supervised';
import { makeThrowAwayHome, removeHome, sweepThrowAwayHomes } from './throw-away-home';

export interface InfrastructureOptions {
  /** The folder with all data; `JEJAK_HOME` or `.jejak` of the workspace when absent. */
  readonly home?: string;
  /** A confirmed commit survives a power cut (default). Tests do without, for speed. */
  readonly durable?: boolean;
  /** Start or find a broker (default); do so where this machine can have one (`optional`); or PostgreSQL alone. */
  readonly kafka?: boolean | 'optional';
  /** Where the broker's jars are kept; in the home when absent. Several homes may share one. */
  readonly jarCache?: string;
  /** Use a new home among the temporary files, and remove it at the end. */
  readonly throwAway?: boolean;
  readonly report?: Report;
}

export interface Infrastructure {
  readonly home: Home;
  readonly ports: PortBook;
  /** Of the superuser. */
  readonly postgresUrl: string;
  /** Empty when no broker was asked for, or none could be had. */
  readonly kafkaBrokers: readonly string[];
  /** How often a server was started again after it had died. */
  restarts(): Readonly<Record<string, number>>;
  /** Stops the broker, then the database, and gives the home free. */
  stop(): Promise<void>;
}

/**
 * Starts PostgreSQL and a broker and keeps them running: one that dies comes back with its data. One launcher per home at a
 * time; what a killed one left is stopped first. Throws {@link AlreadyRunning}, {@link NoBroker}, {@link StartFailed}.
 */
export async function startInfrastructure(options: InfrastructureOptions = {}): Promise<Infrastructure> {
  const { durable = true, throwAway = false, report = reportToStderr } = options;
  if (throwAway) await sweepThrowAwayHomes(report);
  const home = throwAway ? makeThrowAwayHome() : openHome(options.home ?? defaultHomeFolder());
  const unlock = lockLauncher(home.path('launcher.json'));
  const started: Supervised[] = [];
  let broker: Kafka = { brokers: [], inDocker: false };

  const stop = async (): Promise<void> => {
    // The broker before the database, each whatever became of the other.
    const outcomes = [];
    for (const name of ['kafka', 'postgres'])
      outcomes.push(
        ...(await Promise.allSettled(started.filter((one) => one.name === name).map((one) => one.stop()))),
      );
    if (throwAway) await removeHome(home, broker.inDocker);
    unlock();
    const failed = outcomes.find((outcome) => outcome.status === 'rejected');
    if (failed) throw failed.reason;
  };
  const supervise = async (program: Program): Promise<void> => {
    const supervised = new Supervised(throwAway ? endingAtOnce(program) : program, report);
    started.push(supervised);
    const since = performance.now();
    await supervised.start();
    report(`  ${program.name} is up (${((performance.now() - since) / 1000).toFixed(1)} s)`);
  };

  try {
    await stopLeftovers(home, report);
    const ports = new PortBook(home.path('ports.json'));
    const startPostgres = async (): Promise<string> => {
      const server = await postgres({ home, port: await ports.take('postgres'), durable, report });
      report(`Database: PostgreSQL ${server.version} on 127.0.0.1${durable ? '' : ', not durable'}`);
      await supervise(server.program);
      return server.url;
    };
    const startBroker = async (): Promise<void> => {
      if (options.kafka === false) return;
      const jarCache = options.jarCache ?? home.path('kafka', 'jars');
      broker = await kafka({ home, ports, jarCache, report, optional: options.kafka === 'optional' });
      if (broker.program) await supervise(broker.program);
    };
    const [database, brokered] = [startPostgres(), startBroker()];
    // Both have come to an end before anything is stopped, so that nothing is still starting then.
    await Promise.allSettled([database, brokered]);
    await brokered;
    const postgresUrl = await database;
    return {
      home,
      ports,
      postgresUrl,
      kafkaBrokers: broker.brokers,
      restarts: () => Object.fromEntries(started.map((one) => [one.name, one.restarts])),
      stop,
    };
  } catch (error) {
    await stop().catch(() => undefined);
    throw error;
  }
}

/** Nothing is worth flushing. PostgreSQL is asked for its immediate shutdown, since it frees its shared memory then. */
const endingAtOnce = (program: Program): Program => ({
  ...program,
  stopSteps: program.name === 'postgres' ? [{ signal: 'SIGQUIT', limitMs: 5_000 }] : [],
});

/**
 * On its own: starts the infrastructure, writes one line of JSON with its addresses, and stops on a signal or when standard
 * input closes, so that it ends with whoever started it - even if that one is killed.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      home: { type: 'string' },
      fast: { type: 'boolean', default: false },
      'throw-away': { type: 'boolean', default: false },
      'no-kafka': { type: 'boolean', default: false },
      'jar-cache': { type: 'string' },
    },
  });
  const told = Promise.race([
    ...(['SIGINT', 'SIGTERM', 'SIGHUP'] as const).map((signal) => once(process, signal)),
    once(process.stdin.resume(), 'close'),
  ]);
  const infrastructure = await startInfrastructure({
    home: values.home,
    durable: !values.fast,
    throwAway: values['throw-away'],
    kafka: !values['no-kafka'],
    jarCache: values['jar-cache'],
  });
  const { home, postgresUrl, kafkaBrokers } = infrastructure;
  process.stdout.write(`${JSON.stringify({ home: home.folder, postgresUrl, kafkaBrokers })}\n`);
  await told;
  await infrastructure.stop();
}

if (require.main === module) {
  process.stdout.on('error', () => undefined);
  process.stderr.on('error', () => undefined);
  main().then(
    () => process.exit(0),
    (error: unknown) => {
      process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
      process.exit(1);
    },
  );
}
