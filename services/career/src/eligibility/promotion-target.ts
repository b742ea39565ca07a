import type { FunctionalLevel, PromotionKind } from '@jejak/contracts/career';
import { RuleViolated } from '@jejak/kernel';
import type { CareerRules } from '../credit/career-rules';
import { higherRank, levelAbove, needOf, rankAbove } from '../credit/ladder';

/** A rank and level, held or to be held. */
export interface Standing {
  readonly rank: string | null;
  readonly level: FunctionalLevel | null;
}

/**
 * What a kind of promotion leads to: the next level with its first rank, the next rank inside the level, or the next rank.
 * A structural one changes the post, and neither rank nor level by itself.
 * @throws RuleViolated RULE_VIOLATED (promotion.ladder) where nothing is above
 * @source PermenPANRB 1/2023; PP 11/2017 as amended by PP 17/2020; domain.md 7.3, 7.4
 */
export const targetOf = (kind: PromotionKind, { rank, level }: Standing, rules: CareerRules): Standing => {
  switch (kind) {
    case 'LEVEL': {
      const above = level && levelAbove(level);
      const first = above && needOf(rules, above)?.ranks[0];
      if (!above || !first || !needOf(rules, level)?.nextLevel) throw nothingAbove();
      // Who has been given a higher rank before keeps it.
      return { rank: higherRank(rank, first), level: above };
    }
    case 'RANK_FUNCTIONAL': {
      const step = level && rank ? rankStepOf({ rank, level }, rules) : null;
      if (!step?.next) throw nothingAbove();
      return { rank: step.next, level };
    }
    case 'RANK_REGULAR':
      // Of staff posts: a functional officer's rank rests on points.
      if (level !== null) throw nothingAbove();
      return nextRank({ rank, level });
    case 'EXTRAORDINARY':
      return nextRank({ rank, level });
    case 'STRUCTURAL':
      return { rank, level: null };
  }
};

const nextRank = ({ rank, level }: Standing): Standing => {
  const next = rank && rankAbove(rank);
  if (!next) throw nothingAbove();
  return { rank: next, level };
};

/** Which step of its level a rank is, from 1, and the rank after it; null where the level has no such rank. */
export const rankStepOf = (
  { rank, level }: { readonly rank: string; readonly level: FunctionalLevel },
  rules: CareerRules,
): { readonly step: number; readonly next: string | null } | null => {
  const ranks = needOf(rules, level)?.ranks ?? [];
  const at = ranks.indexOf(rank);
  return at < 0 ? null : { step: at + 1, next: ranks[at + 1] ?? null };
};

const nothingAbove = (): RuleViolated =>
  new RuleViolated('RULE_VIOLATED', 'Nothing is above what the employee holds for this kind of promotion.', {
    field: 'kind',
    rule: 'promotion.ladder',
  });
