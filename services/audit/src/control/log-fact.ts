import type { ProvenEntry } from '@jejak/contracts/audit';
import { type DomainEvent, parseEventType, type Recorded } from '@jejak/kernel';
import { type Core, place } from '@jejak/ledger';
import type { LoggedEvent } from '../history/logged-event';
import { contractOf } from '../sources';

/** A fact of the log in its current shape, without its personal fields, and where it stands. */
export type LogFact<Event extends DomainEvent = DomainEvent> = Recorded<Event> & {
  readonly entry: ProvenEntry;
};

const envelopeOf = ({ core, src }: LoggedEvent, hash: Buffer): Recorded['envelope'] => ({
  ...{ id: core.id, eventType: core.type, source: src, stream: core.stream, version: core.ver, at: core.at },
  // A role is one of the roles as far as anybody can say: who wrote it checked.
  ...{ actor: core.actor ?? '', role: (core.role ?? 'service') as Recorded['envelope']['role'] },
  ...{ policy: core.policy, policies: policiesOf(core), correlation: core.corr ?? '', cause: core.cause },
  hash: hash.toString('base64url'),
});

const policiesOf = ({ policy, policies = [] }: Core): readonly string[] => [
  ...new Set([...policies, ...(policy === null ? [] : [policy])]),
];

/**
 * Null for what no control reads: a type of a newer service, a payload that is not what its core committed to (`EventRejected` names
 * that one), data that does not fit its own contract.
 */
export const logFactOf = (event: LoggedEvent): LogFact | null => {
  const { core, index, leafHash, eventHash } = event;
  const known = contractOf(core.type);
  const parsed = parseEventType(core.type);
  if (!known || !parsed || event.payload !== 'opens' || event.data === null) return null;
  const { evidence: _, ...clear } = structuredClone(event.data) as Record<string, unknown>;
  try {
    const data = known.contract.upcast(clear, known.version) as Record<string, unknown>;
    for (const pointer of known.contract.personal) place(data, pointer, null);
    if (known.contract.faults(data).length > 0) return null;
    return {
      ...{ type: parsed.name, data, envelope: envelopeOf(event, eventHash) },
      ...(core.subject === undefined ? {} : { subject: core.subject }),
      entry: { eventId: core.id, index, leafHash: leafHash.toString('hex') },
    };
  } catch {
    return null;
  }
};
