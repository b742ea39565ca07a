import { Conflict, Locked, RuleViolated } from '@jejak/kernel';

/**
 * Whether an amount that follows from a citizen's fact was refused for good: its year is closed, a file delivered another amount
 * of the same before, or its days are no period. A source that is suspended, or a policy that is missing, is put right by
 * somebody: the reaction waits for that, where operators see it.
 */
export const isOutcome = (error: unknown): boolean =>
  error instanceof Locked ||
  (error instanceof Conflict && error.code === 'IMPORT_MISMATCH') ||
  (error instanceof RuleViolated && error.code === 'RULE_VIOLATED');
