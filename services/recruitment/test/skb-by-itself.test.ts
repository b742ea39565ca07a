import { eventually } from '@jejak/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { passAdminStage } from './admin-stage';
import type { Answer } from './answer';
import { type City, pdfOf, type Person, startCity } from './city';
import { announced, applyFor, idOf, importScores, outcomeOf, publish, type Staff, staffOf } from './round';

/** The vectors of domain.md 16, "SKD special": total 286 and TIU 60 for a disability. twk, tiu, tkp. */
const SKD: Readonly<Record<string, readonly [number, number, number]>> = {
  // Exactly 286 and 60.
  'D-1': [40, 60, 186],
  // 309, but TIU 59.
  'D-2': [50, 59, 200],
  // Below every threshold of a general formation but the TKP's; 325.
  'D-3': [55, 70, 200],
  // 285.
  'D-4': [40, 60, 185],
};
/** Raw CAT of 500, interview, psychological test. */
const SKB: Readonly<Record<string, readonly [string, string, string]>> = {
  // 0.6 × 80 + 0.25 × 80 + 0.15 × 80 = 80.000.
  'D-1': ['400', '80', '80'],
  // 0.6 × 76 + 0.25 × 82 + 0.15 × 80 = 78.100.
  'D-3': ['380', '82', '80'],
};

describe('a special formation that publishes its SKB by itself (domain.md 4.1, 16)', () => {
  let city: City;
  let staff: Staff;
  let member: Person;
  let vacancyId: string;
  let at: string;
  const people = new Map<string, Person>();
  const applications = new Map<string, string>();
  const numbers = new Map<string, string>();
  const post = (path: string, as: Person, body?: object): Promise<Answer> =>
    city.ask('POST', path, { as, body });
  const pathOf = (name: string): string => `/applications/${applications.get(name)}`;
  const nameOf = (no: string): string => [...numbers].find(([, of]) => of === no)?.[0] ?? no;
  const rank = (stage: string) => outcomeOf(post(`${at}/rank`, staff.provider, { stage }));
  const ranking = async (stage: string) =>
    (
      await city.ask('GET', `${at}/ranking?stage=${stage}`, { headers: { 'accept-language': 'en' } })
    ).body.items.map((row) => ({ ...row, name: nameOf(row.participantNo) }));

  beforeAll(async () => {
    city = await startCity();
    staff = await staffOf(city);
    member = await city.person('committee');
    const draft = { formationKind: 'DISABILITY', skbPublished: true };
    vacancyId = await announced(city, staff, 'Pengadministrasi', draft);
    at = `/vacancies/${vacancyId}`;
    city.at('2026-02-03T02:00:00.000Z');
    for (const name of Object.keys(SKD)) {
      const person = await city.person('applicant');
      const file = { type: 'application/pdf', content: pdfOf(`statement of ${name}`) };
      await city.ask('POST', '/my/documents?kind=DISABILITY_STATEMENT', { as: person, file });
      people.set(name, person);
      applications.set(name, idOf(await applyFor(city, vacancyId, person)));
    }
    await city.settled();
    for (const [name, person] of people) {
      const { body } = await city.ask('GET', pathOf(name), { as: person });
      numbers.set(name, body.participantNo);
    }
    city.at('2026-02-18T02:00:00.000Z');
    await eventually('registration closes', async () => (await city.ask('GET', at)).body.status === 'closed');
    await passAdminStage(city, vacancyId, staff.chair);
  });
  afterAll(() => city.stop());

  it('passes by total and TIU, whatever the other subtests', async () => {
    city.at('2026-03-11T03:00:00.000Z');
    const lines = Object.entries(SKD).map(([name, points]) => [numbers.get(name), ...points].join());
    await importScores(city, staff, ['participant,twk,tiu,tkp', ...lines]);
    expect(await rank('SKB')).toEqual([409, 'ILLEGAL_TRANSITION']);
    await publish(city, staff, vacancyId, 'SKD');
    expect((await ranking('SKD')).map(({ name, rank: place, outcome }) => [name, place, outcome])).toEqual([
      ['D-3', 1, 'PASSED'],
      ['D-1', 2, 'PASSED'],
      ['D-2', null, 'FAILED'],
      ['D-4', null, 'FAILED'],
    ]);
    const sentences = (await ranking('SKD')).map(({ why }) => why.sentence);
    expect(sentences.slice(2)).toEqual([
      'No rank: below the threshold of TIU.',
      'No rank: below the threshold of TOTAL.',
    ]);
    const { body } = await city.ask('GET', at);
    expect(body.results[0]).toMatchObject({ stage: 'SKD', advancing: 2, cutOff: '286' });
  });

  it('publishes the SKB before the final result, with its parts', async () => {
    await eventually('the outcomes are known', async () => {
      const { body } = await city.ask('GET', `${at}/applications`, { as: staff.hr });
      return body.items.filter(({ status }) => status === 'skd-passed').length === 2;
    });
    city.at('2026-03-24T03:00:00.000Z');
    const lines = Object.entries(SKB).flatMap(([name, [cat, interview, psychological]]) => [
      `${numbers.get(name)},CAT,${cat},500`,
      `${numbers.get(name)},INTERVIEW,${interview},100`,
      `${numbers.get(name)},PSYCHOLOGICAL,${psychological},100`,
    ]);
    await importScores(city, staff, ['participant,component,raw,of', ...lines.slice(0, 5)]);
    expect(await rank('SKB')).toEqual([422, 'STAGE_NOT_SETTLED']);
    await importScores(city, staff, ['participant,component,raw,of', lines[5]]);
    // The stage before is the SKB here.
    expect(await rank('FINAL')).toEqual([409, 'ILLEGAL_TRANSITION']);
    await publish(city, staff, vacancyId, 'SKB');
    const rows = await ranking('SKB');
    expect(
      rows.map(({ name, rank: place, skb, final, outcome }) => [name, place, skb, final, outcome]),
    ).toEqual([
      ['D-1', 1, '80.000', null, 'RANKED'],
      ['D-3', 2, '78.100', null, 'RANKED'],
    ]);
    expect(rows[1]).toMatchObject({
      components: [
        { kind: 'CAT', weight: '60', score: '76.000', part: '45.600' },
        { kind: 'INTERVIEW', weight: '25', score: '82', part: '20.500' },
        { kind: 'PSYCHOLOGICAL', weight: '15', score: '80', part: '12.000' },
      ].map((step) => expect.objectContaining({ ...step, score: expect.stringMatching(`^${step.score}`) })),
      why: { criterion: 'SKB', own: '78.100', above: '80.000' },
    });
    const { body } = await city.ask('GET', at);
    expect(body.results[0]).toMatchObject({
      ...{ stage: 'SKB', rows: 2, advancing: 2, cutOff: null },
      // Three calendar days: to the end of the 27th.
      objectionClosesAt: '2026-03-27T17:00:00.000Z',
    });
    expect(
      (await post(`${at}/publish-result`, staff.chair, { stage: 'SKD', rankingId: vacancyId })).status,
    ).toBe(409);
  });

  it('has objections of its own, which the final ranking waits for, and a new version', async () => {
    await city.assign(member, 'panelist', vacancyId);
    const filed = await post(`${pathOf('D-3')}/object`, people.get('D-3') as Person, {
      ...{ stage: 'SKB', ground: 'SCORE', text: 'Nilai tes psikologi saya 100.' },
    });
    expect(filed.status).toBe(200);
    const late = { stage: 'FINAL', ground: 'SCORE', text: 'Belum ada.' };
    expect(await outcomeOf(post(`${pathOf('D-3')}/object`, people.get('D-3') as Person, late))).toEqual([
      422,
      'OBJECTION_WINDOW_CLOSED',
    ]);
    expect(await rank('FINAL')).toEqual([422, 'STAGE_NOT_SETTLED']);
    const { body: mine } = await city.ask('GET', '/my/applications', { as: people.get('D-3') });
    expect(mine.items[0]).toMatchObject({ nextDeadline: { what: 'OBJECTION', stage: 'SKB' } });
    const plan = { stage: 'SKB', startsAt: '2026-03-26T09:00:00+07:00', place: 'Aula BKPSDM' };
    expect(await outcomeOf(post(`${at}/clarifications`, member, plan))).toEqual([
      200,
      'ClarificationScheduled',
    ]);
    await city.settled();
    const objection = `/objections/${filed.body.stream.slice('objection-'.length)}`;
    for (const as of [member, staff.chair])
      expect(
        (
          await post(`${objection}/vote`, as, {
            ...{ outcome: 'UPHELD', correction: { component: 'PSYCHOLOGICAL', value: '100' } },
            reasons: 'Laporan psikolog menyebut seratus, berkasnya salah.',
          })
        ).status,
      ).toBe(200);
    await city.settled();
    expect(await rank('FINAL')).toEqual([422, 'STAGE_NOT_SETTLED']);
    await publish(
      city,
      staff,
      vacancyId,
      'SKB',
      'Nilai psikologi seorang peserta dikoreksi atas sanggahannya.',
    );
    await city.settled();
    // 45.600 + 20.500 + 15.000.
    expect((await ranking('SKB')).map(({ name, skb }) => [name, skb])).toEqual([
      ['D-3', '81.100'],
      ['D-1', '80.000'],
    ]);
  });

  it('ends with the final result, and its days and counts by stage', async () => {
    city.at('2026-04-06T03:00:00.000Z');
    await publish(city, staff, vacancyId, 'FINAL');
    // 325 → 59.091 × 0.4 → 23.636 + 81.1 × 0.6 = 48.660; 286 → 52.000 × 0.4 = 20.800 + 48.000.
    expect((await ranking('FINAL')).map(({ name, final, outcome }) => [name, final, outcome])).toEqual([
      ['D-3', '72.296', 'SELECTED'],
      ['D-1', '68.800', 'RESERVED'],
    ]);
    const { body } = await city.ask('GET', `${at}/statistics`);
    expect(body).toMatchObject({
      stages: [
        { stage: 'ADMIN' },
        { stage: 'SKD', cutOff: '286' },
        { stage: 'SKB', days: 13, resultVersion: 2, outcomes: [{ name: 'RANKED' }], cutOff: null },
        { stage: 'FINAL', days: 13 },
      ],
    });
  });

  it('publishes the SKB anew where an objection to the final result corrects a part of it', async () => {
    await city.settled();
    const filed = await post(`${pathOf('D-1')}/object`, people.get('D-1') as Person, {
      ...{ stage: 'FINAL', ground: 'SCORE', text: 'Nilai CAT saya 500 dari 500.' },
    });
    await city.settled();
    const objection = `/objections/${filed.body.stream.slice('objection-'.length)}`;
    for (const as of [member, staff.chair])
      expect(
        (
          await post(`${objection}/vote`, as, {
            ...{ outcome: 'UPHELD', correction: { component: 'CAT', value: '100' } },
            reasons: 'Berkas penyelenggara CAT keliru, sudah diperiksa ulang.',
          })
        ).status,
      ).toBe(200);
    city.at('2026-04-10T03:00:00.000Z');
    await city.settled();
    // What the public reads of the SKB would differ from what the final result says of it.
    expect(await rank('FINAL')).toEqual([422, 'STAGE_NOT_SETTLED']);
    const change = 'Nilai CAT seorang peserta dikoreksi atas sanggahannya.';
    const publishAgain = async (stage: string): Promise<Answer> => {
      await city.settled();
      const ranked = await post(`${at}/rank`, staff.provider, { stage });
      const rankingId = ranked.body.stream.slice('ranking-'.length);
      return post(`${at}/publish-result`, staff.chair, { stage, rankingId, change });
    };
    expect((await publishAgain('SKB')).status).toBe(200);
    await city.settled();
    const { body: after } = await city.ask('GET', at);
    expect(after.status).toBe('final-published');
    // It is contested with the final result that says the same.
    expect(
      after.results.find(({ stage, resultVersion }) => stage === 'SKB' && resultVersion === 3),
    ).toMatchObject({
      objectionClosesAt: null,
    });
    expect((await ranking('SKB')).map(({ name, skb }) => [name, skb])).toEqual([
      ['D-1', '92.000'],
      ['D-3', '81.100'],
    ]);
    expect((await publishAgain('FINAL')).status).toBe(200);
    await city.settled();
    // 20.800 + 92 × 0.6 = 55.200.
    expect((await ranking('FINAL')).map(({ name, final }) => [name, final])).toEqual([
      ['D-1', '76.000'],
      ['D-3', '72.296'],
    ]);
    const { body: shown } = await city.ask('GET', at);
    const dataset = shown.results.find(({ stage }) => stage === 'SKB')?.datasetId;
    const { body: kept } = await city.ask('GET', `/datasets/${dataset}`);
    expect(kept.versions).toHaveLength(3);
  });
});
