import { type ExceptionExpired, type ExceptionGranted, policyContracts } from '@jejak/contracts/policy';
import { projection } from '@jejak/projections';

/** That a rule does not hold for one case, as the policy service told of it. */
export interface ExceptionRow {
  readonly exceptionId: string;
  /** The stream of the case. */
  readonly caseStream: string;
  /** The key of the policy. */
  readonly rule: string;
  /** ISO instant from which the rule holds again. */
  readonly expiresAt: string;
  /** Of the stream at the row's `version`: what a decision names that rested on it. */
  readonly hash: string;
}

export const exceptionList = projection<ExceptionGranted | ExceptionExpired, ExceptionRow>()({
  table: 'policy_exception',
  source: policyContracts,
  key: ({ data }) => data.exceptionId,
  opens: {
    ExceptionGranted: ({ data: { exceptionId, case: caseStream, rule, expiresAt }, envelope: { hash } }) => ({
      ...{ exceptionId, caseStream, rule, expiresAt, hash },
    }),
  },
  // Its last instant says the same.
  on: { ExceptionExpired: (row, { envelope: { hash } }) => ({ ...row, hash }) },
});
