import type { DomainEvent, Recorded } from '@jejak/kernel';

/** Facts of one stream as a read model gets them. */
export const recorded = <Event extends DomainEvent>(
  service: string,
  stream: string,
  facts: readonly Event[],
): Recorded<Event>[] =>
  facts.map((fact, index) => ({
    ...fact,
    envelope: {
      ...{ id: `id-${index + 1}`, eventType: `asn.${service}.${fact.type}.v1`, source: service, stream },
      ...{ version: index + 1, at: '2027-01-11T02:00:00.000Z', actor: service, role: 'service' },
      ...{ policy: null, policies: [], correlation: 'case', cause: null, hash: `hash-${index + 1}` },
    },
  }));
