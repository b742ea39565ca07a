/** How many hashes a full tile has, and entries a full bundle. */
export const TILE_WIDTH = 256;
/** Levels of a tree go from 0 (leaf hashes) to 63. */
const MAX_LEVEL = 63;

/** A tile of hashes, or a bundle of entries, by its place; `width` under 256 for a partial one. @source C2SP tlog-tiles */
export interface TileName {
  readonly level: number | 'entries';
  readonly index: number;
  /** 1 to 256. */
  readonly width: number;
}

/** An index in 3-digit groups, all but the last with an `x`: 1234067 is `x001/x234/067`. */
const indexPath = (index: number): string => {
  const digits = String(index);
  const groups = digits.padStart(Math.ceil(digits.length / 3) * 3, '0').match(/\d{3}/g) ?? [];
  return groups.map((group, i) => (i === groups.length - 1 ? group : `x${group}`)).join('/');
};

/** The path of a tile below the prefix of the log: `tile/0/x001/x234/067.p/12`. */
export const tilePath = ({ level, index, width }: TileName): string =>
  `tile/${level}/${indexPath(index)}${width === TILE_WIDTH ? '' : `.p/${width}`}`;

const PATH = /^tile\/(entries|0|[1-9]\d?)\/((?:x\d{3}\/)*\d{3})(?:\.p\/([1-9]\d{0,2}))?$/;

/** The tile that a path names; null for every other spelling: none has two, and none is empty or `.p/256`. */
export const parseTilePath = (path: string): TileName | null => {
  const match = PATH.exec(path);
  if (!match) return null;
  const [, level, groups, width = String(TILE_WIDTH)] = match;
  const name: TileName = {
    level: level === 'entries' ? level : Number(level),
    index: Number(groups.replace(/[x/]/g, '')),
    width: Number(width),
  };
  if (!Number.isSafeInteger(name.index) || name.width > TILE_WIDTH) return null;
  if (name.level !== 'entries' && name.level > MAX_LEVEL) return null;
  return tilePath(name) === path ? name : null;
};

/** How many hashes a tree of `size` has at a level of tiles. */
export const hashesAt = (level: number, size: number): number => Math.floor(size / TILE_WIDTH ** level);

/** The tiles of a tree from level 0 up: how wide its last one is at each level, 0 where all are full. */
export const openWidths = (size: number): number[] => {
  const widths: number[] = [];
  for (let hashes = size; hashes > 0; hashes = Math.floor(hashes / TILE_WIDTH))
    widths.push(hashes % TILE_WIDTH);
  return widths;
};

/** Whether a tree of `size` has this tile, as the one that a checkpoint of that size demands or as a full one. */
export const hasTile = ({ level, index, width }: TileName, size: number): boolean => {
  const hashes = level === 'entries' ? size : hashesAt(level, size);
  return index * TILE_WIDTH + width <= hashes;
};
