import type { RankingComputed } from '@jejak/contracts/recruitment';
import { EventStore } from '@jejak/event-store';
import type { Recorded } from '@jejak/kernel';
import { rankingStream } from './ranking.decider';

/**
 * The parts of a recorded ranking, in order, one at a time.
 * @throws Error where a part is missing: a ranking whose first part is there has all
 */
export async function* recordedParts(
  store: EventStore,
  rankingId: string,
): AsyncGenerator<Recorded<RankingComputed>> {
  for (let part = 1, parts = 1; part <= parts; part++) {
    const [computed] = await store.history(rankingStream(rankingId, part));
    if (!computed) throw new Error(`part ${part} of ranking ${rankingId} is not recorded`);
    // The stream of a part holds nothing else.
    const read = computed as Recorded<RankingComputed>;
    parts = read.data.parts;
    yield read;
  }
}
