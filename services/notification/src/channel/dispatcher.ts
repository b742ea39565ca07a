import type { OutboundChannel } from '@jejak/contracts/notification';
import { ADVISORY_LOCKS, EventStore } from '@jejak/event-store';
import { type Clock, newId } from '@jejak/kernel';
import type { Logger } from '@jejak/observability';
import { CLOCK, LOGGER, SETTINGS } from '@jejak/service';
import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { setTimeout } from 'node:timers/promises';
import { DataSource, type QueryRunner } from 'typeorm';
import { NOTIFICATION } from '../deadline/deadlines';
import { message, type Outcome } from '../message/message.decider';
import { Messages, messageStream } from '../message/messages';
import type { Message, Way } from '../message/message.state';
import { NotificationSettings } from '../notification.settings';
import { Outbox } from './outbox';

const POLL_MS = 250;
const LOOK_FOR_LEADERSHIP_MS = 1_000;
const PAGE = 100;

const DUE = `select message_id as "messageId" from rm.message
  where next_at <= $1::timestamptz order by next_at, message_id limit ${PAGE}`;

/**
 * Sends what is due, several at a time, one replica of the service; business time says what is due. What was sent and not yet
 * recorded when a process dies is sent again, under the same id: the other side knows it by that.
 */
@Injectable()
export class Dispatcher implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly stopping = new AbortController();
  private readonly inHand = new Map<string, Promise<void>>();
  private running: Promise<void> | undefined;

  constructor(
    private readonly db: DataSource,
    private readonly store: EventStore,
    private readonly messages: Messages,
    private readonly outbox: Outbox,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
    @Inject(SETTINGS) private readonly settings: NotificationSettings,
  ) {}

  onApplicationBootstrap(): void {
    this.running = this.run();
  }

  async onModuleDestroy(): Promise<void> {
    this.stopping.abort();
    await this.running;
    await Promise.all(this.inHand.values());
  }

  private async run(): Promise<void> {
    while (!this.stopping.signal.aborted) {
      try {
        await this.lead();
      } catch (err) {
        this.logger.warn({ part: 'dispatcher', err }, 'Sending is interrupted');
      }
      await this.pause(LOOK_FOR_LEADERSHIP_MS);
    }
  }

  /** Sends for as long as the session lives that holds the lock: queries go through it, so losing it is noticed at once. */
  private async lead(): Promise<void> {
    const session = this.db.createQueryRunner();
    const lock = [ADVISORY_LOCKS.space, ADVISORY_LOCKS.dispatch];
    try {
      const [{ won }] = (await session.query(
        'select pg_try_advisory_lock($1::int, $2::int) as won',
        lock,
      )) as {
        won: boolean;
      }[];
      if (!won) return;
      while (!this.stopping.signal.aborted) {
        await this.takeDue(session);
        await this.pause(POLL_MS);
      }
      await session.query('select pg_advisory_unlock($1::int, $2::int)', lock);
    } finally {
      await session.release();
    }
  }

  private async takeDue(session: QueryRunner): Promise<void> {
    const due = (await session.query(DUE, [this.clock.now()])) as { messageId: string }[];
    for (const { messageId } of due) {
      if (this.stopping.signal.aborted) return;
      if (this.inHand.has(messageId)) continue;
      while (this.inHand.size >= this.settings.sendAtOnce) await Promise.race(this.inHand.values());
      const sending = this.deliver(messageId)
        .catch((err: unknown) => this.logger.warn({ part: 'dispatcher', err }, 'A message could not be sent'))
        .finally(() => this.inHand.delete(messageId));
      this.inHand.set(messageId, sending);
    }
  }

  /** By every channel whose time has come, as the message's own stream says: the read model may lag behind. */
  private async deliver(messageId: string): Promise<void> {
    const { state } = await this.store.state(message, messageStream(messageId));
    if (state.status !== 'queued') return;
    for (const { channel } of state.ways.filter((way) => this.isDue(way))) {
      const outcome = await this.sendBy(channel, state);
      if (outcome === null) return;
      const context = { commandId: newId(), actor: NOTIFICATION, role: 'service' } as const;
      await this.messages.execute(messageId, { type: 'RecordOutcome', channel, outcome }, context);
    }
  }

  private isDue({ state, notBefore }: Way): boolean {
    return state === 'waiting' && notBefore <= this.clock.now();
  }

  /** Null: this process is ending, and nothing is known. */
  private async sendBy(
    channel: OutboundChannel,
    { queued }: Extract<Message, { status: 'queued' }>,
  ): Promise<Outcome | null> {
    const outcome = await this.outbox.send(channel, queued, this.stopping.signal);
    return this.stopping.signal.aborted && outcome.kind === 'FAILED' ? null : outcome;
  }

  private pause(ms: number): Promise<void> {
    return setTimeout(ms, undefined, { signal: this.stopping.signal }).catch(() => undefined);
  }
}
