import { Unavailable } from '@jejak/kernel';
import {
  type Checkpoint,
  consistencyRanges,
  inclusionRanges,
  isConsistent,
  isIncluded,
  parseCheckpoint,
  type TileReader,
} from '@jejak/ledger';
import { CHECKPOINT, type LogFiles } from '../log/log-files';
import { tilesOf } from '../log/published-tiles';

const broken = (): Unavailable =>
  new Unavailable('PROOF_UNAVAILABLE', 'The tiles of the log do not give the proof at this moment.');

/**
 * The tree as it is published, read from its own tiles like any reader would. Nothing that it gives is believed before it leads to a root:
 * damaged tiles make no proof, and no wrong one either.
 */
export class PublishedTree {
  private constructor(
    /** The newest published checkpoint, verbatim. */
    readonly note: string,
    readonly checkpoint: Checkpoint,
    private readonly tiles: TileReader,
  ) {}

  /** @throws Unavailable PROOF_UNAVAILABLE before anything is published */
  static async open(files: LogFiles): Promise<PublishedTree> {
    const note = (await files.read(CHECKPOINT))?.toString('utf8');
    if (note === undefined) throw broken();
    const checkpoint = parseCheckpoint(note);
    return new PublishedTree(note, checkpoint, tilesOf(files, checkpoint.size));
  }

  get size(): number {
    return this.checkpoint.size;
  }

  /** The root that the log had with so many entries, at most as many as are published. */
  root(size: number): Promise<Buffer> {
    return size === this.size
      ? Promise.resolve(this.checkpoint.root)
      : this.read(() => this.tiles.root(size));
  }

  /** The roots of the perfect subtrees of so many entries, largest first. */
  frontier(size: number): Promise<Buffer[]> {
    return this.read(() => this.tiles.frontier(size));
  }

  /** The audit path of an entry, leaf end first, in a tree of which the root is known. */
  async inclusion(
    leafHash: Buffer,
    index: number,
    { size, root }: Pick<Checkpoint, 'size' | 'root'>,
  ): Promise<Buffer[]> {
    const path = await this.read(() => this.tiles.rangeRoots(inclusionRanges(index, size)));
    if (!isIncluded(leafHash, index, size, path, root)) throw broken();
    return path;
  }

  /** The proof that a tree of `to` entries begins with one of `from`, and both roots. */
  async consistency(
    from: number,
    to: number,
  ): Promise<{ fromRoot: Buffer; toRoot: Buffer; proof: Buffer[] }> {
    const [fromRoot, toRoot] = [await this.root(from), await this.root(to)];
    const proof = await this.read(() => this.tiles.rangeRoots(consistencyRanges(from, to)));
    if (!isConsistent({ size: from, root: fromRoot }, { size: to, root: toRoot }, proof)) throw broken();
    return { fromRoot, toRoot, proof };
  }

  private async read<Result>(work: () => Promise<Result>): Promise<Result> {
    try {
      return await work();
    } catch (error) {
      // A tile that is missing or cut.
      if (error instanceof RangeError) throw broken();
      throw error;
    }
  }
}
