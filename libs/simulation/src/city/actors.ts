import type { Actor, Living } from '../engine/step';
import type { City, Employee } from './organisation';

export const asEmployee = ({ id }: Pick<Employee, 'id'>): Actor => ({ actor: id, role: 'employee' });
export const asSupervisor = (id: string): Actor => ({ actor: id, role: 'supervisor' });
export const asLeader = (id: string): Actor => ({ actor: id, role: 'leadership' });
export const asHr = ({ hr }: City): Actor => ({ actor: hr.id, role: 'hr_admin' });
export const asUnitHead = (id: string): Actor => ({ actor: id, role: 'employee', duty: 'unit_head' });
export const asOfficer = (id: string): Actor => ({ actor: id, role: 'employee', duty: 'complaint_officer' });
export const asTrainer = (id: string): Actor => ({ actor: id, role: 'employee', duty: 'trainer' });
export const asCommittee = (id: string, duty: 'committee_chair' | 'panelist'): Actor => ({
  ...{ actor: id, role: 'committee', duty },
});
export const asApplicant = (id: string): Actor => ({ actor: id, role: 'applicant' });
/** What time, or a fact, makes a service do. */
export const asService = (service: Living): Actor => ({ actor: service, role: 'service' });
/** Without login. */
export const PUBLIC: Actor = { actor: 'public', role: 'public' };
