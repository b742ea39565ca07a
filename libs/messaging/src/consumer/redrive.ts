import type { Pool } from 'pg';
import type { EffectHandler, EventHandler } from './batch-handler';
import type { Books } from './books';
import type { EventSource, GapFiller, ParkedMessage, SourceMessage } from './event-source';
import { causeOf, type Fault, faultText, isTransient } from './faults';
import { readMessages } from './reading';
import { type Entry, sortBatch } from './sorting';
import { inTransaction } from './transaction';

/** What came of replaying one key. */
export interface Redriven {
  readonly key: string;
  readonly unparked: boolean;
  /** Events applied now. */
  readonly events: number;
  /** Why it stays parked. */
  readonly fault: Fault | null;
}

interface Redrive {
  readonly pool: Pool;
  readonly handler: EventHandler;
  readonly sources: readonly EventSource[];
  readonly books: Books;
  readonly gapFiller: GapFiller | undefined;
}

/** Carries a permanent fault out of the transaction that it rolls back. */
class StillFaulty extends Error {
  constructor(readonly fault: Fault) {
    super(fault.error);
  }
}

/**
 * Replays a key's parked events in order of version in one transaction and unparks it; while it runs, the live path waits for
 * the row of the key. A key that still fails stays as it is, with one attempt more.
 */
export const redriveKey = async (redrive: Redrive, key: string): Promise<Redriven> => {
  try {
    return await inTransaction(redrive.pool, async (tx) => {
      const { books, handler } = redrive;
      const parked = await books.lockParked(tx, [key]);
      if (!parked.has(key)) return { key, unparked: false, events: 0, fault: null };
      const known = await books.known(tx, [key]);
      const entries = await readAll(redrive, await books.parkedRows(tx, key));
      const whole = await withoutGaps(redrive, entries, known);
      const { apply, progress, parkKeys } = sortBatch(whole, known, new Set());
      const fault = parkKeys.get(key);
      if (fault) throw new StillFaulty(fault);
      const events = apply.flatMap(({ event }) => event ?? []);
      if ('react' in handler) for (const entry of apply) await react(handler, entry);
      else if (events.length > 0) await handler.apply(events, tx);
      await books.advance(tx, progress);
      await books.unpark(tx, key);
      return { key, unparked: true, events: events.length, fault: null };
    });
  } catch (error) {
    if (isTransient(error)) throw error;
    const fault: Fault =
      error instanceof StillFaulty ? error.fault : { cause: causeOf(error), error: faultText(error) };
    await redrive.books.triedAgain(redrive.pool, key, fault);
    return { key, unparked: false, events: 0, fault };
  }
};

const react = async (handler: EffectHandler, { event, message: { traceparent } }: Entry): Promise<void> => {
  if (event) await handler.react(event, traceparent === undefined ? {} : { traceparent });
};

const readAll = async (
  { sources, handler, gapFiller }: Redrive,
  rows: readonly ParkedMessage[],
): Promise<(Entry & { place: ParkedMessage })[]> => {
  const entries: (Entry & { place: ParkedMessage })[] = [];
  for (const row of rows) {
    const source = sources.find(({ topics }) => topics.includes(row.topic));
    if (!source) throw new StillFaulty({ cause: 'schema', error: `nothing reads ${row.topic} any more` });
    const [parked] = await readMessages([await source.reread(row)], handler);
    const entry = parked.fault?.dataMissing ? await withData(parked, row, handler, gapFiller) : parked;
    entries.push({ ...entry, place: row });
  }
  // What filled a gap late stands behind what it was missing for. No event has no version: such a key stays parked anyway.
  return entries.sort((a, b) => (a.version ?? 0) - (b.version ?? 0));
};

/** The same event from the feed of its source, which can tell more than the message that came. */
const withData = async (
  entry: Entry,
  { topic, key }: ParkedMessage,
  handler: EventHandler,
  gapFiller: GapFiller | undefined,
): Promise<Entry> => {
  if (entry.version === null || !gapFiller) return entry;
  const [whole] = await readMessages(await gapFiller.fill(topic, key, entry.version, entry.version), handler);
  return whole ?? entry;
};

const withoutGaps = async (
  { gapFiller, handler }: Redrive,
  entries: readonly (Entry & { place: ParkedMessage })[],
  known: ReadonlyMap<string, number>,
): Promise<readonly Entry[]> => {
  const [gap] = sortBatch(entries, known, new Set()).gaps;
  if (!gap || !gapFiller) return entries;
  const { topic } = entries[0].place;
  const missing: readonly SourceMessage[] = await gapFiller.fill(topic, gap.key, gap.from, gap.to);
  return [...(await readMessages(missing, handler)), ...entries].sort(
    (a, b) => (a.version ?? 0) - (b.version ?? 0),
  );
};
