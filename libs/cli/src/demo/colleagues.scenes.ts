import { naturalId } from '@jejak/kernel';
import type { Cast } from './cast';
import type { Memory } from './memory';
import { NEWCOMER_NIP } from './newcomer.scenes';
import {
  BEHAVIOUR_VALUES,
  behaviourExpectations,
  planOf,
  SECTION_TARGETS,
  sectionIndicators,
} from './plan-texts';
import { forMany, type Scene } from './scene';

const API = '/api/performance/v1';
const WAITING = { Prefer: 'wait=30' };
const UNIT = naturalId('unit', 'DINKES-IMUN');

/** A year of somebody: per cent of what was planned, both ratings, and how many values are above expectation. */
interface Year {
  readonly percent: number;
  readonly result: 'ABOVE' | 'MEETS' | 'BELOW';
  readonly behaviour: 'ABOVE' | 'MEETS';
  readonly above: number;
}
const SANGAT_BAIK: Year = { percent: 115, result: 'ABOVE', behaviour: 'ABOVE', above: 5 };
const BAIK: Year = { percent: 100, result: 'MEETS', behaviour: 'MEETS', above: 0 };
const BUTUH_PERBAIKAN: Year = { percent: 80, result: 'BELOW', behaviour: 'MEETS', above: 0 };
/** With E-1 and E-9, who are Baik, the unit of 20 has 4 Sangat Baik, 14 Baik and 2 Butuh Perbaikan. */
const YEARS: readonly Year[] = [
  ...Array<Year>(4).fill(SANGAT_BAIK),
  ...Array<Year>(12).fill(BAIK),
  ...Array<Year>(2).fill(BUTUH_PERBAIKAN),
];

interface Evaluations {
  readonly items: readonly { readonly evaluationId: string; readonly employeeId: string }[];
}
interface Distribution {
  readonly staff: number;
  readonly counts: Readonly<Record<string, number>>;
}

/**
 * The other nineteen of E-1's section, and what their ratings look like together.
 * @source domain.md 15, steps 36 and 41
 */
export const colleagueScenes = (cast: Cast, memory: Memory): Scene[] => {
  const rater = cast.as('SUP-1', 'supervisor');
  const head = cast.as('SUP-2', 'supervisor');
  const service = cast.as('service-performance');
  const newcomer = cast.person('E-9');
  const staff = cast.section();
  const rated = [
    ...staff.map((person, at) => ({ person, year: YEARS[at] })),
    { person: newcomer, year: BAIK },
  ];
  const evaluationOf = (key: string): string => `${API}/evaluations/${memory.recall(`the year of ${key}`)}`;
  const stands = (counts: Readonly<Record<string, number>>): Promise<unknown> =>
    head.reads<Distribution>(`${API}/distribution?unitId=${UNIT}&year=2026`, (shown) =>
      Object.entries(counts).every(([predicate, n]) => shown.counts[predicate] === n),
    );

  const rateBehaviour = async (key: string, id: string, { above }: Year): Promise<void> => {
    const rating = async (value: string, at: number): Promise<object> => {
      if (at >= above) return { value, rating: 'MEETS' };
      const { stream } = await rater.does(`feedback on ${value} of ${key}`, `${API}/feedback`, {
        ...{ to: id, value, kind: 'APPRECIATE', behaviour: 'Membantu rekan saat posyandu ramai.' },
        ...{ effect: 'Antrean selesai sebelum siang.', suggestion: 'Teruskan, dan latih yang lain.' },
      });
      return { value, rating: 'ABOVE', feedbackRefs: [stream.slice(-36)] };
    };
    const ratings = await Promise.all(Object.values(BEHAVIOUR_VALUES).map(rating));
    await rater.does(`rate the behaviour of ${key}`, `${evaluationOf(key)}/rate-behaviour`, { ratings });
  };

  return [
    {
      on: '2026-01-26',
      steps: [],
      what: 'the section of E-1 has its plans: eighteen colleagues',
      play: () =>
        forMany(staff, async ({ key }) => {
          const { stream } = await cast.as(key).does(`${key} drafts a plan`, `${API}/plans`, {
            ...{ year: 2026, indicators: sectionIndicators(2026), behaviourExpectations },
          });
          const id = stream.slice('plan-'.length);
          memory.know(planOf(key, 2026), id);
          const plan = `${API}/plans/${id}`;
          await cast.as(key).does(`${key} submits the plan`, `${plan}/submit`);
          await rater.does(`agree the plan of ${key}`, `${plan}/agree`);
        }),
    },
    {
      on: '2027-01-05',
      steps: [],
      what: 'what the section has done in the year',
      play: async () => {
        const rows = staff.flatMap(({ nip = '' }, at) =>
          SECTION_TARGETS.map(
            ([id, , target]) =>
              `SYSTEM,${id},,${nip},2026-01-01,2026-12-31,${(target * YEARS[at].percent) / 100}`,
          ),
        );
        const own = [
          ['N-1', '600'],
          ['N-2', '3.0'],
          ['N-3', '98'],
        ].map(([id, amount]) => `SYSTEM,${id},,${NEWCOMER_NIP},2026-06-01,2026-12-31,${amount}`);
        const content = ['source,indicator_id,unit_code,nip,from,to,quantity', ...rows, ...own, ''].join(
          '\n',
        );
        const report = await service.handsIn<{ accepted: number }>(
          ...(['figures of the section', `${API}/imports/measurements`] as const),
          { mediaType: 'text/csv', content },
          WAITING,
        );
        if (report.accepted !== rows.length + own.length)
          throw new Error(`figures of the section: ${JSON.stringify(report)}`);
        const { items } = await rater.reads<Evaluations>(
          `${API}/evaluations?year=2026&limit=200`,
          (list) => list.items.length > rated.length,
        );
        for (const { person } of rated) {
          const found = items.find(({ employeeId }) => employeeId === person.id);
          memory.know(`the year of ${person.key}`, found?.evaluationId ?? '');
        }
      },
    },
    {
      on: '2027-01-12',
      at: '10:00:00.000',
      steps: [36],
      what: 'SUP-1 rates the section',
      play: () =>
        forMany(rated, async ({ person: { key, id }, year }) => {
          await rateBehaviour(key, id, year);
          await service.does(`recommend for ${key}`, `${evaluationOf(key)}/recommend`);
          await rater.does(`rate ${key}`, `${evaluationOf(key)}/rate`, {
            ...{ resultRating: year.result, behaviourRating: year.behaviour },
          });
        }),
    },
    {
      on: '2027-01-13',
      steps: [36],
      what: 'the predicates of the section are looked at together: 4, 14 and 2 of 20',
      play: async () => {
        await stands({ SANGAT_BAIK: 4, BAIK: 14, BUTUH_PERBAIKAN: 2 });
        await head.does('review the distribution', `${API}/distribution-reviews`, {
          ...{ unitId: UNIT, year: 2026, participants: [cast.person('SUP-1').id] },
        });
        await forMany(rated, ({ person: { key } }) =>
          rater.does(`deliver to ${key}`, `${evaluationOf(key)}/deliver`),
        );
        // Their windows run from that day: the notices are of it, and not of the next one that is told of.
        await forMany(['E-1', 'E-9'], (key) =>
          cast
            .as(key, 'employee')
            .reads<{ items: readonly { topic: string }[] }>(
              '/api/notification/v1/inbox?limit=200',
              ({ items }) => items.some(({ topic }) => topic === 'EVALUATION_DELIVERED'),
            ),
        );
      },
    },
    {
      on: '2027-02-05',
      at: '10:00:00.000',
      steps: [41],
      what: 'with E-1 corrected the section has 5, 13 and 2',
      play: () => stands({ SANGAT_BAIK: 5, BAIK: 13, BUTUH_PERBAIKAN: 2 }).then(() => undefined),
    },
    {
      on: '2027-02-08',
      steps: [],
      what: 'every evaluation of 2026 is decided, and the year is closed',
      play: async () => {
        await cast.as('HR-2', 'hr_admin').does('close the cycle of 2026', `${API}/cycles/2026/close`);
      },
    },
  ];
};
