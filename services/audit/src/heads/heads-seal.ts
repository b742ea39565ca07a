import { auditContracts, headsSealed } from '@jejak/contracts/audit';
import { type NumberedFact, NumberedFacts, type NumberedFactsOptions } from '@jejak/event-store';
import type { HeadsMap } from '@jejak/ledger';
import { FEED_PARTITION, type IncomingMessage, toMessage } from '@jejak/messaging';
import type { Head } from '../intake/chain';
import type { LedgerSession } from '../intake/ledger-session';

/** The service that the log belongs to: what it records of itself stands in the same database. */
export const OWN_SOURCE = auditContracts.service;
/** The one stream of its kind. */
export const HEADS_STREAM = 'audit-heads';

/**
 * Records heads leaves in the very transaction that logs them: only so can a leaf say where it stands itself. It reads the service's own
 * numbered facts from its tables, and gives them as the messages that the broker would bring.
 */
export class HeadsSeal {
  private readonly facts: NumberedFacts;

  constructor(private readonly options: Omit<NumberedFactsOptions, 'contracts'>) {
    this.facts = new NumberedFacts({ ...options, contracts: auditContracts });
  }

  /** Holds the numbering. @returns the next number; null where the relay is about to give one */
  hold(session: LedgerSession): Promise<number | null> {
    return this.facts.hold(session.transaction);
  }

  /** The service's own facts behind a number, whatever the broker has done with them so far. */
  async behind(session: LedgerSession, pos: number, limit: number): Promise<IncomingMessage[]> {
    const facts = await this.facts.behind(session.transaction, pos, limit);
    return facts.map((fact) => this.messageOf(fact));
  }

  /** Where the stream of heads leaves ends in the store; null where it is not there. */
  async endInStore(session: LedgerSession): Promise<Pick<Head, 'ver' | 'hash'> | null> {
    const head = await this.facts.headOf(session.transaction, HEADS_STREAM);
    return head && { ver: head.version, hash: head.hash.toString('base64url') };
  }

  /** The leaf for the place `upto`, recorded under the number that {@link hold} gave. */
  async record(session: LedgerSession, map: HeadsMap, upto: number, pos: number): Promise<IncomingMessage> {
    const event = headsSealed({ upto, streams: map.streams, root: map.root().toString('base64url') });
    const by = { actor: OWN_SOURCE, role: 'service' } as const;
    const fact = await this.facts.record(session.transaction, HEADS_STREAM, event, by, pos);
    return this.messageOf(fact);
  }

  /** As a feed would give it: what came by no broker has no place there. */
  private messageOf(fact: NumberedFact): IncomingMessage {
    const { key, value, headers } = toMessage(fact, OWN_SOURCE);
    const place = { topic: this.options.topic, partition: FEED_PARTITION, offset: BigInt(fact.pos) - 1n };
    return { ...place, key, value: Buffer.from(value), headers };
  }
}
