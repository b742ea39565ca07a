import type { EventRejected, IntegrityAlarmRaised } from '@jejak/contracts/audit';
import type { CommandContext, EventStore } from '@jejak/event-store';
import { streamOf } from '@jejak/kernel';
import { type Logger, silentLogger } from '@jejak/observability';
import type { DataSource } from 'typeorm';
import { integrityAlarm } from './integrity-alarm.decider';
import { rejection } from './rejection.decider';

type Row =
  | { readonly id: string; readonly kind: 'alarm'; readonly data: IntegrityAlarmRaised['data'] }
  | { readonly id: string; readonly kind: 'rejection'; readonly data: EventRejected['data'] };

export interface RecorderOptions {
  readonly db: Pick<DataSource, 'query'>;
  readonly store: EventStore;
  readonly logger?: Logger;
  /** How long to wait after a failure. Default 1 s. */
  readonly retryMs?: number;
}

/**
 * Records what the intake found as facts of this service. The finding was kept in the log's own transaction, the fact is in the
 * event store: so this may run again after any crash, and the stream's name makes twice once.
 */
export class FindingRecorder {
  private working: Promise<void> | undefined;
  private again = false;
  private retry: NodeJS.Timeout | undefined;
  private stopped = false;

  constructor(private readonly options: RecorderOptions) {}

  /** There may be something to record. */
  wake(): void {
    if (this.stopped) return;
    this.again = true;
    this.working ??= this.work().finally(() => (this.working = undefined));
  }

  async stop(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.retry);
    await this.working;
  }

  private async work(): Promise<void> {
    const { logger = silentLogger, retryMs = 1_000 } = this.options;
    try {
      while (this.again && !this.stopped) {
        this.again = false;
        while ((await this.recordSome()) && !this.stopped);
      }
    } catch (error) {
      logger.warn({ part: 'findings', err: error }, 'Findings could not be recorded yet');
      if (!this.stopped) this.retry = setTimeout(() => this.wake(), retryMs);
    }
  }

  /** @returns whether to look again at once. @throws what went wrong, after all others were recorded */
  private async recordSome(): Promise<boolean> {
    const { db } = this.options;
    const rows = await db.query<Row[]>(
      'SELECT id, kind, data FROM ledger.finding WHERE recorded_at IS NULL ORDER BY found_at, id LIMIT 1000',
    );
    const failures: unknown[] = [];
    for (const row of rows)
      try {
        await this.record(row);
        await db.query('UPDATE ledger.finding SET recorded_at = clock_timestamp() WHERE id = $1', [row.id]);
      } catch (error) {
        // One that cannot be recorded must not silence the others.
        failures.push(error);
      }
    if (failures.length > 0) throw failures[0];
    return rows.length > 0;
  }

  private async record({ id, kind, data }: Row): Promise<void> {
    const { store } = this.options;
    const context: CommandContext = { commandId: id, actor: 'audit', role: 'service' };
    if (kind === 'alarm')
      await store.execute(
        integrityAlarm,
        streamOf('alarm', id),
        { type: 'RaiseIntegrityAlarm', ...data },
        context,
      );
    else await store.execute(rejection, streamOf('rejection', id), { type: 'RejectEvent', ...data }, context);
  }
}
