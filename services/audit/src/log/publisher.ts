import type { SigningKey } from '@jejak/ledger';
import type { Logger } from '@jejak/observability';
import { CHECKPOINT, type LogFiles } from './log-files';
import { LogRefused, ownCheckpoint, type SealedHead, whyOf } from './sealed-head';
import type { FiledEntry, TileWriter } from './tile-writer';

export interface PublisherOptions {
  readonly files: LogFiles;
  readonly key: SigningKey;
  readonly logger: Logger;
  /** The least time between two checkpoints: batches in between are published as one. */
  readonly everyMs: number;
  /** How long to wait after a failure, such as a full disk. */
  readonly retryMs: number;
  /** Asks the witnesses for heads that are published apart; gives the note to publish. @throws LogRefused */
  readonly cosign?: (head: SealedHead) => Promise<string>;
  /** The log must not be published any more. */
  readonly onRefused: (error: LogRefused) => void;
  /** Another process publishes this log: ours has to end. */
  readonly onOvertaken: () => void;
  /** A checkpoint is there for everyone to see, the first to cover entries that came then. */
  readonly onPublished: (head: SealedHead, came: readonly number[]) => void;
}

/** A batch that was committed, with its head. */
interface Batch {
  readonly entries: readonly FiledEntry[];
  readonly head: SealedHead;
  /** Its checkpoint is wanted as it is: what came behind is published after it. */
  readonly apart: boolean;
}

/** So many entries may be committed and not published: then the log waits for its files. */
const MAX_BEHIND = 50_000;

/**
 * Publishes heads that are committed, in order, beside the transactions that make them: those do not wait for files. What is not
 * published when the process ends is so at the next start.
 */
export class Publisher {
  /** Committed, and not laid out for the files yet. */
  private pending: Batch[] = [];
  /** The newest of what is laid out, until it is published. */
  private laidOut: Pick<Batch, 'head' | 'apart'> | undefined;
  /** When what is laid out came. */
  private came: number[] = [];
  private failure: string | null = null;
  private behind = 0;
  private working: Promise<void> | undefined;
  private waiting: (() => void)[] = [];
  private readonly stopping = new AbortController();

  constructor(
    private readonly writer: TileWriter,
    private readonly options: PublisherOptions,
  ) {}

  /** A batch that was committed. @param apart whether its checkpoint must be one that everybody sees */
  offer(entries: readonly FiledEntry[], head: SealedHead, apart = false): void {
    this.pending.push({ entries, head, apart });
    this.behind += entries.length;
    this.working ??= this.work();
  }

  /** Why the newest head could not be published at the last try; null where it could. */
  get trouble(): string | null {
    return this.failure;
  }

  /** Resolves when the files are not too far behind. */
  async room(): Promise<void> {
    while (this.behind >= MAX_BEHIND && !this.stopping.signal.aborted)
      await new Promise<void>((resolve) => this.waiting.push(resolve));
  }

  /** Publishes what is committed, unless that fails now, and ends. */
  async stop(): Promise<void> {
    this.stopping.abort();
    this.wake();
    await this.working;
  }

  private async work(): Promise<void> {
    const { logger, everyMs, retryMs } = this.options;
    const { signal } = this.stopping;
    for (;;) {
      this.layOut();
      if (!this.laidOut) break;
      try {
        await this.publish(this.laidOut);
        this.laidOut = undefined;
        this.came = [];
        this.failure = null;
        this.behind = this.pending.reduce((count, { entries }) => count + entries.length, 0);
        this.wake();
        await pause(everyMs, signal);
      } catch (error) {
        if (error instanceof LogRefused) {
          this.options.onRefused(error);
          break;
        }
        this.failure = whyOf(error);
        logger.error({ part: 'log', err: error }, 'The log could not be published yet');
        if (signal.aborted) break;
        await pause(retryMs, signal);
      }
    }
    this.working = undefined;
  }

  /** Lays out what is pending, up to a checkpoint that is wanted as it is. */
  private layOut(): void {
    while (this.pending.length > 0 && !this.laidOut?.apart) {
      const [{ entries, head, apart }] = this.pending.splice(0, 1);
      this.writer.append(entries);
      for (const { came } of entries) if (came !== undefined) this.came.push(came);
      this.laidOut = { head, apart };
    }
  }

  private async publish({ head, apart }: Pick<Batch, 'head' | 'apart'>): Promise<void> {
    const { files, key, onOvertaken, onPublished, cosign } = this.options;
    if (!this.writer.root().equals(head.root)) throw new Error('the files are not those of the head');
    const current = await files.read(CHECKPOINT);
    // A process that was only thought dead must not take back what its successor has published.
    if (current && ownCheckpoint(current, key, 'The published checkpoint').size > head.size)
      return onOvertaken();
    await this.writer.publish(head.note, apart && cosign ? () => cosign(head) : undefined);
    onPublished(head, this.came);
  }

  private wake(): void {
    for (const resolve of this.waiting.splice(0)) resolve();
  }
}

const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const end = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal.addEventListener('abort', end);
  });
