import { type Cut, type Dated, isWithin } from './as-of';
import { type Change, changesBetween, type Fields, noFields, overlay } from './fields';

/** A fact as the fold takes it in. */
export interface Fact extends Dated {
  readonly id: string;
  readonly type: string;
  readonly data: object;
  /** The state of its aggregate's life cycle that it leads to, where its contract names one. */
  readonly status: string | null;
}

/** Which event said something. */
export interface SetBy {
  readonly version: number;
  readonly index: number;
  readonly id: string;
  readonly type: string;
  readonly at: string;
}

/** An object as the facts within a cut describe it. */
export interface StreamState {
  /** Version of the last fact taken in; 0 before the first. */
  readonly version: number;
  readonly fields: Fields<SetBy>;
  readonly status: { readonly value: string; readonly by: SetBy } | null;
}

export const NO_STATE: StreamState = { version: 0, fields: noFields, status: null };

/** The state after one more fact: its data over what was known, its status in place of the one before. */
export const evolve = (state: StreamState, fact: Fact): StreamState => {
  const { version, index, id, type, at, data, status } = fact;
  const by = { version, index, id, type, at };
  return {
    version,
    fields: overlay(state.fields, data, by),
    status: status === null ? state.status : { value: status, by },
  };
};

/**
 * The state by the facts within a cut. Facts that do not count yet are left out; those that do apply in the order in which they
 * were recorded, so that a correction recorded later wins over what it corrects.
 */
export const stateAt = (facts: readonly Fact[], cut: Cut): StreamState =>
  facts.filter((fact) => isWithin(fact, cut)).reduce(evolve, NO_STATE);

/** What differs between two states, the status (field `status`, without a slash: no member of the data) first. */
export const differences = (before: StreamState, after: StreamState): Change<SetBy>[] => {
  const changes = changesBetween(before.fields, after.fields);
  const [old, now] = [before.status, after.status];
  if (now === null || old?.value === now.value) return changes;
  return [{ field: 'status', ...(old ? { old: old.value } : {}), new: now.value, by: now.by }, ...changes];
};

/** What a status means to a reader who does not know this aggregate. */
export interface Flags {
  /** An objection is open: the values stand, and may not be used. */
  readonly contested: boolean;
  /** Nothing more changes them but a reopening. */
  readonly final: boolean;
}

/** @source domain.md 5.1 */
export const flagsOf = ({ status }: StreamState): Flags => ({
  contested: status?.value === 'UNDER_OBJECTION',
  final: status?.value === 'FINAL',
});
