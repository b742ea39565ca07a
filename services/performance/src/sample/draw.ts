import { type Decimal, decimal } from '@jejak/kernel';
import { sha256 } from '@jejak/ledger';

/** How many of a population are drawn: the share, upwards, and at least one where there is any. */
export const sampleSize = (population: number, share: string): number => {
  const exact: Decimal = decimal(population).times(share).dividedBy(100);
  return Math.min(population, exact.ceil().toNumber());
};

/**
 * Which records a seed draws: those whose SHA-256 of `<seed>|<id>` is smallest. Anybody who has the seed and the ids draws the
 * same.
 * @source domain.md 5.7
 */
export const drawn = (seed: string, ids: readonly string[], share: string): string[] =>
  ids
    .map((id) => ({ id, by: sha256(Buffer.from(`${seed}|${id}`)).toString('hex') }))
    .sort((a, b) => (a.by < b.by ? -1 : 1))
    .slice(0, sampleSize(ids.length, share))
    .map(({ id }) => id);
