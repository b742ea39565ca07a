import type { Indicator } from '@jejak/contracts/performance';
import type { Work } from './organisation';

/** A line of a plan before anybody has set its target. */
export interface Template {
  readonly indicatorId: string;
  readonly title: string;
  readonly unit: string;
  readonly direction: 'HIGHER' | 'LOWER';
  readonly aggregation: 'SUM' | 'MEAN';
  readonly weight: string;
  /** Between which a year's target usually lies. */
  readonly from: number;
  readonly to: number;
  /** The most that there can be: of per cent, or of index points. */
  readonly most?: number;
}

const line = (
  indicatorId: string,
  title: string,
  unit: string,
  [direction, aggregation]: readonly ['HIGHER' | 'LOWER', 'SUM' | 'MEAN'],
  weight: string,
  [from, to, most]: readonly [number, number, number?],
): Template => ({
  ...{ indicatorId, title, unit, direction, aggregation, weight, from, to },
  ...(most === undefined ? {} : { most }),
});

const MORE = ['HIGHER', 'SUM'] as const;
const BETTER = ['HIGHER', 'MEAN'] as const;
const SHORTER = ['LOWER', 'MEAN'] as const;

/** What is counted in each field of work. @source domain.md 5.2 */
export const TEMPLATES: Record<Work, readonly Template[]> = {
  HEALTH: [
    line('SIM-IMUN', 'Anak yang diimunisasi dasar lengkap', 'anak', MORE, '40', [400, 1200]),
    line('SIM-TUNGGU', 'Waktu tunggu pelayanan', 'menit', SHORTER, '20', [40, 90]),
    line('SIM-KUNJUNGAN', 'Kunjungan rumah yang dilakukan', 'kunjungan', MORE, '20', [80, 240]),
    line('SIM-CATAT', 'Ketepatan pencatatan', 'persen', BETTER, '20', [80, 90, 100]),
  ],
  EDUCATION: [
    line('SIM-AJAR', 'Nilai observasi mutu pembelajaran', 'nilai', BETTER, '40', [75, 85, 100]),
    line('SIM-LITERASI', 'Peningkatan literasi dan numerasi', 'persen', BETTER, '30', [8, 15]),
    line('SIM-HADIR', 'Jam pelajaran yang terlaksana', 'jam', MORE, '30', [700, 900]),
  ],
  PERMITS: [
    line('PTSP.CASES', 'Izin yang terbit lebih cepat dari standar', 'izin', MORE, '40', [150, 400]),
    line('PTSP.DAYS.ACTUAL', 'Lama penerbitan izin', 'hari', SHORTER, '30', [8, 14]),
    line('SIM-TEPAT', 'Berkas benar pada pemeriksaan pertama', 'persen', BETTER, '30', [80, 90, 100]),
  ],
  TRANSPORT: [
    line('SIM-UJI', 'Kendaraan yang diuji', 'kendaraan', MORE, '50', [600, 1500]),
    line('SIM-TRAYEK', 'Pemeriksaan trayek tepat waktu', 'persen', BETTER, '30', [80, 90, 100]),
    line('SIM-LAPOR', 'Waktu tanggap laporan', 'jam', SHORTER, '20', [12, 36]),
  ],
  ADMINISTRATION: [
    line('SIM-BERKAS', 'Waktu penyelesaian berkas', 'hari', SHORTER, '40', [3, 7]),
    line('SIM-LAYANAN', 'Layanan kepegawaian yang selesai', 'layanan', MORE, '30', [200, 500]),
    line('SIM-AKURAT', 'Akurasi data pegawai', 'persen', BETTER, '30', [85, 92, 100]),
  ],
};

/** Of whoever leads a unit. */
export const LEADING: readonly Template[] = [
  line('SIM-PIMPIN', 'Program unit yang terlaksana', 'persen', BETTER, '40', [80, 90, 100]),
  line('SIM-ANGGARAN', 'Serapan anggaran', 'persen', BETTER, '30', [85, 92, 100]),
  line('SIM-TINDAK', 'Hari sampai tindak lanjut pengawasan', 'hari', SHORTER, '30', [20, 45]),
];

const PERSPECTIVE = 'PENERIMA_LAYANAN';

/** The line of a plan, with its target, for a result of the unit. */
export const indicatorOf = (template: Template, target: string, parentResultId: string): Indicator => {
  const { indicatorId, title, unit, direction, aggregation, weight } = template;
  return {
    ...{ indicatorId, title, unit, direction, aggregation, weight, target, parentResultId },
    ...{ perspective: PERSPECTIVE, rangeLow: null, rangeHigh: null, source: 'SELF' },
    verificationRule: 'EVIDENCE_OPTIONAL',
  };
};
