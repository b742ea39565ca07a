import { type EventStore, type Execution, execution } from '@jejak/event-store';
import { type Decider, DomainError, type DomainEvent, newId, type StreamRef } from '@jejak/kernel';

interface Tell {
  readonly type: 'Tell';
  readonly facts: readonly DomainEvent[];
}
const telling: Decider<Tell, DomainEvent, null> = {
  initial: null,
  decide: ({ facts }) => [...facts],
  evolve: () => null,
};

/** Facts of one stream. */
export interface Told {
  readonly stream: string;
  readonly facts: readonly DomainEvent[];
}

/** What facts rest on, as the log entries name it. */
export interface Grounds {
  /** Versions of policies: `perf.result@1`. */
  readonly policies?: readonly string[];
  /** Versions of streams. */
  readonly inputs?: readonly StreamRef[];
}

const executionOf = (
  service: string,
  { stream, facts }: Told,
  { policies = [], inputs = [] }: Grounds,
): Execution =>
  execution<Tell, DomainEvent, null, object>({
    ...{ decider: telling, stream, command: { type: 'Tell', facts } },
    context: { commandId: newId(), actor: service, role: 'service' },
    gather: { given: {}, policies, inputs },
  });

/**
 * Records facts as they are, without the rules that lead to them, by the service's own name: those of many streams in one transaction.
 * @returns each stream's version
 */
export const recordFacts = async (
  store: EventStore,
  service: string,
  told: readonly Told[],
  grounds: Grounds = {},
): Promise<number[]> => {
  const done = await store.executeEach(told.map((one) => executionOf(service, one, grounds)));
  return done.map((result) => {
    if (result instanceof DomainError) throw result;
    return result.version;
  });
};
