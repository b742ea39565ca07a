import { talentMapped } from '@jejak/contracts/career';
import { accepted, idOf } from './answers';
import type { Asking, City } from './city';
import { HR1, PPK, TRAINER } from './people';

const SHA = 'a'.repeat(64);

/** What a test says of a programme and a session; the rest is a day's course in a room. */
export interface Course {
  readonly kind?: string;
  readonly jp: number;
  readonly on: readonly string[];
  readonly capacity?: number;
  readonly components?: readonly string[];
  readonly more?: object;
}

/** HR defines a programme, schedules a session of it and opens the enrolment. @returns the session's id, and the programme's */
export const openSession = async (
  city: City,
  { kind = 'TECHNICAL', jp, on, capacity = 20, components = ['PRE', 'POST'], more = {} }: Course,
): Promise<{ sessionId: string; programmeId: string }> => {
  const hr = city.as(HR1, 'hr_admin');
  const defined = await hr.post('programmes', {
    ...{ title: `Pelatihan ${kind} ${on[0]}`, kind, jp, components, competencies: ['COLD_CHAIN'], ...more },
  });
  accepted(defined);
  const scheduled = await hr.post('sessions', sessionOf(idOf(defined), on, capacity));
  accepted(scheduled);
  const sessionId = idOf(scheduled);
  accepted(await hr.post(`sessions/${sessionId}/open-enrolment`));
  await city.settled();
  return { sessionId, programmeId: idOf(defined) };
};

/** A session as HR schedules it. */
export const sessionOf = (programmeId: string, on: readonly string[], capacity = 20) => ({
  ...{ programmeId, capacity, mode: 'IN_PERSON', room: 'Aula BKPSDM', trainerId: TRAINER, materials: [SHA] },
  ...{ parts: on.map((day) => ({ on: day, from: '08:00', to: '15:00' })), costIdr: 5_000_000 },
});

/** Whoever takes part was there in so many parts, and is assessed. */
export const taught = async (
  trainer: Asking,
  enrolmentId: string,
  parts: readonly boolean[],
  scores: object,
): Promise<void> => {
  const listed = parts.map((present, at) => ({ sessionPart: at + 1, present }));
  accepted(await trainer.post(`enrolments/${enrolmentId}/attendance-list`, { parts: listed }));
  accepted(await trainer.post(`enrolments/${enrolmentId}/assess`, scores));
};

/** The talent committee has put somebody into a box of the nine-box. */
export const inBox = (employeeId: string, box: number) =>
  talentMapped(
    {
      ...{ employeeId, box, performanceAxis: 'MEETS', performanceMean: '4.0000', potentialAxis: 'HIGH' },
      ...{ potentialScore: '81.0000', proposes: ['RETAIN'], finals: [], assessedOn: '2025-12-01' },
      ...{ assessmentVersion: 1, mappedBy: PPK },
    },
    { subject: employeeId },
  );
