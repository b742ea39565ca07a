import { Conflict, NotFound, RuleViolated } from '@jejak/kernel';
import type { InspectionGiven } from './inspection.commands';
import type { Inspection } from './inspection.state';

type Known = Exclude<Inspection, { status: 'absent' }>;

/** @throws NotFound INSPECTION_NOT_FOUND */
export const knownInspection = (state: Inspection): Known => {
  if (state.status === 'absent')
    throw new NotFound('INSPECTION_NOT_FOUND', 'There is no such inspection for you to read or change.');
  return state;
};

/** @throws NotFound INSPECTION_NOT_FOUND; Conflict ILLEGAL_TRANSITION */
export const openInspection = (state: Inspection): Known => {
  const known = knownInspection(state);
  if (known.status === 'CLOSED') throw new Conflict('ILLEGAL_TRANSITION', 'The inspection is closed.');
  return known;
};

/** A rule without a code of its own. */
export const fitting = (rule: string, message: string, field: string): RuleViolated =>
  new RuleViolated('RULE_VIOLATED', message, { field, rule, params: { rule } });

/** Nobody inspects a unit in which they worked lately. @throws RuleViolated SOD_VIOLATION @source domain.md 1 (SoD 7) */
export const withoutConflict = ({ workedIn }: InspectionGiven): void => {
  if (workedIn.length > 0)
    throw new RuleViolated('SOD_VIOLATION', 'Nobody inspects a unit in which they worked lately.', {
      rule: 'sod.inspector-unit',
    });
};

/** Words that must be there. @throws RuleViolated RULE_VIOLATED */
export const said = (text: string, field: string): string => {
  const words = text.trim();
  if (words === '') throw fitting('inspection.words', 'Say it in words.', field);
  return words;
};
