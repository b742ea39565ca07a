import { RuleViolated } from '@jejak/kernel';

/** Nobody of the HR agency records anything in their own file. @throws RuleViolated SOD_VIOLATION @source domain.md 2.2 */
export const assertNotOwnFile = (by: string, employeeId: string): void => {
  if (by === employeeId)
    throw new RuleViolated('SOD_VIOLATION', 'Nobody records what counts in their own career.', {
      rule: 'sod.own-file',
    });
};
