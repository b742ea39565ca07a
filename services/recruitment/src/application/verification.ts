import {
  type ApplicationAdminPassed,
  applicationAdminPassed,
  type ApplicationAdminRejected,
  applicationAdminRejected,
  type ApplicationVerified,
  applicationVerified,
  type VerificationOutcome,
} from '@jejak/contracts/recruitment';
import { Conflict, reasonFor, RuleViolated } from '@jejak/kernel';
import { type Present, illegalStatus } from './application.state';
import { assertMayJudge, type CommitteeGiven } from './committee';
import { about } from './subject';

/** One verifier holds the application against the announced requirements. */
export interface VerifyApplication {
  readonly type: 'VerifyApplication';
  readonly by: string;
  readonly outcome: VerificationOutcome;
  /** The announced requirements that are not met, by their places from 1. */
  readonly requirementRefs: readonly string[];
  /** Why it is refused; not asked for where it passes. */
  readonly reason: string | null;
}

/** An objection (sanggah) to the ADMIN result was upheld: the verifiers erred. */
export interface AdmitByObjection {
  readonly type: 'AdmitByObjection';
  readonly objectionId: string;
}

/** One verifier's finding, as it was recorded. */
export interface Verification {
  readonly verifier: string;
  readonly outcome: VerificationOutcome;
  readonly requirementRefs: readonly string[];
  /** Null where it passed, and once the applicant is erased. */
  readonly reason: string | null;
}

export const verificationOf = ({ data, reason }: ApplicationVerified): Verification => ({
  verifier: data.verifier,
  outcome: data.outcome,
  requirementRefs: data.requirementRefs,
  reason: reason?.text ?? null,
});

/** Two who agree are the pair itself, or with the third the majority: the number is the rule's, not a threshold. */
const AGREEING = 2;

const byPlace = (a: string, b: string): number => Number(a) - Number(b);

/** Each once, in the order in which they were announced. */
const inOrder = (refs: readonly string[]): string[] => [...new Set(refs)].sort(byPlace);

/** @throws RuleViolated REQUIREMENT_REF_REQUIRED, RULE_VIOLATED @source domain.md 4.2 */
const assertRefs = (outcome: VerificationOutcome, refs: readonly string[], announced: number): void => {
  if (outcome === 'PASSED') {
    if (refs.length > 0)
      throw new RuleViolated('RULE_VIOLATED', 'Who passes misses no requirement.', {
        field: 'requirementRefs',
        rule: 'rec.verification',
      });
    return;
  }
  if (refs.length === 0 || refs.some((ref) => Number(ref) > announced))
    throw new RuleViolated(
      'REQUIREMENT_REF_REQUIRED',
      'A rejection names announced requirements that are not met.',
      {
        field: 'requirementRefs',
        params: { announced },
      },
    );
};

const rejected = ({ submitted }: Present, agreeing: readonly Verification[]): ApplicationAdminRejected => {
  const { applicationId, vacancyId } = submitted;
  const named = agreeing.flatMap(({ requirementRefs }) => requirementRefs);
  const requirementRefs = inOrder(named);
  const timesNamed = (ref: string): number => named.filter((other) => other === ref).length;
  const most = Math.max(...requirementRefs.map(timesNamed));
  // A rejection names at least one.
  const requirementRef = requirementRefs.find((ref) => timesNamed(ref) === most) as string;
  const text = agreeing.flatMap(({ reason }) => reason ?? []).join('\n');
  return applicationAdminRejected(
    { applicationId, vacancyId, requirementRef, requirementRefs },
    { ...about(submitted), reason: { code: 'REJECTION', text } },
  );
};

/**
 * Two verifiers, and a third if they differ: the outcome on which two agree is the application's. What somebody found who
 * has declared a conflict since does not count.
 * @throws Conflict ILLEGAL_TRANSITION, ALREADY_VERIFIED; RuleViolated SOD_VIOLATION, CONFLICT_OF_INTEREST,
 * REQUIREMENT_REF_REQUIRED, REASON_REQUIRED; NotAuthorised NOT_RELATED
 * @source domain.md 4.2, VerifyApplication
 */
export const verify = (
  { by, outcome, requirementRefs, reason }: VerifyApplication,
  state: Present,
  { vacancyStatus, members, requirements, reasonMinChars }: CommitteeGiven,
): (ApplicationVerified | ApplicationAdminPassed | ApplicationAdminRejected)[] => {
  const { submitted, status, verifications, conflicts } = state;
  if (vacancyStatus !== 'closed')
    throw new Conflict(
      'ILLEGAL_TRANSITION',
      'Applications are verified between the end of registration and the ADMIN result.',
    );
  if (status !== 'submitted') throw illegalStatus(status, 'submitted');
  if (verifications.some(({ verifier }) => verifier === by))
    throw new Conflict(
      'ALREADY_VERIFIED',
      'You have verified this application: the other finding is somebody else’s.',
    );
  assertMayJudge(by, state, members);
  assertRefs(outcome, requirementRefs, requirements);
  const { applicationId, vacancyId } = submitted;
  const why = outcome === 'REJECTED' ? { reason: reasonFor('REJECTION', reason ?? '', reasonMinChars) } : {};
  const verified = applicationVerified(
    { applicationId, verifier: by, outcome, requirementRefs: inOrder(requirementRefs) },
    { ...about(submitted), ...why },
  );
  const agreeing = [...verifications, verificationOf(verified)].filter(
    (other) => other.outcome === outcome && !conflicts.includes(other.verifier),
  );
  if (agreeing.length < AGREEING) return [verified];
  if (outcome === 'REJECTED') return [verified, rejected(state, agreeing)];
  return [
    verified,
    applicationAdminPassed(
      { applicationId, vacancyId, by: 'VERIFICATION', objectionId: null },
      about(submitted),
    ),
  ];
};

/**
 * The only way from a rejection to the SKD.
 * @throws Conflict ILLEGAL_TRANSITION
 * @source domain.md 4.1: `AdminRejected → AdminPassed` only by an upheld sanggah
 */
export const admitByObjection = (
  { objectionId }: AdmitByObjection,
  { submitted, status, admittedBy }: Present,
): ApplicationAdminPassed[] => {
  if (admittedBy === objectionId) return [];
  if (status !== 'admin-rejected') throw illegalStatus(status, 'rejected by the verification');
  const { applicationId, vacancyId } = submitted;
  return [
    applicationAdminPassed({ applicationId, vacancyId, by: 'OBJECTION', objectionId }, about(submitted)),
  ];
};
