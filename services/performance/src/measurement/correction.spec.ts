import {
  measurementCorrected,
  measurementCorrectionDeclined,
  measurementCorrectionProposed,
  measurementDisputed,
  measurementRejected,
  measurementVerified,
  progressReported,
} from '@jejak/contracts/performance';
import type { Moment } from '@jejak/kernel';
import { specFor } from '@jejak/testing';
import { describe, expect, it } from '@jest/globals';
import { at, calendar, E1, eventId, measurementId, PLAN, STRANGER, SUP1, UNIT, V1 } from '../../test/nurse';
import { measurement } from './measurement.decider';
import { counted, type MeasurementCommand, type MeasurementGiven } from './measurement.state';

const { given, stateAfter } = specFor(measurement);
const reads = (over: Partial<MeasurementGiven> = {}): MeasurementGiven & Moment => ({
  ...{ now: at('2026-12-30'), calendar, cycle: 'OPEN', plan: null, supervisorId: SUP1, steward: true },
  ...{ reasonMinimum: 20, correctsEventId: eventId(1), delivery: null },
  ...over,
});
const id = measurementId(1);
const about = { subject: E1 };
const reason = 'Register aslinya ada di gudang arsip.';
const evidence = [{ sha256: 'b'.repeat(64), mediaType: 'application/pdf', size: 10 }];
const reported = progressReported(
  {
    ...{ measurementId: id, planId: PLAN, employeeId: E1, unitId: UNIT, indicatorId: 'I-1', quantity: '60' },
    ...{ from: '2026-12-01', to: '2026-12-29', channel: 'WEB' },
  },
  about,
);
const rejected = measurementRejected(
  { measurementId: id, rejectedBy: V1, code: 'SOURCE_MISSING', quantity: '60' },
  { ...about, reason: { code: 'REJECTION', text: reason } },
);
const verified = measurementVerified(
  { measurementId: id, verifiedBy: V1, method: 'REGISTER_CHECK', quantity: '60' },
  about,
);
const dispute: MeasurementCommand = { type: 'DisputeRejection', by: E1, reason, evidence };
const disputed = measurementDisputed(
  { measurementId: id, disputedBy: E1, quantity: '60' },
  { ...about, reason: { code: 'OBJECTION', text: reason }, evidence },
);
const confirm: MeasurementCommand = { type: 'ConfirmCorrection', by: V1, reason };
const decline: MeasurementCommand = { type: 'DeclineCorrection', by: V1, reason };
const corrected = (oldStatus: 'DISPUTED' | 'VERIFIED', old: string, amount: string) =>
  measurementCorrected(
    {
      ...{ measurementId: id, correctsEventId: eventId(1), correctedBy: V1, evaluationId: null },
      ...{ oldStatus, old, new: amount, quantity: amount },
    },
    { ...about, reason: { code: 'CORRECTION', text: reason } },
  );

describe('a disputed rejection', () => {
  it('is the reporter’s, with a reason and evidence, in a year that is open', () => {
    given(reported, rejected).when(dispute, reads()).thenRecords(disputed);
    given(reported, rejected)
      .when({ ...dispute, by: STRANGER }, reads())
      .thenRefuses('NOT_RELATED');
    given(reported, rejected)
      .when({ ...dispute, reason: 'salah' }, reads())
      .thenRefuses('REASON_REQUIRED');
    given(reported, rejected)
      .when(dispute, reads({ cycle: 'CLOSED' }))
      .thenRefuses('PERIOD_LOCKED');
    given(reported, verified).when(dispute, reads()).thenRefuses('ILLEGAL_TRANSITION');
  });
  it('is confirmed by a verifier: the amount counts, and both versions stay', () => {
    given(reported, rejected, disputed)
      .when(confirm, reads())
      .thenRecords(corrected('DISPUTED', '0', '60'));
    const state = stateAfter(reported, rejected, disputed, corrected('DISPUTED', '0', '60'));
    expect(state.status === 'absent' ? null : counted(state)).toBe('60');
  });
  it('is not confirmed by the reporter, steward or not', () =>
    given(reported, rejected, disputed)
      .when({ ...confirm, by: E1 }, reads())
      .thenRefuses('SOD_VIOLATION'));
  it('stays rejected where the verifier says so', () =>
    given(reported, rejected, disputed)
      .when(decline, reads())
      .thenRecords(
        measurementRejected(
          { measurementId: id, rejectedBy: V1, code: 'OTHER', quantity: '60' },
          { ...about, reason: { code: 'REJECTION', text: reason } },
        ),
      ));
});

describe('a proposed correction', () => {
  const propose: MeasurementCommand = { type: 'ProposeCorrection', by: E1, quantity: '62', reason, evidence };
  const proposed = measurementCorrectionProposed(
    { measurementId: id, proposedBy: E1, old: '60', new: '62' },
    { ...about, reason: { code: 'CORRECTION', text: reason }, evidence },
  );
  it('is the reporter’s, of an amount that counts', () => {
    given(reported, verified).when(propose, reads()).thenRecords(proposed);
    given(reported, verified)
      .when({ ...propose, by: V1 }, reads())
      .thenRefuses('NOT_RELATED');
    given(reported).when(propose, reads()).thenRefuses('ILLEGAL_TRANSITION');
    given(reported, verified, proposed).when(propose, reads()).thenRefuses('ILLEGAL_TRANSITION');
    given(reported, verified)
      .when({ ...propose, quantity: '60.0' }, reads())
      .thenRefuses('RULE_VIOLATED', { rule: 'measurement.same-amount' });
    given(reported, verified)
      .when(propose, reads({ cycle: 'CLOSED' }))
      .thenRefuses('PERIOD_LOCKED');
  });
  it('counts once somebody else confirmed it', () => {
    const waiting = stateAfter(reported, verified, proposed);
    expect(waiting.status === 'absent' ? null : counted(waiting)).toBe('60');
    given(reported, verified, proposed)
      .when(confirm, reads())
      .thenRecords(corrected('VERIFIED', '60', '62'));
    given(reported, verified, proposed)
      .when({ ...confirm, by: E1 }, reads())
      .thenRefuses('SOD_VIOLATION');
    given(reported, verified, proposed)
      .when({ ...confirm, by: STRANGER }, reads({ steward: false }))
      .thenRefuses('NOT_RELATED');
    given(reported, verified).when(confirm, reads()).thenRefuses('ILLEGAL_TRANSITION');
  });
  it('is declined with a reason', () => {
    given(reported, verified, proposed)
      .when(decline, reads())
      .thenRecords(
        measurementCorrectionDeclined(
          { measurementId: id, declinedBy: V1, quantity: '62' },
          { ...about, reason: { code: 'REJECTION', text: reason } },
        ),
      );
    given(reported, verified, proposed)
      .when({ ...decline, reason: 'no' }, reads())
      .thenRefuses('REASON_REQUIRED');
    given(reported, verified).when(decline, reads()).thenRefuses('ILLEGAL_TRANSITION');
  });
});
