/** Tables B1 and B2 of the scenario. @source domain.md 15, B */

export const APPLICANTS = ['A-1', 'A-2', 'A-3', 'A-4', 'A-5', 'A-6', 'A-7', 'A-8'] as const;
export type Applicant = (typeof APPLICANTS)[number];

/** SKD: twk, tiu, tkp. */
export const B1: Readonly<Record<Applicant, readonly [number, number, number]>> = {
  'A-1': [95, 120, 185],
  'A-2': [100, 110, 190],
  'A-3': [90, 115, 165],
  'A-4': [110, 75, 200],
  'A-5': [70, 100, 190],
  'A-6': [70, 100, 190],
  'A-7': [65, 80, 166],
  'A-8': [60, 90, 170],
};

/** Those who advance to the SKB. */
export const INTERVIEWED = ['A-1', 'A-2', 'A-5', 'A-6'] as const satisfies readonly Applicant[];

interface Tested {
  /** Raw, of 500. */
  readonly cat: string;
  /** What each member of the panel gave. */
  readonly interview: readonly [string, string, string];
  readonly psychological: string;
}
export const B2: Readonly<Record<(typeof INTERVIEWED)[number], Tested>> = {
  'A-1': { cat: '380', interview: ['82', '85', '79'], psychological: '80' },
  'A-2': { cat: '360', interview: ['78', '80', '82'], psychological: '75' },
  'A-5': { cat: '400', interview: ['70', '90', '74'], psychological: '70' },
  'A-6': { cat: '350', interview: ['75', '76', '77'], psychological: '72' },
};

/** A row of the published final result. */
export interface Place {
  readonly name: Applicant;
  readonly skb: string;
  readonly final: string;
  readonly rank: number;
}
export const FINAL_V1: readonly Place[] = [
  { name: 'A-1', skb: '78.100', final: '75.951', rank: 1 },
  { name: 'A-2', skb: '74.450', final: '73.761', rank: 2 },
  { name: 'A-5', skb: '78.000', final: '72.982', rank: 3 },
  { name: 'A-6', skb: '71.800', final: '69.262', rank: 4 },
];
export const FINAL_V2: readonly Place[] = FINAL_V1.map((place) =>
  place.name === 'A-2' ? { ...place, skb: '75.950', final: '74.661' } : place,
);

export const RUBRIC = [{ name: 'Pengetahuan klinis', weight: '100' }];
export const SEAL_NOTES = [{ criterion: 'Pengetahuan klinis', note: 'Menjawab dengan contoh.' }];
