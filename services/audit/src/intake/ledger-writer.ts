import type { IncomingMessage } from '@jejak/messaging';
import { type Arrival, claimedBy, readArrival, type Rejected } from './arrival';
import { HeadsBook, type LastHeads } from '../heads/heads-book';
import { HEADS_STREAM, type HeadsSeal, OWN_SOURCE } from '../heads/heads-seal';
import { followAll, type Head } from './chain';
import {
  chainBroken,
  type Finding,
  headDiffers,
  heartbeatForged,
  messageRejected,
  numberTaken,
  payloadRejected,
} from './finding';
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
import type { SealedHead } from '../log/sealed-head';
import type { LedgerSession } from './ledger-session';
import { type NumberConflict, sortBatch } from './sort-batch';
import { isForgedBeat, type SourceKeys } from './source-keys';

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

type BatchPublisher = Pick<Publisher, 'room' | 'offer'>;

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

  /** When what was taken came, in milliseconds of the monotonic clock. */
  private readonly came = new WeakMap<Arrival, number>();

  private constructor(
    readonly session: LedgerSession,
    private readonly books: Books,
    private readonly publisher: BatchPublisher | undefined,
    private readonly heads: HeadsBook | undefined,
    private readonly keys: SourceKeys,
  ) {}

  /**
   * @param limit how many messages of a source may wait behind a gap
   * @param publisher is told of each batch once it is committed
   * @param seal records heads leaves, where the log's own service is among the sources
   * @param keys what heartbeats are signed by
   */
  static async open(
    session: LedgerSession,
    sources: readonly string[],
    limit: number,
    publisher?: BatchPublisher,
    seal?: HeadsSeal,
    keys: SourceKeys = new Map(),
  ): Promise<LedgerWriter> {
    const books = await readBooks(session, sources, limit);
    const heads = seal && (await HeadsBook.open(session, seal));
    return new LedgerWriter(session, books, publisher, heads, keys);
  }

  /** Where the last heads leaf is; null where there is none, undefined where none is recorded here. */
  get lastHeads(): LastHeads | null | undefined {
    return this.heads?.last;
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
    const read = fresh.map((message) => this.read(message, source));
    const known = read.flatMap((one) => ('pos' in one && one.pos <= order.logged ? [one.pos] : []));
    const logged = await loggedHashes(this.session, source, known);
    const sorted = sortBatch(order, read, (pos) => logged.get(pos));
    const staged = this.stagedOf(source);
    for (const [pos, arrival] of sorted.taken) staged.set(pos, arrival);
    this.positions.set(key, skim ? position : (sorted.heldFrom ?? last.offset + 1n));
    const { heartbeat } = sorted;
    const lives = heartbeat !== null && !isForgedBeat(heartbeat, this.keys);
    this.note(source, sorted.claimed, lives ? claimedBy(heartbeat) : null);
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

  /**
   * Logs the leaf that states the newest version of every stream, behind all that the log's own service has numbered by then.
   * @returns whether it could be: it has to wait where the relay is about to number, or more is to be logged first; null where none is recorded
   */
  async seal(): Promise<(Omit<Written, 'heldFrom'> & { readonly sealed: boolean }) | null> {
    if (!this.heads || this.book(OWN_SOURCE).order.stopped) return null;
    const before = this.heads.last;
    const written = await this.write(OWN_SOURCE, NOTHING_FOUND, false, this.heads.seal);
    return { ...written, sealed: this.heads.last !== before };
  }

  private read(message: IncomingMessage, source: string): Arrival | Rejected {
    const read = readArrival(message, source);
    if ('pos' in read) this.came.set(read, performance.now());
    return read;
  }

  private stagedOf(source: string): Map<number, Arrival> {
    let staged = this.staged.get(source);
    if (!staged) this.staged.set(source, (staged = new Map<number, Arrival>()));
    return staged;
  }

  private async write(
    source: string,
    sorted: Found,
    settle: boolean,
    seal?: HeadsSeal,
  ): Promise<Omit<Written, 'heldFrom'>> {
    const book = this.book(source);
    const { order } = book;
    const staged = this.stagedOf(source);
    const before = order.logged;
    const since = new Date().toISOString();
    let offsets = new Map<string, bigint>();
    await this.publisher?.room();
    const { logged, findings, sealed } = await this.session.extend(async (from) => {
      const own = seal && (await this.takeOwn(seal));
      const found = own ?? sorted;
      const positions = order.release(MAX_ENTRIES);
      const waited = positions.filter((pos) => !staged.has(pos));
      const restored = new Map(
        (await readWaiting(this.session, source, waited)).map((arrival) => [arrival.pos, arrival]),
      );
      const released = positions
        .map((pos) => staged.get(pos) ?? restored.get(pos))
        .filter((arrival) => arrival !== undefined);
      if (released.length !== positions.length)
        throw new Error(`${source} released a number that is not there`);
      const heads = await readHeads(this.session, [
        ...released.map(({ wire }) => wire.core.stream),
        ...(seal ? [HEADS_STREAM] : []),
      ]);
      const { fitting, broken } = followAll(heads, released, ({ src, wire: { core } }) => ({ src, ...core }));
      if (broken)
        order.stopBefore(new Map(released.slice(fitting.length).map(({ pos, hash }) => [pos, hash])));
      this.heads?.move(from, fitting);
      const upto = from + BigInt(fitting.length);
      // The next number is that of the leaf only where everything before it is logged now.
      const end = headOf(HEADS_STREAM, heads, fitting);
      const torn = own?.next === order.logged + 1 ? await this.headsTorn(end, since) : null;
      const leaf = own?.next === order.logged + 1 && !torn ? await this.recordHeads(own.next, upto) : null;
      const entering = leaf ? [...fitting, leaf] : fitting;
      if (leaf) this.heads?.move(upto, [leaf]);
      if (entering.length > 0) {
        await insertEntries(this.session, from, entering);
        await moveHeads(this.session, from, entering);
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
        ...(torn ? [torn] : []),
        ...fitting
          .filter((arrival) => isForgedBeat(arrival, this.keys))
          .map((arrival) => heartbeatForged(arrival, since)),
      ]);
      if (order.logged > before) book.behindSince = null;
      // What came by its own store may be ahead of all that its topic has claimed.
      book.claimed = Math.max(book.claimed, order.logged);
      const conflicts = kept.filter(({ kind }) => kind === 'alarm').length;
      await writeSource(this.session, source, book, { progressed: order.logged > before, conflicts });
      offsets = this.passable();
      await writeOffsets(this.session, offsets);
      return {
        leafHashes: entering.map(({ leafHash }) => leafHash),
        result: { logged: entering, findings: kept, sealed: leaf !== null },
        ...(leaf ? { onSigned: async ({ note }: SealedHead) => this.heads?.keep(Number(upto), note) } : {}),
      };
    });
    for (const [key, next] of offsets) this.books.offsets.set(key, next);
    this.note(source, 0, null);
    if (logged.length > 0)
      this.publisher?.offer(
        logged.map((arrival) => ({
          ...{ leaf: Buffer.from(arrival.leaf), hash: arrival.leafHash },
          ...{ came: this.came.get(arrival) },
        })),
        this.session.head,
        sealed,
      );
    return { entries: logged.length, findings };
  }

  /**
   * Takes the facts of the log's own service from its store, while no number can be given: what has one goes before the leaf.
   * @returns what was found beside, and the number for the leaf; null where it has to wait
   */
  private async takeOwn(seal: HeadsSeal): Promise<Found & { readonly next: number | null }> {
    const next = await seal.hold(this.session);
    if (next === null) return { ...NOTHING_FOUND, next };
    const { order } = this.book(OWN_SOURCE);
    const messages = await seal.behind(this.session, order.logged, MAX_ENTRIES);
    const sorted = sortBatch(
      order,
      messages.map((message) => this.read(message, OWN_SOURCE)),
      () => undefined,
    );
    const staged = this.stagedOf(OWN_SOURCE);
    for (const [pos, arrival] of sorted.taken) staged.set(pos, arrival);
    return { rejected: sorted.rejected, conflicts: sorted.conflicts, next };
  }

  /** What is wrong with the stream of heads leaves, where it does not end in the store as it does in the log: null for nothing. */
  private async headsTorn(logged: Head | undefined, since: string): Promise<Finding | null> {
    const stored = (await this.heads?.seal.endInStore(this.session)) ?? null;
    const same = stored?.ver === logged?.ver && stored?.hash === logged?.hash;
    return same ? null : headDiffers({ source: OWN_SOURCE, stream: HEADS_STREAM }, logged, stored, since);
  }

  /** @returns the leaf, which is recorded then and has its number */
  private async recordHeads(pos: number, upto: bigint): Promise<Arrival | null> {
    if (!this.heads) return null;
    const { seal, map } = this.heads;
    const leaf = this.read(await seal.record(this.session, map, Number(upto), pos), OWN_SOURCE);
    if ('rule' in leaf) throw new Error(`a heads leaf is ${leaf.rule}`);
    const { order } = this.book(OWN_SOURCE);
    order.place(pos, leaf.hash);
    order.release(1);
    return leaf;
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

/** The newest version of a stream behind events that fit it. */
const headOf = (
  stream: string,
  heads: ReadonlyMap<string, Head>,
  fitting: readonly Arrival[],
): Head | undefined => {
  const last = fitting.findLast(({ wire }) => wire.core.stream === stream);
  return last ? { src: last.src, ver: last.wire.core.ver, hash: last.hash } : heads.get(stream);
};
