import type { CommandContext } from '@jejak/event-store';
import { parseStream } from '@jejak/kernel';
import { Feed, FEED_PAGE } from '@jejak/messaging';
import { Projections } from '@jejak/projections';
import { Injectable } from '@nestjs/common';
import type { ChangedObject, ChangePage, Watched } from './change';

export interface ChangesAsked {
  readonly context: CommandContext;
  readonly topics: ReadonlySet<string>;
  /** Number of the last fact that the caller knows of; left out: from now on. */
  readonly after?: number;
  readonly waitMs: number;
  /** Aborts when the caller has gone. */
  readonly signal: AbortSignal;
}

/** A read model that is further behind is told of all the same: who asks then sees the change with its next one. */
const SEEN_WITHIN_MS = 3_000;
/** Behind every number that was ever given. */
const END = Number.MAX_SAFE_INTEGER;

interface Fact {
  readonly pos: number;
  /** None where the stream is no object's. */
  readonly objects: readonly ChangedObject[];
}

const factIn = (item: string): Fact => {
  const { subject, data } = JSON.parse(item) as {
    readonly subject: string;
    readonly data: { readonly pos: number; readonly core: { readonly ver: number } };
  };
  const named = parseStream(subject);
  return { pos: data.pos, objects: named ? [{ ...named, version: data.core.ver }] : [] };
};

/** The last version of each object. */
const lastOfEach = (objects: readonly ChangedObject[]): readonly ChangedObject[] => [
  ...new Map(objects.map((object) => [`${object.aggregate} ${object.id}`, object])).values(),
];

/**
 * Tells callers that what they may see has changed, as soon as the read models show it. Follows the service's own feed: however many
 * wait, one watcher looks.
 */
@Injectable()
export class Changes {
  constructor(
    private readonly feed: Feed,
    private readonly projections: Projections,
  ) {}

  /** What changed behind a number, at once or as soon as there is something; nothing when the time is over. */
  async read(
    watched: Watched,
    { context, topics, after, waitMs, signal }: ChangesAsked,
  ): Promise<ChangePage> {
    if (after === undefined) return { items: [], after: await this.end(signal), reset: false };
    const until = performance.now() + waitMs;
    for (let from = after; ;) {
      const leftMs = Math.max(0, until - performance.now());
      const page = await this.feed.read({ after: from, limit: FEED_PAGE, waitMs: leftMs, signal });
      if (from > page.highest) return { items: [], after: page.highest, reset: true };
      const facts = page.items.map(factIn);
      from = facts.at(-1)?.pos ?? from;
      const objects = lastOfEach(
        facts.flatMap((fact) => fact.objects).filter(({ aggregate }) => watched.seenIn.has(aggregate)),
      );
      const items =
        objects.length === 0 ? [] : await watched.heardBy(context, await this.seen(watched, objects), topics);
      const isOver = performance.now() >= until || signal.aborted || this.feed.isClosed;
      if (items.length > 0 || isOver) return { items, after: from, reset: false };
    }
  }

  private async end(signal: AbortSignal): Promise<number> {
    return (await this.feed.read({ after: END, limit: 1, waitMs: 0, signal })).highest;
  }

  /** Waits until the read models have them. */
  private async seen(
    { seenIn }: Watched,
    objects: readonly ChangedObject[],
  ): Promise<readonly ChangedObject[]> {
    await Promise.all(
      objects.map(async ({ aggregate, id, version }) => {
        const projection = seenIn.get(aggregate);
        if (projection)
          await this.projections.reached(projection, `${aggregate}-${id}`, version, SEEN_WITHIN_MS);
      }),
    );
    return objects;
  }
}
