import type { CommandContext } from '@jejak/event-store';

/** Of HR it is the data officer who acts; inspectors act as such. @source domain.md 1, 10.2 */
export const onDuty = (context: CommandContext): CommandContext =>
  context.role === 'hr_admin' ? { ...context, duty: 'data_officer' } : context;
