import { naturalId } from '@jejak/kernel';
import type { Cast } from './cast';
import { sha256Of } from './documents';
import type { Memory } from './memory';
import { forMany, type Scene } from './scene';

const API = '/api/training/v1';

/** A day's course. */
interface Course {
  readonly title: string;
  readonly competency: string;
  /** Training hours. */
  readonly jp: number;
  readonly on: string;
  /** What E-1 knew before and after, of 100: the first gains 0.5714. */
  readonly scores: { readonly pre: string; readonly post: string };
  /** All hours of the year with this course. */
  readonly hours: number;
}

const COURSES: readonly Course[] = [
  {
    ...{ title: 'Rantai dingin vaksin', competency: 'COLD_CHAIN', jp: 8, on: '2026-02-26', hours: 8 },
    scores: { pre: '58', post: '82' },
  },
  {
    ...{ title: 'Keselamatan pasien', competency: 'PATIENT_SAFETY', jp: 6, on: '2026-06-18', hours: 14 },
    scores: { pre: '60', post: '85' },
  },
  {
    ...{ title: 'Register imunisasi', competency: 'REGISTER_KEEPING', jp: 10, on: '2026-10-08', hours: 24 },
    scores: { pre: '40', post: '90' },
  },
];

interface SeatView {
  readonly seat: string;
  readonly result: string | null;
}

/**
 * What E-1 learns in the year: three courses, 24 hours, each with its certificate.
 * @source domain.md 15, step 25
 */
export const learningScenes = (cast: Cast, memory: Memory): Scene[] => {
  const nurse = cast.as('E-1');
  const hr = cast.as('HR-2', 'hr_admin');
  const trainer = cast.as('P-4', 'employee');
  const [nurseId, trainerId] = [cast.person('E-1').id, cast.person('P-4').id];
  const seat = ({ on }: Course): string => `${API}/enrolments/${memory.recall(`the seat of ${on}`)}`;

  const offer = async ({ title, competency, jp, on }: Course): Promise<void> => {
    const programme = await hr.does(`define ${title}`, `${API}/programmes`, {
      ...{ title, kind: 'TECHNICAL', jp, components: ['PRE', 'POST'], competencies: [competency] },
    });
    const session = await hr.does(`schedule ${title}`, `${API}/sessions`, {
      ...{ programmeId: programme.stream.slice('programme-'.length), capacity: 20, mode: 'IN_PERSON' },
      ...{ room: 'Aula BKPSDM', trainerId, materials: [sha256Of(`Modul: ${title}`)] },
      ...{ parts: [{ on, from: '08:00', to: '15:00' }], costIdr: 5_000_000 },
    });
    const sessionId = session.stream.slice('session-'.length);
    await hr.does(`open ${title}`, `${API}/sessions/${sessionId}/open-enrolment`);
    await nurse.does(`E-1 enrols in ${title}`, `${API}/sessions/${sessionId}/enrol`);
    memory.know(`the seat of ${on}`, naturalId('enrolment', sessionId, nurseId));
  };

  return [
    {
      // Long before the first course, so that nobody has to wait for training to hear of it.
      on: '2026-01-05',
      steps: [],
      what: 'P-4 is a trainer from now on',
      play: async () => {
        await hr.does('P-4 teaches', `/api/career/v1/employees/${trainerId}/assign-duty`, {
          ...{ duty: 'trainer', from: '2026-01-05' },
        });
      },
    },
    {
      on: '2026-02-16',
      steps: [],
      what: 'three courses are scheduled, and E-1 has a seat in each',
      play: async () => {
        await forMany(COURSES, async (course) => {
          await offer(course);
          await nurse.reads<SeatView>(seat(course), ({ seat: given }) => given === 'CONFIRMED');
        });
      },
    },
    ...COURSES.map((course): Scene => {
      const { title, on, jp, scores, hours } = course;
      return {
        ...{ on, at: '15:30:00.000', steps: [25] },
        what: `E-1 learns ${jp} hours: ${title}`,
        play: async () => {
          await trainer.does(`${title}: attendance`, `${seat(course)}/attendance`, {
            ...{ sessionPart: 1, present: true },
          });
          await trainer.does(`${title}: assessment`, `${seat(course)}/assess`, scores);
          await nurse.reads<SeatView>(seat(course), ({ result }) => result === 'PASSED');
          await hr.does(`${title}: certificate`, `${seat(course)}/issue-certificate`, {
            sha256: sha256Of(`Sertifikat: ${title}`),
          });
          await nurse.reads<{ credited: number }>(
            `${API}/learning-balances/${nurseId}`,
            ({ credited }) => credited === hours,
          );
        },
      };
    }),
  ];
};
