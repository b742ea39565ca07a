import type { BatchHandler } from '@jejak/messaging';
import { foldRows, touchedRows } from './fold';
import type { Projection } from './projection';
import { RowTable } from './row-table';

/**
 * Runs a projection: the touched rows of a whole batch are loaded and locked by one query, folded in memory, and each is
 * written once.
 * @param table another table of the same shape, for a rebuild beside the live one
 */
export const projectionHandler = (projection: Projection, table = projection.table): BatchHandler => {
  const rows = new RowTable(table);
  return {
    name: projection.name,
    sources: projection.sources,
    wants: (type) => projection.wants(type),
    apply: async (events, tx) => {
      const touched = touchedRows(projection, events);
      const existing = await rows.load(tx, touched);
      await rows.write(tx, foldRows(projection, touched, existing));
    },
  };
};
