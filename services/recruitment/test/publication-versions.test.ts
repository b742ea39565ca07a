import { eventually } from '@jejak/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '@jejak/kernel';
import { createHash } from 'node:crypto';
import { SelectionPolicies } from '../src/policies/selection-policies';
import { Publications } from '../src/publication/publications';
import { computeRound } from '../src/ranking/computed-stage';
import { Stages } from '../src/ranking/stages';
import type { Finalist } from '../src/selection/ranking';
import { type City, type Person, startCity } from './city';

const ROWS = ['B1,pk,Penata,1,3.5,70,105,189,70.08', 'B2,pk,Penata,1,3.4,75,125,195,69.52'];
const FILE = ['participant,formation_code,formation,list,gpa,twk,tiu,tkp,skb', ...ROWS].join('\n');

describe('a corrected result', () => {
  let city: City;
  let hr: Person;
  beforeAll(async () => {
    city = await startCity();
    hr = await city.person('hr_admin');
  });
  afterAll(() => city.stop());

  it('is a new version that says why, and the earlier one stays', async () => {
    const { body } = await city.ask('POST', '/imports/selection?year=2024', {
      ...{ as: hr, csv: FILE, headers: { prefer: 'wait=30' } },
    });
    expect(body).toMatchObject({ state: 'COMPLETED', accepted: 2 });
    const [{ vacancyId }] = await eventually('the round shows', async () => {
      const { body: page } = await city.ask('GET', `/vacancies?import=${body.importId}`);
      return page.items.length === 1 && page.items[0].status === 'final-published' && page.items;
    });
    const [first] = await eventually('its result shows', async () => {
      const { body: vacancy } = await city.ask('GET', `/vacancies/${vacancyId}`);
      return vacancy.results.length === 1 && vacancy.results;
    });
    // A round that was taken over pins no rule of publication: those in force hold, and two are too few to be told.
    await city.settled();
    const { body: told } = await city.ask('GET', `/vacancies/${vacancyId}/statistics`);
    expect(told).toMatchObject({
      applicants: 'SUPPRESSED',
      minCell: 5,
      stages: [{ stage: 'FINAL', days: null, cutOff: null }],
    });
    expect(JSON.stringify(told)).toContain('{"name":"RANKED","count":"SUPPRESSED"}');

    // What a correction of a score leads to: another ranking, and its publication. The correction itself is not built yet.
    const { app } = city.service;
    const rules = await app.get(SelectionPolicies, { strict: false }).forRound('2026-01-12T02:00:00.000Z');
    const finalist = (
      participantNo: string,
      gpa: string,
      twk: number,
      tiu: number,
      tkp: number,
      skb: string,
    ): Finalist => ({
      ...{ applicationId: newId(), participantNo, gpa, twk, tiu, tkp, skb, birthDate: null },
    });
    const corrected = computeRound(
      vacancyId,
      [finalist('B1', '3.5', 70, 105, 189, '80.08'), finalist('B2', '3.4', 75, 125, 195, '69.52')],
      rules,
    );
    const stages = app.get(Stages, { strict: false });
    const publications = app.get(Publications, { strict: false });
    const context = () => ({ commandId: newId(), actor: 'recruitment', role: 'service' as const });
    const publication = {
      vacancyId,
      stage: 'FINAL',
      rankingId: corrected.head.rankingId,
      tieMinuteSha256: null,
    } as const;
    const published = (change: string | null) =>
      publications.publish(
        { ...publication, change },
        corrected,
        { objection: null, reasonMinChars: 20 },
        context(),
      );
    await expect(published(null)).rejects.toMatchObject({ code: 'RANKING_MISMATCH' });
    await stages.record(corrected, context());
    await expect(published(null)).rejects.toMatchObject({ code: 'REASON_REQUIRED' });
    await published('Nilai SKB peserta B1 dikoreksi dari 70,08 menjadi 80,08.');

    const versions = await eventually('version 2 shows', async () => {
      const { body: dataset } = await city.ask('GET', `/datasets/${first.datasetId}`);
      return dataset.versions.length === 2 && dataset.versions;
    });
    expect(versions.map(({ resultVersion }) => resultVersion)).toEqual([2, 1]);
    await city.settled();
    const places: string[][] = [];
    for (const { resultVersion, sha256 } of versions) {
      const { status, text } = await city.ask('GET', `/datasets/${first.datasetId}/${resultVersion}`);
      expect(status).toBe(200);
      expect(createHash('sha256').update(text).digest('hex')).toBe(sha256);
      places.push(
        text
          .trim()
          .split('\r\n')
          .slice(1)
          .map((line) => line.split(',')[0]),
      );
    }
    expect(places).toEqual([
      ['B1', 'B2'],
      ['B2', 'B1'],
    ]);
    const { rows } = await city.service.platform.pool.query<{ supersedes: number; change: string }>(
      `select (data->>'supersedes')::int as supersedes, data->>'change' as change from es.events
       where event_type = 'asn.recruitment.DatasetPublished.v1' and version = 2`,
    );
    expect(rows).toEqual([{ supersedes: 1, change: expect.stringContaining('dikoreksi') }]);
    expect((await city.ask('GET', `/vacancies/${vacancyId}/ranking`)).body.items[0].participantNo).toBe('B1');
  });
});
