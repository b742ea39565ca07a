import type { Logger } from '@jejak/observability';
import type { Pool } from 'pg';
import { pause } from '../backoff';
import { awaitingPolicy } from './books';
import type { EventConsumer } from './event-consumer';

/** How often it looks, in the time of the machine. */
const LOOK_MS = 1_000;
/** So many streams at a time: between them it can be stopped. */
const AT_ONCE = 100;

/**
 * Tries again what reactions parked for want of a policy: one by one, each rarer the longer it waits, until the policy is known here or an
 * operator decides. A service that hears of people before it hears of policies needs nobody for that.
 */
export class AwaitedPolicies {
  private readonly stopping = new AbortController();
  private running: Promise<void> | undefined;

  /** @param consumers of the reactions */
  constructor(
    private readonly pool: Pool,
    private readonly consumers: readonly EventConsumer[],
    private readonly logger: Logger,
  ) {}

  start(): void {
    this.running ??= this.run();
  }

  /** Waits for the stream in hand. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  private async run(): Promise<void> {
    const { signal } = this.stopping;
    const byName = new Map(this.consumers.map((consumer) => [consumer.name, consumer]));
    for (;;) {
      await pause(LOOK_MS, signal);
      if (signal.aborted) return;
      for (const { consumer, key } of await this.due([...byName.keys()])) {
        if (signal.aborted) return;
        await this.orLater(() => byName.get(consumer)?.redrive(key));
      }
    }
  }

  private async due(consumers: readonly string[]): ReturnType<typeof awaitingPolicy> {
    return (await this.orLater(() => awaitingPolicy(this.pool, consumers, AT_ONCE))) ?? [];
  }

  /** What fails outside is seen again at the next look, and holds up no other stream. */
  private async orLater<Value>(act: () => Promise<Value> | undefined): Promise<Value | undefined> {
    try {
      return await act();
    } catch (error) {
      this.logger.warn({ err: error }, 'What waits for a policy is tried again later');
      return undefined;
    }
  }
}
