import { policyContracts } from '@jejak/contracts/policy';
import { projection } from '@jejak/projections';
import type { Exception, ExceptionEvent } from './exception.decider';

/** An exception without its words. */
export interface ExceptionRow {
  readonly exceptionId: string;
  readonly case: string;
  readonly rule: string;
  readonly unitId: string;
  readonly requestedBy: string;
  readonly employeeId: string | null;
  /** Legal date. */
  readonly until: string;
  readonly status: Exclude<Exception['status'], 'absent'>;
  /** ISO instants. */
  readonly requestedAt: string;
  readonly decidedAt: string | null;
}

export const exceptions = projection<ExceptionEvent, ExceptionRow>()({
  table: 'policy_exception',
  source: policyContracts,
  key: ({ data }) => data.exceptionId,
  opens: {
    ExceptionRequested: ({ data, envelope }) => ({
      ...{ ...data, status: 'REQUESTED', requestedAt: envelope.at, decidedAt: null },
    }),
  },
  on: {
    ExceptionGranted: (row, { envelope }) => ({ ...row, status: 'GRANTED', decidedAt: envelope.at }),
    ExceptionRefused: (row, { envelope }) => ({ ...row, status: 'REFUSED', decidedAt: envelope.at }),
    ExceptionExpired: (row) => ({ ...row, status: 'EXPIRED' }),
  },
});
