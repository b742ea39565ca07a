import { defineEvent, type EventOf, Uuid } from '@jejak/kernel';
import { Type } from '@sinclair/typebox';

/**
 * The applicant has withdrawn: the application leaves the rankings to come and frees its seat. Stream
 * `application-<applicationId>`; subject: the applicant. @source domain.md 4.1, 4.2
 */
export const applicationWithdrawn = defineEvent({
  type: 'ApplicationWithdrawn',
  version: 1,
  status: 'WITHDRAWN',
  data: Type.Object({ applicationId: Uuid, vacancyId: Uuid }),
});
export type ApplicationWithdrawn = EventOf<typeof applicationWithdrawn>;
