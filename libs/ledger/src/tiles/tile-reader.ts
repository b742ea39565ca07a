import { treeRoot } from '../merkle';
import {
  frontierOf,
  type LeafRange,
  type Node,
  perfectSubtrees,
  rangeRoot,
  rootOfSubtrees,
} from '../tree/subtree';
import { hashesAt, TILE_WIDTH, type TileName, tilePath } from './tile-path';

/** Fetches the bytes of a tile that the tree has. */
export type FetchTile = (name: TileName) => Promise<Buffer>;

const HASH_BYTES = 32;
/** A tile is a subtree of this height. */
const TILE_HEIGHT = 8;

/** Where the hashes of a perfect subtree stand: in one tile, side by side. */
const placeOf = ({ height, index }: Node): { level: number; tile: number; at: number; count: number } => {
  const level = Math.floor(height / TILE_HEIGHT);
  const count = 2 ** (height % TILE_HEIGHT);
  const first = index * count;
  return { level, tile: Math.floor(first / TILE_WIDTH), at: first % TILE_WIDTH, count };
};

/** Reads tree hashes of any size up to its own from tiles, each tile once. What it gives is as true as the tiles are. */
export class TileReader {
  private readonly tiles = new Map<string, Promise<Buffer>>();

  constructor(
    readonly size: number,
    private readonly fetchTile: FetchTile,
  ) {}

  /** The tree hashes of these ranges of leaves, all within the tree. @throws RangeError where a tile is cut */
  async rangeRoots(ranges: readonly LeafRange[]): Promise<Buffer[]> {
    const nodes = ranges.flatMap(perfectSubtrees);
    const hashes = new Map(
      await Promise.all(nodes.map(async (node) => [keyOf(node), await this.hash(node)] as const)),
    );
    return ranges.map((range) => rangeRoot(range, (node) => hashes.get(keyOf(node)) as Buffer));
  }

  /** The roots of the perfect subtrees of the first `size` leaves, largest first. */
  frontier(size: number): Promise<Buffer[]> {
    return Promise.all(frontierOf(size).map((node) => this.hash(node)));
  }

  async root(size = this.size): Promise<Buffer> {
    return rootOfSubtrees(await this.frontier(size));
  }

  private async hash(node: Node): Promise<Buffer> {
    const { level, tile, at, count } = placeOf(node);
    const width = Math.min(TILE_WIDTH, hashesAt(level, this.size) - tile * TILE_WIDTH);
    const name: TileName = { level, index: tile, width };
    const bytes = await this.tile(name);
    if (bytes.length !== width * HASH_BYTES)
      throw new RangeError(`${tilePath(name)} has ${bytes.length} bytes`);
    return treeRoot(
      Array.from({ length: count }, (_, i) =>
        bytes.subarray((at + i) * HASH_BYTES, (at + i + 1) * HASH_BYTES),
      ),
    );
  }

  private tile(name: TileName): Promise<Buffer> {
    const path = tilePath(name);
    let tile = this.tiles.get(path);
    if (!tile) this.tiles.set(path, (tile = this.fetchTile(name)));
    return tile;
  }
}

const keyOf = ({ height, index }: Node): string => `${height}/${index}`;
