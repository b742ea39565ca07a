import type { Direction, IndicatorTemplate, Source } from '@jejak/contracts/performance';

type Shipped = IndicatorTemplate & { readonly indicatorId: string };

/** @param counted per cent, days, people …; of a HIGHER count the amounts are summed, of everything else averaged */
const indicator = (
  [indicatorId, role]: readonly [string, string],
  title: string,
  counted: string,
  [direction, source, sourceName]: readonly [Direction, Source, string],
  summed = false,
): Shipped => ({
  ...{ indicatorId, role, title, unit: counted, direction, source, sourceName },
  ...{ perspective: 'PENERIMA_LAYANAN', aggregation: summed ? 'SUM' : 'MEAN' },
  verificationRule: 'EVIDENCE_REQUIRED',
});

/** The catalogue as it is shipped: a first draft for the city, which defines further versions. @source domain.md 5.2 */
export const SHIPPED: readonly Shipped[] = [
  indicator(
    ['IMUN-COVERAGE', 'HEALTH_IMMUNISATION'],
    'Anak yang menyelesaikan imunisasi dasar',
    'anak',
    ['HIGHER', 'REGISTER', 'Register imunisasi'],
    true,
  ),
  indicator(['IMUN-WAIT', 'HEALTH_IMMUNISATION'], 'Waktu tunggu layanan', 'menit', [
    'LOWER',
    'SYSTEM',
    'Sistem antrean',
  ]),
  indicator(['IMUN-COMPLAINT', 'HEALTH_IMMUNISATION'], 'Waktu tanggapan pengaduan', 'jam', [
    'LOWER',
    'SYSTEM',
    'Sistem pengaduan',
  ]),
  indicator(['TEACH-QUALITY', 'EDUCATION_TEACHER'], 'Nilai observasi mutu mengajar', 'skor', [
    'HIGHER',
    'REGISTER',
    'Rubrik observasi',
  ]),
  indicator(['TEACH-GAIN', 'EDUCATION_TEACHER'], 'Kenaikan literasi dan numerasi', 'poin', [
    'HIGHER',
    'SURVEY',
    'Asesmen murid',
  ]),
  indicator(['TEACH-ATTENDANCE', 'EDUCATION_TEACHER'], 'Kehadiran mengajar', '%', [
    'HIGHER',
    'REGISTER',
    'Daftar hadir',
  ]),
  indicator(['PTSP-FASTER', 'PTSP_PERMITS'], 'Izin terbit lebih cepat dari standar', '%', [
    'HIGHER',
    'SYSTEM',
    'Sistem perizinan',
  ]),
  indicator(['PTSP-DAYS', 'PTSP_PERMITS'], 'Median hari penerbitan terhadap standar', 'rasio', [
    'LOWER',
    'SYSTEM',
    'Sistem perizinan',
  ]),
  indicator(['PTSP-FIRST-TIME', 'PTSP_PERMITS'], 'Berkas benar pada pengajuan pertama', '%', [
    'HIGHER',
    'SYSTEM',
    'Sistem perizinan',
  ]),
  indicator(['ADMIN-FILE-TIME', 'ADMINISTRATION'], 'Waktu penyelesaian berkas', 'hari', [
    'LOWER',
    'SYSTEM',
    'Alur kerja',
  ]),
  indicator(['ADMIN-IKM', 'ADMINISTRATION'], 'Indeks kepuasan masyarakat', 'indeks', [
    'HIGHER',
    'SURVEY',
    'Survei kepuasan masyarakat',
  ]),
  indicator(['ADMIN-ACCURACY', 'ADMINISTRATION'], 'Ketepatan data', '%', [
    'HIGHER',
    'REGISTER',
    'Audit sampel',
  ]),
  indicator(
    ['TRANSPORT-INSPECTED', 'TRANSPORT'],
    'Kendaraan yang diperiksa',
    'kendaraan',
    ['HIGHER', 'REGISTER', 'Register uji kendaraan'],
    true,
  ),
  indicator(['TRANSPORT-ROUTES', 'TRANSPORT'], 'Pemeriksaan trayek tepat waktu', '%', [
    'HIGHER',
    'REGISTER',
    'Register trayek',
  ]),
  indicator(['TRANSPORT-ENGAGEMENT', 'TRANSPORT'], 'Keterikatan pegawai unit', 'indeks', [
    'HIGHER',
    'SURVEY',
    'Survei keterikatan',
  ]),
  indicator(['HEAD-SERVICE-TIME', 'AGENCY_HEAD'], 'Waktu layanan administrasi', 'menit', [
    'LOWER',
    'SYSTEM',
    'Sistem layanan',
  ]),
  indicator(['HEAD-IKM', 'AGENCY_HEAD'], 'IKM unit', 'indeks', [
    'HIGHER',
    'SURVEY',
    'Survei kepuasan masyarakat',
  ]),
  indicator(['HEAD-FOLLOW-UP', 'AGENCY_HEAD'], 'Tindak lanjut sistem merit dan audit', '%', [
    'HIGHER',
    'REGISTER',
    'Register tindak lanjut',
  ]),
  indicator(['SUP-FEEDBACK', 'SUPERVISOR'], 'Umpan balik per bawahan per triwulan', 'umpan balik', [
    'HIGHER',
    'SYSTEM',
    'Jejak',
  ]),
  indicator(['SUP-ON-TIME', 'SUPERVISOR'], 'Penilaian tepat waktu', '%', ['HIGHER', 'SYSTEM', 'Jejak']),
  indicator(['SUP-OBSTACLES', 'SUPERVISOR'], 'Kendala ditindaklanjuti dalam 14 hari', '%', [
    'HIGHER',
    'SYSTEM',
    'Jejak',
  ]),
];

/** Sources that every installation has, one for each kind; the city registers its own beside them. */
export const SHIPPED_SOURCES = ['REGISTER', 'SURVEY', 'SYSTEM'] as const;
