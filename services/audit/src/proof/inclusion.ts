import { type Checkpoint, parseCheckpoint, tlogProofText } from '@jejak/ledger';
import type { ReadRows } from '../heads/heads-rows';
import { notSealedYet } from './exact-history';
import type { PublishedTree } from './published-tree';
import { newestHeads } from './sealed-heads';

/** A checkpoint that a proof rests on, verbatim and read. */
export interface Ground {
  readonly note: string;
  readonly checkpoint: Checkpoint;
}

/** `witnessed`: nothing but what enough witnesses have cosigned will do. */
export type Wanted = 'any' | 'witnessed';

/**
 * The checkpoint for the proof of an entry: the newest that enough witnesses have cosigned, else the newest that is published.
 * @throws Conflict NOT_SEALED_YET where none covers the entry
 */
export const groundFor = async (
  read: ReadRows,
  tree: PublishedTree,
  index: number,
  wanted: Wanted,
): Promise<Ground> => {
  const heads = await newestHeads(read, tree.size, true);
  if (heads && index <= heads.index) return { note: heads.note, checkpoint: parseCheckpoint(heads.note) };
  if (wanted === 'witnessed' || index >= tree.size) throw notSealedYet();
  return tree;
};

/** The C2SP tlog-proof of an entry. */
export const tlogProofOf = async (
  tree: PublishedTree,
  { note, checkpoint }: Ground,
  index: number,
  leafHash: Buffer,
): Promise<string> =>
  tlogProofText({ index, path: await tree.inclusion(leafHash, index, checkpoint), checkpoint: note });
