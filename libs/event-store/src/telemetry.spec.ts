import { describe, expect, it } from '@jest/globals';
import {
  Conflict,
  Erased,
  Locked,
  Malformed,
  NotAuthorised,
  NotFound,
  NotSignedIn,
  RuleViolated,
  TooLarge,
  Unavailable,
} from '@jejak/kernel';
import { commandOutcome, type Telemetry } from './telemetry';

const watched = () => {
  const seen: unknown[] = [];
  const telemetry: Telemetry = {
    span: (name, attributes, run) => {
      seen.push([name, attributes]);
      return run();
    },
    observe: (name, labels, value) =>
      seen.push([name, labels, name.endsWith('_seconds') ? value >= 0 : value]),
  };
  return { seen, telemetry };
};

describe('commandOutcome', () => {
  it('runs a command in a span, counts and measures it', async () => {
    const { seen, telemetry } = watched();
    const result = { outcome: 'accepted' as const, appended: 1 };
    expect(await commandOutcome(telemetry, 'Open', () => Promise.resolve(result))).toBe(result);
    const labels = { command: 'Open', outcome: 'accepted' };
    expect(seen).toEqual([
      ['command', { command: 'Open' }],
      ['jejak_command_total', labels, 1],
      ['jejak_command_duration_seconds', labels, true],
    ]);
  });

  it.each([
    [new Conflict('CONCURRENCY_CONFLICT', ''), 'conflict'],
    [new Conflict('IDEMPOTENCY_MISMATCH', ''), 'rejected'],
    [new RuleViolated('X', ''), 'rejected'],
    [new Locked('X', ''), 'rejected'],
    [new Erased('X', ''), 'rejected'],
    [new Malformed('X', ''), 'invalid'],
    [new TooLarge('X', ''), 'invalid'],
    [new NotAuthorised('X', ''), 'denied'],
    [new NotFound('X', ''), 'denied'],
    [new NotSignedIn('X', ''), 'denied'],
    [new Unavailable('X', ''), 'error'],
    [new TypeError('a bug'), 'error'],
  ])('%s is %s', async (error, outcome) => {
    const { seen, telemetry } = watched();
    await expect(commandOutcome(telemetry, 'Open', () => Promise.reject(error))).rejects.toBe(error);
    expect(seen).toContainEqual(['jejak_command_total', { command: 'Open', outcome }, 1]);
  });
});
