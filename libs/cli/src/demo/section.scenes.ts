import { naturalId } from '@jejak/kernel';
import type { Cast } from './cast';
import type { Memory } from './memory';
import {
  behaviourExpectations,
  nurseIndicators,
  sectionIndicators,
  newcomerIndicators,
  planOf,
} from './plan-texts';
import { forMany, type Scene } from './scene';

const API = '/api/performance/v1';

/** Who is of the section of E-1 and has a part of their own. */
const [NURSE, NEWCOMER] = ['E-1', 'E-9'];

/** A quarter that is talked about: on which day, and with whom there was no talk in it before. */
interface Quarter {
  readonly period: string;
  readonly on: string;
  readonly who: 'COLLEAGUES' | 'ALL';
  readonly talk: 'ALL' | 'NEWCOMER' | 'NOBODY';
}
/**
 * On the first day after it, before anybody is reminded. What was said in the first days of a quarter counts for it and for the one before.
 */
const QUARTERS: readonly Quarter[] = [
  { period: '2026-Q1', on: '2026-04-01', who: 'COLLEAGUES', talk: 'ALL' },
  { period: '2026-Q2', on: '2026-07-01', who: 'ALL', talk: 'NEWCOMER' },
  { period: '2026-Q3', on: '2026-10-01', who: 'ALL', talk: 'ALL' },
  { period: '2026-Q4', on: '2027-01-02', who: 'ALL', talk: 'NOBODY' },
  { period: '2027-Q1', on: '2027-04-02', who: 'ALL', talk: 'ALL' },
];

/**
 * How the section of E-1 goes on: each quarter is reported, talked about and rated, and the plans of 2027 are agreed.
 * @source domain.md 5.1, 5.3
 */
export const sectionScenes = (cast: Cast, memory: Memory): Scene[] => {
  const rater = cast.as('SUP-1', 'supervisor');
  const colleagues = cast.section().map(({ key }) => key);
  const all = [...colleagues, NURSE, NEWCOMER];

  const talk = (key: string, { period }: Quarter): Promise<unknown> =>
    rater.does(`talk about ${period} with ${key}`, `${API}/feedback`, {
      ...{ to: cast.person(key).id, value: 'KOMPETEN', kind: 'APPRECIATE' },
      ...{ behaviour: 'Menyelesaikan berkas pada hari yang sama.', effect: 'Tidak ada tunggakan.' },
      suggestion: 'Catat juga kunjungan yang dibatalkan.',
    });

  const agree = async (key: string, year: number, indicators: readonly object[]): Promise<void> => {
    const own = cast.as(key, 'employee');
    const { stream } = await own.does(`${key} drafts the plan of ${year}`, `${API}/plans`, {
      ...{ year, indicators, behaviourExpectations },
    });
    const id = stream.slice('plan-'.length);
    memory.know(planOf(key, year), id);
    await own.does(`${key} submits the plan of ${year}`, `${API}/plans/${id}/submit`);
    await rater.does(`agree the plan of ${key} of ${year}`, `${API}/plans/${id}/agree`);
  };

  return [
    ...QUARTERS.map((quarter): Scene => {
      const { period, on } = quarter;
      const year = Number(period.slice(0, 4));
      return {
        ...{ on, steps: [] },
        what: `the section has reported on ${period}, and SUP-1 rates it`,
        play: () =>
          forMany(quarter.who === 'ALL' ? all : colleagues, async (key) => {
            const at = `${API}/periods/${naturalId('period', memory.recall(planOf(key, year)), period)}`;
            await cast.as(key, 'employee').does(`${key} reports on ${period}`, `${at}/self-report`, {
              text: 'Kegiatan berjalan sesuai rencana.',
            });
            if (quarter.talk === 'ALL' || (quarter.talk === 'NEWCOMER' && key === NEWCOMER))
              await talk(key, quarter);
            await rater.does(`rate ${period} of ${key}`, `${at}/rate`, {
              ...{ resultRating: 'MEETS', behaviourRating: 'MEETS', behaviourNotes: 'Sesuai harapan.' },
            });
          }),
      };
    }),
    {
      on: '2027-01-19',
      steps: [],
      what: 'the section agrees on its plans of 2027',
      play: async () => {
        await forMany(colleagues, (key) => agree(key, 2027, sectionIndicators(2027)));
        await agree(NEWCOMER, 2027, newcomerIndicators(2027, '700'));
      },
    },
    {
      on: '2027-04-26',
      steps: [],
      what: 'E-1 has a plan for the new level',
      play: () => agree(NURSE, 2027, nurseIndicators(2027, '940')),
    },
  ];
};
