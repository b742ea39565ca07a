import {
  applicationNotSelected,
  applicationReserved,
  applicationSelected,
  type RankedStage,
  type RankingRow,
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

const FROM: Readonly<Record<RankedStage, readonly ApplicationStatus[]>> = {
  SKD: ['skd-scored', 'skd-passed', 'skd-failed', 'skd-outranked'],
  FINAL: ['skd-passed', 'selected', 'reserved', 'not-selected'],
};

/** What the published row says of the application, once for each version. @throws Conflict ILLEGAL_TRANSITION @source domain.md 4.2 */
export const recordOutcome = (command: RecordOutcome, state: Application): ApplicationEvent[] => {
  const { submitted, results, status } = present(state);
  const { stage, rankingId, resultVersion, row } = command;
  // An appointment stands, who has withdrawn or was disqualified after the ranking that is published here has left: a result is
  // about those who are not appointed yet.
  if ((results[stage] ?? 0) >= resultVersion || ['appointed', 'disqualified', 'withdrawn'].includes(status))
    return [];
  if (!FROM[stage].includes(status)) throw illegalStatus(status, FROM[stage].join(' or '));
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
      return [skdFailed({ ...result, missed: row.missed }, about(submitted))];
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
