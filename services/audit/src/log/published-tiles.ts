import { TILE_WIDTH, type TileName, tilePath, TileReader } from '@jejak/ledger';
import type { LogFiles } from './log-files';

/** Of a tile that is full by now, what a smaller tree had of it is its beginning: partial ones are removed after a day. */
const tileOf = async (files: LogFiles, name: TileName): Promise<Buffer> => {
  const full = { ...name, width: TILE_WIDTH };
  const bytes = (await files.read(tilePath(name))) ?? (await files.read(tilePath(full)));
  if (!bytes) throw new RangeError(`${tilePath(name)} is not there`);
  return bytes.subarray(0, name.width * 32);
};

/** Reads the tree of so many entries from its own tiles. What it gives throws RangeError where one is missing or cut. */
export const tilesOf = (files: LogFiles, size: number): TileReader =>
  new TileReader(size, (name) => tileOf(files, name));
