import { citizenIndexRecorded } from '@jejak/contracts/performance';
import { decimal } from '@jejak/kernel';
import type { Handed } from './evaluation.commands';
import type { EvaluationEvent, EvaluationStatus, Existing } from './evaluation.state';

/** What stands is not counted again; one that is reopened is. */
const STANDS: readonly EvaluationStatus[] = ['DECIDED', 'FINAL', 'ENDED'];

/**
 * The reviews of the evaluated employee in the evaluated period, as they count now. A review that is excluded or released later
 * gives another count, which names the one before. After the rating it changes no rating by itself: the decision of an
 * objection, or of whoever rates again, rests on it. An index that a machine account told stands as told.
 * @source domain.md 9.2, 12
 */
export const countReviews = (state: Existing, { reviews }: Handed): EvaluationEvent[] => {
  if (!reviews) throw new Error('a count is handed what was counted');
  const { evaluationId, employeeId: subject } = state.opened;
  const { citizen: known } = state;
  const { index, n, reviewsSha256, countedBefore } = reviews;
  const told = known !== null && known.reviewsSha256 === undefined;
  if (STANDS.includes(state.status) || told || (known === null && n === 0)) return [];
  if (known !== null && known.n === n && decimal(known.index).equals(index)) return [];
  const counted = { evaluationId, index, n, reviewsSha256 };
  if (known === null || countedBefore === null) return [citizenIndexRecorded(counted, { subject })];
  const reason = {
    code: 'CORRECTION',
    text: `Ulasan yang dihitung berubah dari ${known.n} menjadi ${n}.`,
  } as const;
  const corrects = { eventId: countedBefore, index: known.index, n: known.n };
  return [citizenIndexRecorded({ ...counted, corrects }, { subject, reason })];
};
