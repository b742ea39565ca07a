import { randomInt } from 'node:crypto';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';

/** Below the range from which systems take the ports of outgoing connections: those would be taken at the next start. */
const LOWEST = 20_000;
const HIGHEST = 31_999;

/** Can a server listen there now? `host` absent means every interface. */
export function isFree(port: number, host?: string): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.unref();
    probe.once('error', () => resolve(false));
    probe.listen({ port, host, exclusive: true }, () => probe.close(() => resolve(true)));
  });
}

/** Some port free at this moment on the loopback interface, and not spoken for. */
export async function freePort(isSpokenFor: (port: number) => boolean = () => false): Promise<number> {
  for (let attempt = 0; attempt < 1_000; attempt++) {
    const port = randomInt(LOWEST, HIGHEST + 1);
    if ((await isFree(port, '127.0.0.1')) && !isSpokenFor(port)) return port;
  }
  throw new Error(`No free port between ${LOWEST} and ${HIGHEST}.`);
}

/**
 * The ports of one installation. Each is chosen once and kept, so that addresses stay the same over restarts; it is
 * chosen anew only when someone else has taken it.
 */
export class PortBook {
  readonly #ports: Map<string, number>;

  constructor(private readonly file: string) {
    this.#ports = new Map(Object.entries(read(file)));
  }

  /** The port of this name, free at this moment on the loopback interface. */
  async take(name: string): Promise<number> {
    const kept = this.#ports.get(name);
    if (kept !== undefined && (await isFree(kept, '127.0.0.1'))) return kept;
    const port = await freePort((candidate) => [...this.#ports.values()].includes(candidate));
    this.#ports.set(name, port);
    this.#save();
    return port;
  }

  #save(): void {
    const draft = `${this.file}.${process.pid}`;
    writeFileSync(draft, `${JSON.stringify(Object.fromEntries(this.#ports), null, 2)}\n`);
    renameSync(draft, this.file);
  }
}

function read(file: string): Record<string, number> {
  try {
    const book: unknown = JSON.parse(readFileSync(file, 'utf8'));
    if (typeof book !== 'object' || book === null) return {};
    return Object.fromEntries(
      Object.entries(book).filter((entry): entry is [string, number] => typeof entry[1] === 'number'),
    );
  } catch {
    return {};
  }
}
