import { contractsOf, defineEvent, eventTypeOf, newId, streamOf } from '@jejak/kernel';
import { commit, type Core, coreText, eventHash } from '@jejak/ledger';
import { Type } from '@sinclair/typebox';
import { type OutgoingMessage, toMessage } from '../src';

/** Something was noted; version 1 had no `weight`. */
export const noted = defineEvent({
  type: 'Noted',
  version: 2,
  upcasters: { 1: (v1: { text: string }) => ({ ...v1, weight: 0 }) },
  data: Type.Object({ text: Type.String(), weight: Type.Integer() }),
});

/** Recorded beside, and read by nobody. */
export const hummed = defineEvent({ type: 'Hummed', version: 1, data: Type.Object({}) });

export const SERVICE = 'career';
export const contracts = contractsOf(SERVICE, [noted, hummed]);

export interface Note {
  readonly text?: string;
  /** Default `Noted`. */
  readonly type?: string;
  /** Of the event's shape; default the current one. */
  readonly schemaVersion?: number;
}

/** A stream as its producer sends it: each call makes the next version. */
export class NotedStream {
  private version = 0;
  private prev: Buffer | null = null;

  constructor(readonly name = streamOf('note', newId())) {}

  next({ text = `note ${this.version + 1}`, type = 'Noted', schemaVersion }: Note = {}): OutgoingMessage {
    const shape = schemaVersion ?? contracts.events[type]?.version ?? 1;
    const data = type === 'Noted' ? { text, ...(shape === 1 ? {} : { weight: 1 }) } : {};
    const { commitment, opening } = commit(data, []);
    const core: Core = {
      id: newId(),
      type: eventTypeOf(SERVICE, { type, version: shape }),
      stream: this.name,
      ver: ++this.version,
      prev: this.prev?.toString('base64url') ?? null,
      at: '2026-01-05T02:00:00.000Z',
      actor: SERVICE,
      role: 'service',
      policy: null,
      cause: null,
      data: commitment,
    };
    const text_ = coreText(core);
    this.prev = eventHash(text_);
    return toMessage(
      {
        key: this.name,
        core: text_,
        pos: this.version,
        data: JSON.stringify(data),
        opening,
        personal: null,
        traceparent: null,
      },
      SERVICE,
    );
  }

  /** The next `count` versions. */
  several(count: number): OutgoingMessage[] {
    return Array.from({ length: count }, () => this.next());
  }
}
