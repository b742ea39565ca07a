import type { Role } from '@jejak/kernel';

/** Who sees the whole city's figures, those that are not shown to everyone too. @source domain.md 13 */
export const seesAll = (role: Role): boolean => ['hr_admin', 'leadership', 'inspector'].includes(role);
