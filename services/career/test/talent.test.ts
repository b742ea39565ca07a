import { naturalId, streamOf } from '@jejak/kernel';
import { eventually } from '@jejak/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTalentCity, type Said, type TalentCity } from './talent-city';

const id = (n: number): string => `0198c1a2-0000-7000-8000-${String(n).padStart(12, '0')}`;
const [E1, SUP1, SUP2, HR1, HR2, PPK] = [id(1), id(2), id(3), id(4), id(5), id(6)];
/** E5 moved in 2026; REL is a relative of E1; MEMBER maps talent; LOW stands in a low box. */
const [E5, REL, MEMBER, LOW, STRANGER, NOBODY] = [id(7), id(8), id(9), id(10), id(11), id(99)];
const OUTSIDER = id(98);
/** LATER is mapped, doubted and placed; SCHOOLED is on the committee of the schools only; RISING is about to be promoted. */
const [LATER, SCHOOLED, RISING] = [id(12), id(13), id(14)];
const unitIdOf = (code: string): string => naturalId('unit', code);
const [HEALTH, SCHOOL] = [unitIdOf('DINKES'), unitIdOf('DISDIK')];
const WHY = 'Alasan yang cukup panjang untuk keputusan ini.';

const accepted = (answer: Said): string => {
  expect(answer).toMatchObject({ status: 200 });
  return answer.body.events.map(({ type }) => type.split('.')[2]).join(' ');
};
const refused = (status: number, code: string, more: object = {}) => ({
  status,
  body: { code, type: `/problems/${code}`, ...more },
});

let city: TalentCity;
const hr = (person = HR1) => city.as(person, 'hr_admin');
const lead = (person = PPK) => city.as(person, 'leadership');
const me = (person: string) => city.as(person, 'employee');

beforeAll(async () => {
  city = await startTalentCity('2027-01-08');
  for (const code of ['DINKES', 'DISDIK', 'POSKES', 'OLD'])
    await hr().post('units/create', { code, name: `Unit ${code}`, kind: 'OPD', from: '2019-01-01' });
  await city.enrol({ id: SUP2, unitId: HEALTH });
  await city.enrol({ id: SUP1, unitId: HEALTH, supervisorId: SUP2 });
  for (const person of [E1, LOW, STRANGER, LATER, RISING])
    await city.enrol({ id: person, unitId: HEALTH, supervisorId: SUP1 });
  await city.enrol({ id: E5, unitId: HEALTH, supervisorId: SUP1, moved: '2026-03-01' });
  for (const person of [REL, MEMBER, SCHOOLED, HR1, HR2, PPK])
    await city.enrol({ id: person, unitId: SCHOOL });
  await hr().post(`employees/${MEMBER}/assign-duty`, { duty: 'talent_committee', from: '2026-01-01' });
  await hr().post(`employees/${SCHOOLED}/assign-duty`, {
    ...{ duty: 'talent_committee', scope: SCHOOL, from: '2026-01-01' },
  });
  await city.settled();
}, 120_000);
afterAll(() => city.stop(), 60_000);

describe('units', () => {
  it('are renamed from a day on, which is not ahead', async () => {
    const rename = (given: object, as = hr()) =>
      as.post('units/rename', { code: 'DINKES', name: 'Dinas Kesehatan Kota', from: '2027-01-01', ...given });
    expect(await rename({}, me(E1))).toMatchObject({ status: 403 });
    expect(await rename({ code: 'NONE' })).toMatchObject(refused(404, 'UNIT_NOT_FOUND'));
    expect(await rename({ from: '2027-01-09' })).toMatchObject(refused(400, 'PERIOD_INVALID'));
    expect(await rename({ from: '2027-02-30' })).toMatchObject(refused(400, 'VALIDATION_FAILED'));
    expect(accepted(await rename({}))).toBe('UnitRenamed');
    expect(await rename({ from: '2026-12-31' })).toMatchObject(refused(400, 'PERIOD_INVALID'));
    await city.settled();
    expect((await hr().get('units/by-code?code=DINKES')).body.items).toMatchObject([
      {
        name: 'Dinas Kesehatan Kota',
        names: [
          { name: 'Unit DINKES', from: '2019-01-01' },
          { name: 'Dinas Kesehatan Kota', from: '2027-01-01' },
        ],
      },
    ]);
  });

  it('are merged once nobody is in them', async () => {
    const merge = (given: object) =>
      hr().post('units/merge', { code: 'OLD', into: 'DINKES', from: '2027-02-01', ...given });
    expect(await merge({ into: 'OLD' })).toMatchObject(refused(409, 'CYCLE_IN_LINE'));
    expect(await merge({ into: 'NONE' })).toMatchObject(refused(404, 'UNIT_NOT_FOUND'));
    expect(await merge({ from: '2019-01-01' })).toMatchObject(refused(400, 'PERIOD_INVALID'));
    expect(await merge({ code: 'DISDIK' })).toMatchObject(refused(409, 'UNIT_IN_USE'));
    expect(accepted(await merge({}))).toBe('UnitMerged');
    expect(await merge({})).toMatchObject(refused(409, 'ILLEGAL_TRANSITION'));
    await city.settled();
    expect((await hr().get('units/by-code?code=OLD')).body.items).toMatchObject([
      { mergedInto: HEALTH, to: '2027-01-31' },
    ]);
  });
});

const EVALUATION = id(601);
const talentOf = (person: string): string => streamOf('talent', person);
const final2026 = (version: number, predicate: 'SANGAT_BAIK' | 'BAIK') => ({
  ...{ evaluationId: EVALUATION, employeeId: E1, year: 2026, predicate, version },
});

describe('the nine-box, step 43', () => {
  const instrumentId = naturalId('instrument', 'PCAP-2');
  const assess = (person: string, given: object = {}, as = hr()) =>
    as.post(`talent/${person}/assess`, {
      ...{ competency: '82', assessment: '78', trackRecord: '85', instrumentId, assessedOn: '2027-02-08' },
      ...{ documentSha256: 'b'.repeat(64), ...given },
    });
  const map = (person: string, as = me(MEMBER)) => as.post(`talent/${person}/map`);

  it('takes potential from a licensed instrument only', async () => {
    expect(await assess(E1, { assessedOn: '2027-01-05' })).toMatchObject(
      refused(404, 'INSTRUMENT_NOT_FOUND'),
    );
    const licence = { code: 'PCAP-2', centre: 'Pusat Penilaian', licence: 'LIC-14', from: '2027-01-06' };
    const license = (to: string) => hr().post('talent/instruments', { ...licence, to });
    expect(await license('2027-01-05')).toMatchObject(refused(400, 'PERIOD_INVALID'));
    expect(accepted(await license('2027-12-31'))).toBe('InstrumentLicensed');
    expect(await assess(E1, { assessedOn: '2027-01-05' })).toMatchObject(
      refused(422, 'INSTRUMENT_UNLICENSED'),
    );
    expect(await assess(E1)).toMatchObject(refused(400, 'PERIOD_INVALID'));
    city.moveTo('2027-02-12');
    expect(await assess(E1, { competency: '100.1' })).toMatchObject(refused(400, 'VALIDATION_FAILED'));
    expect(await assess(HR1)).toMatchObject(refused(422, 'SOD_VIOLATION'));
    expect(await assess(NOBODY)).toMatchObject(refused(404, 'EMPLOYEE_NOT_FOUND'));
    expect(await assess(E1, {}, me(E1))).toMatchObject({ status: 403 });
    expect(accepted(await assess(E1))).toBe('PotentialAssessed');
    expect((await city.facts(talentOf(E1))).at(-1)).toMatchObject({ data: { score: '81.7000' } });
    await city.settled();
    expect((await hr().get('talent/instruments')).body.items).toMatchObject([{ code: 'PCAP-2' }]);
  });

  it('is mapped by the talent committee, from finals that nobody contests', async () => {
    expect(await map(E1, me(STRANGER))).toMatchObject(refused(403, 'NOT_RELATED'));
    expect(await map(E1, hr())).toMatchObject({ status: 403 });
    // Whose committee is that of another unit.
    expect(await map(E1, me(SCHOOLED))).toMatchObject(refused(403, 'NOT_RELATED'));
    expect(await map(REL, me(SCHOOLED))).toMatchObject(refused(422, 'INPUT_MISSING'));
    expect(await map(MEMBER)).toMatchObject(refused(422, 'SOD_VIOLATION'));
    expect(await map(NOBODY)).toMatchObject(refused(404, 'EMPLOYEE_NOT_FOUND'));
    expect(await map(LOW)).toMatchObject(refused(422, 'INPUT_MISSING'));
    await city.imported(E1, 2025, 'BAIK');
    expect(await map(E1)).toMatchObject(refused(422, 'INPUT_MISSING'));
    await city.objected(EVALUATION, E1);
    expect(await map(E1)).toMatchObject(refused(422, 'INPUT_MISSING'));
    await city.finalised(final2026(2, 'SANGAT_BAIK'), true);
    expect(accepted(await map(E1))).toBe('TalentMapped');
    // (5 + 4) / 2 = 4.5 ABOVE; 0.4 × 82 + 0.3 × 78 + 0.3 × 85 = 81.70 HIGH.
    expect((await city.facts(talentOf(E1))).at(-1)).toEqual({
      type: 'TalentMapped',
      data: {
        ...{ employeeId: E1, performanceAxis: 'ABOVE', performanceMean: '4.5000' },
        ...{ potentialAxis: 'HIGH', potentialScore: '81.7000', box: 9 },
        proposes: ['PROMOTE', 'SUCCESSION', 'AWARD'],
        finals: [
          { evaluationId: EVALUATION, evaluationVersion: 2, year: 2026, predicate: 'SANGAT_BAIK' },
          {
            evaluationId: naturalId('past-predicate', E1, '2025'),
            ...{ evaluationVersion: 0, year: 2025, predicate: 'BAIK' },
          },
        ],
        ...{ assessedOn: '2027-02-08', assessmentVersion: 1, mappedBy: MEMBER },
        ...{ staleOn: '2029-01-01', staleAt: '2028-12-31T17:00:00.000Z' },
      },
    });
    expect(await city.inputsOf(talentOf(E1), 2)).toEqual(
      expect.arrayContaining([
        streamOf('evaluation', EVALUATION),
        streamOf('career-record', naturalId('career-record', E1)),
        streamOf('employee', MEMBER),
      ]),
    );
  });

  it('is shown to whom it is about, with what it rests on and how to move; to HR; to nobody else', async () => {
    await city.settled();
    const own = await me(E1).get(`talent/${E1}`);
    expect(own).toMatchObject({
      status: 200,
      body: { box: 9, outdated: null, waysUp: [], assessment: { components: { competency: '82' } } },
    });
    expect(own.body.inputs).toEqual([
      {
        ...{ evaluationId: EVALUATION, evaluationVersion: 2 },
        ...{ stream: streamOf('evaluation', EVALUATION), ver: 4 },
      },
      {
        ...{ evaluationId: naturalId('past-predicate', E1, '2025'), evaluationVersion: 0 },
        ...{ stream: streamOf('career-record', naturalId('career-record', E1)), ver: 1 },
      },
      { stream: talentOf(E1), ver: 1 },
    ]);
    expect(await me(STRANGER).get(`talent/${E1}`)).toMatchObject(refused(404, 'TALENT_NOT_FOUND'));
    expect(await city.as(SUP1, 'supervisor').get(`talent/${E1}`)).toMatchObject({ body: { box: 9 } });
    expect((await hr().get('talent?box=9')).body.items).toMatchObject([{ employeeId: E1 }]);
    expect((await me(STRANGER).get('talent')).body.items).toEqual([]);
    expect(await hr().get('talent?box=10')).toMatchObject(refused(400, 'VALIDATION_FAILED'));
  });

  it('is marked once a predicate is corrected, and mapped anew', async () => {
    await city.finalised(final2026(3, 'BAIK'));
    expect(await city.recorded(talentOf(E1), 'TalentMapOutdated')).toMatchObject({
      ...{ because: 'PREDICATE_CORRECTED', evaluationId: EVALUATION, evaluationVersion: 3 },
    });
    await city.finalised(final2026(3, 'BAIK'));
    await city.settled();
    expect((await me(E1).get(`talent/${E1}`)).body.outdated).toMatchObject({ evaluationVersion: 3 });
    expect(
      await lead().post('successions', { position: 'Kepala', unitId: HEALTH, candidates: [E1] }),
    ).toMatchObject(refused(409, 'TALENT_MAP_OUTDATED'));
    expect(accepted(await map(E1))).toBe('TalentMapped');
    await city.settled();
    // (4 + 4) / 2 = 4.0 MEETS, HIGH: box 8; half a point is missing to box 9.
    expect((await me(E1).get(`talent/${E1}`)).body).toMatchObject({
      ...{ box: 8, outdated: null },
      waysUp: [{ axis: 'PERFORMANCE', needed: '4.5', missing: '0.5', box: 9 }],
    });
    const marks = (await city.facts(talentOf(E1))).filter(({ type }) => type === 'TalentMapOutdated');
    expect(marks).toHaveLength(1);
  });

  it('rests on nothing older than three years', async () => {
    for (const year of [2022, 2021]) await city.imported(LOW, year, 'BUTUH_PERBAIKAN');
    expect(accepted(await assess(LOW, { competency: '50', assessment: '50', trackRecord: '50' }))).toBe(
      'PotentialAssessed',
    );
    expect(await map(LOW)).toMatchObject(refused(422, 'INPUT_TOO_OLD', { rule: 'talent.input-years' }));
    for (const year of [2025, 2024]) await city.imported(LOW, year, 'BUTUH_PERBAIKAN');
    const duty = { duty: 'talent_committee', from: '2026-01-01' };
    const expert = city.as(OUTSIDER, 'committee');
    expect(await map(LOW, expert)).toMatchObject(refused(403, 'NOT_RELATED'));
    expect(accepted(await hr().post(`outsiders/${OUTSIDER}/assign-duty`, duty))).toBe('DutyAssigned');
    expect(accepted(await map(LOW, expert))).toBe('TalentMapped');
    // BELOW × LOW: it proposes, and starts nothing.
    expect((await city.facts(talentOf(LOW))).at(-1)?.data).toMatchObject({
      box: 1,
      proposes: ['LEGAL_PROCESS'],
    });
  });
});

describe('a map that something speaks against', () => {
  const contested = { evaluationId: id(701), employeeId: LATER, year: 2026, predicate: 'BAIK' } as const;
  const map = async () => {
    expect(accepted(await me(MEMBER).post(`talent/${LATER}/map`))).toBe('TalentMapped');
    await city.settled();
  };
  const outdated = async () => {
    await city.settled();
    return (await me(LATER).get(`talent/${LATER}`)).body.outdated;
  };
  const doubts = async () =>
    (await city.facts(talentOf(LATER))).filter(({ type }) => type === 'TalentMapUnsettled').length;

  it('is marked while an evaluation that it rests on is under objection', async () => {
    await city.imported(LATER, 2025, 'BAIK');
    await city.finalised({ ...contested, version: 1 });
    const assessed = await hr().post(`talent/${LATER}/assess`, {
      ...{ competency: '82', assessment: '78', trackRecord: '85', assessedOn: '2027-02-08' },
      ...{ instrumentId: naturalId('instrument', 'PCAP-2'), documentSha256: 'b'.repeat(64) },
    });
    expect(accepted(assessed)).toBe('PotentialAssessed');
    await map();
    expect(await outdated()).toBeNull();
    await city.objected(contested.evaluationId, LATER);
    expect(await city.recorded(talentOf(LATER), 'TalentMapUnsettled')).toEqual({
      ...{ employeeId: LATER, because: 'EVALUATION_CONTESTED' },
      ...{ evaluationId: contested.evaluationId, caseId: null },
    });
    expect(await outdated()).toMatchObject({ because: 'EVALUATION_CONTESTED' });
    expect(await me(MEMBER).post(`talent/${LATER}/map`)).toMatchObject(refused(422, 'INPUT_MISSING'));
    expect(
      await lead().post('successions', { position: 'Bidan', unitId: HEALTH, candidates: [LATER] }),
    ).toMatchObject(refused(409, 'TALENT_MAP_OUTDATED'));
  });

  it('is mapped anew, and marked again by a sanction', async () => {
    await city.finalised({ ...contested, version: 1 }, true);
    await map();
    expect(await outdated()).toBeNull();
    // The objection comes once more, after it was answered and the map was made.
    await city.objectionComesAgain(contested.evaluationId);
    expect(await doubts()).toBe(1);
    await city.sanctioned(id(702), LATER);
    await eventually('the sanction is noted', async () => (await doubts()) === 2);
    expect(await outdated()).toMatchObject({ because: 'SANCTION_DECIDED', caseId: id(702) });
    await map();
  });
});

describe('succession', () => {
  const post = { position: 'Kepala Puskesmas', unitId: HEALTH };
  const successionId = naturalId('succession', HEALTH, post.position);
  const form = (given: object = {}, as = lead()) =>
    as.post('successions', { ...post, candidates: [E1], ...given });
  const nominate = (employeeId: string, succession = successionId) =>
    lead().post(`successions/${succession}/nominate`, { employeeId });

  it('is formed of the pool', async () => {
    expect(await form({}, hr())).toMatchObject({ status: 403 });
    expect(await form({ unitId: NOBODY })).toMatchObject(refused(404, 'UNIT_NOT_FOUND'));
    expect(await form({ candidates: [NOBODY] })).toMatchObject(refused(404, 'EMPLOYEE_NOT_FOUND'));
    expect(await form({ candidates: [LOW] })).toMatchObject(refused(422, 'NOT_IN_SUCCESSION_POOL'));
    expect(await form({ candidates: [PPK] })).toMatchObject(refused(422, 'SOD_VIOLATION'));
    expect(await nominate(E1)).toMatchObject(refused(404, 'SUCCESSION_NOT_FOUND'));
    expect(accepted(await form({ candidates: [] }))).toBe('SuccessionFormed');
    expect(await form()).toMatchObject(refused(409, 'SUCCESSION_EXISTS'));
    expect(await nominate(STRANGER)).toMatchObject(refused(422, 'NOT_IN_SUCCESSION_POOL'));
    expect(accepted(await nominate(E1))).toBe('SuccessorNominated');
    expect(await nominate(E1)).toMatchObject(refused(409, 'ILLEGAL_TRANSITION'));
  });

  it('has a board, of which others see only that they stand on it', async () => {
    await city.settled();
    const row = { ...post, candidates: [{ employeeId: E1, box: 8, boxNow: 8, outdated: false }] };
    expect((await lead().get('successions')).body.items).toMatchObject([row]);
    expect((await me(E1).get('successions')).body.items).toMatchObject([row]);
    expect((await me(STRANGER).get('successions')).body.items).toEqual([]);
    // What a nomination rests on is listed beside the evaluation.
    const nominated = (await city.facts(streamOf('succession', successionId))).at(-1)?.data as {
      readonly evaluations: readonly { readonly evaluationId: string }[];
    };
    const path = `evaluations/${nominated.evaluations[0].evaluationId}/decisions`;
    expect((await lead().get(path)).body).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          stream: `succession-${successionId}`,
          what: 'SUCCESSOR',
          corrected: false,
        }),
      ]),
    );
  });
});

describe('a placement', () => {
  const propose = (given: object = {}, as = hr()) =>
    as.post('placements', {
      ...{ employeeId: E1, kind: 'ROTATION', position: 'Perawat Ahli', unitId: HEALTH, supervisorId: SUP2 },
      ...{ from: '2027-05-01', ...given },
    });
  const decide = (placementId: string, given: object = {}, as = lead()) =>
    as.post(`placements/${placementId}/decide`, { outcome: 'APPROVED', ...given });
  let placementId: string;

  it('is measured against what the post asks for', async () => {
    const profile = {
      position: 'Perawat Ahli',
      competencies: ['TRIAGE', 'COLD_CHAIN'],
      experienceMonths: 24,
    };
    expect(await me(E1).post('post-profiles', profile)).toMatchObject({ status: 403 });
    expect(accepted(await hr().post('post-profiles', profile))).toBe('PostProfileSet');
    await city.learned(E1, ['COLD_CHAIN']);
    await city.settled();
    expect((await hr().get('post-profiles')).body.items).toMatchObject([
      { position: 'Perawat Ahli', competencies: ['COLD_CHAIN', 'TRIAGE'] },
    ]);
    // 0.5 × 50 + 0.3 × 80 + 0.2 × 100 = 69.
    expect(await propose()).toMatchObject(refused(422, 'REASON_REQUIRED', { rule: 'placement.match' }));
    expect(await propose({ reason: 'pendek' })).toMatchObject(refused(422, 'REASON_REQUIRED'));
  });

  it('is refused where a rule stands against it', async () => {
    const why = { reason: WHY };
    expect(await propose(why, me(E1))).toMatchObject({ status: 403 });
    expect(await propose({ ...why, employeeId: NOBODY })).toMatchObject(refused(404, 'EMPLOYEE_NOT_FOUND'));
    expect(await propose({ ...why, unitId: NOBODY })).toMatchObject(refused(404, 'UNIT_NOT_FOUND'));
    expect(await propose({ ...why, unitId: unitIdOf('OLD') })).toMatchObject(refused(404, 'UNIT_NOT_FOUND'));
    expect(await propose({ ...why, supervisorId: NOBODY })).toMatchObject(refused(404, 'EMPLOYEE_NOT_FOUND'));
    expect(await propose({ ...why, supervisorId: E1 })).toMatchObject(refused(409, 'CYCLE_IN_LINE'));
    expect(await propose({ ...why, employeeId: SUP1, supervisorId: E1 })).toMatchObject(
      refused(409, 'CYCLE_IN_LINE'),
    );
    expect(await propose({ ...why, employeeId: HR1 })).toMatchObject(refused(422, 'SOD_VIOLATION'));
    expect(await propose({ ...why, from: '2027-02-11' })).toMatchObject(refused(400, 'PERIOD_INVALID'));
    expect(await propose({ ...why, employeeId: E5 })).toMatchObject(
      refused(422, 'RULE_VIOLATED', { rule: 'placement.rest-years' }),
    );
    const declare = (relativeId: string) => me(E1).post('kinships', { relativeId });
    expect(await declare(E1)).toMatchObject(refused(422, 'RULE_VIOLATED'));
    expect(await declare(NOBODY)).toMatchObject(refused(404, 'EMPLOYEE_NOT_FOUND'));
    expect(accepted(await declare(REL))).toBe('KinshipDeclared');
    await city.settled();
    expect(await propose({ ...why, supervisorId: REL })).toMatchObject(refused(422, 'KINSHIP_LINE'));
    // Said by one of them it counts for both.
    expect(await propose({ ...why, employeeId: REL, supervisorId: E1 })).toMatchObject(
      refused(422, 'KINSHIP_LINE'),
    );
    expect(await me(NOBODY).post('kinships', { relativeId: E1 })).toMatchObject(
      refused(404, 'EMPLOYEE_NOT_FOUND'),
    );
  });

  it('is decided by somebody else', async () => {
    const proposed = await propose({ reason: WHY });
    expect(accepted(proposed)).toBe('PlacementProposed');
    placementId = proposed.body.stream.slice(-36);
    expect((await city.facts(proposed.body.stream)).at(-1)?.data).toMatchObject({
      ...{ matchScore: '69.0000', missing: ['TRIAGE'] },
      match: { competencies: '50.0000', performance: '80.0000', experience: '100.0000' },
    });
    expect(await decide(NOBODY)).toMatchObject(refused(404, 'PLACEMENT_NOT_FOUND'));
    expect(await decide(placementId, {}, lead(HR1))).toMatchObject(refused(422, 'SOD_VIOLATION'));
    expect(await decide(placementId, {}, hr(HR2))).toMatchObject({ status: 403 });
    expect(await decide(placementId, { outcome: 'DECLINED' })).toMatchObject(refused(422, 'REASON_REQUIRED'));
    expect(accepted(await decide(placementId))).toBe('PlacementDecided');
    expect(await decide(placementId)).toMatchObject(refused(409, 'ILLEGAL_TRANSITION'));
  });

  it('goes into the file, and says from where', async () => {
    const place = { position: 'Perawat Ahli', unitId: HEALTH, from: '2027-05-01' };
    expect(await city.recorded(streamOf('placement', placementId), 'PositionChanged')).toEqual({
      ...{ placementId, employeeId: E1, before: { position: 'Perawat', unitId: HEALTH } },
      ...{ ...place, supervisorId: SUP2 },
    });
    const file = await city.facts(streamOf('employee', E1));
    expect(file.slice(-2)).toMatchObject([
      { type: 'PositionAssigned', data: { ...place, to: null } },
      { type: 'SupervisorAssigned', data: { supervisorId: SUP2, from: '2027-05-01' } },
    ]);
    await city.settled();
    expect(await me(E1).get(`placements/${placementId}`)).toMatchObject({ body: { status: 'EFFECTIVE' } });
    expect(await me(STRANGER).get(`placements/${placementId}`)).toMatchObject(
      refused(404, 'PLACEMENT_NOT_FOUND'),
    );
    expect((await hr().get('placements')).body.items).toMatchObject([{ placementId }]);
    // What a match rests on is listed beside the evaluation.
    const [{ data }] = await city.facts(streamOf('placement', placementId));
    const [{ evaluationId }] = (data as { readonly evaluations: { readonly evaluationId: string }[] })
      .evaluations;
    expect((await lead().get(`evaluations/${evaluationId}/decisions`)).body).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ stream: `placement-${placementId}`, what: 'PLACEMENT EFFECTIVE' }),
      ]),
    );
    expect(await propose({ reason: WHY, from: '2027-04-01' })).toMatchObject(refused(409, 'OVERLAP'));
  });
});

describe('two placements of one person', () => {
  const propose = (employeeId: string, given: object = {}) =>
    hr().post('placements', {
      ...{ employeeId, kind: 'ROTATION', position: 'Bidan', unitId: HEALTH, supervisorId: SUP2 },
      ...{ from: '2027-05-01', reason: WHY, ...given },
    });
  const decide = (placementId: string, given: object) =>
    lead().post(`placements/${placementId}/decide`, given);

  it('in one instant: one waits, the other is refused', async () => {
    const both = await Promise.all([propose(LATER), propose(LATER)]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(both.find(({ status }) => status === 409)).toMatchObject(refused(409, 'ILLEGAL_TRANSITION'));
    const won = both.find(({ status }) => status === 200);
    await city.settled();
    const waiting = (await hr().get('placements')).body.items.filter((row) => row.employeeId === LATER);
    expect(waiting).toMatchObject([{ placementId: won?.body.stream.slice(-36), status: 'PROPOSED' }]);
    expect(await propose(LATER)).toMatchObject(refused(409, 'ILLEGAL_TRANSITION'));
    // Declined, it is somebody else's turn.
    expect(accepted(await decide(String(waiting[0].placementId), { outcome: 'DECLINED', reason: WHY }))).toBe(
      'PlacementDecided',
    );
    expect(accepted(await propose(LATER))).toBe('PlacementProposed');
  });

  it('say why where they undo an open promotion', async () => {
    await city.promoting(id(801), RISING, HEALTH);
    expect(await propose(RISING, { reason: '' })).toMatchObject(refused(422, 'REASON_REQUIRED'));
    const proposed = await propose(RISING);
    expect(accepted(proposed)).toBe('PlacementProposed');
    expect((await city.facts(proposed.body.stream)).at(-1)?.data).toMatchObject({
      openPromotions: [id(801)],
    });
    const placementId = proposed.body.stream.slice(-36);
    expect(await city.inputsOf(proposed.body.stream, 1)).toContain(streamOf('promotion', id(801)));
    expect(await decide(placementId, { outcome: 'APPROVED' })).toMatchObject(
      refused(422, 'REASON_REQUIRED', { rule: 'placement.promotion' }),
    );
    expect(accepted(await decide(placementId, { outcome: 'APPROVED', reason: WHY }))).toBe(
      'PlacementDecided',
    );
    await city.recorded(proposed.body.stream, 'PositionChanged');
    await city.settled();
    expect(await hr().get(`placements/${placementId}`)).toMatchObject({
      body: { status: 'EFFECTIVE', openPromotions: [id(801)] },
    });
  });
});

describe('the end of an employment', () => {
  const at = `employment-ends/${STRANGER}`;
  const propose = (given: object = {}, as = hr(), path = at) =>
    as.post(`${path}/propose`, { kind: 'RESIGNED', on: '2027-02-28', ...given });
  let waiting: string;

  it('is proposed by HR, with a reason where something is open', async () => {
    expect(await propose({}, lead())).toMatchObject({ status: 403 });
    expect(await propose({}, hr(), `employment-ends/${NOBODY}`)).toMatchObject(
      refused(404, 'EMPLOYEE_NOT_FOUND'),
    );
    expect(await propose({}, hr(), `employment-ends/${HR1}`)).toMatchObject(refused(422, 'SOD_VIOLATION'));
    expect(await propose({ kind: 'DIED' })).toMatchObject(refused(400, 'PERIOD_INVALID'));
    expect(await propose({ on: '2019-12-31' })).toMatchObject(refused(400, 'PERIOD_INVALID'));
    expect(await propose({ kind: 'GONE' })).toMatchObject(refused(400, 'VALIDATION_FAILED'));
    const placed = await hr().post('placements', {
      ...{ employeeId: STRANGER, kind: 'TRANSFER', position: 'Guru', unitId: SCHOOL, from: '2027-05-01' },
      reason: WHY,
    });
    expect(accepted(placed)).toBe('PlacementProposed');
    waiting = placed.body.stream.slice(-36);
    await city.objected(id(602), STRANGER);
    for (const caseId of [id(603), id(604)]) await city.accused(caseId, STRANGER);
    await city.accused(id(604), STRANGER, true);
    await city.settled();
    expect(await propose()).toMatchObject(refused(422, 'REASON_REQUIRED'));
    expect(accepted(await propose({ reason: WHY }))).toBe('EmploymentEndProposed');
    expect(await propose({ reason: WHY })).toMatchObject(refused(409, 'ILLEGAL_TRANSITION'));
  });

  it('is decided by somebody else of the leadership', async () => {
    const approve = (given: object = {}, as = lead()) => as.post(`${at}/approve`, given);
    const decline = (reason: string) => lead().post(`${at}/decline`, { reason });
    expect(await approve({ reason: WHY }, lead(HR1))).toMatchObject(refused(422, 'SOD_VIOLATION'));
    expect(await approve({ reason: WHY }, hr(HR2))).toMatchObject({ status: 403 });
    expect(await decline('')).toMatchObject(refused(422, 'REASON_REQUIRED'));
    expect(accepted(await decline(WHY))).toBe('EmploymentEndDeclined');
    expect(await approve({ reason: WHY })).toMatchObject(refused(409, 'ILLEGAL_TRANSITION'));
    expect(accepted(await propose({ reason: WHY }))).toBe('EmploymentEndProposed');
    expect(await approve()).toMatchObject(refused(422, 'REASON_REQUIRED'));
    expect(accepted(await approve({ reason: WHY }))).toBe('EmploymentEnded');
    expect((await city.facts(streamOf('employment', STRANGER))).at(-1)?.data).toMatchObject({
      ...{ kind: 'RESIGNED', on: '2027-02-28', proposedBy: HR1, decidedBy: PPK },
      openCases: [
        { kind: 'DISCIPLINE', caseId: id(603) },
        { kind: 'OBJECTION', caseId: id(602) },
        { kind: 'PLACEMENT', caseId: waiting },
      ],
    });
    const stream = streamOf('employment', STRANGER);
    const { length } = await city.facts(stream);
    expect([...(await city.inputsOf(stream, length))].sort()).toEqual(
      [
        ...[streamOf('employee', STRANGER), streamOf('discipline', id(603))],
        ...[streamOf('evaluation', id(602)), streamOf('placement', waiting)],
      ].sort(),
    );
  });

  it('ends what was open, and lets nothing more be decided', async () => {
    await city.recorded(streamOf('placement', waiting), 'PlacementLapsed');
    expect(await propose({ reason: WHY })).toMatchObject(refused(409, 'EMPLOYMENT_ENDED'));
    expect(await me(MEMBER).post(`talent/${STRANGER}/map`)).toMatchObject(refused(409, 'EMPLOYMENT_ENDED'));
    await city.settled();
    expect(await me(STRANGER).get(at)).toMatchObject({ body: { status: 'ENDED', on: '2027-02-28' } });
    expect(await me(E1).get(at)).toMatchObject(refused(404, 'EMPLOYEE_NOT_FOUND'));
    expect((await lead().get('employment-ends')).body.items).toMatchObject([{ employeeId: STRANGER }]);
    // Only a look into somebody else's is recorded.
    expect(await city.looks('career.employment-end')).toBe(0);
    expect(await lead().get(at)).toMatchObject({ body: { status: 'ENDED' } });
    expect(await city.looks('career.employment-end')).toBe(1);
  });
});

describe('a probation that failed', () => {
  it('is laid before the leadership as a proposal to dismiss, which somebody decides', async () => {
    await city.failedProbation(LOW);
    const stream = streamOf('employment', LOW);
    const proposed = await city.recorded(stream, 'EmploymentEndProposed');
    expect(proposed).toMatchObject({ kind: 'DISMISSED', proposedBy: null, because: 'PROBATION_FAILED' });
    expect(await city.inputsOf(stream, 1)).toEqual([streamOf('probation', LOW), streamOf('employee', LOW)]);
    await city.settled();
    const { items } = (await lead().get('employment-ends')).body;
    expect(items.find(({ employeeId }) => employeeId === LOW)).toMatchObject({
      ...{ status: 'PROPOSED', because: 'PROBATION_FAILED', proposedBy: null },
    });
    const path = `employment-ends/${LOW}`;
    const end = { kind: 'DISMISSED', on: '2027-03-31' };
    expect(await hr().post(`${path}/propose`, end)).toMatchObject(refused(409, 'ILLEGAL_TRANSITION'));
    expect(accepted(await lead().post(`${path}/decline`, { reason: WHY }))).toBe('EmploymentEndDeclined');
  });
});

describe('the merit monitor', () => {
  it('computes what there are facts of, and says of what there are none', async () => {
    await city.settled();
    expect(await me(E1).get('merit')).toMatchObject({ status: 403 });
    const { body } = await lead().get('merit');
    // 14 employees without the one who left; 3 are mapped: 100 + 300 × 3 / 13.
    expect(body.aspects).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ aspect: 'CAREER', cases: 13, met: 3, score: '169.23', band: 'POOR' }),
        expect.objectContaining({
          aspect: 'PROMOTION_MUTATION',
          // E1's, which matched 69 of the 70 that are asked, and that of RISING, of whom no evaluation is known: 0.5 × 100 + 0.2 × 100.
          cases: 2,
          met: 1,
          score: '250.00',
          band: 'GOOD',
        }),
        expect.objectContaining({ aspect: 'RECRUITMENT', cases: 0, score: null, band: null }),
      ]),
    );
    expect(body.notAvailable).toContain('INFORMATION_SYSTEM');
    expect(body.policies).toContain('car.other@1');
  });

  it('links each aspect to its facts', async () => {
    const { body } = await hr().get('merit/CAREER/facts?limit=200');
    expect(body.items).toContainEqual({
      ...{ caseId: E1, opened: { stream: streamOf('employee', E1), ver: 1 } },
      met: { stream: talentOf(E1), ver: 4 },
    });
    expect(await hr().get('merit/FAITH/facts')).toMatchObject(refused(404, 'ASPECT_NOT_FOUND'));
  });
});

describe('what is late', () => {
  it('is a placement whose first day has passed before the decision', async () => {
    const [waiting] = (await hr().get('placements')).body.items.filter(
      ({ employeeId, status }) => employeeId === LATER && status === 'PROPOSED',
    );
    const decide = (given: object) => lead().post(`placements/${String(waiting.placementId)}/decide`, given);
    city.moveTo('2027-05-02');
    expect(await decide({ outcome: 'APPROVED', reason: WHY })).toMatchObject(
      refused(422, 'RULE_VIOLATED', { rule: 'placement.date' }),
    );
    expect(accepted(await decide({ outcome: 'DECLINED', reason: WHY }))).toBe('PlacementDecided');
  });

  it('is a map whose oldest input is three years old', async () => {
    const stale = async () =>
      (await city.facts(talentOf(LATER))).filter(
        ({ type, data }) =>
          type === 'TalentMapUnsettled' && 'because' in data && data.because === 'INPUT_TOO_OLD',
      ).length;
    city.moveTo('2028-12-31');
    await city.settled();
    expect(await stale()).toBe(0);
    city.moveTo('2029-01-01');
    await eventually('the map is too old', async () => (await stale()) === 1);
  });
});

describe('every list of pages', () => {
  it.each([
    ['talent', 'employeeId'],
    ['talent/instruments', 'instrumentId'],
    ['employment-ends', 'employeeId'],
    ['placements', 'placementId'],
    ['post-profiles', 'profileId'],
    ['successions', 'successionId'],
    ['competency-tests', 'testId'],
    ['merit/CAREER/facts', 'caseId'],
    ['conversions/overdue', 'employeeId'],
  ])('is also a file: %s', async (path, first) => {
    const file = await hr().file(`${path}?format=csv`);
    expect(file.status).toBe(200);
    expect(file.text.split(/[,\r\n]/)[0]).toBe(first);
  });
});

it('answers every command as the first time, when it is told again after all that', async () => {
  expect(await city.toldAgain()).toEqual([]);
}, 60_000);
