import { type PolicyAcknowledged, policyAcknowledged } from '@jejak/contracts/policy';
import { Conflict, type Decider, NotAuthorised } from '@jejak/kernel';
import type { VersionStatus } from '../policy/policy.state';

/** An employee says that they have read a version. Said again it says nothing new. */
export interface AcknowledgePolicy {
  readonly type: 'AcknowledgePolicy';
  readonly key: string;
  readonly version: number;
  readonly employeeId: string;
  /** Per cent; null where no quiz was taken. */
  readonly quizScore: string | null;
}

export interface AcknowledgementGiven {
  readonly status: VersionStatus;
  /** Whether career knows the employee as employed today. */
  readonly employed: boolean;
}

/** States in which there is something to be acknowledged. */
const PUBLIC: readonly VersionStatus[] = ['PUBLISHED', 'SOCIALISING', 'IN_FORCE'];

/**
 * That somebody knows of a version. @throws Conflict ILLEGAL_TRANSITION; NotAuthorised NOT_RELATED
 * @source domain.md 8.1
 */
export const acknowledgement: Decider<AcknowledgePolicy, PolicyAcknowledged, boolean, AcknowledgementGiven> =
  {
    initial: false,
    decide: ({ key, version, employeeId, quizScore }, known, { status, employed }) => {
      if (known) return [];
      if (!PUBLIC.includes(status))
        throw new Conflict(
          'ILLEGAL_TRANSITION',
          'Only what is published and not yet replaced is acknowledged.',
        );
      if (!employed)
        throw new NotAuthorised('NOT_RELATED', 'Only who works for the city acknowledges its policies.');
      return [
        policyAcknowledged(
          { key, version, employeeId, ...(quizScore === null ? {} : { quizScore }) },
          { subject: employeeId },
        ),
      ];
    },
    evolve: () => true,
  };
