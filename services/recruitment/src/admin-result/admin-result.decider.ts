import {
  type AdminResultComputed,
  adminResultComputed,
  type AdminResultRow,
} from '@jejak/contracts/recruitment';
import { type Decider, naturalId, RuleViolated, streamOf } from '@jejak/kernel';

/** What is the same in every part of an ADMIN result. */
export interface AdminResultHead {
  readonly adminResultId: string;
  readonly vacancyId: string;
  readonly count: number;
  readonly parts: number;
  readonly rowsSha256: string;
  /** Sorted refs. */
  readonly policies: readonly string[];
}

/** Records part `part` of what the verification came to. */
export interface ComputeAdminResult {
  readonly type: 'ComputeAdminResult';
  readonly head: AdminResultHead;
  /** 1 … `head.parts`. */
  readonly part: number;
  readonly rows: readonly AdminResultRow[];
  /** Applications on which the verifiers have not agreed yet. */
  readonly unsettled: number;
}

/** Null where it is not recorded. */
export type AdminResultPart = { readonly rowsSha256: string } | null;

/** @throws RuleViolated STAGE_NOT_SETTLED */
export const assertSettled = (unsettled: number): void => {
  if (unsettled > 0)
    throw new RuleViolated('STAGE_NOT_SETTLED', 'Applications are still to be verified.', {
      params: { missing: unsettled },
    });
};

/**
 * A part of an ADMIN result, in a stream of its own. Its id comes from its rows, so a part that is there already is the same
 * part. @source domain.md 4.2
 */
export const adminResult: Decider<ComputeAdminResult, AdminResultComputed, AdminResultPart> = {
  initial: null,
  decide: ({ head, part, rows, unsettled }, state) => {
    assertSettled(unsettled);
    if (state) return [];
    return [adminResultComputed({ ...head, policies: [...head.policies], part, rows: [...rows] })];
  },
  evolve: (_, { data: { rowsSha256 } }) => ({ rowsSha256 }),
};

/** The stream of a part; that of part 1 names the result. */
export const adminResultStream = (adminResultId: string, part = 1): string =>
  streamOf(
    'admin-result',
    part === 1 ? adminResultId : naturalId('admin-result', adminResultId, String(part)),
  );
