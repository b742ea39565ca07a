import { contractsOf } from '@jejak/kernel';
import { eventRejected } from './event-rejected';
import { headsSealed } from './heads-sealed';
import { integrityAlarmRaised } from './integrity-alarm-raised';
import { logRead } from './log-read';

export * from './event-rejected';
export * from './heads-sealed';
export * from './integrity-alarm-raised';
export * from './log-read';

/** All facts of the audit service: what it found wrong with the log, who asked it what, and what the log says of itself. */
export const auditContracts = contractsOf('audit', [
  integrityAlarmRaised,
  eventRejected,
  logRead,
  headsSealed,
]);
