import { naturalId, streamOf } from '@jejak/kernel';
import { planKey } from '../plan/plan.reading';

export const evaluationStream = (evaluationId: string): string => streamOf('evaluation', evaluationId);

/** The evaluation of a plan: its natural key is the plan's. */
export const evaluationIdOf = (plan: {
  readonly employeeId: string;
  readonly position: string;
  readonly unitId: string;
  readonly periodStart: string;
  readonly periodEnd: string;
}): string => naturalId('evaluation', ...planKey(plan.employeeId, { ...plan, from: plan.periodStart }));
