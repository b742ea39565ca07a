/** Which services the workspace has: compose, its secrets and its databases all follow from this list. */
import { existsSync, readdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const workspace = resolve(dirname(fileURLToPath(import.meta.url)), '..', '..');

export const GATEWAY = 'gateway';

/** The services with a store of their own, sorted; the gateway is none of them. */
export const services = () =>
  readdirSync(join(workspace, 'services'))
    .filter((name) => name !== GATEWAY && existsSync(join(workspace, 'services', name, 'src', 'main.ts')))
    .sort();
