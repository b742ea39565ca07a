/**
 * `npm run containers:check`: builds the image and brings everything up on a Docker engine, imports the demonstration's real selection
 * round through it, compares the results with the official ones, kills and stops containers, and takes all of it down again.
 * Needs an engine with compose, and the built command line. `--twice` also builds the image again from nothing and compares.
 *
 * Every line it prints is a fact it has looked at; it ends with 1 when one of them is not as it should be.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { Browser } from './browser.mjs';
import { composeCommand, run } from './engine.mjs';
import { imageFiles } from './image-files.mjs';
import { makeSecrets } from './secrets.mjs';
import { services, workspace } from './services.mjs';
import { Stack } from './stack.mjs';

const IMAGE = 'jejak:local';
const WANTED_BYTES = 250e6;
const NOT_YET_LIMIT_MS = 300_000;
const POLL_MS = 500;
const DATA = join(workspace, 'libs', 'cli', 'demo', 'selection');
const CLI = join(workspace, 'libs', 'cli', 'bin', 'jejak.cjs');
const SHELLS = /^\/(usr\/)?(local\/)?s?bin\/(ba|da|a|z|k)?sh$|\/busybox$/;
const PACKAGE_MANAGERS = /\/bin\/(npm|npx|yarn|pnpm|corepack|apt|apt-get|dpkg|apk)$|\/npm-cli\.js$/;
const COMPILERS = /\/bin\/(tsc|gcc|cc|c\+\+|g\+\+|make|python3?)$/;
const SOURCES = /\.(ts|tsbuildinfo)$|\.(spec|test)\.[cm]?js$/;

let wrong = 0;
const fact = (text, good = true) => {
  if (!good) wrong += 1;
  console.log(`${good ? '✓' : '✗'} ${text}`);
};
const seconds = (since) => `${((performance.now() - since) / 1000).toFixed(1)} s`;

const folder = mkdtempSync(join(tmpdir(), 'jejak-containers-'));
let stack;
/** The command line against the published port, with a token. */
let askAs;
try {
  const [port, issuerPort] = [await freePort(), await freePort()];
  stack = new Stack({ project: 'jejak-check', port, issuerPort });
  await engine();
  // What a check that was interrupted has left would be taken for this one's.
  await stack.run(['down', '--volumes', '--timeout', '60'], { quiet: true });
  makeSecrets();
  await build();
  await files();
  await bringUp();
  await signIn(port);
  await selection(port);
  await kill();
  await stopAndResume();
} catch (error) {
  fact(error.stack, false);
} finally {
  rmSync(folder, { recursive: true });
  await stack
    ?.run(['down', '--volumes', '--timeout', '60'], { quiet: true })
    .catch((error) => fact(error.message, false));
}
console.log(wrong === 0 ? 'All of it holds.' : `${wrong} did not hold.`);
process.exitCode = wrong === 0 ? 0 : 1;

/** On what all that follows was seen. */
async function engine() {
  const said = async (...command) => (await run(command, { quiet: true })).trim();
  const version = await said('docker', 'version', '--format', '{{.Server.Version}}');
  const compose = await said(...composeCommand(), 'version', '--short');
  console.log(`  Docker Engine ${version}, compose ${compose}, ${availableParallelism()} processors`);
}

async function build() {
  const since = performance.now();
  await stack.build();
  fact(`the image is built (${seconds(since)})`);
  const [{ Size, Config }] = JSON.parse(await run(['docker', 'image', 'inspect', IMAGE], { quiet: true }));
  fact(`its size is ${(Size / 1e6).toFixed(0)} MB`, Size <= WANTED_BYTES);
  fact(`it runs as ${Config.User}`, Config.User === '65532:65532');
  const labels = ['source', 'revision', 'version', 'licenses'].map(
    (name) => `org.opencontainers.image.${name}`,
  );
  fact(
    'it says where it comes from',
    labels.every((label) => Config.Labels[label]),
  );
}

async function files() {
  const all = await imageFiles(IMAGE);
  const ours = all.filter(({ path }) => path === '/app' || path.startsWith('/app/'));
  const bytes = ours.reduce((sum, { isFolder, size }) => sum + (isFolder ? 0 : size), 0);
  fact(`${ours.length} files and folders below /app, ${(bytes / 1e6).toFixed(0)} MB`);
  const writable = ours.filter(({ mode, uid, isLink }) => uid !== 0 || (!isLink && (mode & 0o222) !== 0));
  fact(`nobody may write below /app${shown(writable)}`, writable.length === 0);
  const moment = Number(stack.env.SOURCE_DATE_EPOCH ?? 0);
  const ofAnother = ours.filter(({ modified }) => modified !== moment);
  fact(`every file is of the moment of the commit${shown(ofAnother)}`, ofAnother.length === 0);
  const leftOver = ours.filter(({ path }) => SOURCES.test(path));
  fact(`neither sources nor tests${shown(leftOver)}`, leftOver.length === 0);
  // Another base than the distroless one has its own shell and package managers: then they are named, and only ours is judged.
  const tools = all.filter(({ path }) =>
    [SHELLS, PACKAGE_MANAGERS, COMPILERS].some((tool) => tool.test(path)),
  );
  if (process.env.JEJAK_RUNTIME)
    console.log(`  not distroless: ${tools.length} shells, package managers and compilers${shown(tools)}`);
  else fact(`no shell, no package manager, no compiler${shown(tools)}`, tools.length === 0);

  if (!process.argv.includes('--twice')) return;
  const since = performance.now();
  await stack.build(['--no-cache']);
  const again = (await imageFiles(IMAGE)).filter(({ path }) => path === '/app' || path.startsWith('/app/'));
  const line = (file) => JSON.stringify(file);
  const before = new Set(ours.map(line));
  const different = again.filter((file) => !before.has(line(file)));
  fact(
    `built again from nothing (${seconds(since)}), every file is the same${shown(different)}`,
    different.length === 0 && again.length === ours.length,
  );
}

async function bringUp() {
  const since = performance.now();
  const watched = watch();
  const failed = await stack.up().catch((error) => error);
  // Also where it did not come up: who watches keeps this process from ending.
  const moments = await watched.stop();
  if (failed) throw failed;
  fact(`everything is healthy (${seconds(since)})`);
  for (const { time, name, what } of moments)
    console.log(`  ${time.toFixed(1).padStart(5)} s  ${name} ${what}`);
  const at = (name, what) => moments.find((moment) => moment.name === name && moment.what === what)?.time;
  const after = (name, before, what) => at(name, 'starts') >= at(before, what);
  fact('the databases are made when PostgreSQL is healthy', after('databases', 'postgres', 'is healthy'));
  const waited = services().every(
    (name) =>
      after(name, 'databases', 'ends') &&
      after(name, 'kafka', 'is healthy') &&
      after(name, 'issuer', 'is healthy'),
  );
  fact('every service waits for databases, broker and issuer', waited);
  fact(
    'the gateway waits for every service',
    services().every((name) => after('gateway', name, 'is healthy')),
  );
  const published = [];
  for (const name of ['postgres', 'kafka', ...stack.processes]) {
    const { HostConfig, NetworkSettings } = await stack.inspect(name);
    const { ReadonlyRootfs, CapDrop, SecurityOpt, Memory, PidsLimit } = HostConfig;
    const kept =
      ReadonlyRootfs &&
      CapDrop?.includes('ALL') &&
      SecurityOpt?.some((option) => option.startsWith('no-new-privileges')) &&
      Memory > 0 &&
      PidsLimit === 256;
    if (!kept) fact(`${name} is not confined`, false);
    for (const bindings of Object.values(NetworkSettings.Ports))
      for (const { HostIp } of bindings ?? []) published.push(`${name} on ${HostIp}`);
  }
  fact(
    `published: ${published.join(', ')}`,
    published.sort().join() === 'gateway on 127.0.0.1,issuer on 127.0.0.1',
  );
}

/** As a browser of this machine: from the console to the sign-in and back, with a session. */
async function signIn(port) {
  const origin = `http://localhost:${port}`;
  const browser = new Browser();
  const page = await browser.go(`${origin}/session/sign-in`);
  const back = await browser.go(page.url, { form: { person: 'HR-2' } });
  const { status, body } = await browser.go(`${origin}/session`, {
    headers: { 'sec-fetch-site': 'same-origin' },
  });
  const { signedIn, person, roles } = status === 200 ? JSON.parse(body) : {};
  fact(
    `the console at ${back.url.pathname} signs in ${person?.name} as ${roles?.join(', ')}`,
    back.status === 200 && back.body.includes('<div id="') && signedIn === true,
  );
}

/** Watches the starts, first healthy answers and ends of the containers, in seconds from now; `stop` gives them in order. */
function watch() {
  const from = Date.now() / 1000;
  const words = { start: 'starts', 'health_status: healthy': 'is healthy', die: 'ends' };
  // The engine remembers few events, and every health check makes some: they are taken down as they come.
  const events = spawn(
    'docker',
    [
      ...['events', '--since', String(from), '--filter', 'label=com.docker.compose.project=jejak-check'],
      ...['--filter', 'type=container', '--filter', 'event=start', '--filter', 'event=die'],
      ...['--filter', 'event=health_status', '--format', '{{json .}}'],
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const moments = new Map();
  const lines = createInterface({ input: events.stdout }).on('line', (line) => {
    const { Action, status = Action, Actor, timeNano } = JSON.parse(line);
    const name = Actor.Attributes['com.docker.compose.service'];
    const what = words[status];
    const key = `${name} ${what}`;
    if (what && !moments.has(key)) moments.set(key, { name, what, time: timeNano / 1e9 - from });
  });
  return {
    stop: async () => {
      const ended = once(lines, 'close');
      events.kill();
      await ended;
      return [...moments.values()].sort((a, b) => a.time - b.time);
    },
  };
}

/** A token of the demonstration's issuer, by the command line in a container. */
async function token(person) {
  return (await stack.run(['run', '--rm', '-T', 'jejak', 'token', person], { quiet: true })).trim();
}

async function selection(port) {
  const JEJAK_TOKEN = await token('HR-2');
  fact('the issuer gives a token');
  askAs = (args) =>
    run([process.execPath, CLI, ...args], {
      env: { ...process.env, JEJAK_URL: `http://127.0.0.1:${port}`, JEJAK_TOKEN },
      quiet: true,
    });
  const since = performance.now();
  // A service that has just been made refuses until it has heard of the policies in force.
  const report = await insist(
    ['import', 'selection', join(DATA, 'applicants.csv'), '--year', '2024', '--json'],
    'POLICY_MISSING',
  );
  const { state, rows, accepted, rejected } = JSON.parse(report);
  fact(
    `selection: ${accepted} of ${rows} rows accepted (${seconds(since)})`,
    state === 'COMPLETED' && rejected === 0 && accepted === rows,
  );
  await compare('the results');
}

/** Asks again while the answer is a refusal with these words, which means not yet. @throws Error the last refusal, or any other */
async function insist(args, notYet) {
  const endsAt = performance.now() + NOT_YET_LIMIT_MS;
  for (;;) {
    try {
      return await askAs(args);
    } catch (error) {
      if (!error.message.includes(notYet) || performance.now() > endsAt) throw error;
      await pause(POLL_MS);
    }
  }
}

async function compare(what) {
  const file = join(folder, 'results.csv');
  const said = await insist(
    ['export', 'selection', file, '--compare', join(DATA, 'official-results.csv')],
    'was refused: 503',
  );
  const verdict = said
    .trim()
    .split('\n')
    .at(-1)
    .replace(/^.*: (\d+ rows, )/, '$1');
  fact(`${what} against the official ones: ${verdict}`, verdict.endsWith('all equal'));
}

/** Ends a service as the machine would: by its process, so that the engine does not take it for an order. */
async function kill() {
  const name = 'recruitment';
  const { State } = await stack.inspect(name);
  const since = performance.now();
  await run(
    [
      ...['docker', 'run', '--rm', '--pid=host', '--user=0', '--network=none', '--entrypoint=node', IMAGE],
      ...['-e', `process.kill(${State.Pid}, 'SIGKILL')`],
    ],
    { quiet: true },
  );
  await stack.healthy(name, { since: State.StartedAt });
  const { RestartCount } = await stack.inspect(name);
  fact(
    `${name}, killed with -9, is started again and healthy (${seconds(since)}, restarts: ${RestartCount})`,
    RestartCount === 1,
  );
  await compare('the results after it');
}

async function stopAndResume() {
  const since = performance.now();
  await stack.run(['stop'], { quiet: true });
  const codes = [];
  for (const name of [...stack.processes, 'kafka', 'postgres'])
    codes.push([name, (await stack.inspect(name)).State.ExitCode]);
  // Java says 143 when it ended in order because of SIGTERM.
  const clean = codes.every(([name, code]) => code === 0 || (name === 'kafka' && code === 143));
  fact(
    `stopped by SIGTERM (${seconds(since)}): ${codes.map(([name, code]) => `${name} ${code}`).join(', ')}`,
    clean,
  );
  const again = performance.now();
  await stack.up();
  fact(`started again (${seconds(again)})`);
  await compare('the results of before');
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  await new Promise((done) => server.close(done));
  return port;
}

/** The first few, for whoever has to find them. */
function shown(found) {
  return found.length === 0
    ? ''
    : `: ${found
        .slice(0, 8)
        .map(({ path }) => path)
        .join(', ')}${found.length > 8 ? ', …' : ''}`;
}
