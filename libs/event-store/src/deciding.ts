import {
  type Clock,
  Conflict,
  type Decider,
  DomainError,
  type DomainEvent,
  type Recorded,
  type StreamRef,
} from '@jejak/kernel';
import type { Execution, Gathered } from './command-context';
import type { ContractRegistry } from './contract-registry';
import type { SnapshotBase } from './event-log';
import type { KeyStore } from './key-store';
import { recordedOf, type StoredEvent } from './reading';
import type { EventRow, Recorder } from './recording';

/** A stream, folded. */
export interface Folded<State> {
  readonly state: State;
  readonly version: number;
  readonly head: Buffer | null;
}

/** `decide` itself refused; what surrounds it throws its errors as they are. */
export class Refusal {
  constructor(
    readonly error: DomainError,
    /** The policies that the refused decision rested on. */
    readonly gathered: Gathered<unknown>,
    /** Its business time. */
    readonly at: string,
  ) {}
}

/** From a stream's events and a command to the rows of new events. It touches the log neither way. */
export class Deciding {
  constructor(
    private readonly contracts: ContractRegistry,
    private readonly keys: KeyStore,
    private readonly recorder: Recorder,
    private readonly clock: Clock,
  ) {}

  /** @throws RangeError for an event that this release cannot read */
  recorded(stored: StoredEvent): Recorded | Promise<Recorded> {
    return recordedOf(stored, this.contracts, this.keys);
  }

  async fold<Command, Event extends DomainEvent, State, Given>(
    decider: Decider<Command, Event, State, Given>,
    events: readonly StoredEvent[],
    base: SnapshotBase | null = null,
  ): Promise<Folded<State>> {
    // Kept under the schema of this very decider.
    let state = base ? (base.state as State) : decider.initial;
    // A stream holds the events of its own decider only.
    for (const event of events)
      state = decider.evolve(state, (await this.recorded(event)) as DomainEvent as Event);
    return {
      state,
      version: (base?.version ?? 0) + events.length,
      head: events.at(-1)?.hash ?? base?.hash ?? null,
    };
  }

  /**
   * One attempt at a command, with the business time of now.
   * @param base what stands for the events before these
   * @param onFolded told of the state that the decision rests on
   * @throws Conflict `CONCURRENCY_CONFLICT` when the caller decided on another version
   */
  async decide(
    item: Execution,
    events: readonly StoredEvent[],
    base: SnapshotBase | null = null,
    onFolded: (folded: Folded<unknown>) => void = () => undefined,
  ): Promise<readonly EventRow[] | Refusal> {
    const { decider, stream, command, context, gather } = item;
    const { expectedVersion } = context;
    const current = (base?.version ?? 0) + events.length;
    if (expectedVersion !== undefined && expectedVersion !== current)
      throw concurrencyConflict(expectedVersion, current);
    const now = this.clock.now();
    const folded = await this.fold(decider, events, base);
    const { state, version, head } = folded;
    onFolded(folded);
    const gathered: Gathered<unknown> =
      typeof gather === 'function' ? await gather(state, now) : (gather ?? { given: undefined });
    let decided: DomainEvent[];
    try {
      decided = decider.decide(command, state, { ...(gathered.given as object | undefined), now });
    } catch (error) {
      if (error instanceof DomainError) return new Refusal(error, gathered, now);
      throw error;
    }
    return decided.length === 0
      ? []
      : this.recorder.record(decided, { stream, version, head }, context, gathered, now);
  }
}

export const concurrencyConflict = (expected?: number, current?: number): Conflict =>
  new Conflict('CONCURRENCY_CONFLICT', 'Someone else changed this in the meantime.', {
    params: {
      ...(expected === undefined ? {} : { expected }),
      ...(current === undefined ? {} : { current }),
    },
  });

/** The exact version that a later decision may rest on. */
export const headOf = (stream: string, { version, head }: Folded<unknown>): StreamRef | null =>
  head === null ? null : { stream, ver: version, hash: head.toString('base64url') };
