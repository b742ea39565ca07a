import { naturalId } from '@jejak/kernel';
import type { Cast } from './cast';
import { sha256Of } from './documents';
import type { Memory } from './memory';
import type { Scene } from './scene';

const API = '/api/training/v1';

/** What a Latsar has of training hours by the regulation. */
const JP = 647;

/** A week in class, the work in the own unit that is not attended, and a week in which it is told and tested. */
const WEEKS = [
  ['2027-02-22', '2027-02-23', '2027-02-24', '2027-02-25', '2027-02-26'],
  ['2027-04-12', '2027-04-13', '2027-04-14', '2027-04-15', '2027-04-16'],
] as const;
const DAYS: readonly string[] = WEEKS.flat();

// What one scene tells, and another needs.
const SESSION = 'the Latsar of E-9';

interface SeatView {
  readonly seat: string;
  readonly result: string | null;
}
interface ProbationView {
  readonly status: string;
  readonly latsar: boolean;
}

/**
 * E-9 passes the basic training of candidates inside the probation year, and is put forward as a civil servant before it ends.
 * @source domain.md 6.3
 */
export const basicTrainingScenes = (cast: Cast, memory: Memory): Scene[] => {
  const hr = cast.as('HR-2', 'hr_admin');
  const trainer = cast.as('P-4', 'employee');
  const { id } = cast.person('E-9');
  const seat = (): string => `${API}/enrolments/${naturalId('enrolment', memory.recall(SESSION), id)}`;
  const probation = `${API}/probations/${id}`;
  const attends = (week: readonly string[]): Promise<unknown> =>
    trainer.does(`E-9 in the week of ${week[0]}`, `${seat()}/attendance-list`, {
      parts: week.map((on) => ({ sessionPart: DAYS.indexOf(on) + 1, present: true })),
    });

  return [
    {
      on: '2027-02-01',
      steps: [],
      what: 'a Latsar is scheduled, and SUP-1 nominates E-9',
      play: async () => {
        const programme = await hr.does('define the Latsar', `${API}/programmes`, {
          ...{ title: 'Pelatihan dasar CPNS golongan III', kind: 'LATSAR', stateProgramme: 'LATSAR', jp: JP },
          ...{ components: ['THEORY', 'PRACTICE'], competencies: ['CIVIL_SERVICE'] },
        });
        const session = await hr.does('schedule the Latsar', `${API}/sessions`, {
          ...{ programmeId: programme.stream.slice('programme-'.length), capacity: 40, mode: 'IN_PERSON' },
          ...{ room: 'Aula BKPSDM', trainerId: cast.person('P-4').id, costIdr: 11_000_000 },
          ...{ parts: DAYS.map((on) => ({ on, from: '07:30', to: '16:30' })) },
          materials: [sha256Of('Modul: Latsar CPNS')],
        });
        memory.know(SESSION, session.stream.slice('session-'.length));
        const at = `${API}/sessions/${memory.recall(SESSION)}`;
        await hr.does('open the Latsar', `${at}/open-enrolment`);
        await cast
          .as('SUP-1', 'supervisor')
          .does('SUP-1 nominates E-9', `${at}/nominate`, { employeeId: id, reason: '' });
        await hr.reads<SeatView>(seat(), (given) => given.seat === 'CONFIRMED');
      },
    },
    {
      on: '2027-02-26',
      at: '17:00:00.000',
      steps: [],
      what: 'E-9 has been in class for a week',
      play: async () => {
        await attends(WEEKS[0]);
        await hr.isRefused('LATSAR_REQUIRED', 'put E-9 forward before the end', `${probation}/pass`);
      },
    },
    {
      on: '2027-04-16',
      at: '17:00:00.000',
      steps: [],
      what: 'E-9 has passed the Latsar with 84.00',
      play: async () => {
        await trainer.does('E-9 is assessed', `${seat()}/assess`, { theory: '82', practice: '86' });
        await attends(WEEKS[1]);
        await hr.reads<SeatView>(seat(), ({ result }) => result === 'PASSED');
        await hr.does('certificate of the Latsar', `${seat()}/issue-certificate`, {
          sha256: sha256Of('Sertifikat: Latsar CPNS'),
        });
        await hr.reads<ProbationView>(probation, ({ latsar }) => latsar);
      },
    },
    {
      on: '2027-05-24',
      steps: [],
      what: 'HR-2 puts E-9 forward: a civil servant within the year',
      play: async () => {
        await hr.does('put E-9 forward', `${probation}/pass`);
        await hr.reads<ProbationView>(probation, ({ status }) => status === 'PASSED');
        await hr.reads<{ kind: string }>(`/api/career/v1/employees/${id}`, ({ kind }) => kind === 'PNS');
      },
    },
  ];
};
