import { entryBundle, GrowingTree, type Tile, TILE_WIDTH, tilePath } from '@jejak/ledger';
import { promisify } from 'node:util';
import { constants, gzip } from 'node:zlib';
import { CHECKPOINT, GZIPPED, type LogFiles } from './log-files';

/** An entry as the files need it. */
export interface FiledEntry {
  readonly leaf: Buffer;
  /** Leaf hash. */
  readonly hash: Buffer;
  /** When its event came, in milliseconds of the monotonic clock; unknown of what is read from the tables. */
  readonly came?: number | undefined;
}

/** Leaves are mostly hashes, of which no effort makes less: the least is enough. */
const packed = promisify(gzip) as (bytes: Uint8Array, options: object) => Promise<Buffer>;
const LEAST = { level: constants.Z_BEST_SPEED };

/**
 * Follows the log with files: full tiles and bundles as entries come, partial ones for a size that is published, and the checkpoint
 * last. What could not be written is tried again before anything else is, so a full disk costs time only.
 */
export class TileWriter {
  /** Made and not written yet, in this order. */
  private readonly unwritten: Tile[] = [];

  constructor(
    private readonly files: LogFiles,
    private readonly tree: GrowingTree,
    /** The leaves of the bundle that is not full yet. */
    private bundle: Buffer[],
  ) {}

  static empty(files: LogFiles): TileWriter {
    return new TileWriter(files, GrowingTree.empty(), []);
  }

  get size(): number {
    return this.tree.size;
  }

  root(): Buffer {
    return this.tree.root();
  }

  /** Takes the entries that come next. They are durable already: this only lays out what is to be written. */
  append(entries: readonly FiledEntry[]): void {
    for (const { leaf, hash } of entries) {
      this.bundle.push(leaf);
      this.unwritten.push(...this.tree.append([hash]));
      if (this.bundle.length < TILE_WIDTH) continue;
      const index = this.tree.size / TILE_WIDTH - 1;
      this.unwritten.push({
        name: { level: 'entries', index, width: TILE_WIDTH },
        bytes: entryBundle(this.bundle),
      });
      this.bundle = [];
    }
  }

  /** Writes what has become full. */
  async flush(): Promise<void> {
    for (let tile = this.unwritten.at(0); tile; tile = this.unwritten.at(0)) {
      await this.write(tile);
      this.unwritten.shift();
    }
  }

  /**
   * Writes everything that a checkpoint of the present size demands, and then the checkpoint.
   * @param cosign asks witnesses, who are shown that the log goes on by the tiles that are there by then; gives the note to publish
   */
  async publish(note: string, cosign?: () => Promise<string>): Promise<void> {
    await this.flush();
    for (const tile of this.tree.partialTiles()) await this.write(tile);
    if (this.bundle.length > 0)
      await this.write({
        name: {
          level: 'entries',
          index: Math.floor(this.tree.size / TILE_WIDTH),
          width: this.bundle.length,
        },
        bytes: entryBundle(this.bundle),
      });
    await this.files.write(CHECKPOINT, cosign ? await cosign() : note);
  }

  private async write({ name, bytes }: Tile): Promise<void> {
    const path = tilePath(name);
    // A full bundle is there for good, and packed once for all who will fetch it.
    if (name.level === 'entries' && name.width === TILE_WIDTH)
      await this.files.write(`${path}${GZIPPED}`, await packed(bytes, LEAST));
    await this.files.write(path, bytes);
  }
}
