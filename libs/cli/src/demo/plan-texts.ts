import { naturalId } from '@jejak/kernel';

/** The seven values as the plan names them and as the ratings do. */
export const BEHAVIOUR_VALUES = {
  berorientasiPelayanan: 'BERORIENTASI_PELAYANAN',
  akuntabel: 'AKUNTABEL',
  kompeten: 'KOMPETEN',
  harmonis: 'HARMONIS',
  loyal: 'LOYAL',
  adaptif: 'ADAPTIF',
  kolaboratif: 'KOLABORATIF',
} as const;

/** What the demonstration's plans expect of each. */
export const behaviourExpectations: Readonly<Record<string, string>> = Object.fromEntries(
  Object.keys(BEHAVIOUR_VALUES).map((value) => [
    value,
    `Harapan untuk nilai ${value} dalam pekerjaan sehari-hari.`,
  ]),
);

/** What the plans of a year in the immunisation section support. */
export const unitResultOf = (year: number): string => naturalId('unit-result', 'DINKES-IMUN', String(year));

/** One indicator of a plan in the immunisation section; what is not said is as in most of them. */
const indicator = (indicatorId: string, title: string, over: object): object => ({
  ...{ indicatorId, title, perspective: 'PENERIMA_LAYANAN', direction: 'HIGHER', unit: '%', weight: '20' },
  ...{ source: 'SYSTEM', aggregation: 'MEAN', verificationRule: 'EVIDENCE_REQUIRED' },
  ...over,
});

/** What is told of a plan, by whose it is and its year: its id. */
export const planOf = (key: string, year: number): string => `the plan of ${key} of ${year}`;

const supporting = (year: number, ...lines: readonly object[]): object[] =>
  lines.map((line) => ({ ...line, parentResultId: unitResultOf(year) }));

/** What is counted of a colleague of E-1 in a year, and how much of it is planned. */
export const SECTION_TARGETS = [
  ['K-1', 'Kunjungan imunisasi', 400],
  ['K-2', 'Berkas tanpa koreksi', 200],
  ['K-3', 'Jadwal posyandu', 200],
] as const;

export const sectionIndicators = (year: number): object[] =>
  supporting(
    year,
    ...SECTION_TARGETS.map(([id, title, target], at) =>
      indicator(id, title, {
        ...{ unit: 'kegiatan', target: String(target), weight: at === 0 ? '40' : '30', aggregation: 'SUM' },
      }),
    ),
  );

/** What E-9 plans for a year, or what is left of it. @param children how many are to be immunised */
export const newcomerIndicators = (year: number, children: string): object[] =>
  supporting(
    year,
    indicator('N-1', 'Anak yang diimunisasi lengkap', {
      ...{ unit: 'anak', target: children, weight: '40', aggregation: 'SUM' },
    }),
    indicator('N-2', 'Hari penyelesaian berkas', {
      ...{ unit: 'hari', direction: 'LOWER', target: '3.0', weight: '30' },
    }),
    indicator('N-3', 'Ketepatan data', { target: '98', weight: '30' }),
  );

/** What E-1 plans for a year. @param children how many are to be immunised */
export const nurseIndicators = (year: number, children: string): object[] =>
  supporting(
    year,
    indicator('I-1', 'Anak yang diimunisasi lengkap', {
      ...{ unit: 'anak', target: children, weight: '40', source: 'REGISTER', aggregation: 'SUM' },
    }),
    indicator('I-2', 'Hari penyelesaian berkas', { unit: 'hari', direction: 'LOWER', target: '3.0' }),
    indicator('I-3', 'IKM unit', { unit: 'indeks', target: '82.00', source: 'SURVEY' }),
    indicator('I-4', 'Ketepatan data', { target: '98' }),
  );
