import { contractsOf } from '@jejak/kernel';
import { eventRejected } from './event-rejected';
import { integrityAlarmRaised } from './integrity-alarm-raised';
import { logRead } from './log-read';

export * from './event-rejected';
export * from './integrity-alarm-raised';
export * from './log-read';

/** All facts of the audit service: what it found wrong with the log, and who asked it what. */
export const auditContracts = contractsOf('audit', [integrityAlarmRaised, eventRejected, logRead]);
