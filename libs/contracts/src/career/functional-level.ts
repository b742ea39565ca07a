import { OneOf } from '@jejak/kernel';
import { Type } from '@sinclair/typebox';

/** Levels (jenjang) of functional positions: skilled (keterampilan), then expert (keahlian), lowest first. @source PermenPANRB 1/2023 */
export const FUNCTIONAL_LEVELS = [
  'Pemula',
  'Terampil',
  'Mahir',
  'Penyelia',
  'Ahli Pertama',
  'Ahli Muda',
  'Ahli Madya',
  'Ahli Utama',
] as const;
export type FunctionalLevel = (typeof FUNCTIONAL_LEVELS)[number];

export const Level = OneOf(FUNCTIONAL_LEVELS);
/** Rank (golongan), `III/b`. */
export const Rank = Type.String({ pattern: '^(I|II|III|IV)/[a-e]$' });

/** Degrees, lowest first: what a position asks for at least. */
export const DEGREES = ['SMA', 'D-1', 'D-2', 'D-3', 'D-4', 'S-1', 'PROFESI', 'S-2', 'S-3'] as const;
export type Degree = (typeof DEGREES)[number];
