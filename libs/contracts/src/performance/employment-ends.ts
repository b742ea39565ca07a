import { defineEvent, type EventOf, OneOf, Uuid } from '@jejak/kernel';
import { Type } from '@sinclair/typebox';
import { EMPLOYMENT_ENDS } from './evaluation-reopened';

/**
 * What was open about an employee ends with the employment, for no other reason: nothing is decided by it.
 * @source domain.md 12 (EmploymentEnded: open cases end with reason)
 */
const reason = OneOf(EMPLOYMENT_ENDS);

/** In the stream of the improvement plan; subject: the employee. */
export const improvementPlanEnded = defineEvent({
  type: 'ImprovementPlanEnded',
  version: 1,
  status: 'ENDED',
  data: Type.Object({ improvementId: Uuid, employeeId: Uuid, reason }),
});
export type ImprovementPlanEnded = EventOf<typeof improvementPlanEnded>;

/** In the stream of the case; subject: the employee. A sanction that is served, or was for good, has no such end. */
export const disciplineCaseEnded = defineEvent({
  type: 'DisciplineCaseEnded',
  version: 1,
  status: 'ENDED',
  data: Type.Object({ caseId: Uuid, employeeId: Uuid, reason }),
});
export type DisciplineCaseEnded = EventOf<typeof disciplineCaseEnded>;

/** In the stream of the obstacle; subject: the employee. */
export const obstacleEnded = defineEvent({
  type: 'ObstacleEnded',
  version: 1,
  status: 'ENDED',
  data: Type.Object({ obstacleId: Uuid, employeeId: Uuid, reason }),
});
export type ObstacleEnded = EventOf<typeof obstacleEnded>;

/** In the stream of the request; subject: the employee. */
export const supportRequestEnded = defineEvent({
  type: 'SupportRequestEnded',
  version: 1,
  status: 'ENDED',
  data: Type.Object({ supportId: Uuid, employeeId: Uuid, reason }),
});
export type SupportRequestEnded = EventOf<typeof supportRequestEnded>;
