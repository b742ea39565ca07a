import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { DECIDED_HERE, loadDemonstration, prepareClock } from './demonstration';
import { prepareData } from './data';
import { defaultHomeFolder, WORKSPACE } from './home';
import { startInfrastructure, type Infrastructure } from './infrastructure';
import { AlreadyRunning } from './launcher-lock';
import { isFree } from './ports';
import type { Report } from './report';
import { makeHeartbeatKeys } from './heartbeat-keys';
import { secretBytes } from './secret-file';
import { GATEWAY, ISSUER, SERVICES, serviceProgram, type Installation, type ServiceEntry } from './services';
import { Supervised } from './supervised';

const say: Report = (line) => {
  process.stdout.write(`${line}\n`);
};
const seconds = (since: number): string => `${((performance.now() - since) / 1000).toFixed(1)} s`;

/**
 * The whole system on this machine: database, broker, issuer, services, gateway, and on the first start the demonstration
 * city. Stays up until a signal; resolves to the exit code when everything has stopped.
 */
export async function launch(args: readonly string[] = process.argv.slice(2)): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: { 'no-demo': { type: 'boolean', default: false } },
  });
  // A terminal that is gone must not end the launcher before its children.
  process.stdout.on('error', () => undefined);
  process.stderr.on('error', () => undefined);
  const told = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, () => {
      if (!told.signal.aborted)
        say('\nStopping. Services finish what they have begun; this may take a minute.');
      told.abort();
    });

  const url = `http://localhost:${process.env.PORT ?? 8080}`;
  const since = performance.now();
  let infrastructure: Infrastructure | undefined;
  const running: Supervised[] = [];
  try {
    const port = gatewayPort();
    say(`Jejak starts; its data and logs are in ${defaultHomeFolder()}`);
    infrastructure = await startInfrastructure({ report: say, kafka: 'optional' });
    if (!told.signal.aborted) {
      const seedLeavesOut = values['no-demo'] ? [] : DECIDED_HERE;
      const installation = { ...(await prepare(infrastructure, port)), seedLeavesOut };
      if (!values['no-demo']) prepareClock(infrastructure.home);
      await startServices(installation, running, told.signal);
    }
    if (!told.signal.aborted) {
      say(`Everything is up at ${url} (${seconds(since)})`);
      if (!values['no-demo']) await demonstrate(infrastructure, url, told.signal);
    }
    if (!told.signal.aborted) {
      say(addresses(url));
      await once(told.signal, 'abort');
    }
    return 0;
  } catch (error) {
    if (told.signal.aborted) return 0;
    if (error instanceof AlreadyRunning)
      say(
        `Jejak already runs here (process ${error.holder.pid}), at ${url} unless PORT said otherwise. Stop that one first.`,
      );
    else say(`Jejak could not start. ${error instanceof Error ? error.message : String(error)}`);
    return 1;
  } finally {
    await stopAll(running, infrastructure);
  }
}

function gatewayPort(): number {
  const port = Number(process.env.PORT ?? 8080);
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    throw new Error(`PORT must be a port number, not ${process.env.PORT}.`);
  return port;
}

/** Everything the services are told: ports, databases, keys. */
async function prepare(
  { home, ports, postgresUrl, kafkaBrokers }: Infrastructure,
  port: number,
): Promise<Omit<Installation, 'seedLeavesOut'>> {
  if (!(await isFree(port)) || !(await isFree(port, '127.0.0.1')))
    throw new Error(
      `Port ${port} is taken by another program. Choose one with PORT, e.g. PORT=8090 npm start.`,
    );
  const httpPorts = new Map([[GATEWAY.name, port]]);
  const managementPorts = new Map<string, number>();
  for (const { name, hasManagementPort } of [ISSUER, ...SERVICES, GATEWAY]) {
    if (!httpPorts.has(name)) httpPorts.set(name, await ports.take(name));
    if (hasManagementPort) managementPorts.set(name, await ports.take(`${name}-management`));
  }
  const { databaseUrls } = await prepareData({ home, postgresUrl });
  secretBytes(join(home.secrets, 'log-seed'), 32);
  makeHeartbeatKeys(
    home,
    SERVICES.map(({ name }) => name),
  );
  return { home, ports: httpPorts, managementPorts, databaseUrls, kafkaBrokers };
}

async function startServices(
  installation: Installation,
  running: Supervised[],
  told: AbortSignal,
): Promise<void> {
  const start = async (entry: ServiceEntry): Promise<void> => {
    if (!existsSync(join(WORKSPACE, entry.entry))) throw new Error(`${entry.entry} is not built.`);
    const supervised = new Supervised(serviceProgram(entry, installation), say);
    running.push(supervised);
    const since = performance.now();
    await supervised.start();
    say(`  ${entry.name} is up (${seconds(since)})`);
  };
  // Told to stop half-way: what is still starting is not waited for.
  const giveUp = (): void => running.forEach((one) => void one.stop());
  told.addEventListener('abort', giveUp);
  try {
    for (const round of [[ISSUER], SERVICES, [GATEWAY]]) {
      if (told.aborted) return;
      const outcomes = await Promise.allSettled(round.map(start));
      const failed = outcomes.find((outcome) => outcome.status === 'rejected');
      if (failed) throw failed.reason;
    }
  } finally {
    told.removeEventListener('abort', giveUp);
  }
}

async function demonstrate({ home }: Infrastructure, url: string, told: AbortSignal): Promise<void> {
  const since = performance.now();
  const loading = await loadDemonstration(home, url, told);
  if (loading === 'loaded') say(`The demonstration city is loaded (${seconds(since)}).`);
  if (typeof loading === 'object')
    say(
      `The demonstration city could not be loaded: ${loading.failed}. The system stays up; the next start tries again.`,
    );
}

/** Where the command line looks when nobody says otherwise. */
const DEFAULT_URL = 'http://localhost:8080';

const addresses = (url: string): string =>
  [
    '',
    `  Console            ${url}/app/`,
    `  APIs               ${url}`,
    `  API documentation  ${url}/docs`,
    `  A token            ${url === DEFAULT_URL ? '' : `JEJAK_URL=${url} `}npx jejak token <person>`,
    '  Stop               Ctrl-C',
    '',
  ].join('\n');

/** The front door first, the database last. */
async function stopAll(
  running: readonly Supervised[],
  infrastructure: Infrastructure | undefined,
): Promise<void> {
  const rank = ({ name }: Supervised): number => [GATEWAY.name, ISSUER.name].indexOf(name);
  for (const round of [0, -1, 1])
    for (const outcome of await Promise.allSettled(
      running.filter((one) => rank(one) === round).map((one) => one.stop()),
    ))
      if (outcome.status === 'rejected') say(String(outcome.reason));
  if (!infrastructure) return;
  try {
    await infrastructure.stop();
    say('Stopped.');
  } catch (error) {
    say(String(error));
  }
}

if (require.main === module) void launch().then((code) => process.exit(code));
