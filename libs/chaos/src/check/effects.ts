import type { Effect, Subscription } from '../history/shapes';
import type { Checked, Finding, Invariant } from './finding';

/** An event that was recorded, as a consumer should have met it. */
export interface RecordedEvent {
  readonly event: string;
  readonly type: string;
  readonly stream: string;
  readonly version: number;
}

const wants = ({ subscribe }: Subscription, type: string): boolean =>
  subscribe.some((pattern) =>
    pattern.endsWith('*') ? type.startsWith(pattern.slice(0, -1)) : type === pattern,
  );

/**
 * I4 and I11: each consumer has each event that it subscribed to exactly once, in the order of the stream, and nothing else.
 * The effect of a reaction is its command.
 */
export const checkEffects = (
  effects: readonly Effect[],
  subscriptions: readonly Subscription[],
  recorded: ReadonlyMap<string, RecordedEvent>,
): Checked => {
  const findings: Finding[] = [];
  const seen: Partial<Record<Invariant, number>> = {};
  const consumers = new Set([
    ...effects.map(({ consumer }) => consumer),
    ...subscriptions.map(({ consumer }) => consumer),
  ]);
  for (const consumer of consumers) {
    const own = effects.filter((effect) => effect.consumer === consumer).sort((a, b) => a.seq - b.seq);
    const reaction = own.some(({ command }) => command !== undefined);
    const found = (invariant: Invariant, what: string): void =>
      void findings.push({ invariant, where: consumer, what });
    const subscription = subscriptions.find((one) => one.consumer === consumer);
    if (!subscription) {
      found('I4', 'acts, and subscribed to nothing');
      continue;
    }
    seen.I4 = (seen.I4 ?? 0) + own.length;
    if (reaction) seen.I11 = (seen.I11 ?? 0) + own.length;
    const times = new Map<string, number>();
    const commands = new Map<string, string>();
    const reached = new Map<string, number>();
    for (const { event, stream, version, command } of own) {
      const known = recorded.get(event);
      if (!known) {
        found('I4', `acted on event ${event}, which nobody recorded`);
        continue;
      }
      if (known.stream !== stream || known.version !== version)
        found('I4', `took event ${event} for version ${version} of ${stream}`);
      if (!wants(subscription, known.type))
        found('I4', `acted on a ${known.type}, to which it did not subscribe`);
      times.set(event, (times.get(event) ?? 0) + 1);
      if (version < (reached.get(stream) ?? 0))
        found('I4', `acted on version ${version} of ${stream} after version ${reached.get(stream)}`);
      reached.set(stream, Math.max(version, reached.get(stream) ?? 0));
      if (!reaction) continue;
      if (command === undefined) found('I11', `answered event ${event} without a command`);
      else if ((commands.get(command) ?? event) !== event)
        found('I11', `command ${command} answers two events`);
      else commands.set(command, event);
    }
    for (const [event, number] of times)
      if (number > 1) found(reaction ? 'I11' : 'I4', `acted ${number} times on event ${event}`);
    for (const { event, type, stream, version } of recorded.values())
      if (wants(subscription, type) && !times.has(event))
        found(reaction ? 'I11' : 'I4', `never acted on event ${event}, version ${version} of ${stream}`);
  }
  return { findings, seen };
};
