import type { KeyStore } from '@jejak/event-store';
import { newId } from '@jejak/kernel';
import { commit, type Core, coreText, eventHash } from '@jejak/ledger';
import { type OutgoingMessage, type NumberedEvent, toMessage } from '@jejak/messaging';

/** What a test wants an event to say; the rest is as a service would write it. */
export interface Said {
  readonly stream: string;
  /** `AnnualRated.v1`; default `ThingHappened.v1`, which nobody has a contract for. */
  readonly type?: string;
  readonly data?: object;
  /** JSON pointers of the data that are sealed under the subject's key. */
  readonly personal?: readonly string[];
  readonly reason?: { readonly code: string; readonly text: string };
  /** UUIDs. */
  readonly subject?: string;
  readonly actor?: string;
  readonly role?: string;
  readonly at?: string;
  /** Overwrites members of the core. */
  readonly core?: Partial<Core>;
}

export interface Produced extends NumberedEvent {
  readonly parsed: Core;
  /** base64url event hash. */
  readonly hash: string;
}

/** Stands for a service and its relay: chains events, numbers them, and makes the messages that the broker would get. */
export class ProducingService {
  private readonly heads = new Map<string, { ver: number; hash: string }>();
  private pos = 0;

  constructor(
    readonly name: string,
    private readonly keys: KeyStore | null = null,
  ) {}

  /** The next event of its stream, under the next number. */
  async event(said: Said): Promise<Produced> {
    const {
      stream,
      type = 'ThingHappened.v1',
      data = { n: this.pos + 1 },
      personal = [],
      reason,
      core: forced = {},
    } = said;
    const head = this.heads.get(stream);
    const payload = reason ? { ...data, reasonText: reason.text } : data;
    const committed = commit(payload, reason ? [...personal, '/reasonText'] : personal);
    const pseudonym = (id: string | undefined) =>
      id === undefined ? undefined : (this.keys?.pseudonym(id) ?? id);
    const id = newId();
    const core: Core = {
      ...{
        id,
        type: `asn.${this.name}.${type}`,
        stream,
        ver: (head?.ver ?? 0) + 1,
        prev: head?.hash ?? null,
      },
      at: said.at ?? '2027-01-12T02:00:00.000Z',
      actor: (await pseudonym(said.actor)) ?? this.name,
      ...(said.subject === undefined ? {} : { subject: await pseudonym(said.subject) }),
      ...{ role: said.role ?? 'service', corr: id, cause: newId(), policy: null, data: committed.commitment },
      ...(reason ? { reason: reason.code } : {}),
      ...forced,
    };
    const text = coreText(core);
    const hash = eventHash(text);
    const sealed =
      committed.personal === null || !this.keys
        ? null
        : await this.keys.seal(said.subject ?? null, committed.personal, hash);
    this.heads.set(stream, { ver: core.ver, hash: hash.toString('base64url') });
    return {
      ...{
        key: stream,
        core: text,
        parsed: core,
        hash: hash.toString('base64url'),
        pos: ++this.pos,
        traceparent: null,
      },
      ...{ data: JSON.stringify(committed.data), opening: committed.opening, personal: sealed },
    };
  }

  /** `count` events over `streams` streams. */
  async events(count: number, streams = 5): Promise<Produced[]> {
    const names = Array.from({ length: streams }, () => `thing-${newId()}`);
    const events: Produced[] = [];
    for (let i = 0; i < count; i++) events.push(await this.event({ stream: names[i % streams] }));
    return events;
  }

  /** The relay's sign of life. */
  heartbeat(pos = this.pos): Promise<Produced> {
    const stream = 'heartbeat-0198c1a2-0000-5000-8000-00000000000b';
    return this.event({ stream, type: 'Heartbeat.v1', data: { pos, streams: this.heads.size } });
  }

  message(event: NumberedEvent): OutgoingMessage {
    return toMessage(event, this.name);
  }
}
