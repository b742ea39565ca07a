import { naturalId } from '@jejak/kernel';
import type { Cast } from './cast';
import type { Memory } from './memory';
import { forMany, type Scene } from './scene';

const API = '/api/citizen/v1';
const WAITING = { Prefer: 'wait=30' };
const IMMUNISATION = naturalId('unit', 'DINKES-IMUN');
const PERMITS = naturalId('unit', 'PTSP');

/** 24 fours and 16 threes: 3.6. */
const MARKS: readonly number[] = Array.from({ length: 20 }, (_, at) => (at < 12 ? 4 : 3));
const HALVES = ['2026-09-15', '2026-10-20'] as const;

/** The sum of 100 marks of each element, and the index that follows. */
const SURVEYS = [
  { unit: 'DINKES-IMUN', unitId: IMMUNISATION, sums: [340, 335, 345, 360, 342, 350, 348, 320, 329] },
  { unit: 'PTSP', unitId: PERMITS, sums: Array.from({ length: 9 }, () => 324) },
] as const;

// What one scene tells, and another needs.
const COMPLAINT = 'the complaint of C-1';
const TRACKING = 'the tracking code of C-1';

/** 100 answers whose marks of each element sum to these. */
const answersWith = (sums: readonly number[]): string =>
  [
    'respondent,u1,u2,u3,u4,u5,u6,u7,u8,u9',
    ...Array.from({ length: 100 }, (_, at) =>
      [`r${at + 1}`, ...sums.map((sum) => Math.floor(sum / 100) + (at < sum % 100 ? 1 : 0))].join(),
    ),
    '',
  ].join('\n');

/**
 * What citizens say: a complaint of waiting, reviews of nurse E-1, and the satisfaction index of two units.
 * @source domain.md 15, steps 28–31
 */
export const citizenScenes = (cast: Cast, memory: Memory): Scene[] => {
  const hr = cast.as('HR-2', 'hr_admin');
  const officer = cast.as('P-3', 'employee');
  const head = cast.as('SUP-2', 'employee');
  const citizen = cast.as('C-1');
  const queue = cast.as('SVC');
  const nurse = cast.person('E-1').id;
  const complaint = (): string => `${API}/complaints/${memory.recall(COMPLAINT)}`;

  /** A case served at the counter after so many minutes of waiting. @returns the code of its receipt */
  const served = async (date: string, number: number, waited: number): Promise<string> => {
    const arrived = Date.parse(`${date}T01:00:00.000Z`);
    const after = (minutes: number): string => new Date(arrived + minutes * 60_000).toISOString();
    const { reviewCode } = await queue.does<{ reviewCode: string }>(
      ...([`service ${number} of ${date}`, `${API}/service-events`] as const),
      {
        ...{ unitId: IMMUNISATION, officerId: nurse, standardCode: 'IMUNISASI' },
        ...{ arrivedAt: after(0), startedAt: after(waited), finishedAt: after(waited + 15) },
      },
    );
    return reviewCode;
  };
  const reviewed = async (date: string, number: number, mark: number, device: string): Promise<void> => {
    const code = await served(date, number, 55);
    await citizen.does(`review ${number} of ${date}`, `${API}/reviews`, {
      ...{ code, device, aspects: { speed: mark, accuracy: mark, courtesy: mark } },
    });
  };

  return [
    {
      on: '2026-08-10',
      at: '15:00:00.000',
      steps: [],
      what: 'who hears complaints, what is promised, and how long citizens wait: 185 minutes',
      play: async () => {
        const duties = [
          ['P-3', 'complaint_officer', IMMUNISATION],
          ['SUP-2', 'unit_head', IMMUNISATION],
          ['K-1', 'unit_head', PERMITS],
        ];
        await forMany(duties, ([key, duty, unitId]) =>
          hr.does(`${key} is ${duty}`, `/api/career/v1/employees/${cast.person(key).id}/assign-duty`, {
            ...{ duty, scope: unitId, from: '2026-08-10' },
          }),
        );
        await hr.does('set the standard', `${API}/service-standards`, {
          ...{ unitId: IMMUNISATION, code: 'IMUNISASI', name: 'Imunisasi dasar', standardMinutes: 60 },
          ...{ fee: 0, requirements: ['Buku KIA'], from: '2026-01-01' },
        });
        await forMany([1, 2, 3, 4, 5], (number) => served('2026-08-10', number, 185));
      },
    },
    {
      on: '2026-08-12',
      at: '10:00:00.000',
      steps: [28],
      what: 'C-1 complains of 185 minutes',
      play: async () => {
        const filed = await citizen.does<{ stream: string; trackingCode: string }>(
          ...(['C-1 complains', `${API}/complaints`] as const),
          {
            ...{ category: 'SERVICE_TIME', unitId: IMMUNISATION },
            text: 'Saya menunggu 185 menit di loket imunisasi.',
            contact: { name: cast.person('C-1').name, email: 'c-1@kota-contoh.example' },
          },
        );
        memory.know(COMPLAINT, filed.stream.slice('complaint-'.length));
        memory.know(TRACKING, filed.trackingCode);
      },
    },
    {
      on: '2026-08-13',
      steps: [28],
      what: 'it is a question of rules, to be answered by 21 August: the 17th is a holiday',
      play: async () => {
        await officer.does('verify the complaint', `${complaint()}/verify`, { class: 'NORMATIVE' });
        await officer.does('assign the complaint', `${complaint()}/assign`, { unitId: IMMUNISATION });
      },
    },
    {
      on: '2026-08-21',
      at: '10:00:00.000',
      steps: [29],
      what: 'a second counter and queue numbers: answered in time, and closed',
      play: async () => {
        await head.isRefused('ANSWER_EMPTY', 'answer without a deed', `${complaint()}/answer`, {
          ...{ answer: 'Mohon maaf.', action: ' ' },
        });
        await head.does('answer the complaint', `${complaint()}/answer`, {
          ...{ answer: 'Antrean terlalu panjang.', action: 'Loket kedua dibuka; nomor antrean dipakai.' },
        });
        const tracker = `${API}/tracker/${memory.recall(TRACKING)}`;
        await citizen.reads<{ status: string }>(tracker, ({ status }) => status !== 'in-progress');
        await citizen.does('C-1 is content', `${tracker}/close`);
      },
    },
    ...HALVES.map((on): Scene => ({
      ...{ on, at: '15:00:00.000', steps: [30] },
      what: `${MARKS.length} citizens review E-1, after 55 minutes of waiting`,
      play: () => forMany(MARKS, (mark, at) => reviewed(on, at, mark, `device-${on}-${at}-of-a-citizen`)),
    })),
    {
      on: '2026-11-27',
      at: '15:00:00.000',
      steps: [30],
      what: 'four more come from one device on one day: they wait, and are excluded',
      play: async () => {
        for (const number of [1, 2, 3, 4])
          await reviewed('2026-11-27', number, 1, 'the-one-device-of-all-four');
        const waiting = `${API}/quarantined-reviews?limit=200`;
        const { items } = await officer.reads<{ items: { reviewId: string }[] }>(
          waiting,
          (list) => list.items.length === 4 || memory.resumed,
        );
        await forMany(items, ({ reviewId }) =>
          officer.does(`exclude ${reviewId}`, `${API}/reviews/${reviewId}/exclude`, {
            reason: 'Empat ulasan dari satu perangkat pada satu hari.',
          }),
        );
        await cast
          .as('E-1')
          .reads<{ counted: number; excluded: number }>(
            `${API}/officers/${nurse}/reviews?from=2026-09-01&to=2026-11-30`,
            ({ counted, excluded }) => counted === 40 && excluded === 4,
          );
      },
    },
    {
      on: '2026-11-30',
      steps: [31],
      what: 'a hundred answers each: 85.25 for immunisation, 81.00 for permits',
      play: async () => {
        await forMany(SURVEYS, async ({ unit, unitId, sums }) => {
          const planned = await hr.does(`plan the survey of ${unit}`, `${API}/surveys`, {
            ...{ unitId, title: 'SKM 2026', period: { from: '2026-01-01', to: '2026-11-30' } },
            ...{ population: 130, sample: 97 },
          });
          const survey = `${API}/surveys/${planned.stream.slice('survey-'.length)}`;
          await hr.does(`open the survey of ${unit}`, `${survey}/open`);
          const report = await hr.handsIn<{ accepted: number }>(
            `answers of ${unit}`,
            `${API}/imports/survey?surveyId=${planned.stream.slice('survey-'.length)}`,
            { mediaType: 'text/csv', content: answersWith(sums) },
            WAITING,
          );
          if (report.accepted !== 100) throw new Error(`${unit}: ${JSON.stringify(report)}`);
          await hr.does(`close the survey of ${unit}`, `${survey}/close`);
          await queue.does(`compute the index of ${unit}`, `${survey}/compute`);
          await hr.does(`publish the index of ${unit}`, `${survey}/publish`);
        });
      },
    },
  ];
};
