import { contractsOf } from '@jejak/kernel';
import { controlCleared, controlTripped } from './control';
import { eventRejected } from './event-rejected';
import { explanationProduced } from './explanation-produced';
import {
  draftFindingShared,
  draftReplied,
  evidenceClockMoved,
  evidenceOverdue,
  evidenceProvided,
  evidenceRequested,
  findingAnswered,
  findingIssued,
  followUpAccepted,
  followUpOverdue,
  followUpReported,
  followUpReturned,
  inspectionClosed,
  inspectionOpened,
} from './inspection';
import { headsSealed } from './heads-sealed';
import { integrityAlarmRaised, integrityAlarmResolved } from './integrity-alarm-raised';
import { breachMeasureTaken, breachNotificationOverdue, breachNotified, breachRecorded } from './breach';
import { kekRotationConfirmed, kekRotationRequested, keysRewrapped } from './kek-rotation';
import { logKeyRetired, logKeyRotated } from './log-key';
import { logRead } from './log-read';
import { reconciliationFailed, reconciliationStarted, storeReconciled } from './reconciliation';
import {
  dataRequestFiled,
  dataRequestFulfilled,
  dataRequestLaidAgain,
  dataRequestOverdue,
  dataRequestRefused,
  legalHoldLifted,
  legalHoldPlaced,
  subjectKeyDestroyed,
} from './privacy';

export * from './breach';
export * from './control';
export * from './event-rejected';
export * from './explanation-produced';
export * from './heads-sealed';
export * from './inspection';
export * from './integrity-alarm-raised';
export * from './kek-rotation';
export type { ProvenEntry } from './log-entry';
export * from './log-key';
export * from './log-read';
export * from './reconciliation';
export * from './privacy';

/**
 * All facts of the audit service: what it found wrong with the log, who asked it what, what inspectors found, what the standing controls
 * ask, what people asked about their own data, and what the log says of itself.
 */
export const auditContracts = contractsOf('audit', [
  ...[integrityAlarmRaised, eventRejected, logRead, headsSealed],
  ...[
    inspectionOpened,
    evidenceRequested,
    evidenceProvided,
    evidenceOverdue,
    evidenceClockMoved,
    draftFindingShared,
    draftReplied,
  ],
  ...[findingIssued, findingAnswered, followUpReported, followUpAccepted, followUpReturned, followUpOverdue],
  ...[inspectionClosed, explanationProduced, integrityAlarmResolved, controlTripped, controlCleared],
  ...[logKeyRotated, logKeyRetired, kekRotationRequested, kekRotationConfirmed, keysRewrapped],
  ...[reconciliationStarted, storeReconciled, reconciliationFailed],
  ...[dataRequestFiled, dataRequestFulfilled, dataRequestRefused, dataRequestLaidAgain, dataRequestOverdue],
  ...[breachRecorded, breachMeasureTaken, breachNotified, breachNotificationOverdue],
  ...[legalHoldPlaced, legalHoldLifted, subjectKeyDestroyed],
]);
