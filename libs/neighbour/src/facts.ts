import type { EventStore } from '@jejak/event-store';
import { type Decider, type DomainEvent, newId, type StreamRef } from '@jejak/kernel';

interface Tell {
  readonly type: 'Tell';
  readonly facts: readonly DomainEvent[];
}
const telling: Decider<Tell, DomainEvent, null> = {
  initial: null,
  decide: ({ facts }) => [...facts],
  evolve: () => null,
};

/**
 * Records facts as they are, without the rules that lead to them, by the service's own name.
 * @param policies versions that the log entries name as those decided under: `perf.result@1`
 * @param inputs versions of streams that the log entries name as read
 * @returns the stream's version
 */
export const recordFacts = async (
  store: EventStore,
  service: string,
  stream: string,
  facts: readonly DomainEvent[],
  policies: readonly string[] = [],
  inputs: readonly StreamRef[] = [],
): Promise<number> => {
  const context = { commandId: newId(), actor: service, role: 'service' } as const;
  const { version } = await store.execute(telling, stream, { type: 'Tell', facts }, context, {
    given: {},
    policies,
    inputs,
  });
  return version;
};
