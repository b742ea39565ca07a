/** One installation under compose: brought up, watched, and taken down again. */
import { setTimeout as pause } from 'node:timers/promises';
import { composeCommand, environment, run } from './engine.mjs';
import { services } from './services.mjs';

const POLL_MS = 250;
/** For a machine that is busy with other things. */
const HEALTHY_LIMIT_MS = 600_000;

export class Stack {
  /**
   * @param project the name of the installation; containers, networks and volumes carry it. Of the folder when absent
   * @param port of the gateway on this machine, and `issuerPort` of the sign-in; those of the environment or the usual ones when absent
   */
  constructor({ project, port, issuerPort } = {}) {
    this.compose = [...composeCommand(), ...(project ? ['--project-name', project] : [])];
    this.env = {
      ...environment(),
      ...(port ? { PORT: String(port) } : {}),
      ...(issuerPort ? { ISSUER_PORT: String(issuerPort) } : {}),
    };
  }

  /** Runs compose with these arguments. @throws Error when it fails */
  run(args, { quiet = false } = {}) {
    return run([...this.compose, ...args], { env: this.env, quiet });
  }

  build(args = []) {
    return this.run(['build', ...args, 'gateway']);
  }

  /** Resolves when everything is healthy: compose waits for one after the other, and we for the last. */
  async up() {
    await this.run(['up', '--detach']);
    await this.healthy('gateway');
  }

  /** What the engine says of the container of a service. */
  async inspect(name) {
    const id = (await this.run(['ps', '--quiet', name], { quiet: true })).trim();
    if (id === '') throw new Error(`There is no container of ${name}.`);
    const [container] = JSON.parse(await run(['docker', 'inspect', id], { quiet: true }));
    return container;
  }

  /**
   * Waits until a container is healthy; with `since`, the instant of a start, until it is so after another one.
   * @throws Error when it is not within `limitMs` (milliseconds)
   */
  async healthy(name, { since, limitMs = HEALTHY_LIMIT_MS } = {}) {
    const endsAt = performance.now() + limitMs;
    for (;;) {
      const { State } = await this.inspect(name);
      if (State.StartedAt !== since && State.Health?.Status === 'healthy') return;
      if (performance.now() > endsAt) throw new Error(`${name} is ${State.Health?.Status ?? State.Status}`);
      await pause(POLL_MS);
    }
  }

  /** The processes that are ours, in the order in which they are closed. */
  get processes() {
    return ['gateway', ...services(), 'issuer'];
  }
}
