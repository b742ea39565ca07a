import { registry } from '@jejak/observability';
import { Counter, Gauge } from 'prom-client';

const gauge = (name: string, help: string) =>
  new Gauge({ name, help, labelNames: ['src'], registers: [registry] });

/** The instruments of the ledger (operations.md section 5) that the intake feeds. `src` is one of the configured sources. */
export const ledgerMetrics = {
  size: new Gauge({ name: 'jejak_ledger_size', help: 'Entries of the log', registers: [registry] }),
  sourcePos: gauge('jejak_ledger_source_pos', 'Highest number of the source in the log'),
  sourceGap: gauge('jejak_ledger_source_gap', '1 while a number is missing though a later one is known'),
  heartbeatAge: gauge('jejak_ledger_source_heartbeat_age_seconds', 'Since the last heartbeat of the source'),
  reconcileDifferences: gauge(
    'jejak_reconcile_differences',
    'Where the store of the source differed from the log when they were compared last; -1 for not',
  ),
  conflicts: new Counter({
    ...{ name: 'jejak_ledger_source_conflicts_total', help: 'Same number or version, other hash' },
    ...{ labelNames: ['src'], registers: [registry] },
  }),
  integrityFailures: new Counter({
    ...{ name: 'jejak_integrity_failures_total', help: 'What must never happen, by kind' },
    ...{ labelNames: ['kind'], registers: [registry] },
  }),
};
