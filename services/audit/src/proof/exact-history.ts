import { Conflict } from '@jejak/kernel';
import { type AsnHistory, disclose, type HeadsProof, leafHash, parseCheckpoint } from '@jejak/ledger';
import type { LoggedEvent, Reading } from '../history/logged-event';
import type { PublishedTree } from './published-tree';
import type { SealedHeads } from './sealed-heads';

const url = (hashes: readonly Buffer[]): string[] => hashes.map((hash) => hash.toString('base64url'));

export const notSealedYet = (): Conflict =>
  new Conflict('NOT_SEALED_YET', 'No published checkpoint covers this yet; one is a matter of a minute.');

/** All fields with their salts, the personal ones by their digests; nothing where the payload is not what was committed to. */
const fieldsOf = ({
  payload,
  data,
  opening,
  core,
}: LoggedEvent): Pick<AsnHistory['events'][number], 'fields'> =>
  payload === 'opens' ? { fields: core.data === null ? [] : disclose(data ?? {}, opening) } : {};

/**
 * That a stream has exactly these of its events, as of the checkpoint right behind a heads leaf: its tail is that leaf alone.
 * @throws Conflict NOT_SEALED_YET where none of them is covered yet · Unavailable PROOF_UNAVAILABLE
 * @source audit-ledger.md section 4
 */
export const exactHistory = async (
  reading: Reading,
  tree: PublishedTree,
  { heads, proof }: { readonly heads: SealedHeads; readonly proof: HeadsProof },
  stream: string,
  all: readonly LoggedEvent[],
): Promise<AsnHistory> => {
  const { index, note } = heads;
  // That leaf itself belongs to the tail, and to its own stream.
  const events = all.filter((event) => event.index <= index);
  if (events.length === 0) throw notSealedYet();
  const checkpoint = parseCheckpoint(note);
  const [row] = await reading.query<{ leaf: Buffer }>('SELECT leaf FROM ledger.log_entry WHERE idx = $1', [
    index,
  ]);
  const leaf = row.leaf.toString('utf8');
  const path = async (hash: Buffer, at: number): Promise<string[]> =>
    url(await tree.inclusion(hash, at, checkpoint));
  return {
    ...{ format: 'asn-history/v1', stream, checkpoint: note },
    events: await Promise.all(
      events.map(async (event) => ({
        ...{ index: event.index, leaf: event.leaf, path: await path(event.leafHash, event.index) },
        ...fieldsOf(event),
      })),
    ),
    heads: {
      ...{ index, leaf, path: await path(leafHash(leaf), index) },
      ...{ bucket: url(proof.bucket), siblings: url(proof.siblings) },
    },
    tail: { frontier: url(await tree.frontier(index)), leaves: [leaf] },
  };
};
