import { type CommandContext, EventStore } from '@jejak/event-store';
import { type Clock, naturalId, newId, plusDays, streamOf } from '@jejak/kernel';
import { vkeyText } from '@jejak/ledger';
import type { Logger } from '@jejak/observability';
import { CLOCK, LOGGER, SETTINGS } from '@jejak/service';
import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { AuditSettings } from '../audit.settings';
import { logKey, type LogKeyCommand } from './log-key.decider';

/** Both keys sign for so long at least: the time that verifiers have to take the new one up. @source audit-ledger.md section 8 */
export const BOTH_SIGN_DAYS = 30;
const RETRY_MS = 1_000;

export const logKeyStream = (newVkey: string): string => streamOf('log-key', naturalId('log-key', newVkey));

/** Records which key follows which, as soon as the settings say so: under the old key first, and then that it signs no more. */
@Injectable()
export class LogKeyRotation implements OnApplicationBootstrap, OnApplicationShutdown {
  private retry: NodeJS.Timeout | undefined;
  private working: Promise<void> | undefined;
  private stopped = false;

  constructor(
    private readonly store: EventStore,
    private readonly db: DataSource,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(SETTINGS) private readonly settings: AuditSettings,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    this.again();
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.retry);
    await this.working;
  }

  private again(): void {
    this.working = this.record().catch((error: unknown) => {
      this.logger.warn({ part: 'log', err: error }, 'The rotation of the key of the log is not recorded yet');
      if (!this.stopped) this.retry = setTimeout(() => this.again(), RETRY_MS);
    });
  }

  private async record(): Promise<void> {
    const { key, next } = this.settings.logKeys();
    const present = vkeyText(key.verifier);
    if (next) {
      const newVkey = vkeyText(next.verifier);
      const until = plusDays(this.clock.now().slice(0, 10), BOTH_SIGN_DAYS + 1);
      await this.execute(newVkey, {
        ...{ type: 'RotateLogKey', keyId: naturalId('log-key', newVkey), oldVkey: present, newVkey },
        ...{ fromSize: await this.size(), bothUntil: `${until}T00:00:00.000Z` },
      });
      return;
    }
    // Of a key that never followed another the decider has nothing to say.
    await this.execute(present, { type: 'RetireLogKey', upToSize: await this.size() });
  }

  private async execute(newVkey: string, command: LogKeyCommand): Promise<void> {
    const context: CommandContext = { commandId: newId(), actor: 'audit', role: 'service' };
    await this.store.execute(logKey, logKeyStream(newVkey), command, context);
  }

  private async size(): Promise<number> {
    const [{ size }] = await this.db.query<{ size: string }[]>(
      `SELECT size FROM ledger.log_head WHERE log = 'main'`,
    );
    return Number(size);
  }
}
