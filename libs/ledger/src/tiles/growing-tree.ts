import { rootOf } from '../merkle';
import { rootOfSubtrees } from '../tree/subtree';
import { openWidths, TILE_WIDTH, type TileName } from './tile-path';

/** A tile with its hashes one after the other. */
export interface Tile {
  readonly name: TileName;
  readonly bytes: Buffer;
}

const HASH_BYTES = 32;

/**
 * The right edge of a tree, which is all that appending needs: at each level the hashes of the tile that is not full yet. A batch
 * of leaves gives the tiles that it filled; the partial ones and the root are asked for when somebody shall see them.
 */
export class GrowingTree {
  private constructor(
    private length: number,
    /** By level, the hashes of its last tile, fewer than 256. */
    private readonly open: Buffer[][],
  ) {}

  static empty(): GrowingTree {
    return new GrowingTree(0, []);
  }

  /**
   * @param edge as {@link GrowingTree.edge} gave it
   * @throws RangeError where the edge is not that of a tree of this size
   */
  static from(size: number, edge: Uint8Array): GrowingTree {
    const bytes = Buffer.from(edge.buffer, edge.byteOffset, edge.byteLength);
    let at = 0;
    const open = openWidths(size).map((width) => {
      const hashes = split(bytes.subarray(at, at + width * HASH_BYTES));
      at += width * HASH_BYTES;
      return hashes;
    });
    if (at !== bytes.length) throw new RangeError(`${bytes.length} bytes are no edge of a tree of ${size}`);
    return new GrowingTree(size, open);
  }

  get size(): number {
    return this.length;
  }

  /** Appends leaf hashes. @returns the tiles that became full */
  append(leafHashes: readonly Buffer[]): Tile[] {
    const filled: Tile[] = [];
    for (const hash of leafHashes) {
      this.length++;
      let carried: Buffer | null = hash;
      for (let level = 0; carried; level++) {
        const tile: Buffer[] = (this.open[level] ??= []);
        tile.push(carried);
        carried = null;
        if (tile.length < TILE_WIDTH) break;
        const index = this.length / TILE_WIDTH ** (level + 1) - 1;
        filled.push({ name: { level, index, width: TILE_WIDTH }, bytes: Buffer.concat(tile) });
        carried = rootOfHashes(tile);
        this.open[level] = [];
      }
    }
    return filled;
  }

  /** The partial tiles that a checkpoint of this size demands. */
  partialTiles(): Tile[] {
    return this.open.flatMap((hashes, level) => {
      if (hashes.length === 0) return [];
      const index = Math.floor(this.length / TILE_WIDTH ** (level + 1));
      return [{ name: { level, index, width: hashes.length }, bytes: Buffer.concat(hashes) }];
    });
  }

  /** The roots of the perfect subtrees, largest first. */
  frontier(): Buffer[] {
    return this.open.toReversed().flatMap((hashes) => {
      const roots: Buffer[] = [];
      let at = 0;
      for (let width = TILE_WIDTH / 2; width >= 1; width /= 2)
        if ((hashes.length & width) !== 0) {
          roots.push(rootOfHashes(hashes.slice(at, at + width)));
          at += width;
        }
      return roots;
    });
  }

  root(): Buffer {
    return rootOfSubtrees(this.frontier());
  }

  /** What to keep in order to go on after a restart: the hashes of the open tiles, from level 0 up. */
  edge(): Buffer {
    return Buffer.concat(this.open.flat());
  }
}

const split = (bytes: Buffer): Buffer[] =>
  Array.from({ length: Math.floor(bytes.length / HASH_BYTES) }, (_, i) =>
    bytes.subarray(i * HASH_BYTES, (i + 1) * HASH_BYTES),
  );

const rootOfHashes = (hashes: readonly Buffer[]): Buffer =>
  Buffer.from(rootOf(hashes.map((hash) => hash.toString('latin1'))), 'latin1');
