import { recordCodesEn } from './record.en';
import { lawCodesEn } from './law.en';
import type { id } from './id';

/** The same in English: one that is missing, or too many, does not compile. */
export const en: Readonly<Record<keyof typeof id, string>> = {
  ...recordCodesEn,
  ...lawCodesEn,
};
