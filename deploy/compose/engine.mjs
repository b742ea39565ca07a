/** How the scripts of this folder talk to the Docker engine and to compose, version 1.29 or 2. */
import { spawn, spawnSync } from 'node:child_process';
import { workspace } from './services.mjs';

/** What compose and the builder are told beside the caller's environment. */
export function environment() {
  const git = (...args) => {
    const { status, stdout } = spawnSync('git', args, { cwd: workspace, encoding: 'utf8' });
    return status === 0 ? stdout.trim() : undefined;
  };
  const described = {
    JEJAK_REVISION: git('rev-parse', 'HEAD'),
    JEJAK_SOURCE: git('remote', 'get-url', 'origin'),
    SOURCE_DATE_EPOCH: git('log', '-1', '--format=%ct'),
  };
  const known = Object.fromEntries(Object.entries(described).filter(([, value]) => value));
  // The cache mounts of the Dockerfile need BuildKit, which older engines and compose 1.29 use only when asked.
  return { ...known, ...process.env, DOCKER_BUILDKIT: '1', COMPOSE_DOCKER_CLI_BUILD: '1' };
}

/** The command for compose on this machine. @throws Error when the engine does not answer or there is no compose */
export function composeCommand() {
  const works = (command, args) => spawnSync(command, args, { stdio: 'ignore' }).status === 0;
  if (!works('docker', ['info'])) throw new Error('Docker does not answer here.');
  if (works('docker', ['compose', 'version'])) return ['docker', 'compose'];
  if (works('docker-compose', ['version'])) return ['docker-compose'];
  throw new Error('There is neither `docker compose` nor `docker-compose`.');
}

/**
 * Runs a program to its end and gives its standard output; what it says of itself is passed on, or kept for the error.
 * @throws Error when it fails
 */
export function run([command, ...args], { env = environment(), quiet = false } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: workspace,
      env,
      stdio: ['ignore', 'pipe', quiet ? 'pipe' : 'inherit'],
    });
    const [output, diagnostics] = [[], []];
    child.stdout.on('data', (chunk) => output.push(chunk));
    child.stderr?.on('data', (chunk) => diagnostics.push(chunk));
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0) return resolve(Buffer.concat(output).toString('utf8'));
      const said = Buffer.concat([...diagnostics, ...output]).toString('utf8');
      reject(new Error(`${[command, ...args].join(' ')} ended with ${code}\n${said}`));
    });
  });
}
