import { DomainError } from '@jejak/kernel';

/** What the store tells about itself; the composition root connects it to traces and metrics. */
export interface Telemetry {
  /** Runs something inside a span. */
  span<Result>(
    name: string,
    attributes: Readonly<Record<string, string | number>>,
    run: () => Promise<Result>,
  ): Promise<Result>;
  /** Counts (how many) or measures (seconds), by the name of the metric: operations.md section 5. */
  observe(name: string, labels: Readonly<Record<string, string>>, value: number): void;
}

/** Tells nobody. */
export const silent: Telemetry = {
  span: (_name, _attributes, run) => run(),
  observe: () => undefined,
};

type CommandOutcome = 'accepted' | 'duplicate' | 'conflict' | 'rejected' | 'invalid' | 'denied' | 'error';

/** What a metric calls an error. */
export const outcomeOf = (error: unknown): CommandOutcome => {
  if (!(error instanceof DomainError)) return 'error';
  switch (error.kind) {
    case 'conflict':
      return error.code === 'CONCURRENCY_CONFLICT' ? 'conflict' : 'rejected';
    case 'malformed':
    case 'too-large':
      return 'invalid';
    case 'not-signed-in':
    case 'not-authorised':
    case 'not-found':
      return 'denied';
    case 'unavailable':
      return 'error';
    case 'erased':
    case 'locked':
    case 'rule-violated':
      return 'rejected';
  }
};

/** Runs one command in a span of its own, counted by outcome and measured. */
export const commandOutcome = async <Result extends { readonly outcome: 'accepted' | 'duplicate' }>(
  telemetry: Telemetry,
  command: string,
  run: () => Promise<Result>,
): Promise<Result> => {
  const started = performance.now();
  let outcome: CommandOutcome = 'error';
  try {
    const result = await telemetry.span('command', { command }, run);
    ({ outcome } = result);
    return result;
  } catch (error) {
    outcome = outcomeOf(error);
    throw error;
  } finally {
    telemetry.observe('jejak_command_total', { command, outcome }, 1);
    telemetry.observe(
      'jejak_command_duration_seconds',
      { command, outcome },
      (performance.now() - started) / 1000,
    );
  }
};
