import type { Component, Failure, ProgrammeKind, StateProgramme } from '@jejak/contracts/training';
import { type Decimal, decimal, type Numeric, rounded, sum } from '@jejak/kernel';
import type { TrainingRules } from '../rules/training-rules';

/** Scores from 0 to 100 by component. */
export type Scores = Readonly<Partial<Record<Component, string>>>;

type Weights = Pick<TrainingRules['leadership'], 'theory' | 'simulation' | 'caseStudy'>;

const scoreOf = (scores: Scores, component: Component): string => {
  const { [component]: score } = scores;
  if (score === undefined) throw new Error(`${component} is not assessed`);
  return score;
};

/** Of every component that counts, the mean. PRE is compared, not counted. */
const mean = (scores: readonly Numeric[]): Decimal => sum(scores).div(scores.length);

/**
 * What counts for passing: of a leadership programme theory, simulation and case study by their weights; of any other the mean
 * of the components after the training; null where nothing is assessed.
 * @source domain.md 6.3: 0.4 × 84 + 0.3 × 78 + 0.3 × 88 = 83.40
 */
export const finalScore = (
  kind: ProgrammeKind,
  components: readonly Component[],
  scores: Scores,
  { theory, simulation, caseStudy }: Weights,
): Decimal | null => {
  if (kind === 'LEADERSHIP')
    return sum([
      decimal(theory).times(scoreOf(scores, 'THEORY')),
      decimal(simulation).times(scoreOf(scores, 'SIMULATION')),
      decimal(caseStudy).times(scoreOf(scores, 'CASE_STUDY')),
    ]).div(100);
  const counting = components.filter((component) => component !== 'PRE');
  return counting.length === 0 ? null : mean(counting.map((component) => scoreOf(scores, component)));
};

/**
 * How much of what there was to learn was learned; null without a test before, or where that one was 100 already.
 * @source domain.md 6.3, 18: (82 − 58) / (100 − 58) = 0.5714
 */
export const normalisedGain = ({ PRE, POST }: Scores): string | null => {
  if (PRE === undefined || POST === undefined || decimal(PRE).equals(100)) return null;
  return decimal(POST).minus(PRE).div(decimal(100).minus(PRE)).toFixed(4);
};

/** Per cent of the parts at which somebody was present. */
export const attendanceOf = (present: number, parts: number): Decimal =>
  decimal(present).times(100).div(parts);

/** Programmes of the state that ask for a change project (aksi perubahan). @source domain.md 6.3 */
export const asksForChangeProject = (state: StateProgramme | null): boolean =>
  state !== null && state !== 'LATSAR';

/** Everything that is missing to pass, in the order of `FAILURES`. Compared at 4 places. @source domain.md 2.3, 6.3 */
export const failuresOf = (
  { kind, stateProgramme }: { readonly kind: ProgrammeKind; readonly stateProgramme: StateProgramme | null },
  {
    attendance,
    score,
    changeProject,
  }: { readonly attendance: Decimal; readonly score: Decimal | null; readonly changeProject: boolean },
  { leadership, other }: Pick<TrainingRules, 'leadership' | 'other'>,
): Failure[] => {
  const { pass, minAttendance } = kind === 'LEADERSHIP' ? leadership : other;
  const below = (value: Decimal, threshold: string): boolean => rounded(value, 4).lessThan(threshold);
  return [
    ...(below(attendance, minAttendance) ? (['ATTENDANCE_BELOW'] as const) : []),
    ...(score !== null && below(score, pass) ? (['SCORE_BELOW'] as const) : []),
    ...(asksForChangeProject(stateProgramme) && !changeProject ? (['CHANGE_PROJECT_MISSING'] as const) : []),
  ];
};
