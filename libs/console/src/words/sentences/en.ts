import { shellEn } from './shell.en';
import { ownEn } from './own.en';
import { inspectorEn } from './inspector.en';
import { officeEn } from './office.en';
import { publicEn } from './public.en';
import { actsEn } from './acts.en';
import type { id } from './id';

/** The same in English: one that is missing, or too many, does not compile. Terms of the law keep their name. */
export const en: Readonly<Record<keyof typeof id, string>> = {
  ...actsEn,
  ...shellEn,
  ...ownEn,
  ...inspectorEn,
  ...officeEn,
  ...publicEn,
};
