import type { IncomingMessage } from '@jejak/messaging';
import { type Arrival, claimedBy, readArrival, type Rejected } from './arrival';
import { followAll } from './chain';
import { chainBroken, type Finding, messageRejected, numberTaken, payloadRejected } from './finding';
import {
  type Books,
  keepFindings,
  offsetKey,
  readBooks,
  type SourceBook,
  writeOffsets,
  writeSource,
} from './ledger-books';
import {
  dropWaiting,
  insertEntries,
  keepWaiting,
  loggedHashes,
  moveHeads,
  readHeads,
  readWaiting,
} from './ledger-rows';
import type { Publisher } from '../log/publisher';
import type { LedgerSession } from './ledger-session';
import { type NumberConflict, sortBatch } from './sort-batch';

/** Most entries of one transaction (audit-ledger.md section 6). */
const MAX_ENTRIES = 4_096;
/** So many messages of a source are kept in memory while they are ahead; more go to the table. */
const MAX_STAGED = 10_000;

/** What a call came to. */
export interface Written {
  /** Entries added to the log. */
  readonly entries: number;
  /** The first message that was not taken, because too many wait or the source is stopped; null when all were. */
  readonly heldFrom: bigint | null;
  /** Findings that are new. */
  readonly findings: readonly Finding[];
}

interface Found {
  readonly rejected: readonly Rejected[];
  readonly conflicts: readonly NumberConflict[];
}

const NOTHING_FOUND: Found = { rejected: [], conflicts: [] };

/**
 * Puts messages into the log: each transaction is over entries, heads, waiting messages, findings and offsets, so that a process
 * killed at any moment has done all of it or nothing.
 *
 * A message that is ahead stays in memory first, since the partitions of a topic are read in turns and nearly every number that
 * is missing comes with the next turn; its offset is not passed. What is still ahead after a while goes to the table, and then
 * its offset is. One call at a time; after one that failed, this writer knows nothing any more and another must be opened.
 */
export class LedgerWriter {
  /** By source: what is ahead and in memory only. */
  private readonly staged = new Map<string, Map<number, Arrival>>();
  /** By partition: how far it was read, durably or not. */
  private readonly positions = new Map<string, bigint>();

  private constructor(
    readonly session: LedgerSession,
    private readonly books: Books,
    private readonly publisher: Pick<Publisher, 'room' | 'offer'> | undefined,
  ) {}

  /**
   * @param limit how many messages of a source may wait behind a gap
   * @param publisher is told of each batch once it is committed
   */
  static async open(
    session: LedgerSession,
    sources: readonly string[],
    limit: number,
    publisher?: Pick<Publisher, 'room' | 'offer'>,
  ): Promise<LedgerWriter> {
    return new LedgerWriter(session, await readBooks(session, sources, limit), publisher);
  }

  /** Where to go on reading after a restart. */
  nextOffset(topic: string, partition: number): bigint {
    return this.books.offsets.get(offsetKey(topic, partition)) ?? 0n;
  }

  /** @throws Error for a service that is no source here */
  book(source: string): SourceBook {
    const book = this.books.sources.get(source);
    if (!book) throw new Error(`${source} is not among the sources of the log`);
    return book;
  }

  /**
   * A topic that ends before where we are was made anew, and is filled again with the same numbers: read it from its beginning.
   * @param highWatermark offset behind its last message
   */
  async checkTopic(source: string, topic: string, partition: number, highWatermark: bigint): Promise<void> {
    const key = offsetKey(topic, partition);
    if (highWatermark >= (this.positions.get(key) ?? this.nextOffset(topic, partition))) return;
    // What is in memory only came from the topic that is gone.
    await this.settle(source);
    this.positions.set(key, 0n);
    this.books.offsets.set(key, 0n);
  }

  /**
   * Takes messages of one partition in, and logs what that releases.
   * @param messages in order of offset; what was read before is dropped
   * @param skim only look through them: they are read again from {@link nextOffset}, which stays
   */
  async take(
    source: string,
    topic: string,
    partition: number,
    messages: readonly IncomingMessage[],
    skim = false,
  ): Promise<Written> {
    const key = offsetKey(topic, partition);
    const position = this.positions.get(key) ?? this.nextOffset(topic, partition);
    const fresh = messages.filter(({ offset }) => offset >= position);
    const last = fresh.at(-1);
    if (!last) return { entries: 0, heldFrom: null, findings: [] };
    const { order } = this.book(source);
    const read = fresh.map((message) => readArrival(message, source));
    const known = read.flatMap((one) => ('pos' in one && one.pos <= order.logged ? [one.pos] : []));
    const logged = await loggedHashes(this.session, source, known);
    const sorted = sortBatch(order, read, (pos) => logged.get(pos));
    const staged = this.stagedOf(source);
    for (const [pos, arrival] of sorted.taken) staged.set(pos, arrival);
    this.positions.set(key, skim ? position : (sorted.heldFrom ?? last.offset + 1n));
    this.note(source, sorted.claimed, sorted.heartbeat && claimedBy(sorted.heartbeat));
    const { heldFrom } = sorted;
    const found = sorted.rejected.length + sorted.conflicts.length > 0;
    // Nothing but staged messages, or duplicates: the next transaction passes their offsets.
    if (!found && !order.releasable && staged.size <= MAX_STAGED && staged.size > 0)
      return { entries: 0, heldFrom, findings: [] };
    return { ...(await this.write(source, sorted, staged.size > MAX_STAGED)), heldFrom };
  }

  /** Logs what a call of {@link take} released beyond what one transaction should hold. */
  async drain(source: string): Promise<Written> {
    return { ...(await this.write(source, NOTHING_FOUND, false)), heldFrom: null };
  }

  /** Makes durable what is ahead and in memory only, and passes its offsets. */
  async settle(source: string): Promise<void> {
    if (this.stagedOf(source).size > 0) await this.write(source, NOTHING_FOUND, true);
  }

  /** Keeps what was found without a message, such as silence. @returns those that are new */
  async keep(findings: readonly Finding[]): Promise<readonly Finding[]> {
    const fresh = await keepFindings(this.session, findings);
    return findings.filter(({ id }) => fresh.has(id));
  }

  private stagedOf(source: string): Map<number, Arrival> {
    let staged = this.staged.get(source);
    if (!staged) this.staged.set(source, (staged = new Map<number, Arrival>()));
    return staged;
  }

  private async write(source: string, found: Found, settle: boolean): Promise<Omit<Written, 'heldFrom'>> {
    const book = this.book(source);
    const { order } = book;
    const staged = this.stagedOf(source);
    const before = order.logged;
    const positions = order.release(MAX_ENTRIES);
    const since = new Date().toISOString();
    let offsets = new Map<string, bigint>();
    await this.publisher?.room();
    const { logged, findings } = await this.session.extend(async (from) => {
      const waited = positions.filter((pos) => !staged.has(pos));
      const restored = new Map(
        (await readWaiting(this.session, source, waited)).map((arrival) => [arrival.pos, arrival]),
      );
      const released = positions
        .map((pos) => staged.get(pos) ?? restored.get(pos))
        .filter((arrival) => arrival !== undefined);
      if (released.length !== positions.length)
        throw new Error(`${source} released a number that is not there`);
      const heads = await readHeads(
        this.session,
        released.map(({ wire }) => wire.core.stream),
      );
      const { fitting, broken } = followAll(heads, released, ({ src, wire: { core } }) => ({ src, ...core }));
      if (broken)
        order.stopBefore(new Map(released.slice(fitting.length).map(({ pos, hash }) => [pos, hash])));
      if (fitting.length > 0) {
        await insertEntries(this.session, from, fitting);
        await moveHeads(this.session, from, fitting);
      }
      for (const { pos } of fitting) staged.delete(pos);
      await dropWaiting(
        this.session,
        source,
        fitting.map(({ pos }) => pos).filter((pos) => restored.has(pos)),
      );
      // A stopped source releases nothing for long: what it has must not be lost with this process.
      if (settle || order.stopped) {
        await keepWaiting(this.session, [...staged.values()]);
        staged.clear();
      }
      const kept = await this.keep([
        ...found.rejected.map(messageRejected),
        ...fitting.map(payloadRejected).filter((finding) => finding !== null),
        ...found.conflicts.map((conflict) => numberTaken(conflict, since)),
        ...(broken ? [chainBroken(broken.event, broken.why, since)] : []),
      ]);
      if (order.logged > before) book.behindSince = null;
      const conflicts = kept.filter(({ kind }) => kind === 'alarm').length;
      await writeSource(this.session, source, book, { progressed: order.logged > before, conflicts });
      offsets = this.passable();
      await writeOffsets(this.session, offsets);
      return {
        leafHashes: fitting.map(({ leafHash }) => leafHash),
        result: { logged: fitting, findings: kept },
      };
    });
    for (const [key, next] of offsets) this.books.offsets.set(key, next);
    this.note(source, 0, null);
    if (logged.length > 0)
      this.publisher?.offer(
        logged.map(({ leaf, leafHash }) => ({ leaf: Buffer.from(leaf), hash: leafHash })),
        this.session.head,
      );
    return { entries: logged.length, findings };
  }

  /** Offsets before which nothing is in memory only, where they have moved. */
  private passable(): Map<string, bigint> {
    const passable = new Map(this.positions);
    for (const staged of this.staged.values())
      for (const { message } of staged.values()) {
        const key = offsetKey(message.topic, message.partition);
        const next = passable.get(key);
        if (next === undefined || message.offset < next) passable.set(key, message.offset);
      }
    for (const [key, next] of passable) if (next <= (this.books.offsets.get(key) ?? 0n)) passable.delete(key);
    return passable;
  }

  private note(source: string, claimed: number, heartbeat: number | null): void {
    const book = this.book(source);
    const now = performance.now();
    book.claimed = Math.max(book.claimed, claimed);
    book.behindSince = book.claimed > book.order.logged ? (book.behindSince ?? now) : null;
    if (heartbeat !== null) book.heartbeat = { pos: heartbeat, at: now };
  }
}
