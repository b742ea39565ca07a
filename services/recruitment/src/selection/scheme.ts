import type {
  JptComponent,
  RankedStage,
  ScoreComponent,
  VacancyAnnounced,
} from '@jejak/contracts/recruitment';
import { RuleViolated } from '@jejak/kernel';
import { comesByFile } from './skb';

/** The stages of a vacancy, as it was announced. */
export type AnnouncedStages = readonly VacancyAnnounced['data']['stages'][number][];

/** What the final score of a vacancy without an SKD is made of, and what each weighs in percent, in the announced order. */
export type WeighedComponents = readonly { readonly kind: ScoreComponent; readonly weight: string }[];

/**
 * How a vacancy selects: by SKD and SKB as for a CPNS; by one sitting of four papers with thresholds as for a PPPK; or by what the
 * open selection of a senior leader announced. (ADR 13)
 */
export type Scheme =
  | { readonly kind: 'SKD_SKB'; readonly skbPublished: boolean }
  | { readonly kind: 'PPPK' | 'JPT'; readonly components: WeighedComponents };

/** @source domain.md 4.1, 4.3 rules 6 and 7 */
export const schemeOf = (stages: AnnouncedStages): Scheme => {
  const components: { kind: ScoreComponent; weight: string }[] = [];
  for (const { kind, weight } of stages)
    if (kind !== 'SKD' && kind !== 'SKB') components.push({ kind, weight });
  if (components.length === 0)
    return { kind: 'SKD_SKB', skbPublished: stages.some(({ published }) => published === true) };
  const isPppk = components.some(({ kind }) => kind === 'TECHNICAL');
  return { kind: isPppk ? 'PPPK' : 'JPT', components };
};

/** The stages that are ranked and published, in their order; before the first of them stands ADMIN. */
export const rankedStagesOf = (scheme: Scheme): readonly RankedStage[] => {
  if (scheme.kind !== 'SKD_SKB') return ['FINAL'];
  return scheme.skbPublished ? ['SKD', 'SKB', 'FINAL'] : ['SKD', 'FINAL'];
};

/** What a row of a file of scores is about: a whole SKD, a whole test of a PPPK, or one component. */
export type ScoredByFile = 'SKD' | 'COMPETENCY' | 'CAT' | 'PSYCHOLOGICAL' | JptComponent;

/**
 * Whether a file may bring these scores to a vacancy. The interview of an open selection is its committee's own.
 * @returns the rule that stands in the way, or null
 */
export const barredByFile = (
  what: ScoredByFile,
  scheme: Scheme,
  hasPanel: boolean,
): 'rec.stages' | 'rec.panel' | null => {
  if (scheme.kind === 'PPPK') return what === 'COMPETENCY' ? null : 'rec.stages';
  if (scheme.kind === 'JPT') {
    if (!scheme.components.some(({ kind }) => kind === what)) return 'rec.stages';
    return what === 'INTERVIEW' ? 'rec.panel' : null;
  }
  if (what === 'SKD') return null;
  if (what !== 'CAT' && what !== 'INTERVIEW' && what !== 'PSYCHOLOGICAL') return 'rec.stages';
  return comesByFile(what, hasPanel) ? null : 'rec.panel';
};

/** @throws RuleViolated RULE_VIOLATED, rule `rec.stages` or `rec.panel` @source domain.md 4.2 */
export const assertByFile = (what: ScoredByFile, scheme: Scheme, hasPanel: boolean): void => {
  const rule = barredByFile(what, scheme, hasPanel);
  if (rule === 'rec.panel')
    throw new RuleViolated('RULE_VIOLATED', 'The panel and the psychologist of this vacancy record it.', {
      field: 'component',
      rule,
    });
  if (rule) throw new RuleViolated('RULE_VIOLATED', 'The vacancy has no such stage.', { rule });
};
