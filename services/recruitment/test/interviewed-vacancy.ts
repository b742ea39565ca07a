import { eventually } from '@jejak/testing';
import { passAdminStage } from './admin-stage';
import type { Answer } from './answer';
import type { City, Person } from './city';

/** Table B1 of domain.md 15 as far as it goes on to the SKB, and one who does not: twk, tiu, tkp. */
const SKD: Readonly<Record<string, readonly [number, number, number]>> = {
  'A-1': [95, 120, 185],
  'A-2': [100, 110, 190],
  'A-5': [70, 100, 190],
  'A-6': [70, 100, 190],
  'A-7': [65, 80, 166],
};

/** A vacancy whose SKD is published: have passed into the cut, A-7 is outranked. */
export interface InterviewedVacancy {
  readonly vacancyId: string;
  /** By name: the person, the application, the participant number. */
  readonly applicants: ReadonlyMap<string, Person>;
  readonly applications: ReadonlyMap<string, string>;
  readonly numbers: ReadonlyMap<string, string>;
}

interface Officials {
  readonly hr: Person;
  readonly mayor: Person;
  readonly chair: Person;
  readonly provider: Person;
}

const succeeded = ({ status, text, body }: Answer): Answer['body'] => {
  if (status !== 200) throw new Error(`${status}: ${text}`);
  return body;
};

/** Brings one seat from its formation to the publication of the SKD. The clock stands at the publication then. */
export const interviewedVacancy = async (
  city: City,
  { hr, mayor, chair, provider }: Officials,
  { draft = {}, beforeApplying }: { draft?: object; beforeApplying?: (as: Person) => Promise<unknown> } = {},
): Promise<InterviewedVacancy> => {
  const post = async (path: string, as: Person, body?: object) =>
    succeeded(await city.ask('POST', path, { as, body }));
  const drafted = await post('/vacancies', hr, {
    ...{ year: 2026, formationKind: 'GENERAL', seats: 1, requirements: [] },
    formationId: await city.formation('Perawat', 1, hr, mayor),
    appointment: { kind: 'CPNS', golongan: 'III/a' },
    ...draft,
  });
  const vacancyId = drafted.stream.slice('vacancy-'.length);
  const at = `/vacancies/${vacancyId}`;
  await post(`${at}/approve`, mayor);
  city.at('2026-02-02T02:00:00.000Z');
  await post(`${at}/announce`, hr, { openOn: '2026-02-02', closeOn: '2026-02-17' });
  const [applicants, applications, numbers] = [
    new Map<string, Person>(),
    new Map<string, string>(),
    new Map<string, string>(),
  ];
  for (const name of Object.keys(SKD)) {
    const applicant = await city.person('applicant');
    await beforeApplying?.(applicant);
    const { stream } = await post(`${at}/apply`, applicant, {
      ...{ channel: 'CAMPUS', educationGpa: '3.50', birthDate: '1999-04-30', noticeAccepted: true },
    });
    applicants.set(name, applicant);
    applications.set(name, stream.slice('application-'.length));
  }
  await city.settled();
  for (const [name, id] of applications) {
    const { body } = await city.ask('GET', `/applications/${id}`, { as: applicants.get(name) });
    numbers.set(name, body.participantNo);
  }
  const status = async (): Promise<string> => (await city.ask('GET', at)).body.status;
  city.at('2026-02-20T02:00:00.000Z');
  await eventually('registration closes', async () => (await status()) === 'closed');
  await passAdminStage(city, vacancyId, chair);
  city.at('2026-03-09T02:00:00.000Z');
  const lines = Object.entries(SKD).map(([name, points]) => [numbers.get(name), ...points].join());
  const imported = await city.ask('POST', '/imports/scores', {
    as: provider,
    csv: ['participant,twk,tiu,tkp', ...lines].join('\n'),
    headers: { prefer: 'wait=30' },
  });
  if (imported.body.state !== 'COMPLETED') throw new Error(imported.text);
  await city.settled();
  city.at('2026-03-11T02:00:00.000Z');
  const { stream } = await post(`${at}/rank`, provider, { stage: 'SKD' });
  await post(`${at}/publish-result`, chair, { stage: 'SKD', rankingId: stream.slice('ranking-'.length) });
  await eventually('every outcome is known', async () => {
    const { body } = await city.ask('GET', `${at}/applications`, { as: mayor });
    return body.items.filter((application) => application.status === 'skd-passed').length === 4;
  });
  return { vacancyId, applicants, applications, numbers };
};
