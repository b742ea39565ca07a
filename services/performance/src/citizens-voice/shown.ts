import { type Recorded, Unavailable } from '@jejak/kernel';
import type { Projections } from '@jejak/projections';

const SHOWN_MS = 5_000;

/**
 * Waits until a read model shows an event. Two reactions that each read what the other's event makes need it: whichever of the two
 * reads second then sees both, in whatever order the events came.
 * @throws Unavailable while it does not: the event is then tried again
 */
export const shown = async (
  projections: Projections,
  readModel: { readonly name: string },
  { envelope: { stream, version } }: Recorded,
): Promise<void> => {
  if (!(await projections.reached(readModel, stream, version, SHOWN_MS)))
    throw new Unavailable('UNAVAILABLE', `${readModel.name} does not show ${stream} yet.`);
};
