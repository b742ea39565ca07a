import type { Fault } from './act';

/** Where somebody is who acts. Nothing is recorded before `receipt`. */
export type Stage = 'form' | 'review' | 'conflict' | 'receipt';

/** What somebody is about to say of an object, and of which version of it. */
export interface Submission<Values, Seen> {
  readonly stage: Stage;
  readonly values: Values;
  /** As it stood for whoever wrote the values. */
  readonly seen: Seen;
  /** Of the command: one for each thing that is said, whatever becomes of single attempts to send it. */
  readonly key: string | null;
  /** What the key was made for. */
  readonly keyFor: string | null;
  readonly faults: readonly Fault[];
  /** In a conflict: as it stands now. */
  readonly now: Seen | null;
}

export const begun = <Values, Seen>(values: Values, seen: Seen): Submission<Values, Seen> => ({
  ...{ stage: 'form', values, seen },
  ...{ key: null, keyFor: null, faults: [], now: null },
});

export const changed = <Values, Seen>(
  submission: Submission<Values, Seen>,
  some: Partial<Values>,
): Submission<Values, Seen> => ({ ...submission, values: { ...submission.values, ...some } });

/** Nothing goes on that is wrong. */
export const faulty = <Values, Seen>(
  submission: Submission<Values, Seen>,
  faults: readonly Fault[],
): Submission<Values, Seen> => ({ ...submission, stage: 'form', faults });

/**
 * Opens the review. Who comes back to it with the same words sends the same command: an attempt that had reached the service is not
 * recorded twice. Other words are another command.
 */
export const reviewed = <Values, Seen extends { readonly version?: number }>(
  submission: Submission<Values, Seen>,
  newKey: () => string,
): Submission<Values, Seen> => {
  const keyFor = JSON.stringify([submission.values, submission.seen.version ?? null]);
  const key = submission.keyFor === keyFor && submission.key !== null ? submission.key : newKey();
  return { ...submission, stage: 'review', faults: [], key, keyFor, now: null };
};

export const backToForm = <Values, Seen>(submission: Submission<Values, Seen>): Submission<Values, Seen> => ({
  ...submission,
  stage: 'form',
  faults: [],
});

/** Somebody else was faster. */
export const overtaken = <Values, Seen>(
  submission: Submission<Values, Seen>,
  now: Seen,
): Submission<Values, Seen> => ({ ...submission, stage: 'conflict', now });

/** The own words on top of what is recorded now: reviewed again, sent as another command. */
export const onTop = <Values, Seen>(submission: Submission<Values, Seen>): Submission<Values, Seen> => ({
  ...begun(submission.values, submission.now ?? submission.seen),
});

export const received = <Values, Seen>(submission: Submission<Values, Seen>): Submission<Values, Seen> => ({
  ...submission,
  stage: 'receipt',
});
