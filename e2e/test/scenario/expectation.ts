/** A fact that the log must have: its day in the city, its name, part of its data, and how many like it there are. */
export interface ExpectedFact {
  readonly on: string;
  readonly fact: string;
  readonly data?: object;
  /** Left out: one. */
  readonly times?: number;
}
/** What one step comes to (domain.md 15). */
export interface ExpectedStep {
  readonly step: number;
  readonly facts: readonly ExpectedFact[];
  /** Codes of the refusals that are part of it, in the order in which they come. */
  readonly refusals?: readonly string[];
}

/** @param times left out: one */
export const on = (date: string, fact: string, data?: object, times?: number): ExpectedFact => ({
  ...{ on: date, fact },
  ...(data === undefined ? {} : { data }),
  ...(times === undefined ? {} : { times }),
});
