import { type Calendar, naturalId } from '@jejak/kernel';
import type { CareerRules } from '../src/credit/career-rules';

/** The people of the acceptance story (domain.md 15) whose careers go on, and what the policies say in it. */
const id = (n: number): string => `0198c1a2-0000-7000-8000-${String(n).padStart(12, '0')}`;

export const E1 = id(1);
export const SUP1 = id(2);
export const SUP2 = id(3);
export const E5 = id(5);
export const HR1 = id(6);
export const PPK = id(7);
export const HR2 = id(8);
export const ASSESSOR = id(9);
export const STRANGER = id(77);
export const UNIT = naturalId('unit', 'DINKES');
/** The n-th of whatever a spec needs ids for. */
export const some = (n: number): string => id(1000 + n);
export const SIGNED = 'ab'.repeat(32);

export const calendar: Calendar = { zone: 'Asia/Jakarta', holidays: [] };

export const rules: CareerRules = {
  refs: [
    ...['car.coefficient@1', 'car.conversion@1', 'car.need@1', 'car.other@1', 'car.promo.dates@1'],
    ...['car.promo.minPredicate@1', 'gov.other@1'],
  ],
  reasonMinimum: 20,
  conversion: { SANGAT_BAIK: '150', BAIK: '100', BUTUH_PERBAIKAN: '75', KURANG: '50', SANGAT_KURANG: '25' },
  coefficient: {
    ...{ PEMULA: '3.75', TERAMPIL: '5', MAHIR: '12.5', PENYELIA: '25' },
    ...{ AHLI_PERTAMA: '12.5', AHLI_MUDA: '25', AHLI_MADYA: '37.5', AHLI_UTAMA: '50' },
  },
  need: {
    PEMULA: { ranks: ['II/a'], nextRank: '15', nextLevel: '15' },
    TERAMPIL: { ranks: ['II/b', 'II/c', 'II/d'], nextRank: '20', nextLevel: '60' },
    MAHIR: { ranks: ['III/a', 'III/b'], nextRank: '50', nextLevel: '100' },
    PENYELIA: { ranks: ['III/c', 'III/d'], nextRank: '100', nextLevel: null },
    AHLI_PERTAMA: { ranks: ['III/a', 'III/b'], nextRank: '50', nextLevel: '100' },
    AHLI_MUDA: { ranks: ['III/c', 'III/d'], nextRank: '100', nextLevel: '200' },
    AHLI_MADYA: { ranks: ['IV/a', 'IV/b', 'IV/c'], nextRank: '150', nextLevel: '450' },
    AHLI_UTAMA: { ranks: ['IV/d', 'IV/e'], nextRank: '200', nextLevel: null },
  },
  minPredicate: { minPredicate: 'BAIK', years: 2 },
  dayOfMonth: 1,
  other: {
    ...{ minMonths: 1, carryOnLevel: false, competencyTestYears: 2, competencyTestPass: '70' },
    ...{ minJpLastYear: 20, sanctionRestYears: 1, proposalDays: 30, decisionWorkingDays: 15 },
    conversionWorkingDays: 5,
    ...{ notProposedDays: 60, educationCreditPct: '25', extraordinaryPredicate: 'SANGAT_BAIK' },
    yearsInRank: { functional: 2, regular: 4, extraordinary: 1 },
    ...{ structuralMinBox: 7, integrityYears: 2, eligibilityRound: '03-01' },
    structural: {
      PENGAWAS: {
        ...{ minRank: 'III/c', experienceYears: 4, trainings: ['LEADERSHIP', 'PKA', 'PKN2', 'PKP'] },
        openSelection: false,
      },
      ADMINISTRATOR: {
        ...{ minRank: 'III/d', experienceYears: 3, trainings: ['PKA', 'PKN2'], openSelection: false },
      },
      JPT_PRATAMA: { minRank: 'IV/b', experienceYears: 5, trainings: ['PKN2'], openSelection: true },
    },
    education: {
      ...{ PEMULA: 'SMA', TERAMPIL: 'D-3', MAHIR: 'D-3', PENYELIA: 'D-3' },
      ...{ AHLI_PERTAMA: 'S-1', AHLI_MUDA: 'S-1', AHLI_MADYA: 'S-1', AHLI_UTAMA: 'S-2' },
    },
    promotionDocuments: {
      RANK_REGULAR: ['EVALUATIONS', 'RANK_DECREE'],
      RANK_FUNCTIONAL: ['CREDIT_DECREE', 'EVALUATIONS', 'RANK_DECREE'],
      LEVEL: ['CREDIT_DECREE', 'EVALUATIONS', 'RANK_DECREE', 'TEST_CERTIFICATE'],
      EXTRAORDINARY: ['AWARD', 'EVALUATIONS', 'RANK_DECREE'],
      STRUCTURAL: ['EVALUATIONS', 'RANK_DECREE'],
    },
  },
};

/** An instant by the clock on the wall of the city (UTC+7). */
export const at = (date: string, time = '09:00:00.000'): string =>
  new Date(`${date}T${time}+07:00`).toISOString();
