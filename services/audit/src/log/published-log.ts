import { GrowingTree, openWidths, type SigningKey, tilePath } from '@jejak/ledger';
import { CHECKPOINT, type LogFiles } from './log-files';
import { LogRefused, ownCheckpoint, type SealedHead } from './sealed-head';
import { type FiledEntry, TileWriter } from './tile-writer';

/** Reads entries of the log in order: those with an index in [from, to). */
export type ReadEntries = (from: number, to: number) => Promise<FiledEntry[]>;

/** Entries read at once while files are made from the tables. */
const BATCH = 4_096;

/**
 * The open edge of the tree that is published, from its own tiles; null where they are not there, or are not those of its root:
 * then all of them are made anew.
 */
const edgeOnDisk = async (
  files: LogFiles,
  { size, root }: { size: number; root: Buffer },
): Promise<GrowingTree | null> => {
  const open: Buffer[] = [];
  for (const [level, width] of openWidths(size).entries()) {
    if (width === 0) continue;
    const index = Math.floor(size / 256 ** (level + 1));
    const tile = await files.read(tilePath({ level, index, width }));
    if (tile?.length !== width * 32) return null;
    open.push(tile);
  }
  const tree = GrowingTree.from(size, Buffer.concat(open));
  return tree.root().equals(root) ? tree : null;
};

/** Brings the files on to a size. */
export const follow = async (writer: TileWriter, size: number, read: ReadEntries): Promise<void> => {
  while (writer.size < size) {
    const entries = await read(writer.size, Math.min(size, writer.size + BATCH));
    if (entries.length === 0)
      throw new LogRefused(`the log ends before entry ${size}, which its head counts`);
    writer.append(entries);
    await writer.flush();
  }
};

/**
 * Makes what is published agree with the head that the tables have: what a process that was killed had not written yet is written now, and a
 * folder that was lost is made anew. Both lead through every entry in between to the root that was signed, so this is also the proof that
 * the log goes on from where it was published.
 * @param cosign asks the witnesses of the log before anything new is published
 * @returns what writes on from there
 * @throws LogRefused where the published log is ahead of the tables, or is another one: going on would fork it
 */
export const catchUp = async (
  files: LogFiles,
  head: SealedHead,
  key: SigningKey,
  read: ReadEntries,
  cosign?: (head: SealedHead) => Promise<string>,
): Promise<TileWriter> => {
  await files.removeDrafts();
  const note = await files.read(CHECKPOINT);
  const published = note && ownCheckpoint(note, key, 'The published checkpoint');
  if (published && published.size > head.size)
    throw new LogRefused(
      `${published.size} entries are published and the database has ${head.size}: it was restored from a backup, and going on would fork the log. ` +
        'Bring the database forward to what is published (docs/operations.md, "The log refuses to be written").',
    );
  const tree = published && (await edgeOnDisk(files, published));
  const first = tree ? tree.size - (tree.size % 256) : 0;
  const writer = tree
    ? new TileWriter(
        files,
        tree,
        (await read(first, tree.size)).map(({ leaf }) => leaf),
      )
    : TileWriter.empty(files);
  if (published) {
    await follow(writer, published.size, read);
    if (!writer.root().equals(published.root))
      throw new LogRefused(`the ${published.size} entries that are published are not those of the database`);
  }
  await follow(writer, head.size, read);
  if (!writer.root().equals(head.root))
    throw new LogRefused(`the ${head.size} entries of the database are not those that its head signed`);
  if (published?.size !== head.size || !tree) await writer.publish(head.note, cosign && (() => cosign(head)));
  return writer;
};
