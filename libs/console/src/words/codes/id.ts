import { recordCodesId } from './record.id';
import { lawCodesId } from './law.id';

/** The codes of the record in Indonesian, by family. */
export const id = {
  ...recordCodesId,
  ...lawCodesId,
} as const;
