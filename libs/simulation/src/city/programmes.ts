import type { Component, ProgrammeKind, StateProgramme } from '@jejak/contracts/training';
import { naturalId } from '@jejak/kernel';

interface Offered {
  readonly code: string;
  readonly title: string;
  readonly kind: ProgrammeKind;
  readonly jp: number;
  readonly components: Component[];
  readonly competencies: string[];
}

/** What the city teaches by itself: two of them are a year's right of training hours. @source domain.md 6.3 */
export const PROGRAMMES: readonly Offered[] = [
  {
    ...{ code: 'SIM-TEKNIS', title: 'Pelatihan teknis pelayanan', kind: 'TECHNICAL', jp: 10 },
    ...{ components: ['PRE', 'POST'], competencies: ['SERVICE_TECHNIQUE'] },
  },
  {
    ...{ code: 'SIM-ETIKA', title: 'Etika pelayanan publik', kind: 'ETHICS', jp: 10 },
    ...{ components: ['PRE', 'POST'], competencies: ['SERVICE_ETHICS'] },
  },
  {
    ...{ code: 'SIM-DIGITAL', title: 'Kecakapan digital perkantoran', kind: 'DIGITAL', jp: 10 },
    ...{ components: ['PRE', 'POST'], competencies: ['DIGITAL_OFFICE'] },
  },
];

export const programmeIdOf = (code: string): string => naturalId('simulated-programme', code);

/** The basic training of candidates; its hours are those of the state's programme. */
export const LATSAR: Omit<Offered, 'jp'> & { readonly stateProgramme: StateProgramme } = {
  ...{ code: 'SIM-LATSAR', title: 'Pelatihan dasar CPNS', kind: 'LATSAR', stateProgramme: 'LATSAR' },
  ...{ components: ['THEORY', 'PRACTICE'], competencies: ['CIVIL_SERVICE'] },
};
