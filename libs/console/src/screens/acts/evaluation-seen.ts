import type { Line, Reading, Versioned } from '../../acts/act';
import type { Say } from '../../acts/say';

/** An amount of the period, whatever became of it. */
export interface SeenAmount {
  readonly measurementId: string;
  readonly indicatorId: string;
  readonly quantity: string;
  readonly status: string;
  readonly from: string;
  readonly to: string;
  readonly ofUnit: boolean;
}

/** An evaluation file, as far as somebody acts on it. */
export interface EvaluationSeen extends Versioned {
  readonly version: number;
  readonly evaluationId: string;
  readonly employeeId: string;
  readonly raterId: string | null;
  readonly year: number;
  readonly status: string;
  readonly contested: boolean;
  readonly predicate: string | null;
  readonly resultRating: string | null;
  readonly behaviourRating: string | null;
  readonly composite: string | null;
  readonly recommendation: {
    readonly composite: string;
    readonly predicate: string;
    readonly resultRating: string;
    readonly behaviourRating: string;
  } | null;
  readonly agreed: boolean | null;
  readonly acknowledgeBy: string | null;
  readonly objectBy: string | null;
  readonly pinnedPolicies: readonly string[];
  readonly objection: {
    readonly grounds: readonly string[];
    readonly measurementIds: readonly string[];
    readonly decideBy: string;
    readonly raterHeard: boolean;
    readonly employeeHeard: boolean;
    readonly outcome: string | null;
  } | null;
  readonly data: readonly SeenAmount[];
  readonly words: {
    readonly interview: string | null;
    readonly justification: string | null;
    readonly objection: string | null;
    readonly decision: string | null;
  };
}

export const readsEvaluation = (id: string): Reading => ({
  endpoint: 'evaluation',
  asked: { path: { id } },
});

export const aboutEvaluation = ({ year }: EvaluationSeen, { word }: Say): string =>
  word('evaluationAct.about', { year: String(year) });

/** A policy that the evaluation is pinned to, with its version. */
export const pinned = ({ pinnedPolicies }: EvaluationSeen, key: string): string =>
  pinnedPolicies.find((ref) => ref.startsWith(`${key}@`)) ?? key;

export const evaluationStands = (
  { status, predicate, composite, agreed, objection, objectBy }: EvaluationSeen,
  { word, code, amount, moment }: Say,
): readonly Line[] => [
  { label: word('evaluation.state'), value: code('evaluation', status) },
  {
    label: word('evaluation.predicate'),
    value: predicate === null ? word('performance.notRated') : code('predicate', predicate),
  },
  { label: word('evaluation.composite'), value: composite === null ? '–' : amount(composite) },
  {
    label: word('evaluationAct.answer'),
    value: agreed === null ? '–' : word(agreed ? 'evaluationAct.agree' : 'evaluationAct.disagree'),
  },
  {
    label: word('evaluationAct.objection'),
    value: objection === null ? '–' : objection.grounds.map((ground) => code('ground', ground)).join(', '),
  },
  { label: word('evaluationAct.objectBy'), value: objectBy === null ? '–' : moment(objectBy) },
];

/** An amount in one line, by which it can be told from others. */
export const amountLine = (
  { indicatorId, quantity, from, to, status }: SeenAmount,
  { code, amount, moment }: Say,
): string =>
  `${indicatorId}: ${amount(quantity)}, ${moment(from)} – ${moment(to)} (${code('measurement', status)})`;
