import { naturalId } from '@jejak/kernel';
import type { Installation } from '../installation';
import type { SignIn } from '../sign-in';
import { Player } from './cast';
import type { Person } from './people';
import type { SimulatedTime } from './simulated-time';

const API = '/api/performance/v1';

/** The seven values as the plan names them and as the ratings do. */
const BEHAVIOUR_VALUES = {
  berorientasiPelayanan: 'BERORIENTASI_PELAYANAN',
  akuntabel: 'AKUNTABEL',
  kompeten: 'KOMPETEN',
  harmonis: 'HARMONIS',
  loyal: 'LOYAL',
  adaptif: 'ADAPTIF',
  kolaboratif: 'KOLABORATIF',
} as const;
/** 3, 3, 3, 2, 2, 3, 3: mean 2.7143. */
const AS_EXPECTED: readonly string[] = ['HARMONIS', 'LOYAL'];

const line = (indicatorId: string, title: string, over: object): object => ({
  ...{ indicatorId, title, perspective: 'PENERIMA_LAYANAN', direction: 'HIGHER', unit: '%', weight: '20' },
  ...{ source: 'SYSTEM', aggregation: 'MEAN', verificationRule: 'EVIDENCE_REQUIRED' },
  parentResultId: naturalId('unit-result', 'DINKES-IMUN', '2026'),
  ...over,
});
const INDICATORS = [
  line('I-1', 'Anak yang diimunisasi lengkap', {
    ...{ unit: 'anak', target: '1500', weight: '40', source: 'REGISTER', aggregation: 'SUM' },
  }),
  line('I-2', 'Hari penyelesaian berkas', { unit: 'hari', direction: 'LOWER', target: '3.0' }),
  line('I-3', 'IKM unit', { unit: 'indeks', target: '82.00', source: 'SURVEY' }),
  line('I-4', 'Ketepatan data', { target: '98' }),
];

/** A scan of the register, by its content; the file itself is not part of the demonstration. */
const REGISTER_SCAN = [{ sha256: 'a'.repeat(64), mediaType: 'application/pdf', size: 2048 }];

/** What the quarters counted, and on which day they were reported and verified. */
const QUARTERS = [
  ['330', '2026-01-01', '2026-03-31', '2026-04-08'],
  ['345', '2026-04-01', '2026-06-30', '2026-07-02'],
  ['350', '2026-07-01', '2026-09-30', '2026-10-02'],
  ['295', '2026-10-01', '2026-11-30', '2026-12-30'],
] as const;

/** Told as the story goes on. */
export interface Listener {
  (done: number, total: number, what: string): void;
}

/**
 * The year of nurse E-1, through the public API: plan, measurements, a rating of Baik, an objection that is upheld, and a
 * final Sangat Baik.
 * @returns the stream of the evaluation
 * @source domain.md 15, steps 3–6, 23, 34–37, 39–41
 */
export const yearOfE1 = async (
  installation: Installation,
  signIn: SignIn,
  people: readonly Person[],
  time: SimulatedTime,
  tell: Listener,
): Promise<string> => {
  const as = (key: string, role?: string): Player => new Player(installation, signIn, key, role);
  const person = (key: string): Person => {
    const found = people.find((one) => one.key === key);
    if (!found) throw new Error(`${key} is not among the people of the demonstration`);
    return found;
  };
  const nurse = as('E-1');
  const rater = as('SUP-1', 'supervisor');
  const superior = as('SUP-2', 'supervisor');
  const steward = as('V-1');
  const hr = as('HR-2', 'hr_admin');
  const service = as('service-performance');
  const chapters = 9;
  let chapter = 0;
  const next = (what: string): void => tell(++chapter, chapters, what);
  /** A figure that a steward can verify is in the read model. */
  const report = async (
    step: string,
    quantity: string,
    from: string,
    to: string,
    planId: string,
  ): Promise<string> => {
    const { stream } = await nurse.does(`${step}: report`, `${API}/measurements`, {
      ...{ planId, indicatorId: 'I-1', quantity, from, to, evidence: REGISTER_SCAN },
    });
    const id = stream.slice(-36);
    await steward.reads<{ status: string }>(`${API}/measurements/${id}`, () => true);
    return id;
  };

  next('duties and the cycle');
  time.moveTo('2026-01-05');
  for (const key of ['E-1', 'V-1'])
    await hr.does(`duty of ${key}`, `/api/career/v1/employees/${person(key).id}/assign-duty`, {
      duty: 'data_steward',
      from: '2026-01-05',
    });
  await hr.does('open the cycle', `${API}/cycles`, { year: 2026 });
  // What the plans of the unit support.
  await as('PPK', 'leadership').does('plan the unit’s result', `${API}/unit-results`, {
    ...{ code: 'DINKES-IMUN', year: 2026, unitId: naturalId('unit', 'DINKES-IMUN') },
    ...{ result: 'Imunisasi dasar lengkap bagi semua anak.', measure: 'Cakupan dalam persen' },
  });

  next('past years');
  const nip = person('E-1').nip ?? '';
  const importFigures = async (step: string, rows: readonly string[]): Promise<void> => {
    const token = await signIn.token('service-performance');
    const text = ['source,indicator_id,unit_code,nip,from,to,quantity', ...rows, ''].join('\n');
    await installation.ok('POST', `${API}/imports/measurements`, {
      ...{ token, commandId: naturalId('demonstration', step), headers: { Prefer: 'wait=10' } },
      upload: { stream: new Blob([text]).stream(), mediaType: 'text/csv' },
    });
  };
  await hr.reads<{ items: { employeeId: string }[] }>('/api/career/v1/employees?limit=200', ({ items }) =>
    items.some(({ employeeId }) => employeeId === person('E-1').id),
  );
  await importFigures(
    'past years',
    [1010, 1060, 1120].map((n, at) => `REGISTER,I-1,,${nip},${2023 + at}-01-01,${2023 + at}-12-31,${n}`),
  );

  next('plan: a target that is not realistic');
  time.moveTo('2026-01-12');
  const behaviourExpectations = Object.fromEntries(
    Object.keys(BEHAVIOUR_VALUES).map((value) => [
      value,
      `Harapan untuk nilai ${value} dalam pekerjaan sehari-hari.`,
    ]),
  );
  const draft = { year: 2026, indicators: INDICATORS, behaviourExpectations };
  const plan = await nurse.does('draft the plan', `${API}/plans`, draft);
  const planId = plan.stream.slice(-36);
  await nurse.does('submit the plan', `${API}/plans/${planId}/submit`);

  next('plan: reviewed and agreed');
  time.moveTo('2026-01-20');
  await rater.does('review the target', `${API}/plans/${planId}/review-target`, {
    ...{ indicatorId: 'I-1', target: '1200' },
    reason: 'Kapasitas rantai dingin hanya untuk seribu dua ratus anak.',
  });
  await rater.does('agree the plan', `${API}/plans/${planId}/agree`);
  await nurse.reads<{ status: string }>(`${API}/plans/${planId}`, ({ status }) => status === 'ACTIVE');

  next('measurements');
  for (const [quantity, from, to, on] of QUARTERS) {
    time.moveTo(on);
    const id = await report(`quarter to ${to}`, quantity, from, to, planId);
    await steward.does(`verify ${to}`, `${API}/measurements/${id}/verify`, { method: 'REGISTER_CHECK' });
  }
  const rejected = await report('december', '60', '2026-12-01', '2026-12-29', planId);
  await steward.does('reject december', `${API}/measurements/${rejected}/reject`, {
    ...{ code: 'SOURCE_MISSING', reason: 'Register sumber bulan Desember tidak ditemukan.' },
  });

  next('recommendation');
  time.moveTo('2027-01-08');
  const unitId = naturalId('unit', 'DINKES-IMUN');
  await as('PPK', 'leadership').does('organisation result', `${API}/organisation-results`, {
    ...{ unitId, year: 2026, predicate: 'BAIK', basis: 'Capaian unit tahun 2026 terhadap rencananya.' },
  });
  // It is opened that day: time waits for it, else it would be opened on a later one.
  const { items } = await rater.reads<{ items: { evaluationId: string; employeeId: string }[] }>(
    `${API}/evaluations?year=2026`,
    (list) => list.items.some(({ employeeId }) => employeeId === person('E-1').id),
  );
  time.moveTo('2027-01-11');
  const evaluationId = items.find(({ employeeId }) => employeeId === person('E-1').id)?.evaluationId ?? '';
  const evaluation = `${API}/evaluations/${evaluationId}`;
  await rater.does('interview', `${evaluation}/interview`, {
    rubric: [5, 4, 4, 5, 4].map((score, at) => ({ question: `Pertanyaan ${at + 1}`, score })),
    agreedSummary: 'Cakupan imunisasi naik dan mutu data terjaga.',
  });
  const ratings: object[] = [];
  for (const value of Object.values(BEHAVIOUR_VALUES)) {
    if (AS_EXPECTED.includes(value)) {
      ratings.push({ value, rating: 'MEETS' });
      continue;
    }
    const feedback = await rater.does(`feedback on ${value}`, `${API}/feedback`, {
      ...{
        to: person('E-1').id,
        value,
        kind: 'APPRECIATE',
        behaviour: 'Mencatat setiap layanan pada hari itu juga.',
      },
      ...{ effect: 'Laporan bulanan selesai tanpa koreksi.', suggestion: 'Bagikan caranya kepada rekan.' },
    });
    ratings.push({ value, rating: 'ABOVE', feedbackRefs: [feedback.stream.slice(-36)] });
  }
  await rater.does('rate the behaviour', `${evaluation}/rate-behaviour`, { ratings });
  await importFigures('figures of the year', [
    `SYSTEM,I-2,,${nip},2026-01-01,2026-12-31,2.55`,
    'SURVEY,I-3,DINKES-IMUN,,2026-01-01,2026-12-31,85.25',
    `SYSTEM,I-4,,${nip},2026-01-01,2026-12-31,97.02`,
  ]);
  await service.does('citizen index', `${evaluation}/citizen-index`, { index: '90.00', n: 40 });
  await service.does('recommend', `${evaluation}/recommend`);

  next('rating and delivery');
  time.moveTo('2027-01-12');
  await rater.does('rate', `${evaluation}/rate`, { resultRating: 'MEETS', behaviourRating: 'ABOVE' });
  time.moveTo('2027-01-13');
  await rater.does('deliver', `${evaluation}/deliver`);

  next('objection');
  time.moveTo('2027-01-22');
  await nurse.does('object', `${evaluation}/object`, {
    ...{ grounds: ['MEASUREMENT'], measurementIds: [rejected], evidence: REGISTER_SCAN },
    reason: 'Enam puluh anak bulan Desember tidak dihitung; register aslinya terlampir.',
  });
  time.moveTo('2027-01-29');
  await superior.does('hear', `${evaluation}/hear-objection`, {
    ...{
      raterStatement: 'Register yang dilampirkan tidak terbaca.',
      employeeStatement: 'Register asli ada.',
    },
    witnesses: [person('V-1').id],
  });

  next('decision');
  time.moveTo('2027-02-05');
  const decided = await superior.does('decide', `${evaluation}/decide-objection`, {
    ...{ outcome: 'UPHELD', corrections: [{ measurementId: rejected, quantity: '60' }] },
    reason: 'Register asli membuktikan enam puluh anak; penolakan dibatalkan.',
  });
  time.run('2027-02-05');
  return decided.stream;
};
