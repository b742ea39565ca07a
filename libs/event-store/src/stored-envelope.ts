import type { Envelope } from '@jejak/kernel';
import type { Core } from '@jejak/ledger';
import type { StoredEvent } from './reading';

/** The envelope of a stored event. Its core is parsed when something is asked that the place of the event does not tell. */
export class StoredEnvelope implements Envelope {
  readonly stream: string;
  readonly version: number;
  readonly eventType: string;
  readonly #stored: Pick<StoredEvent, 'core' | 'hash'>;
  #core: Core | undefined;

  /** @param source the service that recorded it */
  constructor(
    stored: StoredEvent,
    readonly source: string,
  ) {
    this.stream = stored.stream;
    this.version = stored.version;
    this.eventType = stored.type;
    this.#stored = stored;
  }

  get id(): string {
    return this.core.id;
  }

  get at(): string {
    return this.core.at;
  }

  get actor(): string {
    return this.core.actor ?? this.source;
  }

  get role(): Envelope['role'] {
    // Written by this store from the closed lists of roles and duties.
    return this.core.role as Envelope['role'];
  }

  get policy(): string | null {
    return this.core.policy;
  }

  get policies(): readonly string[] {
    return this.core.policies ?? [];
  }

  get correlation(): string {
    return this.core.corr ?? this.core.id;
  }

  get cause(): string | null {
    return this.core.cause;
  }

  get hash(): string {
    return this.#stored.hash.toString('base64url');
  }

  private get core(): Core {
    return (this.#core ??= JSON.parse(this.#stored.core) as Core);
  }

  /** The whole of it, also where its members are copied one by one. */
  toJSON(): Envelope {
    const { id, eventType, source, stream, version, at, actor, role } = this;
    const { policy, policies, correlation, cause, hash } = this;
    return {
      ...{ id, eventType, source, stream, version, at, actor, role },
      ...{ policy, policies, correlation, cause, hash },
    };
  }
}
