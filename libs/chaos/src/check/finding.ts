/** The invariants of operations.md section 12 that are judged here. */
export const INVARIANTS = {
  I1: 'every accepted command is in its stream exactly once, at the answered version, whole',
  I2: 'each stream is linearizable, and no conflict is answered at the expected version',
  I3: 'topics hold each number of a producer, and versions ascend apart from exact re-sends',
  I4: 'no effect is lost, doubled, reordered, or of nobody',
  I5: 'every read model equals its rebuild',
  I7: 'nothing is parked or blocked',
  I8: 'the chain of hashes holds in every stream',
  I9: 'the backlog drained in time after healing',
  I10: 'nobody met an answer that need not be expected',
  I11: 'a reaction issues one command per source event',
  struck: 'every fault struck',
} as const;
export type Invariant = keyof typeof INVARIANTS;

/** A broken promise, with what shows it. */
export interface Finding {
  readonly invariant: Invariant;
  /** Stream, consumer, command or file. */
  readonly where: string;
  readonly what: string;
}

/** What one check came to. Nothing looked at proves nothing: see {@link Checked.seen}. */
export interface Checked {
  readonly findings: readonly Finding[];
  /** How many things were looked at, per invariant. */
  readonly seen: Partial<Record<Invariant, number>>;
}
