import { type StageResultPublished, stageResultPublished } from '@jejak/contracts/recruitment';
import { Conflict, type Moment } from '@jejak/kernel';
import { needed } from '../needed';
import { assertChairs, assertChangeNamed, assertSeen, correctionOf, objectionWindow } from './publishing';
import type { VacancyGiven } from './vacancy.decider';
import type { Vacancy } from './vacancy.state';

/** Publishes what the verification of all applications came to. It ranks nobody. */
export interface PublishAdminResult {
  readonly type: 'PublishAdminResult';
  /** The result that the chair has seen and publishes. */
  readonly adminResultId: string;
  readonly datasetId: string;
  /** What a later version changes and why. */
  readonly change: string | null;
}

/** The ADMIN result that a publication would make public, computed again from what is recorded now. */
export interface ComputedAdminResult {
  readonly adminResultId: string;
  readonly rowsSha256: string;
  readonly rows: number;
  readonly passed: number;
  /** SHA-256 of the file to publish. */
  readonly fileSha256: string;
}

/** The states in which the ADMIN result may be published, first or anew. */
export const ADMIN_PUBLISHABLE: readonly Vacancy['status'][] = ['closed', 'admin-published'];

/**
 * @throws Conflict ILLEGAL_TRANSITION; NotAuthorised NOT_RELATED; RuleViolated RANKING_MISMATCH, REASON_REQUIRED
 * @source domain.md 4.1, 4.2 PublishStageResult
 */
export const publishAdminResult = (
  { adminResultId, datasetId, change }: PublishAdminResult,
  state: Vacancy,
  given: VacancyGiven & Moment,
): StageResultPublished[] => {
  if (!('announced' in state) || !ADMIN_PUBLISHABLE.includes(state.status))
    throw new Conflict(
      'ILLEGAL_TRANSITION',
      `The vacancy is ${state.status}; it must be ${ADMIN_PUBLISHABLE.join(' or ')}.`,
    );
  assertChairs(given);
  const result = needed(given.adminResult, 'the computed ADMIN result');
  assertSeen(adminResultId, { ...result, id: result.adminResultId }, given.recordedRowsSha256);
  const current = state.results.ADMIN;
  if (current?.adminResultId === adminResultId) return [];
  assertChangeNamed(current, change, given);
  return [
    stageResultPublished(
      {
        ...{ vacancyId: state.draft.vacancyId, stage: 'ADMIN', version: (current?.version ?? 0) + 1 },
        ...{ rankingId: null, adminResultId, datasetId, sha256: result.fileSha256 },
        ...{ rows: result.rows, advancing: result.passed, cutOff: null, tieMinuteSha256: null },
        ...objectionWindow(needed(given.objection, 'the objection window'), given),
      },
      correctionOf(current, change),
    ),
  ];
};
