import { naturalId } from '@jejak/kernel';
import type { Cast } from './cast';
import { sha256Of } from './documents';
import type { Memory } from './memory';
import { forMany, type Scene } from './scene';

const API = '/api/training/v1';

/** Fifty hours: 48 are 96 %, 47 are 94 %. */
const PARTS: readonly { readonly on: string; readonly from: string; readonly to: string }[] = [
  ...Array.from({ length: 49 }, (_, at) => {
    const hour = 8 + (at % 8);
    const clock = (of: number): string => `${String(of).padStart(2, '0')}:00`;
    return { on: `2026-11-${13 + Math.floor(at / 8)}`, from: clock(hour), to: clock(hour + 1) };
  }),
  { on: '2026-11-20', from: '08:00', to: '09:00' },
];
/** Who takes part, and how many hours of the first 49 they missed. */
const PARTICIPANTS = [
  ['E-3', 2, 'PASSED'],
  ['V-1', 3, 'FAILED'],
] as const;

// What one scene tells, and another needs.
const SESSION = 'the leadership programme';

interface SeatView {
  readonly seat: string;
  readonly result: string | null;
}

/**
 * E-3 learns to lead: the same scores with 96 % of the hours are enough, with 94 % they are not.
 * @source domain.md 15, step 33
 */
export const leadershipScenes = (cast: Cast, memory: Memory): Scene[] => {
  const hr = cast.as('HR-1', 'hr_admin');
  const trainer = cast.as('P-4', 'employee');
  const seat = (key: string): string =>
    `${API}/enrolments/${naturalId('enrolment', memory.recall(SESSION), cast.person(key).id)}`;

  return [
    {
      on: '2026-10-26',
      steps: [],
      what: 'a leadership programme is scheduled, and HR-1 nominates',
      play: async () => {
        const programme = await hr.does('define the leadership programme', `${API}/programmes`, {
          ...{ title: 'Kepemimpinan pengawas', kind: 'LEADERSHIP', jp: 50, competencies: ['LEADERSHIP'] },
          components: ['THEORY', 'SIMULATION', 'CASE_STUDY'],
        });
        const session = await hr.does('schedule the leadership programme', `${API}/sessions`, {
          ...{ programmeId: programme.stream.slice('programme-'.length), capacity: 20, mode: 'IN_PERSON' },
          ...{ room: 'Aula BKPSDM', trainerId: cast.person('P-4').id, parts: PARTS, costIdr: 40_000_000 },
          materials: [sha256Of('Modul: Kepemimpinan pengawas')],
        });
        const sessionId = session.stream.slice('session-'.length);
        memory.know(SESSION, sessionId);
        await hr.does('open the leadership programme', `${API}/sessions/${sessionId}/open-enrolment`);
        for (const [key] of PARTICIPANTS) {
          await hr.does(`nominate ${key}`, `${API}/sessions/${sessionId}/nominate`, {
            ...{ employeeId: cast.person(key).id },
            reason: 'Memimpin regu sejak 2024; pemetaan talenta baru tahun depan.',
          });
          await hr.reads<SeatView>(seat(key), (given) => given.seat === 'CONFIRMED');
        }
      },
    },
    {
      on: '2026-11-19',
      at: '17:00:00.000',
      steps: [33],
      what: 'both are assessed with 84, 78 and 88',
      play: async () => {
        await forMany(PARTICIPANTS, async ([key, missed]) => {
          await trainer.does(`the list of ${key}`, `${seat(key)}/attendance-list`, {
            parts: PARTS.slice(0, -1).map((_, at) => ({ sessionPart: at + 1, present: at >= missed })),
          });
          await trainer.does(`${key} is assessed`, `${seat(key)}/assess`, {
            ...{ theory: '84', simulation: '78', caseStudy: '88' },
          });
        });
      },
    },
    {
      on: '2026-11-20',
      steps: [33],
      what: 'E-3 has passed with 83.40; V-1 was there for 94 % of the hours, and has not',
      play: async () => {
        await forMany(PARTICIPANTS, async ([key, , result]) => {
          await trainer.does(`${key} at the last part`, `${seat(key)}/attendance`, {
            ...{ sessionPart: PARTS.length, present: true },
          });
          await hr.reads<SeatView>(seat(key), (given) => given.result === result);
        });
      },
    },
  ];
};
