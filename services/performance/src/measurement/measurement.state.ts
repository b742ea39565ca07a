import type {
  Indicator,
  MeasurementCorrected,
  MeasurementCorrectionDeclined,
  MeasurementCorrectionProposed,
  MeasurementDisputed,
  MeasurementIngested,
  MeasurementQuarantined,
  MeasurementRejected,
  MeasurementVerified,
  ProgressReported,
  RejectionCode,
  SourceRegistered,
  SourceSchema,
  VerificationMethod,
} from '@jejak/contracts/performance';
import type { Calendar, EvidenceRef, Moment } from '@jejak/kernel';
import type { CycleStatus } from '../cycle/cycle.decider';
import type { Existing as ExistingPlan } from '../plan/plan.state';
import type { KnownAmount, QualityRules } from './quality';

export interface Ingest {
  readonly type: 'IngestMeasurement';
  readonly measurementId: string;
  /** The code of a registered source. */
  readonly source: string;
  readonly indicatorId: string;
  readonly unitId: string | null;
  readonly employeeId: string | null;
  readonly quantity: string;
  readonly from: string;
  readonly to: string;
  readonly evidenceSha256: string | null;
  /** Of one case and not of a stretch of time: others of the same days are other cases, and no duplicates of it. */
  readonly ofCase?: string;
}

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
  | Ingest
  | { readonly type: 'VerifyMeasurement'; readonly by: string; readonly method: VerificationMethod }
  | {
      readonly type: 'RejectMeasurement';
      readonly by: string;
      readonly code: RejectionCode;
      readonly reason: string;
    }
  | {
      readonly type: 'DisputeRejection';
      readonly by: string;
      readonly reason: string;
      readonly evidence: readonly EvidenceRef[];
    }
  | {
      readonly type: 'ProposeCorrection';
      readonly by: string;
      readonly quantity: string;
      readonly reason: string;
      readonly evidence: readonly EvidenceRef[];
    }
  /** Of a disputed rejection, or of a proposed correction. */
  | { readonly type: 'ConfirmCorrection'; readonly by: string; readonly reason: string }
  | { readonly type: 'DeclineCorrection'; readonly by: string; readonly reason: string }
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
  | ProgressReported
  | MeasurementIngested
  | MeasurementQuarantined
  | MeasurementVerified
  | MeasurementRejected
  | MeasurementDisputed
  | MeasurementCorrectionProposed
  | MeasurementCorrectionDeclined
  | MeasurementCorrected;

export type MeasurementStatus =
  'REPORTED' | 'QUARANTINED' | 'VERIFIED' | 'REJECTED' | 'DISPUTED' | 'CORRECTED';

export interface Existing {
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
  /** A correction that waits for a verifier. */
  readonly proposed: { readonly by: string; readonly quantity: string } | null;
}
export type Measurement = { readonly status: 'absent' } | Existing;

/** A registered source as decisions about its amounts read it. */
export type RegisteredSource = Pick<SourceRegistered['data'], 'sourceId' | 'version' | 'kind' | 'schema'> & {
  readonly suspended: boolean;
};

export interface MeasurementGiven {
  readonly calendar: Calendar;
  /** Of the year in which the amount ends; null where it was never opened (past years). */
  readonly cycle: CycleStatus | null;
  /** The plan that a report is for; null for every other command. */
  readonly plan:
    | (Pick<
        ExistingPlan,
        'status' | 'employeeId' | 'unitId' | 'periodStart' | 'periodEnd' | 'pinnedPolicies' | 'reportBy'
      > & { readonly indicators: readonly Indicator[] })
    | null;
  /** Who rates the employee on the day of the command. */
  readonly supervisorId: string | null;
  /** Whether whoever asks is a data steward of the amount's unit on that day. */
  readonly steward: boolean;
  readonly reasonMinimum: number;
  /** The event that a correction puts right; null for every other command. */
  readonly correctsEventId: string | null;
  /** What a delivery is held against; null for every other command. */
  readonly delivery: {
    /** Null: no such source is registered. */
    readonly source: RegisteredSource | null;
    readonly known: readonly KnownAmount[];
    readonly quality: QualityRules;
  } | null;
  /** What a report is held against, so that whoever verifies it looks closer; left out for every other command. */
  readonly heldAgainst?: {
    /** Of registered sources that name the indicator. */
    readonly schemas: readonly SourceSchema[];
    readonly known: readonly KnownAmount[];
    readonly quality: QualityRules;
  };
}
export type Handed = MeasurementGiven & Moment;

/** What of an amount counts in a score. */
export const counted = ({ status, quantity }: Pick<Existing, 'status' | 'quantity'>): string =>
  status === 'VERIFIED' || status === 'CORRECTED' ? quantity : '0';

/** Whether somebody has yet to say what becomes of an amount. */
export const isUndecided = (status: MeasurementStatus): boolean =>
  status === 'REPORTED' || status === 'QUARANTINED' || status === 'DISPUTED';

export const evolve = (state: Measurement, event: MeasurementEvent): Measurement => {
  if (event.type === 'ProgressReported')
    return { ...event.data, status: 'REPORTED', reporterId: event.data.employeeId, proposed: null };
  if (event.type === 'MeasurementIngested')
    return { ...event.data, status: 'VERIFIED', reporterId: null, proposed: null };
  if (event.type === 'MeasurementQuarantined')
    return { ...event.data, status: 'QUARANTINED', reporterId: null, proposed: null };
  // Every other event follows one of these; an absent amount has none.
  if (state.status === 'absent') return state;
  switch (event.type) {
    case 'MeasurementVerified':
      return { ...state, status: 'VERIFIED' };
    case 'MeasurementRejected':
      return { ...state, status: 'REJECTED' };
    case 'MeasurementDisputed':
      return { ...state, status: 'DISPUTED' };
    case 'MeasurementCorrectionProposed': {
      const { proposedBy: by, new: quantity } = event.data;
      return { ...state, proposed: { by, quantity } };
    }
    case 'MeasurementCorrectionDeclined':
      return { ...state, proposed: null };
    case 'MeasurementCorrected':
      return { ...state, status: 'CORRECTED', quantity: event.data.new, proposed: null };
  }
};
