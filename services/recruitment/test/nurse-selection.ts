import { newId } from '@jejak/kernel';
import { eventually } from '@jejak/testing';
import { passAdminStage } from './admin-stage';
import type { Answer, Row } from './answer';
import type { City, Person } from './city';

/** Table B1 of domain.md 15, of those who reach the end: twk, tiu, tkp. */
const SKD: Readonly<Record<string, readonly [number, number, number]>> = {
  'A-1': [95, 120, 185],
  'A-2': [100, 110, 190],
  'A-5': [70, 100, 190],
  'A-6': [70, 100, 190],
  'A-7': [65, 80, 166],
};
/** Table B2: raw CAT of 500, mean of the panel, psychological score. */
const SKB: Readonly<Record<string, readonly [string, string, string]>> = {
  'A-1': ['380', '82', '80'],
  'A-2': ['360', '80', '75'],
  'A-5': ['400', '78', '70'],
  'A-6': ['350', '76', '72'],
};

export const SKD_PUBLISHED_AT = '2026-03-11T03:00:00.000Z';
export const FINAL_PUBLISHED_AT = '2026-04-06T03:00:00.000Z';

/** One seat "nurse, Ahli Pertama", brought to a published result: what is tested begins there. */
export interface NurseSelection {
  readonly vacancyId: string;
  readonly hr: Person;
  readonly mayor: Person;
  readonly chair: Person;
  readonly provider: Person;
  applicant(name: string): Person;
  application(name: string): string;
  number(name: string): string;
  /** Ranks the stage, and publishes it as the chair. @returns the answer of the publication */
  publish(stage: 'SKD' | 'FINAL', change?: string): Promise<Answer>;
  ranking(stage: 'SKD' | 'FINAL'): Promise<readonly Row[]>;
  /** From the published SKD to the published FINAL. */
  finish(): Promise<void>;
}

/** To the published SKD, on 11 March 2026 at 10:00 in the city. @param scoredBy who imports the scores of the SKD */
export const selectNurses = async (city: City, scoredBy?: Person): Promise<NurseSelection> => {
  const [hr, mayor, chair, provider] = await Promise.all([
    ...[city.person('hr_admin'), city.person('leadership'), city.person('committee'), city.person('service')],
  ]);
  await city.chairs(chair);
  city.at('2026-02-02T02:00:00.000Z');
  const post = (path: string, as: Person, body?: object): Promise<Answer> =>
    city.ask('POST', path, { as, body });
  const { body: drafted } = await post('/vacancies', hr, {
    ...{ year: 2026, formationKind: 'GENERAL', seats: 1, requirements: [] },
    formationId: await city.formation('Perawat', 1, hr, mayor),
    appointment: { kind: 'CPNS', golongan: 'III/a' },
  });
  const vacancyId = drafted.stream.slice('vacancy-'.length);
  const at = `/vacancies/${vacancyId}`;
  await post(`${at}/approve`, mayor);
  await post(`${at}/announce`, hr, { openOn: '2026-02-02', closeOn: '2026-02-17' });
  const people = new Map<string, Person>();
  const applications = new Map<string, string>();
  const numbers = new Map<string, string>();
  for (const name of Object.keys(SKD)) {
    const person = await city.person('applicant');
    people.set(name, person);
    const { body } = await post(`${at}/apply`, person, {
      ...{ channel: 'CAMPUS', educationGpa: '3.51', birthDate: '1999-04-30', noticeAccepted: true },
    });
    applications.set(name, body.stream.slice('application-'.length));
  }
  await city.settled();
  for (const [name, id] of applications) {
    const { body } = await city.ask('GET', `/applications/${id}`, { as: people.get(name) });
    numbers.set(name, body.participantNo);
  }
  const status = async (): Promise<string> => (await city.ask('GET', at)).body.status;
  const scores = async (rows: string[], as: Person): Promise<void> => {
    const { body } = await city.ask('POST', '/imports/scores', {
      ...{ as, csv: rows.join('\n'), headers: { prefer: 'wait=30', 'x-acting-role': 'service' } },
    });
    if (body.state !== 'COMPLETED') throw new Error(`scores were not taken: ${JSON.stringify(body)}`);
    await city.settled();
  };
  const publish: NurseSelection['publish'] = async (stage, change) => {
    const ranked = await post(`${at}/rank`, provider, { stage });
    if (ranked.status !== 200) return ranked;
    const rankingId = ranked.body.stream.slice('ranking-'.length);
    const answer = await post(`${at}/publish-result`, chair, { stage, rankingId, change });
    await city.settled();
    return answer;
  };
  const outcomes = (settledStatus: string): Promise<unknown> =>
    eventually(`every application is past ${settledStatus}`, async () => {
      const { body } = await city.ask('GET', `${at}/applications`, { as: hr });
      return body.items.every((application) => application.status !== settledStatus);
    });
  city.at('2026-02-18T02:00:00.000Z');
  await eventually('registration closes', async () => (await status()) === 'closed');
  await passAdminStage(city, vacancyId, chair);
  city.at(SKD_PUBLISHED_AT);
  const skd = Object.entries(SKD).map(([name, points]) => [numbers.get(name), ...points].join());
  await scores(['participant,twk,tiu,tkp', ...skd], scoredBy ?? provider);
  await publish('SKD');
  await outcomes('skd-scored');
  const of = <Value>(map: ReadonlyMap<string, Value>, name: string): Value => {
    const found = map.get(name);
    if (found === undefined) throw new Error(`${name} did not apply`);
    return found;
  };
  return {
    ...{ vacancyId, hr, mayor, chair, provider, publish },
    applicant: (name) => of(people, name),
    application: (name) => of(applications, name),
    number: (name) => of(numbers, name),
    ranking: async (stage) => (await city.ask('GET', `${at}/ranking?stage=${stage}`)).body.items,
    finish: async () => {
      city.at(FINAL_PUBLISHED_AT);
      const components = Object.entries(SKB).flatMap(([name, [cat, panel, psychological]]) => [
        `${numbers.get(name)},CAT,${cat},500`,
        `${numbers.get(name)},INTERVIEW,${panel},100`,
        `${numbers.get(name)},PSYCHOLOGICAL,${psychological},100`,
      ]);
      await scores(['participant,component,raw,of', ...components], provider);
      await publish('FINAL');
      await outcomes('skd-passed');
    },
  };
};

/** An employee number that nobody has, as HR records it. */
export const approval = () => ({ nip: '199904302026062001', decision: `PERTEK-${newId().slice(0, 8)}/2026` });
