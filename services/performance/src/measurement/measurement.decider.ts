import {
  type Indicator,
  type MeasurementCorrected,
  measurementCorrected,
  type MeasurementIngested,
  measurementIngested,
  type MeasurementRejected,
  measurementRejected,
  type MeasurementVerified,
  measurementVerified,
  type ProgressReported,
  progressReported,
  type RejectionCode,
  type Source,
  type VerificationMethod,
} from '@jejak/contracts/performance';
import {
  type Calendar,
  Conflict,
  type Decider,
  decimal,
  type EvidenceRef,
  legalDate,
  Locked,
  type Moment,
  NotAuthorised,
  NotFound,
  reasonFor,
  RuleViolated,
} from '@jejak/kernel';

export type MeasurementCommand =
  | {
      readonly type: 'ReportProgress';
      readonly by: string;
      readonly measurementId: string;
      readonly planId: string;
      readonly indicatorId: string;
      readonly quantity: string;
      readonly from: string;
      readonly to: string;
      readonly channel: string;
      readonly evidence: readonly EvidenceRef[];
    }
  | {
      readonly type: 'IngestMeasurement';
      readonly measurementId: string;
      readonly source: Source;
      readonly indicatorId: string;
      readonly unitId: string | null;
      readonly employeeId: string | null;
      readonly quantity: string;
      readonly from: string;
      readonly to: string;
      readonly evidenceSha256: string | null;
    }
  | { readonly type: 'VerifyMeasurement'; readonly by: string; readonly method: VerificationMethod }
  | {
      readonly type: 'RejectMeasurement';
      readonly by: string;
      readonly code: RejectionCode;
      readonly reason: string;
    }
  | {
      /** Issued with the decision of an objection or the reopening of an evaluation only, together with it. */
      readonly type: 'CorrectMeasurement';
      readonly by: string;
      readonly evaluationId: string;
      readonly quantity: string;
      readonly reason: string;
      /** Default: an objection. */
      readonly because?: 'OBJECTION' | 'FINDING' | 'COURT_ORDER';
    };

export type MeasurementEvent =
  ProgressReported | MeasurementIngested | MeasurementVerified | MeasurementRejected | MeasurementCorrected;

export type MeasurementStatus = 'REPORTED' | 'VERIFIED' | 'REJECTED' | 'CORRECTED';
interface Existing {
  readonly status: MeasurementStatus;
  readonly measurementId: string;
  /** Null for an amount of a whole unit. */
  readonly employeeId: string | null;
  readonly unitId: string | null;
  /** Null where a source delivered it. */
  readonly reporterId: string | null;
  readonly indicatorId: string;
  readonly quantity: string;
  readonly from: string;
  readonly to: string;
}
export type Measurement = { readonly status: 'absent' } | Existing;

export interface MeasurementGiven {
  readonly calendar: Calendar;
  /** Of the year in which the amount ends; null where it was never opened (past years). */
  readonly cycle: 'OPEN' | 'CLOSED' | null;
  /** The plan that a report is for; null for every other command. */
  readonly plan: {
    readonly status: string;
    readonly employeeId: string;
    readonly unitId: string;
    readonly periodStart: string;
    readonly periodEnd: string;
    readonly indicators: readonly Indicator[];
  } | null;
  /** Who rates the employee on the day of the command. */
  readonly supervisorId: string | null;
  /** Whether whoever asks is a data steward of the amount's unit on that day. */
  readonly steward: boolean;
  readonly reasonMinimum: number;
  /** The last event of the stream, where a correction is asked for: it is what was wrong. */
  readonly lastEventId: string | null;
}

/** What of an amount counts in a score. */
export const counted = ({ status, quantity }: Pick<Existing, 'status' | 'quantity'>): string =>
  status === 'VERIFIED' || status === 'CORRECTED' ? quantity : '0';

const decide = (
  command: MeasurementCommand,
  state: Measurement,
  given: MeasurementGiven & Moment,
): MeasurementEvent[] => {
  if (command.type === 'ReportProgress') return report(command, state, given);
  if (command.type === 'IngestMeasurement') return ingest(command, state, given);
  if (state.status === 'absent') throw new NotFound('MEASUREMENT_NOT_FOUND', 'There is no such measurement.');
  const { measurementId, quantity } = state;
  const particulars = state.employeeId === null ? {} : { subject: state.employeeId };
  switch (command.type) {
    case 'VerifyMeasurement':
      mayVerify(command.by, state, given);
      return [
        measurementVerified(
          { measurementId, verifiedBy: command.by, method: command.method, quantity },
          particulars,
        ),
      ];
    case 'RejectMeasurement': {
      mayVerify(command.by, state, given);
      const reason = reasonFor('REJECTION', command.reason, given.reasonMinimum);
      const { by: rejectedBy, code } = command;
      return [measurementRejected({ measurementId, rejectedBy, code, quantity }, { ...particulars, reason })];
    }
    case 'CorrectMeasurement': {
      const { by: correctedBy, evaluationId } = command;
      const { lastEventId: correctsEventId } = given;
      if (correctsEventId === null) throw new Error('a correction is handed the event that it corrects');
      const reason = reasonFor(command.because ?? 'OBJECTION', command.reason, given.reasonMinimum);
      return [
        measurementCorrected(
          {
            ...{ measurementId, correctsEventId, correctedBy, evaluationId },
            ...{
              oldStatus: state.status,
              old: counted(state),
              new: command.quantity,
              quantity: command.quantity,
            },
          },
          { ...particulars, reason },
        ),
      ];
    }
  }
};

const report = (
  command: Extract<MeasurementCommand, { type: 'ReportProgress' }>,
  state: Measurement,
  given: MeasurementGiven & Moment,
): MeasurementEvent[] => {
  const { plan } = given;
  if (!plan) throw new NotFound('PLAN_NOT_FOUND', 'There is no such plan.');
  unlocked(given);
  if (state.status !== 'absent') throw new Conflict('MEASUREMENT_EXISTS', 'This amount is reported already.');
  if (plan.status !== 'ACTIVE')
    throw new Conflict('PLAN_NOT_ACTIVE', 'Progress is reported on an agreed plan.');
  if (command.by !== plan.employeeId)
    throw new NotAuthorised('NOT_RELATED', 'Everybody reports on their own plan.');
  const { type: _, by: __, evidence, ...data } = command;
  const indicator = plan.indicators.find(({ indicatorId }) => indicatorId === data.indicatorId);
  if (!indicator)
    throw new NotFound('INDICATOR_NOT_FOUND', 'The plan has no such indicator.', { field: 'indicatorId' });
  inOrder(data, given);
  if (data.from < plan.periodStart || data.to > plan.periodEnd)
    throw new RuleViolated('RULE_VIOLATED', 'The amount lies outside the period of the plan.', {
      field: 'from',
      rule: 'measurement.period',
    });
  if (indicator.verificationRule === 'EVIDENCE_REQUIRED' && evidence.length === 0)
    throw new RuleViolated('EVIDENCE_REQUIRED', 'This indicator is reported with evidence.', {
      field: 'evidence',
    });
  const { employeeId, unitId } = plan;
  return [
    progressReported({ ...data, employeeId, unitId }, { subject: employeeId, evidence, effective: data.to }),
  ];
};

const ingest = (
  { type: _, ...data }: Extract<MeasurementCommand, { type: 'IngestMeasurement' }>,
  state: Measurement,
  given: MeasurementGiven & Moment,
): MeasurementEvent[] => {
  if (state.status !== 'absent') {
    if (decimal(state.quantity).equals(data.quantity)) return [];
    throw new Conflict('IMPORT_MISMATCH', 'This amount was delivered before with another quantity.', {
      field: 'quantity',
    });
  }
  unlocked(given);
  if (data.source === 'SELF')
    throw new RuleViolated('SOURCE_NOT_VALIDATED', 'Only a registered source delivers amounts.', {
      field: 'source',
    });
  inOrder(data, given);
  const subject = data.employeeId === null ? {} : { subject: data.employeeId };
  return [measurementIngested(data, { ...subject, effective: data.to })];
};

/** @throws Locked PERIOD_LOCKED */
const unlocked = ({ cycle }: MeasurementGiven): void => {
  if (cycle === 'CLOSED')
    throw new Locked(
      'PERIOD_LOCKED',
      'The year is closed: only the decision of an objection changes its amounts.',
    );
};

const inOrder = (
  { from, to }: { from: string; to: string },
  { now, calendar }: MeasurementGiven & Moment,
): void => {
  if (to < from)
    throw new RuleViolated('RULE_VIOLATED', 'A period ends on or after its first day.', {
      field: 'to',
      rule: 'measurement.period',
    });
  if (to > legalDate(now, calendar))
    throw new RuleViolated('RULE_VIOLATED', 'What has not happened yet is not measured.', {
      field: 'to',
      rule: 'measurement.future',
    });
};

/** Verifying one's own amount is refused whatever else one is (domain.md 1, separation of duties 3). */
const mayVerify = (by: string, state: Existing, given: MeasurementGiven): void => {
  unlocked(given);
  if (state.status !== 'REPORTED')
    throw new Conflict('ILLEGAL_TRANSITION', 'Only a reported amount is verified or rejected.');
  if (by === state.reporterId)
    throw new RuleViolated('SOD_VIOLATION', 'Nobody verifies what they reported.', {
      rule: 'sod.reporter-verifier',
    });
  if (by !== given.supervisorId && !given.steward)
    throw new NotAuthorised('NOT_RELATED', 'The supervisor or a data steward of the unit verifies.');
};

const evolve = (state: Measurement, event: MeasurementEvent): Measurement => {
  switch (event.type) {
    case 'ProgressReported': {
      const { employeeId } = event.data;
      return { ...event.data, status: 'REPORTED', reporterId: employeeId };
    }
    case 'MeasurementIngested':
      return { ...event.data, status: 'VERIFIED', reporterId: null };
    case 'MeasurementVerified':
      return state.status === 'absent' ? state : { ...state, status: 'VERIFIED' };
    case 'MeasurementRejected':
      return state.status === 'absent' ? state : { ...state, status: 'REJECTED' };
    case 'MeasurementCorrected':
      return state.status === 'absent' ? state : { ...state, status: 'CORRECTED', quantity: event.data.new };
  }
};

export const measurement: Decider<MeasurementCommand, MeasurementEvent, Measurement, MeasurementGiven> = {
  initial: { status: 'absent' },
  decide,
  evolve,
};
