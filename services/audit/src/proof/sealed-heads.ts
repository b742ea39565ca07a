import { type HeadsMap, type HeadsProof } from '@jejak/ledger';
import { advanceHeadsMap, readHeadsMap, type ReadRows } from '../heads/heads-rows';

/** A heads leaf whose checkpoint is published. */
export interface SealedHeads {
  /** Where it stands; its checkpoint has one entry more. */
  readonly index: number;
  /** The checkpoint right behind it, with the cosignatures that it has. */
  readonly note: string;
}

/**
 * The newest heads leaf of a published log; one that enough witnesses have cosigned before a newer one that they have not.
 * @param published entries that are published
 * @param witnessed whether only a cosigned one will do
 */
export const newestHeads = async (
  read: ReadRows,
  published: number,
  witnessed = false,
): Promise<SealedHeads | null> => {
  const [row] = await read<{ idx: string; note: string }>(
    `SELECT idx, coalesce(cosigned, note) AS note
       FROM ((SELECT idx, note, cosigned FROM ledger.heads_leaf
               WHERE idx < $1 AND cosigned IS NOT NULL ORDER BY idx DESC LIMIT 1)
             UNION ALL
             (SELECT idx, note, cosigned FROM ledger.heads_leaf WHERE idx < $1 AND NOT $2 ORDER BY idx DESC LIMIT 1)) newest
      ORDER BY cosigned IS NOT NULL DESC, idx DESC LIMIT 1`,
    [published, witnessed],
  );
  return row ? { index: Number(row.idx), note: row.note } : null;
};

/**
 * The map of all streams as a heads leaf states it, made from the tables and moved on from leaf to leaf. One question at a time: the map
 * stands at one leaf, and only goes forward.
 */
export class HeadsMaps {
  private current: { readonly map: HeadsMap; upto: number } | undefined;
  private turn: Promise<unknown> = Promise.resolve();

  constructor(private readonly read: ReadRows) {}

  /** What the newest heads leaf says of a stream; null where there is none yet. */
  prove(
    stream: string,
    published: number,
  ): Promise<{ readonly heads: SealedHeads; readonly proof: HeadsProof } | null> {
    const answer = this.turn.then(async () => {
      const heads = await newestHeads(this.read, published);
      return heads && { heads, proof: (await this.mapAt(heads.index)).prove(stream) };
    });
    this.turn = answer.catch(() => undefined);
    return answer;
  }

  private async mapAt(upto: number): Promise<HeadsMap> {
    const { current } = this;
    if (current && current.upto <= upto) {
      // Where this fails half-way the map is of no leaf: it is made anew.
      this.current = undefined;
      await advanceHeadsMap(current.map, this.read, current.upto, upto);
      this.current = { map: current.map, upto };
      return current.map;
    }
    const map = await readHeadsMap(this.read, upto);
    this.current = { map, upto };
    return map;
  }
}
