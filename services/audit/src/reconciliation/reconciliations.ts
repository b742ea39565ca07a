import type { ReconciliationCause } from '@jejak/contracts/audit';
import { type Appended, type CommandContext, EventStore } from '@jejak/event-store';
import { naturalId, newId, streamOf } from '@jejak/kernel';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { integrityAlarm } from '../alarm/integrity-alarm.decider';
import { alarmIdOf } from './reconciler';
import {
  reconciliation,
  type ReconciliationCommand,
  type ReconciliationGiven,
  type ReconciliationResult,
} from './reconciliation.decider';
import type { Difference } from './store-differences';

/** A comparison that is to be made. */
export interface OpenReconciliation {
  readonly id: string;
  readonly source: string;
}

const ALONE: ReconciliationGiven = { underWay: false };
const own = (): CommandContext => ({ commandId: newId(), actor: 'audit', role: 'service' });

export const reconciliationStream = (id: string): string => streamOf('reconciliation', id);

/** Records comparisons of stores with the log, and what they find. */
@Injectable()
export class Reconciliations {
  constructor(
    private readonly store: EventStore,
    private readonly db: DataSource,
  ) {}

  /** Somebody asks for one. @throws Conflict RECONCILIATION_RUNNING */
  ask(source: string, context: CommandContext): Promise<Appended> {
    const reconciliationId = naturalId('reconciliation', context.commandId);
    return this.store.execute(
      reconciliation,
      reconciliationStream(reconciliationId),
      { type: 'StartReconciliation', reconciliationId, source, night: null },
      context,
      async () => ({ given: { underWay: await this.isUnderWay(source, reconciliationId) } }),
    );
  }

  /** The one that is due on a night, once, whoever notices it. */
  async startOf(night: string, source: string): Promise<void> {
    const reconciliationId = naturalId('reconciliation', night, source);
    const command = { type: 'StartReconciliation', reconciliationId, source, night } as const;
    await this.execute(reconciliationId, command);
  }

  async finish(id: string, result: ReconciliationResult): Promise<void> {
    await this.execute(id, { type: 'FinishReconciliation', result });
    await this.forget(id);
  }

  async giveUp(id: string, cause: ReconciliationCause): Promise<void> {
    await this.execute(id, { type: 'GiveUpReconciliation', cause });
    await this.forget(id);
  }

  /** How far one is that runs. Not a fact: a number that moves. */
  async progressed(id: string, rows: number, highest: number): Promise<void> {
    await this.db.query(
      `INSERT INTO ledger.reconciliation_progress (reconciliation_id, row_count, highest) VALUES ($1, $2, $3)
       ON CONFLICT (reconciliation_id) DO UPDATE
         SET row_count = excluded.row_count, highest = excluded.highest, seen_at = clock_timestamp()`,
      [id, rows, highest],
    );
  }

  /** Says nothing new of what was found before. @returns whether it is new */
  async alarm(source: string, difference: Difference): Promise<boolean> {
    const alarmId = alarmIdOf(source, difference);
    const { events } = await this.store.execute(
      integrityAlarm,
      streamOf('alarm', alarmId),
      {
        type: 'RaiseIntegrityAlarm',
        ...{ alarmId, source, ...difference, highest: null, since: new Date().toISOString() },
      },
      own(),
    );
    return events.length > 0;
  }

  /** Those that are to be made, oldest first. */
  open(): Promise<OpenReconciliation[]> {
    return this.db.query<OpenReconciliation[]>(
      `SELECT reconciliation_id AS id, source FROM rm.reconciliation WHERE status = 'RUNNING'
        ORDER BY started_at, reconciliation_id`,
    );
  }

  /** The night for which each source was compared last. */
  async nights(): Promise<ReadonlyMap<string, string>> {
    const rows = await this.db.query<{ source: string; night: string }[]>(
      'SELECT source, max(night) AS night FROM rm.reconciliation WHERE night IS NOT NULL GROUP BY source',
    );
    return new Map(rows.map(({ source, night }) => [source, night]));
  }

  /** What the last comparison of each source came to; null where it could not be made. */
  async outcomes(): Promise<ReadonlyMap<string, number | null>> {
    const rows = await this.db.query<{ source: string; differences: string | null }[]>(
      `SELECT DISTINCT ON (source) source, differences FROM rm.reconciliation WHERE ended_at IS NOT NULL
        ORDER BY source, ended_at DESC, reconciliation_id`,
    );
    return new Map(
      rows.map(({ source, differences }) => [source, differences === null ? null : Number(differences)]),
    );
  }

  private async isUnderWay(source: string, other: string): Promise<boolean> {
    const rows = await this.db.query<unknown[]>(
      `SELECT FROM rm.reconciliation WHERE source = $1 AND status = 'RUNNING' AND reconciliation_id <> $2 LIMIT 1`,
      [source, other],
    );
    return rows.length > 0;
  }

  private async execute(id: string, command: ReconciliationCommand): Promise<void> {
    await this.store.execute(reconciliation, reconciliationStream(id), command, own(), { given: ALONE });
  }

  private async forget(id: string): Promise<void> {
    await this.db.query('DELETE FROM ledger.reconciliation_progress WHERE reconciliation_id = $1', [id]);
  }
}
