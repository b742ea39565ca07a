import { naturalId } from '@jejak/kernel';

/** What is left to chance is by this number: said where something fails, and set to see it again (`JEJAK_E2E_SEED`). */
export const SEED = Number(process.env.JEJAK_E2E_SEED ?? 1);

/** An integer from 0, below `limit`: for one name always the same one. */
export const chosen = (name: string, limit: number, seed = SEED): number =>
  Number.parseInt(naturalId('chosen', String(seed), name).slice(0, 8), 16) % limit;
