import {
  type RankedStage,
  type StageResultPublished,
  stageResultPublished,
} from '@jejak/contracts/recruitment';
import { type Moment, RuleViolated } from '@jejak/kernel';
import { needed } from '../needed';
import { assertUncontested, contestedUntil } from './contested';
import {
  assertChairs,
  assertChangeNamed,
  assertSeen,
  correctionOf,
  objectionWindow,
  retention,
} from './publishing';
import type { VacancyGiven } from './vacancy.decider';
import { illegal, statesFor, type Vacancy } from './vacancy.state';

/** The chair makes the ranking of a stage public. */
export interface PublishStageResult {
  readonly type: 'PublishStageResult';
  readonly stage: RankedStage;
  /** The ranking that the committee has seen and publishes. */
  readonly rankingId: string;
  readonly datasetId: string;
  readonly tieMinuteSha256: string | null;
  /** What a later version changes and why. */
  readonly change: string | null;
}

/** The result that a publication would make public, computed again from what is recorded now. */
export interface ComputedResult {
  readonly rankingId: string;
  readonly rowsSha256: string;
  readonly rows: number;
  readonly advancing: number | null;
  readonly cutOff: string | null;
  /** Rows that no criterion separates from the one above. */
  readonly unresolved: number;
  /** Scores, results, or answers to objections of the stage before, that the records miss now. */
  readonly unsettled: number;
  /** SHA-256 of the file to publish. */
  readonly fileSha256: string;
}

/** The states in which a stage's result may be published, first or anew; of a round that was finished elsewhere FINAL only. */
const publishable = (stage: RankedStage, state: Vacancy): readonly Vacancy['status'][] => {
  if (state.status === 'imported') return stage === 'FINAL' ? ['imported'] : [];
  return 'announced' in state ? statesFor(stage, state.announced.stages) : [];
};

/**
 * @throws Conflict ILLEGAL_TRANSITION; NotAuthorised NOT_RELATED; RuleViolated RANKING_MISMATCH, STAGE_NOT_SETTLED,
 * REASON_REQUIRED, TIE_UNRESOLVED
 * @source domain.md 4.2 PublishStageResult, 4.3 rule 5
 */
export const publishStageResult = (
  command: PublishStageResult,
  state: Vacancy,
  given: VacancyGiven & Moment,
): StageResultPublished[] => {
  const { stage, rankingId, datasetId, tieMinuteSha256, change } = command;
  const states = publishable(stage, state);
  if (!('results' in state) || !states.includes(state.status))
    throw illegal(states.join(' or ') || 'announced, with such a stage');
  if (state.status !== 'imported') assertChairs(given);
  const result = needed(given.result, 'the computed result');
  assertSeen(rankingId, { ...result, id: result.rankingId }, given.recordedRowsSha256);
  const current = state.results[stage];
  if (current?.rankingId === rankingId) return [];
  // It may be contested between the ranking and its publication.
  if (result.unsettled > 0)
    throw new RuleViolated('STAGE_NOT_SETTLED', 'The stage before is not settled any more.', {
      params: { missing: result.unsettled },
    });
  assertUncontested(contestedUntil(stage, state.results), given);
  assertChangeNamed(current, change, given);
  const objection = needed(given.objection, 'the objection window');
  // In a round that was finished elsewhere its committee has settled what the criteria do not; the rows are marked.
  if (stage === 'FINAL' && objection && result.unresolved > 0 && tieMinuteSha256 === null)
    throw new RuleViolated('TIE_UNRESOLVED', 'Rows that nothing separates need a minute of the committee.', {
      field: 'tieMinuteSha256',
      params: { rows: result.unresolved },
    });
  const { rows, advancing, cutOff, fileSha256 } = result;
  const vacancyId = 'round' in state ? state.round.vacancyId : state.draft.vacancyId;
  return [
    stageResultPublished(
      {
        ...{ vacancyId, stage, version: (current?.version ?? 0) + 1, rankingId, datasetId },
        ...{ sha256: fileSha256, rows, advancing, cutOff, tieMinuteSha256 },
        // What a version of the SKB corrects after the final result is contested with that one's new version.
        ...objectionWindow(stage === 'SKB' && state.results.FINAL ? null : objection, given),
        ...retention(stage === 'FINAL' && !current, given),
      },
      correctionOf(current, change),
    ),
  ];
};
