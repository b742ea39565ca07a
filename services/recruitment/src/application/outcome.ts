import {
  applicationNotSelected,
  applicationReserved,
  applicationSelected,
  type RankedStage,
  PPPK_CRITERIA,
  type PppkCriterion,
  type RankingRow,
  SKD_CRITERIA,
  type SkdCriterion,
  skdFailed,
  skdOutranked,
  skdPassed,
} from '@jejak/contracts/recruitment';
import {
  type Application,
  type ApplicationEvent,
  type ApplicationStatus,
  illegalStatus,
  present,
} from './application.state';
import { about } from './subject';

/** What a published result means for this application. */
export interface RecordOutcome {
  readonly type: 'RecordOutcome';
  readonly stage: RankedStage;
  readonly rankingId: string;
  readonly resultVersion: number;
  readonly row: RankingRow;
}

const SKD_FROM: readonly ApplicationStatus[] = ['skd-scored', 'skd-passed', 'skd-failed', 'skd-outranked'];

/** From what a published result leads on: the final one from the SKD, or without one from the verification. */
const from = (stage: RankedStage, { total }: RankingRow): readonly ApplicationStatus[] => {
  if (stage === 'SKD') return SKD_FROM;
  return [total === null ? 'admin-passed' : 'skd-passed', 'selected', 'reserved', 'not-selected'];
};

const skdMissed = (missed: RankingRow['missed']): SkdCriterion[] =>
  SKD_CRITERIA.filter((criterion) => missed.includes(criterion));
const pppkMissed = (missed: RankingRow['missed']): PppkCriterion[] =>
  PPPK_CRITERIA.filter((criterion) => missed.includes(criterion));

/** What the published row says of the application, once for each version. @throws Conflict ILLEGAL_TRANSITION @source domain.md 4.2 */
export const recordOutcome = (command: RecordOutcome, state: Application): ApplicationEvent[] => {
  const { submitted, results, status } = present(state);
  const { stage, rankingId, resultVersion, row } = command;
  // An appointment stands, who has withdrawn or was disqualified after the ranking that is published here has left: a result is
  // about those who are not appointed yet.
  if ((results[stage] ?? 0) >= resultVersion || ['appointed', 'disqualified', 'withdrawn'].includes(status))
    return [];
  const states = from(stage, row);
  if (!states.includes(status)) throw illegalStatus(status, states.join(' or '));
  const { applicationId, vacancyId } = submitted;
  const result = { applicationId, vacancyId, rankingId, resultVersion };
  const rank = row.rank ?? 0;
  const final = row.final ?? '';
  switch (row.outcome) {
    case 'PASSED':
      return [skdPassed({ ...result, rank }, about(submitted))];
    case 'OUTRANKED':
      return [skdOutranked({ ...result, rank }, about(submitted))];
    case 'FAILED':
      return stage === 'SKD'
        ? [skdFailed({ ...result, missed: skdMissed(row.missed) }, about(submitted))]
        : [
            applicationNotSelected(
              { ...result, rank: null, final, missed: pppkMissed(row.missed) },
              about(submitted),
            ),
          ];
    case 'SELECTED':
      return [applicationSelected({ ...result, rank, final }, about(submitted))];
    case 'RESERVED':
      return [applicationReserved({ ...result, rank, final }, about(submitted))];
    case 'NOT_SELECTED':
      return [applicationNotSelected({ ...result, rank, final }, about(submitted))];
    case 'RANKED':
      return [];
  }
};
