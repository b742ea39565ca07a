import { type Stage, type StageResultPublished, STAGES } from '@jejak/contracts/recruitment';
import { isBefore, type Moment, RuleViolated } from '@jejak/kernel';

/** The stages before one, earliest first. */
const stagesBefore = (stage: Stage): readonly Stage[] => STAGES.slice(0, STAGES.indexOf(stage));

/** The current version of each published stage. */
type Results = Readonly<Partial<Record<Stage, StageResultPublished['data']>>>;

/**
 * The first instant from which no result before a stage can be contested any more, as far as is published; null where none could
 * ever be, as in a round that was finished elsewhere.
 */
export const contestedUntil = (stage: Stage, results: Results): string | null =>
  stagesBefore(stage)
    .map((before) => results[before]?.objectionClosesAt ?? null)
    .reduce((latest, closesAt) => (latest === null || (closesAt ?? '') > latest ? closesAt : latest), null);

/**
 * Nothing is built on a result that can still be contested: an objection that comes in the window's last minute would find the next
 * stage ranked over it. Once it is closed none can arrive, so what was settled then stays settled.
 * @throws RuleViolated STAGE_NOT_SETTLED
 * @source domain.md 4.2 ComputeRanking, PublishStageResult
 */
export const assertUncontested = (until: string | null, { now }: Moment): void => {
  if (until !== null && isBefore(now, until))
    throw new RuleViolated('STAGE_NOT_SETTLED', 'Objections to the stage before are still taken.', {
      rule: 'rec.objection',
      params: { missing: 0, until },
    });
};
