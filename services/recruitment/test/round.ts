import { eventually } from '@jejak/testing';
import type { Answer } from './answer';
import type { City, Person } from './city';

/** Those who lead a vacancy through its stages. */
export interface Staff {
  readonly hr: Person;
  readonly mayor: Person;
  readonly chair: Person;
  readonly provider: Person;
}

export const staffOf = async (city: City): Promise<Staff> => {
  const [hr, mayor, chair, provider] = await Promise.all([
    city.person('hr_admin'),
    city.person('leadership'),
    city.person('committee'),
    city.person('service'),
  ]);
  await city.chairs(chair);
  return { hr, mayor, chair, provider };
};

/** An announced vacancy, open from 2 to 17 February 2026. @returns its id */
export const announced = async (
  city: City,
  { hr, mayor }: Staff,
  position: string,
  draft: object = {},
): Promise<string> => {
  const { body } = await city.ask('POST', '/vacancies', {
    as: hr,
    body: {
      ...{ year: 2026, formationKind: 'GENERAL', seats: 1, requirements: [] },
      formationId: await city.formation(position, 1, hr, mayor),
      appointment: { kind: 'CPNS', golongan: 'III/a' },
      ...draft,
    },
  });
  const id = body.stream.slice('vacancy-'.length);
  await city.ask('POST', `/vacancies/${id}/approve`, { as: mayor });
  const window = { openOn: '2026-02-02', closeOn: '2026-02-17' };
  const { status } = await city.ask('POST', `/vacancies/${id}/announce`, { as: hr, body: window });
  if (status !== 200) throw new Error(`the vacancy was not announced: ${status}`);
  return id;
};

export const applyFor = (city: City, vacancyId: string, as: Person, change: object = {}): Promise<Answer> =>
  city.ask('POST', `/vacancies/${vacancyId}/apply`, {
    as,
    body: {
      ...{ channel: 'CAMPUS', educationGpa: '3.5', birthDate: '1999-04-30', noticeAccepted: true },
      ...change,
    },
  });

export const idOf = ({ body }: Answer): string => body.stream.slice('application-'.length);

/** The status and code of a refusal, or the facts that were recorded. */
export const outcomeOf = async (asked: Promise<Answer>): Promise<[number, string]> => {
  const { status, body } = await asked;
  return [status, body.code ?? body.events.map(({ type }) => type.split('.')[2]).join()];
};

export const importScores = async (city: City, { provider }: Staff, rows: string[]): Promise<Answer> => {
  const headers = { prefer: 'wait=30' };
  const answer = await city.ask('POST', '/imports/scores', { as: provider, csv: rows.join('\n'), headers });
  await city.settled();
  return answer;
};

/** Ranks a stage and publishes it. @returns the id of the ranking */
export const publish = async (
  city: City,
  { chair, provider }: Staff,
  vacancyId: string,
  stage: 'SKD' | 'SKB' | 'FINAL',
  change?: string,
): Promise<string> => {
  await city.settled();
  const { body } = await city.ask('POST', `/vacancies/${vacancyId}/rank`, { as: provider, body: { stage } });
  const rankingId = body.stream.slice('ranking-'.length);
  const { status } = await city.ask('POST', `/vacancies/${vacancyId}/publish-result`, {
    as: chair,
    body: { stage, rankingId, ...(change === undefined ? {} : { change }) },
  });
  if (status !== 200) throw new Error(`the ${stage} was not published: ${status}`);
  const wanted = `${stage.toLowerCase()}-published`;
  await eventually(`the ${stage} is published`, async () => {
    const shown = await city.ask('GET', `/vacancies/${vacancyId}`);
    return shown.body.status === wanted;
  });
  return rankingId;
};
