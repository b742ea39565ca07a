import { diffWords } from 'diff';

/** Beyond so many changes two texts have little in common: both are then shown whole. */
const MOST_CHANGES = 2_000;

/** A run of words, and on which side it stands alone. */
export interface Part {
  readonly value: string;
  readonly added: boolean;
  readonly removed: boolean;
}

/** What of two texts differs, word by word; null where they are not texts of more than one word. */
export const wordDiff = (old: unknown, now: unknown): readonly Part[] | null =>
  typeof old === 'string' && typeof now === 'string' && /\s/.test(old) && /\s/.test(now)
    ? (diffWords(old, now, { maxEditLength: MOST_CHANGES }) ?? null)
    : null;
