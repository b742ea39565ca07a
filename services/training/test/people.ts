import type { Calendar } from '@jejak/kernel';
import type { TrainingRules } from '../src/rules/training-rules';

/** The people of the acceptance story (domain.md 15) that learn, and what the policies say in it. */
const id = (n: number): string => `0198c1a2-0000-7000-8000-${String(n).padStart(12, '0')}`;

export const E1 = id(1);
export const SUP1 = id(2);
export const SUP2 = id(3);
export const E3 = id(8);
export const E9 = id(9);
export const HR1 = id(6);
export const PPK = id(7);
export const TRAINER = id(404);
export const OUTSIDER = id(405);
export const STRANGER = id(5);
export const UNIT = id(10);
export const OTHER_UNIT = id(11);
/** The n-th of whatever a spec needs ids for. */
export const some = (n: number): string => id(1000 + n);

export const calendar: Calendar = { zone: 'Asia/Jakarta', holidays: [] };

export const rules: TrainingRules = {
  refs: ['gov.other@1', 'pub@1', 'tr.jp@1', 'tr.leadership.weights@1', 'tr.other@1', 'tr.programme@1'],
  reasonMinimum: 20,
  minCell: 5,
  jp: { pns: 20, pppk: 24 },
  leadership: { theory: '40', simulation: '30', caseStudy: '30', pass: '70', minAttendance: '95' },
  other: {
    catalogueOffersPerYear: 2,
    adoptionThreshold: '60',
    adoptionWeights: { selfReporting: '40', policyRead: '30', dialogue: '30' },
    onboarding: { days: 30, ethicsJp: 8, administrationJp: 8 },
    probationMonths: 12,
    attendanceDays: 7,
    pass: '70',
    minAttendance: '80',
    retryDays: 90,
    application: { afterDays: 90, expected: '3.5' },
    shortfallFrom: '07-01',
    leadershipMinBox: 5,
    publicationDays: 31,
  },
  programme: { latsar: 647, pkp: 886, pka: 908, pkn2: 923 },
};

/** An instant by the clock on the wall of the city (UTC+7). */
export const at = (date: string, time = '09:00:00.000'): string =>
  new Date(`${date}T${time}+07:00`).toISOString();
