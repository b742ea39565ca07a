import {
  performanceContracts,
  type QualityCheck,
  type RejectionCode,
  type Source,
} from '@jejak/contracts/performance';
import { projection } from '@jejak/projections';
import type { MeasurementEvent, MeasurementStatus } from './measurement.state';

export interface MeasurementRow {
  readonly measurementId: string;
  /** Null where a source delivered it. */
  readonly planId: string | null;
  readonly employeeId: string | null;
  readonly unitId: string | null;
  readonly source: Source;
  readonly indicatorId: string;
  readonly quantity: string;
  readonly fromDate: string;
  readonly toDate: string;
  readonly status: MeasurementStatus;
  readonly rejectionCode: RejectionCode | null;
  /** The registered source that delivered it; null for self-reports, and where it was not recorded. */
  readonly sourceId: string | null;
  /** The check that it failed, and what it was held against. */
  readonly checkFailed: QualityCheck | null;
  readonly against: string | null;
  /** The amount that a correction proposes, until a verifier has decided about it. */
  readonly proposed: string | null;
  /** Of the stream at the row's `version`: what a decision names that rested on this row. */
  readonly hash: string;
}

/** Every amount as it stands. */
export const measurementList = projection<MeasurementEvent, MeasurementRow>()({
  table: 'measurement_list',
  source: performanceContracts,
  key: ({ data }) => data.measurementId,
  opens: {
    ProgressReported: ({ data, envelope: { hash } }) => {
      const { measurementId, planId, employeeId, unitId, indicatorId, quantity, from, to, flag } = data;
      return {
        ...{ measurementId, planId, employeeId, unitId, indicatorId, quantity, fromDate: from, toDate: to },
        ...{ source: 'SELF', status: 'REPORTED', rejectionCode: null, hash, sourceId: null, proposed: null },
        ...{ checkFailed: flag?.check ?? null, against: flag?.against ?? null },
      };
    },
    MeasurementIngested: ({ data, envelope: { hash } }) => {
      const { measurementId, employeeId, unitId, source, indicatorId, quantity, from, to } = data;
      return {
        ...{ measurementId, employeeId, unitId, source, indicatorId, quantity, fromDate: from, toDate: to },
        ...{ planId: null, status: 'VERIFIED', rejectionCode: null, hash },
        ...{ sourceId: data.sourceId, checkFailed: null, against: null, proposed: null },
      };
    },
    MeasurementQuarantined: ({ data, envelope: { hash } }) => {
      const { measurementId, employeeId, unitId, source, indicatorId, quantity, from, to } = data;
      const { sourceId, checkFailed, against } = data;
      return {
        ...{ measurementId, employeeId, unitId, source, indicatorId, quantity, fromDate: from, toDate: to },
        ...{ planId: null, status: 'QUARANTINED', rejectionCode: null, hash },
        ...{ sourceId, checkFailed, against, proposed: null },
      };
    },
  },
  on: {
    MeasurementVerified: (row, { envelope: { hash } }) => ({ ...row, status: 'VERIFIED', hash }),
    MeasurementRejected: (row, { data: { code }, envelope: { hash } }) => ({
      ...row,
      ...{ status: 'REJECTED', rejectionCode: code, hash },
    }),
    MeasurementDisputed: (row, { envelope: { hash } }) => ({ ...row, status: 'DISPUTED', hash }),
    MeasurementCorrectionProposed: (row, { data, envelope: { hash } }) => ({
      ...row,
      proposed: data.new,
      hash,
    }),
    MeasurementCorrectionDeclined: (row, { envelope: { hash } }) => ({ ...row, proposed: null, hash }),
    MeasurementCorrected: (row, { data: { quantity }, envelope: { hash } }) => ({
      ...row,
      ...{ status: 'CORRECTED', quantity, rejectionCode: null, proposed: null, hash },
    }),
  },
});
