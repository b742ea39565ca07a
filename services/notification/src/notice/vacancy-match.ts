import type { VacancyAnnounced } from '@jejak/contracts/recruitment';
import type { VacancyFilter } from '../subscription/subscription.decider';

/**
 * Whether a vacancy fits every member of a filter that is not null; a text is part of the position's name or of a requirement, in
 * letters of any size, as on the board of vacancies. @source domain.md 4.5
 */
export const fits = (
  {
    position,
    unitId,
    formationKind,
    requirements,
  }: Pick<VacancyAnnounced['data'], 'position' | 'unitId' | 'formationKind' | 'requirements'>,
  filter: VacancyFilter,
): boolean => {
  const text = filter.text?.toLowerCase() ?? '';
  const texts = [position, ...requirements.map((requirement) => requirement.text)];
  return (
    (filter.unitId === null || filter.unitId === unitId) &&
    (filter.formationKind === null || filter.formationKind === formationKind) &&
    texts.some((part) => part.toLowerCase().includes(text))
  );
};
