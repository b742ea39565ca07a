import { eventually } from '@jejak/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { passAdminStage } from './admin-stage';
import { type City, pdfOf, type Person, startCity } from './city';
import { announced, applyFor, idOf, importScores, publish, type Staff, staffOf } from './round';

type Points = Readonly<Record<string, readonly [twk: number, tiu: number, tkp: number]>>;

/** Two seats: six go on, and who is identical to the sixth. Places 6 to 9 are. @source domain.md 16 (SKD, SKB cut, final tie) */
const TEACHERS: Points = {
  // Of these two the TKP decides: 400 both.
  'T-190': [95, 115, 190],
  'T-185': [100, 115, 185],
  'T-380': [90, 110, 180],
  'T-375': [90, 110, 175],
  'T-370': [90, 110, 170],
  // Four at 350, the same in every subtest.
  'C-1': [80, 100, 170],
  'C-2': [80, 100, 170],
  'C-3': [80, 100, 170],
  'C-4': [80, 100, 170],
  // 350 too, but not the same: its TKP is lower.
  'C-5': [81, 100, 169],
  // Exactly at every threshold.
  'L-1': [65, 80, 166],
  // The highest TIU and TKP there are, and one point of TWK too few.
  'F-1': [64, 175, 225],
  'F-2': [65, 80, 165],
};

/** Of a list for graduates with distinction: total 311 and TIU 85. @source domain.md 16 (SKD special) */
const GRADUATES: Points = {
  'G-1': [66, 85, 160],
  'G-2': [70, 84, 200],
  'G-3': [65, 85, 160],
};

describe('the boundaries of a selection (domain.md 16)', () => {
  let city: City;
  let staff: Staff;
  const vacancies: Record<'teachers' | 'graduates', string> = { teachers: '', graduates: '' };
  const numbers = new Map<string, string>();
  const nameOf = (no: string): string => [...numbers].find(([, of]) => of === no)?.[0] ?? no;
  const ranking = async (vacancyId: string, stage: string) => {
    const { body } = await city.ask('GET', `/vacancies/${vacancyId}/ranking?stage=${stage}`);
    return body.items.map((row) => ({ ...row, name: nameOf(row.participantNo) }));
  };

  const entered = async (vacancyId: string, points: Points, document?: string): Promise<void> => {
    const people = new Map<string, readonly [Person, string]>();
    for (const name of Object.keys(points)) {
      const person = await city.person('applicant');
      if (document !== undefined) {
        const file = { type: 'application/pdf', content: pdfOf(`${document} of ${name}`) };
        await city.ask('POST', `/my/documents?kind=${document}`, { as: person, file });
      }
      people.set(name, [person, idOf(await applyFor(city, vacancyId, person))]);
    }
    await city.settled();
    for (const [name, [as, id]] of people) {
      const { body } = await city.ask('GET', `/applications/${id}`, { as });
      numbers.set(name, body.participantNo);
    }
  };

  beforeAll(async () => {
    city = await startCity();
    staff = await staffOf(city);
    const { hr, mayor } = staff;
    const seats = { seats: 2, formationId: await city.formation('Guru', 2, hr, mayor) };
    vacancies.teachers = await announced(city, staff, 'Guru', seats);
    vacancies.graduates = await announced(city, staff, 'Analis', { formationKind: 'CUMLAUDE' });
    city.at('2026-02-03T02:00:00.000Z');
    await entered(vacancies.teachers, TEACHERS);
    await entered(vacancies.graduates, GRADUATES, 'TRANSCRIPT');
    city.at('2026-02-18T02:00:00.000Z');
    for (const id of Object.values(vacancies)) {
      await eventually(
        'registration closes',
        async () => (await city.ask('GET', `/vacancies/${id}`)).body.status === 'closed',
      );
      await passAdminStage(city, id, staff.chair);
    }
    city.at('2026-03-11T03:00:00.000Z');
    const lines = Object.entries({ ...TEACHERS, ...GRADUATES }).map(([name, points]) =>
      [numbers.get(name), ...points].join(),
    );
    await importScores(city, staff, ['participant,twk,tiu,tkp', ...lines]);
    for (const id of Object.values(vacancies)) await publish(city, staff, id, 'SKD');
  });
  afterAll(() => city.stop());

  it('with distinction one passes by total and TIU', async () => {
    const rows = await ranking(vacancies.graduates, 'SKD');
    expect(rows.map(({ name, rank, outcome, missed }) => [name, rank, outcome, missed])).toEqual([
      ['G-1', 1, 'PASSED', []],
      ['G-2', null, 'FAILED', ['TIU']],
      ['G-3', null, 'FAILED', ['TOTAL']],
    ]);
    const { body } = await city.ask('GET', `/vacancies/${vacancies.graduates}`);
    expect(body.results[0]).toMatchObject({ stage: 'SKD', advancing: 1, cutOff: '311' });
  });

  it('everyone identical to the last of the cut goes on, and nobody else', async () => {
    const rows = await ranking(vacancies.teachers, 'SKD');
    const by = (outcome: string) => rows.filter((row) => row.outcome === outcome).map(({ name }) => name);
    const passed = by('PASSED');
    expect(passed.slice(0, 5)).toEqual(['T-190', 'T-185', 'T-380', 'T-375', 'T-370']);
    expect(passed.slice(5).sort()).toEqual(['C-1', 'C-2', 'C-3', 'C-4']);
    expect(by('OUTRANKED')).toEqual(['C-5', 'L-1']);
    expect(by('FAILED').sort()).toEqual(['F-1', 'F-2']);
    const missed = Object.fromEntries(rows.map((row) => [row.name, row.missed]));
    expect([missed['F-1'], missed['F-2'], missed['L-1']]).toEqual([['TWK'], ['TKP'], []]);
    const { body } = await city.ask('GET', `/vacancies/${vacancies.teachers}`);
    expect(body.results[0]).toMatchObject({ stage: 'SKD', advancing: 9, cutOff: '350' });
  });

  it('of two with the same final score and the same SKD the higher TKP wins', async () => {
    const at = `/vacancies/${vacancies.teachers}`;
    await eventually('the outcomes are known', async () => {
      const { body } = await city.ask('GET', `${at}/applications`, { as: staff.hr });
      return body.items.filter(({ status }) => status === 'skd-passed').length === 9;
    });
    // Raw CAT of 500; the two have the same, everybody else less than the one before.
    const raw = ['T-190', 'T-380', 'T-375', 'T-370', 'C-1', 'C-2', 'C-3', 'C-4'].map(
      (name, place) => [name, 400 - 10 * place] as const,
    );
    const lines = ([...raw, ['T-185', 400]] as const).flatMap(([name, cat]) => [
      `${numbers.get(name)},CAT,${cat},500`,
      `${numbers.get(name)},INTERVIEW,80,100`,
      `${numbers.get(name)},PSYCHOLOGICAL,80,100`,
    ]);
    city.at('2026-03-24T03:00:00.000Z');
    await importScores(city, staff, ['participant,component,raw,of', ...lines]);
    await publish(city, staff, vacancies.teachers, 'FINAL');
    const [first, second] = await ranking(vacancies.teachers, 'FINAL');
    // 400 → 72.727 × 0.4 → 29.091, + 80 × 0.6.
    expect([first, second]).toMatchObject([
      { name: 'T-190', rank: 1, final: '77.091', tieBreakUsed: null, outcome: 'SELECTED' },
      { name: 'T-185', rank: 2, final: '77.091', tieBreakUsed: 'TKP', outcome: 'SELECTED' },
    ]);
    expect(second.why).toMatchObject({ criterion: 'TKP', own: '185' });
  });
});
