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

/** One indicator of a plan in the immunisation section; what is not said is as in most of them. */
export const indicator = (indicatorId: string, title: string, over: object): object => ({
  ...{ indicatorId, title, perspective: 'PENERIMA_LAYANAN', direction: 'HIGHER', unit: '%', weight: '20' },
  ...{ source: 'SYSTEM', aggregation: 'MEAN', verificationRule: 'EVIDENCE_REQUIRED' },
  parentResultId: naturalId('unit-result', 'DINKES-IMUN', '2026'),
  ...over,
});
