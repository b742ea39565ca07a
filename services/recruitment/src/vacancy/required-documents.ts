import type { DocumentKind, FormationKind, Requirement, RequirementKind } from '@jejak/contracts/recruitment';

/** Who applies shows who they are and what they have learnt, whatever the vacancy asks. */
const ALWAYS: readonly DocumentKind[] = ['DIPLOMA', 'IDENTITY'];

/** What shows that a requirement is met; those that are left out are shown by nothing in particular. */
const SHOWN_BY: Readonly<Partial<Record<RequirementKind, DocumentKind>>> = {
  EDUCATION: 'DIPLOMA',
  CERTIFICATE: 'CERTIFICATE',
  EXPERIENCE: 'EXPERIENCE_LETTER',
  LANGUAGE: 'LANGUAGE_CERTIFICATE',
  HEALTH: 'HEALTH_CERTIFICATE',
  CONDUCT: 'CONDUCT_RECORD',
};

/** What shows that a seat's reservation is met. */
const RESERVED_BY: Readonly<Partial<Record<FormationKind, DocumentKind>>> = {
  CUMLAUDE: 'TRANSCRIPT',
  DISABILITY: 'DISABILITY_STATEMENT',
};

/**
 * The documents without which nobody applies: those that the draft names, else those that its requirements ask for; identity
 * and diploma in any case. Sorted, each once.
 * @source domain.md 4.2 (DOCUMENT_MISSING)
 */
export const requiredDocuments = (
  requirements: readonly Requirement[],
  formationKind: FormationKind,
  named: readonly DocumentKind[] | undefined,
): DocumentKind[] => {
  const asked = named ?? [...requirements.map(({ kind }) => SHOWN_BY[kind]), RESERVED_BY[formationKind]];
  return [...new Set([...ALWAYS, ...asked.filter((kind) => kind !== undefined)])].sort();
};
