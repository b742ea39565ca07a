import type { DomainEvent } from './domain-event';

/** Business time of the decision, an ISO instant in UTC with milliseconds: the `at` of every event that it records. */
export interface Moment {
  readonly now: string;
}

/**
 * One aggregate's rules as pure functions (Chassaing's decider).
 * `decide` may run again after a lost race, so it has no clock and no I/O: what a rule needs beyond its own stream is
 * handed in as `given` (the pinned policy values, what was read from projections), and the store always adds `now`.
 */
export interface Decider<Command, Event extends DomainEvent, State, Given = unknown> {
  readonly initial: State;
  /** @throws DomainError when a rule refuses. An empty list means: accepted, and nothing new to say. */
  decide(this: void, command: Command, state: State, given: Given & Moment): Event[];
  evolve(this: void, state: State, event: Event): State;
  /** For aggregates whose streams grow long; without it every decision folds the whole stream. */
  readonly snapshot?: SnapshotRule;
}

/**
 * Lets the store keep a folded state, as a cache. The state must survive JSON; one that does not, or that was folded from any
 * event with personal fields, is never kept, so that nothing erased lives on in it.
 */
export interface SnapshotRule {
  /** Of `evolve` and of what it is given: to be raised with every change of either, upcasters included. */
  readonly schema: number;
  /** Events behind the last snapshot (or the beginning) above which another is kept. Default 100. */
  readonly after?: number;
}
