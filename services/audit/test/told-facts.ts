import type { DomainEvent, Recorded } from '@jejak/kernel';
import type { LogFact } from '../src/control/log-fact';

/** What a fact of the log says beside its data. */
type Told = Partial<Recorded['envelope']> & { readonly index?: number };

/** Facts of one stream as the log has them, numbered from version 1. */
export const stream = <Event extends DomainEvent>(
  ...facts: readonly (readonly [Event, string] | readonly [Event, string, Told])[]
): readonly LogFact<Event>[] =>
  facts.map(([event, at, told = {}], nth) => fact(event, at, { version: nth + 1, index: nth, ...told }));

let made = 0;

/** One fact of the log. @param at ISO instant */
export const fact = <Event extends DomainEvent>(
  event: Event,
  at: string,
  { index = 0, ...told }: Told = {},
): LogFact<Event> => {
  const id = `0198c1a2-0000-7000-9000-${String(++made).padStart(12, '0')}`;
  return {
    ...event,
    envelope: {
      ...{ id, eventType: `asn.test.${event.type}.v1`, source: 'performance', stream: 'test-1', version: 1 },
      ...{ at, actor: 'performance', role: 'service', policy: null, policies: [], correlation: id },
      ...{ cause: null, hash: 'A'.repeat(43), ...told },
    },
    entry: { eventId: id, index, leafHash: 'ab'.repeat(32) },
  };
};
