import {
  measurementCorrected,
  measurementIngested,
  measurementQuarantined,
  measurementRejected,
  measurementVerified,
  progressReported,
} from '@jejak/contracts/performance';
import type { Moment } from '@jejak/kernel';
import { specFor } from '@jejak/testing';
import { describe, expect, it } from '@jest/globals';
import {
  at,
  calendar,
  E1,
  EVALUATION,
  eventId,
  indicators,
  measurementId,
  PINNED,
  PLAN,
  qualityRules,
  STRANGER,
  SUP1,
  SUP2,
  UNIT,
  V1,
} from '../../test/nurse';
import { measurement } from './measurement.decider';
import {
  counted,
  type Ingest,
  type MeasurementCommand,
  type MeasurementGiven,
  type RegisteredSource,
} from './measurement.state';

const { given, stateAfter } = specFor(measurement);
const plan: MeasurementGiven['plan'] = {
  ...{ status: 'ACTIVE', employeeId: E1, unitId: UNIT, indicators: indicators('1200') },
  ...{ periodStart: '2026-01-01', periodEnd: '2026-12-31', pinnedPolicies: PINNED, reportBy: null },
};
const reads = (over: Partial<MeasurementGiven & Moment> = {}): MeasurementGiven & Moment => ({
  ...{
    now: at('2026-04-08'),
    calendar,
    cycle: 'OPEN',
    plan,
    supervisorId: SUP1,
    steward: false,
    reasonMinimum: 20,
    correctsEventId: eventId(1),
    delivery: null,
  },
  ...over,
});
const steward = reads({ steward: true });

const evidence = [{ sha256: 'a'.repeat(64), mediaType: 'application/pdf', size: 1024 }];
const amount = {
  ...{ measurementId: measurementId(1), indicatorId: 'I-1', quantity: '330' },
  ...{ from: '2026-01-01', to: '2026-03-31' },
};
const report: MeasurementCommand = {
  ...{ type: 'ReportProgress', by: E1, planId: PLAN, channel: 'WEB', evidence, ...amount },
};
const about = { subject: E1 };
const reported = progressReported(
  { ...amount, planId: PLAN, employeeId: E1, unitId: UNIT, channel: 'WEB' },
  { ...about, evidence, effective: '2026-03-31' },
);
const verify: MeasurementCommand = { type: 'VerifyMeasurement', by: V1, method: 'REGISTER_CHECK' };
const verified = measurementVerified(
  { measurementId: measurementId(1), verifiedBy: V1, method: 'REGISTER_CHECK', quantity: '330' },
  about,
);
const reason = 'Register sumber tidak ditemukan.';
const reject: MeasurementCommand = { type: 'RejectMeasurement', by: V1, code: 'SOURCE_MISSING', reason };
const rejected = measurementRejected(
  { measurementId: measurementId(1), rejectedBy: V1, code: 'SOURCE_MISSING', quantity: '330' },
  { ...about, reason: { code: 'REJECTION', text: reason } },
);

describe('ReportProgress', () => {
  it('reports an amount of an own indicator', () => given().when(report, reads()).thenRecords(reported));
  it('needs evidence where the indicator says so', () => {
    given()
      .when({ ...report, evidence: [] }, reads())
      .thenRefuses('EVIDENCE_REQUIRED');
    const lenient = indicators('1200').map((line) => ({
      ...line,
      verificationRule: 'EVIDENCE_OPTIONAL' as const,
    }));
    given()
      .when({ ...report, evidence: [] }, reads({ plan: { ...plan, indicators: lenient } }))
      .thenFacts((facts) => expect(facts).toHaveLength(1));
  });
  it('is refused for a locked year', () =>
    given()
      .when(report, reads({ cycle: 'CLOSED' }))
      .thenRefuses('PERIOD_LOCKED'));
  it('is refused before the plan binds', () =>
    given()
      .when(report, reads({ plan: { ...plan, status: 'SUBMITTED' } }))
      .thenRefuses('PLAN_NOT_ACTIVE'));
  it('is everybody’s own', () =>
    given()
      .when({ ...report, by: SUP1 }, reads())
      .thenRefuses('NOT_RELATED'));
  it('is refused for the future, a period upside down, or one outside the plan', () => {
    given()
      .when({ ...report, to: '2026-04-09' }, reads())
      .thenRefuses('RULE_VIOLATED', { rule: 'measurement.future' });
    given()
      .when({ ...report, from: '2026-04-01' }, reads())
      .thenRefuses('RULE_VIOLATED', { rule: 'measurement.period' });
    given()
      .when({ ...report, from: '2025-12-31' }, reads())
      .thenRefuses('RULE_VIOLATED', { rule: 'measurement.period' });
  });
  it('is refused for an indicator or plan that is not there, and twice', () => {
    given()
      .when({ ...report, indicatorId: 'I-9' }, reads())
      .thenRefuses('INDICATOR_NOT_FOUND');
    given()
      .when(report, reads({ plan: null }))
      .thenRefuses('PLAN_NOT_FOUND');
    given(reported).when(report, reads()).thenRecords();
  });
});

describe('VerifyMeasurement', () => {
  it('is a data steward’s or the supervisor’s', () => {
    given(reported).when(verify, steward).thenRecords(verified);
    given(reported)
      .when({ ...verify, by: SUP1 }, reads())
      .thenFacts((facts) => expect(facts).toHaveLength(1));
  });
  it('is refused to the reporter, steward or not', () =>
    given(reported)
      .when({ ...verify, by: E1 }, steward)
      .thenRefuses('SOD_VIOLATION'));
  it('is refused to others', () =>
    given(reported)
      .when({ ...verify, by: STRANGER }, reads())
      .thenRefuses('NOT_RELATED'));
  it('happens once, in a year that is open', () => {
    given(reported, verified).when(verify, steward).thenRefuses('ILLEGAL_TRANSITION');
    given(reported)
      .when(verify, { ...steward, cycle: 'CLOSED' })
      .thenRefuses('PERIOD_LOCKED');
    given().when(verify, steward).thenRefuses('MEASUREMENT_NOT_FOUND');
  });
});

describe('RejectMeasurement', () => {
  it('says what was wrong, and why', () => given(reported).when(reject, steward).thenRecords(rejected));
  it('is refused without a reason', () =>
    given(reported)
      .when({ ...reject, reason: 'tidak ada' }, steward)
      .thenRefuses('REASON_REQUIRED'));
  it('is refused to the reporter', () =>
    given(reported)
      .when({ ...reject, by: E1 }, steward)
      .thenRefuses('SOD_VIOLATION'));
});

describe('CorrectMeasurement', () => {
  const why = 'Register asli membuktikan enam puluh anak.';
  const correct: MeasurementCommand = {
    ...{ type: 'CorrectMeasurement', by: SUP2, evaluationId: EVALUATION },
    ...{ quantity: '330', reason: why },
  };
  const corrected = (old: string, oldStatus: 'REJECTED' | 'VERIFIED') =>
    measurementCorrected(
      {
        ...{
          measurementId: measurementId(1),
          correctsEventId: eventId(1),
          correctedBy: SUP2,
          evaluationId: EVALUATION,
        },
        ...{ oldStatus, old, new: '330', quantity: '330' },
      },
      { ...about, reason: { code: 'OBJECTION', text: why } },
    );
  it('lets a rejected amount count, even in a locked year', () =>
    given(reported, rejected)
      .when(correct, reads({ cycle: 'CLOSED' }))
      .thenRecords(corrected('0', 'REJECTED')));
  it('names what counted before', () =>
    given(reported, verified).when(correct, reads()).thenRecords(corrected('330', 'VERIFIED')));
  it('counts afterwards', () => {
    const after = stateAfter(reported, rejected, corrected('0', 'REJECTED'));
    expect(after.status === 'absent' ? null : counted(after)).toBe('330');
    const before = stateAfter(reported, rejected);
    expect(before.status === 'absent' ? null : counted(before)).toBe('0');
  });
});

describe('IngestMeasurement', () => {
  const ingest: Ingest = {
    ...{ type: 'IngestMeasurement', measurementId: measurementId(1), source: 'REGISTER', indicatorId: 'I-1' },
    ...{ unitId: null, employeeId: E1, quantity: '1010', from: '2023-01-01', to: '2023-12-31' },
    evidenceSha256: null,
  };
  const { type: _, ...data } = ingest;
  const registered: RegisteredSource = {
    ...{ sourceId: eventId(50), version: 3, kind: 'REGISTER', suspended: false },
    schema: { indicatorIds: [], min: null, max: '2000' },
  };
  const delivery = { source: registered, known: [], quality: qualityRules };
  const said = { ...data, source: 'REGISTER', sourceId: registered.sourceId, sourceVersion: 3 } as const;
  const ingested = measurementIngested(said, { ...about, effective: '2023-12-31' });
  const year = reads({ cycle: null, plan: null, delivery });

  it('takes an amount of a past year, verified by its source', () => {
    given().when(ingest, year).thenRecords(ingested);
    expect(stateAfter(ingested).status).toBe('VERIFIED');
  });
  it('takes an amount of a whole unit, about nobody', () =>
    given()
      .when({ ...ingest, employeeId: null, unitId: UNIT }, year)
      .thenFacts(([fact]) => expect(fact.subject).toBeUndefined()));
  it('says nothing new about the same amount, however written', () =>
    given(ingested)
      .when({ ...ingest, quantity: '1010.0' }, year)
      .thenRecords());
  it('is refused with another amount', () =>
    given(ingested)
      .when({ ...ingest, quantity: '1011' }, year)
      .thenRefuses('IMPORT_MISMATCH'));
  it('keeps what fails a check, for a steward', () => {
    const quarantined = measurementQuarantined(
      { ...said, quantity: '2001', checkFailed: 'RANGE', against: '2000' },
      { ...about, effective: '2023-12-31' },
    );
    given()
      .when({ ...ingest, quantity: '2001' }, year)
      .thenRecords(quarantined);
    given(quarantined)
      .when(verify, reads({ cycle: null, plan: null, steward: true }))
      .thenRecords(measurementVerified({ ...verified.data, quantity: '2001' }, about));
    given(quarantined)
      .when({ ...verify, by: SUP1 }, reads({ cycle: null, plan: null }))
      .thenRefuses('NOT_RELATED');
  });
  it('is refused from a source that is nobody’s, for the future, or a locked year', () => {
    for (const source of [null, { ...registered, suspended: true }])
      given()
        .when(ingest, reads({ cycle: null, plan: null, delivery: { ...delivery, source } }))
        .thenRefuses('SOURCE_NOT_VALIDATED');
    given()
      .when({ ...ingest, to: '2027-01-01' }, year)
      .thenRefuses('RULE_VIOLATED', { rule: 'measurement.future' });
    given()
      .when(ingest, reads({ cycle: 'CLOSED', delivery }))
      .thenRefuses('PERIOD_LOCKED');
  });
});
