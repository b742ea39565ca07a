import { shellId } from './shell.id';
import { ownId } from './own.id';
import { inspectorId } from './inspector.id';
import { officeId } from './office.id';
import { publicId } from './public.id';
import { actsId } from './acts.id';

/** Every sentence of the console in Indonesian, which comes first. Words in braces are filled in. */
export const id = {
  ...actsId,
  ...shellId,
  ...ownId,
  ...inspectorId,
  ...officeId,
  ...publicId,
} as const;
