import type { Indicator } from '@jejak/contracts/performance';
import { canonical, sha256 } from '@jejak/ledger';
import type { Existing } from './evaluation.state';
import type { Organisation, Reading } from './recommendation';

/** Keys of the policies that the formulas read, the governing one first. */
export const FORMULA_KEYS = [
  'perf.result',
  'perf.behaviour',
  'perf.cap',
  'perf.citizen',
  'perf.method.weights',
  'perf.other',
] as const;

/** The pinned versions of these policies, in their order. */
export const pinnedOf = (keys: readonly string[], pinned: readonly string[]): string[] =>
  keys.flatMap((key) => pinned.find((ref) => ref.startsWith(`${key}@`)) ?? []);

/** Everything that goes into the formulas, as a decision names it by its hash. */
export interface FormulaInputs {
  readonly indicators: readonly Indicator[];
  readonly readings: readonly Reading[];
  readonly policies: readonly string[];
  readonly organisation: Organisation;
  /** The evaluation as it stood; null before it was opened. */
  readonly evaluation: Pick<Existing, 'behaviour' | 'interview' | 'citizen'> | null;
}

/** SHA-256 of the canonical JSON of it, in hex. */
export const inputsSha256 = ({ evaluation, ...inputs }: FormulaInputs): string => {
  const { behaviour = null, interview = null, citizen = null } = evaluation ?? {};
  const said = {
    ...inputs,
    behaviour: behaviour?.ratings ?? null,
    interview: interview && { rubric: interview.rubric, mean: interview.mean },
    citizen: citizen && { index: citizen.index, n: citizen.n },
  };
  return sha256(canonical(said)).toString('hex');
};
