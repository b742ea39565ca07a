import { naturalId, streamOf } from '@jejak/kernel';
import type { Cast } from './cast';
import type { Memory } from './memory';
import { BEHAVIOUR_VALUES, behaviourExpectations, nurseIndicators, planOf } from './plan-texts';
import type { Scene } from './scene';

const API = '/api/performance/v1';
/** The answer of an import comes with its report. */
const WAITING = { Prefer: 'wait=10' };

/** 3, 3, 3, 2, 2, 3, 3: mean 2.7143. */
const AS_EXPECTED: readonly string[] = ['HARMONIS', 'LOYAL'];

/** A scan of the register, by its content; the file itself is not part of the demonstration. */
const REGISTER_SCAN = [{ sha256: 'a'.repeat(64), mediaType: 'application/pdf', size: 2048 }];

/** What the quarters counted, and on which day they were reported and verified. */
const QUARTERS = [
  ['330', '2026-01-01', '2026-03-31', '2026-04-08', 23],
  ['345', '2026-04-01', '2026-06-30', '2026-07-02', 24],
  ['350', '2026-07-01', '2026-09-30', '2026-10-02', 24],
  ['295', '2026-10-01', '2026-11-30', '2026-12-30', 34],
] as const;

// What one scene tells, and another needs.
const PLAN = planOf('E-1', 2026);
const OBSTACLE = 'the stock-out';
const REJECTED = 'the figure of December';
/** The stream of E-1’s evaluation. */
export const EVALUATION = 'the evaluation of E-1';

const UNIT = naturalId('unit', 'DINKES-IMUN');

/**
 * The year of nurse E-1, through the public API: plan, measurements, a rating of Baik, an objection that is upheld, and a
 * final Sangat Baik. Its stream is told as `EVALUATION`.
 * @source domain.md 15, steps 3–6, 23, 24, 34–37, 39–41
 */
export const nurseScenes = (cast: Cast, memory: Memory): Scene[] => {
  const nurse = cast.as('E-1');
  const rater = cast.as('SUP-1', 'supervisor');
  const superior = cast.as('SUP-2', 'supervisor');
  const steward = cast.as('V-1');
  const hr = cast.as('HR-2', 'hr_admin');
  const service = cast.as('service-performance');
  const nip = cast.person('E-1').nip ?? '';
  const plan = (): string => `${API}/plans/${memory.recall(PLAN)}`;
  const evaluation = (): string =>
    `${API}/evaluations/${memory.recall(EVALUATION).slice('evaluation-'.length)}`;

  const upheld = (): object => ({
    ...{ outcome: 'UPHELD', corrections: [{ measurementId: memory.recall(REJECTED), quantity: '60' }] },
    reason: 'Register asli membuktikan enam puluh anak; penolakan dibatalkan.',
  });

  /** A figure that a steward can verify is in the read model. @returns its id */
  const report = async (step: string, quantity: string, from: string, to: string): Promise<string> => {
    const { stream } = await nurse.does(`${step}: report`, `${API}/measurements`, {
      ...{ planId: memory.recall(PLAN), indicatorId: 'I-1', quantity, from, to, evidence: REGISTER_SCAN },
    });
    const id = stream.slice(-36);
    await steward.reads<{ status: string }>(`${API}/measurements/${id}`, () => true);
    return id;
  };
  const importFigures = async (step: string, rows: readonly string[]): Promise<void> => {
    const content = ['source,indicator_id,unit_code,nip,from,to,quantity', ...rows, ''].join('\n');
    await service.handsIn(
      ...([step, `${API}/imports/measurements`, { mediaType: 'text/csv', content }, WAITING] as const),
    );
  };

  return [
    {
      on: '2026-01-05',
      steps: [3],
      what: 'the cycle of 2026, and what past years came to',
      play: async () => {
        await Promise.all([
          ...['E-1', 'V-1'].map((key) =>
            hr.does(`duty of ${key}`, `/api/career/v1/employees/${cast.person(key).id}/assign-duty`, {
              duty: 'data_steward',
              from: '2026-01-05',
            }),
          ),
          hr.does('open the cycle', `${API}/cycles`, { year: 2026 }),
          // What the plans of the unit support.
          cast.as('PPK', 'leadership').does('plan the unit’s result', `${API}/unit-results`, {
            ...{ code: 'DINKES-IMUN', year: 2026, unitId: UNIT },
            ...{ result: 'Imunisasi dasar lengkap bagi semua anak.', measure: 'Cakupan dalam persen' },
          }),
        ]);
        await hr.reads<object>(`/api/career/v1/employees/${cast.person('E-1').id}`, () => true);
        await importFigures(
          'past years',
          [1010, 1060, 1120].map(
            (n, at) => `REGISTER,I-1,,${nip},${2023 + at}-01-01,${2023 + at}-12-31,${n}`,
          ),
        );
      },
    },
    {
      on: '2026-01-12',
      steps: [4],
      what: 'E-1 plans: a target that is not realistic',
      play: async () => {
        const draft = { year: 2026, indicators: nurseIndicators(2026, '1500'), behaviourExpectations };
        const drafted = await nurse.does('draft the plan', `${API}/plans`, draft);
        memory.know(PLAN, drafted.stream.slice(-36));
        await nurse.does('submit the plan', `${plan()}/submit`);
      },
    },
    {
      on: '2026-01-13',
      steps: [5],
      what: 'SUP-1 cannot agree on it before the target is reviewed',
      play: () =>
        rater.isRefused('TARGET_UNREALISTIC_UNREVIEWED', 'agree without a review', `${plan()}/agree`),
    },
    {
      on: '2026-01-20',
      steps: [6],
      what: 'the plan is reviewed and agreed',
      play: async () => {
        await rater.does('review the target', `${plan()}/review-target`, {
          ...{ indicatorId: 'I-1', target: '1200' },
          reason: 'Kapasitas rantai dingin hanya untuk seribu dua ratus anak.',
        });
        await rater.does('agree the plan', `${plan()}/agree`);
        await nurse.reads<{ status: string }>(plan(), ({ status }) => status === 'ACTIVE');
      },
    },
    ...QUARTERS.map(([quantity, from, to, on, step]): Scene => ({
      ...{ on, steps: [step] },
      what: `E-1 reports ${quantity} children up to ${to}, and V-1 verifies`,
      play: async () => {
        const id = await report(`quarter to ${to}`, quantity, from, to);
        const own = `${API}/measurements/${id}/verify`;
        if (step === 23)
          await nurse.isRefused('SOD_VIOLATION', 'E-1 verifies the own figure', own, {
            method: 'REGISTER_CHECK',
          });
        await steward.does(`verify ${to}`, `${API}/measurements/${id}/verify`, { method: 'REGISTER_CHECK' });
      },
    })),
    {
      on: '2026-04-10',
      steps: [23],
      what: 'the first quarter is talked about, and rated',
      play: async () => {
        const quarter = `${API}/periods/${naturalId('period', memory.recall(PLAN), '2026-Q1')}`;
        await nurse.does('report on the quarter', `${quarter}/self-report`, {
          text: 'Tiga ratus tiga puluh anak diimunisasi lengkap.',
        });
        const given = await rater.does('feedback of the quarter', `${API}/feedback`, {
          ...{ to: cast.person('E-1').id, value: 'AKUNTABEL', kind: 'APPRECIATE' },
          ...{ behaviour: 'Mencatat layanan pada hari itu juga.', effect: 'Laporan tanpa koreksi.' },
          suggestion: 'Bagikan caranya kepada rekan.',
        });
        const feedback = `${API}/feedback/${given.stream.slice(-36)}`;
        await nurse.does('read the feedback', `${feedback}/acknowledge`);
        await rater.does('rate the quarter', `${quarter}/rate`, {
          ...{ resultRating: 'ABOVE', behaviourRating: 'MEETS', behaviourNotes: 'Ramah kepada orang tua.' },
        });
        await nurse.does('know the rating of the quarter', `${quarter}/acknowledge`, { agree: true });
      },
    },
    {
      on: '2026-05-07',
      steps: [24],
      what: 'the vaccine runs out: raised, analysed, and dealt with',
      play: async () => {
        const raised = await nurse.does('raise the stock-out', `${API}/obstacles`, {
          ...{ planId: memory.recall(PLAN), indicatorId: 'I-1', description: 'Vaksin habis sejak Senin.' },
        });
        const id = raised.stream.slice(-36);
        memory.know(OBSTACLE, id);
        await nurse.does('analyse the stock-out', `${API}/obstacles/${id}/analyse`, {
          causes: [
            { category: 'OUTSIDE', text: 'Pengiriman terlambat.' },
            { category: 'METHOD', text: 'Tidak ada titik pemesanan ulang.' },
          ],
        });
        await rater.does('agree on the improvement', `${API}/obstacles/${id}/agree-improvement`, {
          ...{ actions: ['Tetapkan titik pemesanan ulang.'], owner: cast.person('E-1').id },
          due: '2026-05-31',
        });
        const asked = await nurse.does('ask for a cool box', `${API}/support`, {
          ...{ kind: 'FACILITY', what: 'Kotak pendingin.', obstacleId: id },
        });
        const support = `${API}/support/${asked.stream.slice(-36)}`;
        await rater.does('grant the cool box', `${support}/grant`, { due: '2026-05-31' });
        await nurse.does('the cool box is there', `${support}/confirm-delivery`);
      },
    },
    {
      on: '2026-05-20',
      steps: [24],
      what: 'the stock does not run out any more',
      play: async () => {
        await nurse.does('resolve the stock-out', `${API}/obstacles/${memory.recall(OBSTACLE)}/resolve`, {
          effectMeasured: 'Stok tidak pernah kosong lagi.',
        });
      },
    },
    {
      on: '2026-12-30',
      steps: [34],
      at: '10:00:00.000',
      what: 'December’s sixty are rejected',
      play: async () => {
        const rejected = await report('december', '60', '2026-12-01', '2026-12-29');
        memory.know(REJECTED, rejected);
        await steward.does('reject december', `${API}/measurements/${rejected}/reject`, {
          ...{ code: 'SOURCE_MISSING', reason: 'Register sumber bulan Desember tidak ditemukan.' },
        });
      },
    },
    {
      on: '2027-01-01',
      steps: [],
      what: 'the year is over, and its evaluation is opened',
      play: async () => {
        // It is opened that day: time waits for it, else it would be opened on a later one.
        const own = ({ employeeId }: { employeeId: string }): boolean => employeeId === cast.person('E-1').id;
        const { items } = await rater.reads<{ items: { evaluationId: string; employeeId: string }[] }>(
          `${API}/evaluations?year=2026&limit=200`,
          (list) => list.items.some(own),
        );
        memory.know(EVALUATION, streamOf('evaluation', items.find(own)?.evaluationId ?? ''));
        // So are the reviews of the year counted: 3.6 of 4.
        await rater.reads<{ citizenIndex: string | null }>(
          evaluation(),
          ({ citizenIndex }) => citizenIndex === '90.00',
        );
      },
    },
    {
      on: '2027-01-08',
      steps: [35],
      what: 'the unit’s result',
      play: async () => {
        await cast.as('PPK', 'leadership').does('organisation result', `${API}/organisation-results`, {
          ...{
            unitId: UNIT,
            year: 2026,
            predicate: 'BAIK',
            basis: 'Capaian unit tahun 2026 terhadap rencananya.',
          },
        });
      },
    },
    {
      on: '2027-01-11',
      steps: [35],
      what: 'interview, behaviour, and a recommendation of Baik',
      play: async () => {
        const rating = async (value: string): Promise<object> => {
          if (AS_EXPECTED.includes(value)) return { value, rating: 'MEETS' };
          const feedback = await rater.does(`feedback on ${value}`, `${API}/feedback`, {
            ...{ to: cast.person('E-1').id, value, kind: 'APPRECIATE' },
            behaviour: 'Mencatat setiap layanan pada hari itu juga.',
            ...{
              effect: 'Laporan bulanan selesai tanpa koreksi.',
              suggestion: 'Bagikan caranya kepada rekan.',
            },
          });
          return { value, rating: 'ABOVE', feedbackRefs: [feedback.stream.slice(-36)] };
        };
        const [ratings] = await Promise.all([
          Promise.all(Object.values(BEHAVIOUR_VALUES).map(rating)),
          rater.does('interview', `${evaluation()}/interview`, {
            rubric: [5, 4, 4, 5, 4].map((score, at) => ({ question: `Pertanyaan ${at + 1}`, score })),
            agreedSummary: 'Cakupan imunisasi naik dan mutu data terjaga.',
          }),
          importFigures('figures of the year', [
            `SYSTEM,I-2,,${nip},2026-01-01,2026-12-31,2.55`,
            `SYSTEM,I-4,,${nip},2026-01-01,2026-12-31,97.02`,
          ]),
        ]);
        await rater.does('rate the behaviour', `${evaluation()}/rate-behaviour`, { ratings });
        // The system recommends by itself, that day.
        await nurse.reads<{ recommendation: object | null }>(
          evaluation(),
          ({ recommendation }) => recommendation !== null,
        );
      },
    },
    {
      on: '2027-01-12',
      steps: [36],
      what: 'SUP-1 rates',
      play: async () => {
        await rater.does('rate', `${evaluation()}/rate`, { resultRating: 'MEETS', behaviourRating: 'ABOVE' });
      },
    },
    {
      on: '2027-01-13',
      steps: [36],
      what: 'the evaluation is delivered',
      play: async () => {
        await rater.does('deliver', `${evaluation()}/deliver`);
      },
    },
    {
      on: '2027-01-22',
      steps: [37],
      what: 'E-1 objects',
      play: async () => {
        await nurse.does('object', `${evaluation()}/object`, {
          ...{ grounds: ['MEASUREMENT'], measurementIds: [memory.recall(REJECTED)], evidence: REGISTER_SCAN },
          reason: 'Enam puluh anak bulan Desember tidak dihitung; register aslinya terlampir.',
        });
      },
    },
    {
      on: '2027-01-25',
      steps: [39],
      what: 'SUP-1 cannot decide on the own rating',
      play: () =>
        rater.isRefused('SOD_VIOLATION', 'SUP-1 decides', `${evaluation()}/decide-objection`, upheld()),
    },
    {
      on: '2027-01-28',
      at: '00:00:00.000',
      steps: [37],
      what: 'the window for objections is closed',
      play: () =>
        nurse.isRefused('OBJECTION_WINDOW_CLOSED', 'E-1 objects again', `${evaluation()}/object`, {
          ...{ grounds: ['OTHER'], reason: 'Masih ada capaian lain yang belum dihitung.' },
        }),
    },
    {
      on: '2027-01-29',
      steps: [40],
      what: 'SUP-2 hears both sides',
      play: async () => {
        await superior.isRefused(
          ...(['BOTH_SIDES_REQUIRED', 'decide unheard', `${evaluation()}/decide-objection`] as const),
          upheld(),
        );
        await superior.does('hear', `${evaluation()}/hear-objection`, {
          raterStatement: 'Register yang dilampirkan tidak terbaca.',
          employeeStatement: 'Register asli ada.',
          witnesses: [cast.person('V-1').id],
        });
      },
    },
    {
      on: '2027-02-05',
      steps: [41],
      what: 'the objection is upheld: Sangat Baik',
      play: async () => {
        await superior.does('decide', `${evaluation()}/decide-objection`, upheld());
      },
    },
  ];
};
