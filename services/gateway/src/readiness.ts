import type { Upstreams } from './upstreams';

/** Whether the installation can work, and what is missing where it cannot. */
export interface Readiness {
  readonly status: 'ready' | 'incomplete';
  readonly services: Readonly<Record<string, 'ready' | 'not-ready' | 'unreachable'>>;
}

const PROBE_LIMIT_MS = 2_000;

const probe = async (management: URL): Promise<'ready' | 'not-ready' | 'unreachable'> => {
  try {
    const response = await fetch(new URL('/ready', management), {
      signal: AbortSignal.timeout(PROBE_LIMIT_MS),
    });
    await response.body?.cancel();
    return response.ok ? 'ready' : 'not-ready';
  } catch {
    return 'unreachable';
  }
};

/** Asks every service, all at once. */
export const readinessOf = async ({ management }: Upstreams): Promise<Readiness> => {
  const answers = await Promise.all(
    [...management].map(async ([service, url]) => [service, await probe(url)] as const),
  );
  const ready = answers.every(([, state]) => state === 'ready');
  return { status: ready ? 'ready' : 'incomplete', services: Object.fromEntries(answers) };
};
