import { sanctionServed, violationReported } from '@jejak/contracts/performance';
import { candidateAppointed, formationApproved, formationProposed } from '@jejak/contracts/recruitment';
import { trainingPassed } from '@jejak/contracts/training';
import { type DomainEvent, naturalId, streamOf } from '@jejak/kernel';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { accepted, refused } from './career-city';
import { ASSESSOR, HR1, SIGNED, some, SUP1, UNIT } from './people';
import { type PromotionCity, REASON, startPromotionCity } from './promotion-city';

const [HEAD, SENIOR, WARNED] = [1, 2, 3].map(some);
const SECTION = { position: 'Kepala Seksi', unitId: UNIT };
const OFFICE = { position: 'Kepala Dinas', unitId: UNIT };

describe('a structural promotion', () => {
  let here: PromotionCity;
  const wanted = (employeeId: string, post = SECTION) => ({
    ...{ employeeId, kind: 'STRUCTURAL', effective: '2027-04-01', ...post },
  });
  const seats = (formationId: string, position: string, level: string) =>
    here.city.recruitment.tell(
      streamOf('formation', formationId),
      formationProposed({
        ...{ formationId, proposedBy: HR1, unitId: UNIT, position, level },
        ...{ education: 'S-1', seats: 1, workloadHours: '1250.0000' },
      }),
      formationApproved({ formationId, approvedBy: SUP1, seats: 1, budgetRef: 'APBD-1' }),
    );
  const trained = async (employeeId: string, stateProgramme: 'PKP' | 'PKN2') => {
    const enrolmentId = naturalId('enrolment', employeeId, stateProgramme);
    await here.city.training.tell(
      streamOf('enrolment', enrolmentId),
      trainingPassed(
        {
          ...{ enrolmentId, sessionId: some(80), programmeId: some(81), employeeId, kind: 'LEADERSHIP' },
          ...{ stateProgramme, score: '83.40', attendance: '96.00', gain: null, endedOn: '2026-11-20' },
          ...{ jp: 886, competencies: [] },
        },
        { subject: employeeId },
      ),
    );
    await here.city.known(
      'the training is known',
      'select count(*)::int as n from rm.leadership_training where employee_id = $1',
      [employeeId],
    );
  };
  const graduated = async (employeeId: string) => {
    const degree = { degree: 'S-1', field: 'Keperawatan', documentSha256: SIGNED };
    accepted(await here.hr.post(`career-records/${employeeId}/record-education`, degree));
  };
  const opens = (employeeId: string, post = SECTION) => here.hr.post('promotions', wanted(employeeId, post));

  beforeAll(async () => {
    here = await startPromotionCity([], [], [HEAD, SENIOR, WARNED]);
    await seats(some(91), 'Kepala Seksi', 'Pengawas');
    await seats(some(92), 'Kepala Dinas', 'JPT Pratama');
    await here.city.known(
      'the formations are known',
      'select count(*)::int as n from rm.formation_seats where approved > 0',
      [],
      2,
    );
    for (const id of [HEAD, SENIOR, WARNED]) await here.officer(id, '0');
    await here.city.settled();
  }, 180_000);
  afterAll(() => here.city.stop());

  it('names every condition that is not met, with its regulation and its parameter', async () => {
    const { city, hr } = here;
    const refusal = await opens(HEAD);
    expect(refusal).toMatchObject({
      status: 422,
      body: { code: 'NOT_ELIGIBLE', rule: 'EDUCATION LEADERSHIP_TRAINING TALENT_BOX' },
    });
    // The post has no formation: nobody knows its level.
    expect(await opens(HEAD, { ...SECTION, position: 'Kepala Gudang' })).toMatchObject({
      body: {
        code: 'NOT_ELIGIBLE',
        rule: 'EXPERIENCE FORMATION LEADERSHIP_TRAINING OPEN_SELECTION RANK TALENT_BOX',
      },
    });
    const { employeeId: _, ...question } = wanted(HEAD);
    expect(accepted(await hr.post(`employees/${HEAD}/check-eligibility`, question))).toBe(
      'EligibilityChecked',
    );
    await city.settled();
    const { body } = await city.as(HEAD, 'employee').get('me/career');
    expect(body.eligibility).toMatchObject([
      {
        ...{ kind: 'STRUCTURAL', eligible: false },
        checks: expect.arrayContaining([
          {
            ...{ rule: 'RANK', needed: '≥ III/c', actual: 'III/c', pass: true },
            ...{ regulation: 'PP 11/2017 as amended by PP 17/2020', parameter: 'car.other structural' },
          },
          {
            ...{ rule: 'TALENT_BOX', needed: '≥ 7 or open selection', actual: null, pass: false },
            ...{ regulation: 'PermenPANRB 3/2020', parameter: 'car.other structuralMinBox' },
          },
        ]),
      },
    ]);
  });

  it('waits for integrity: for two years without even a warning, and for the end of every case', async () => {
    const { city } = here;
    await trained(WARNED, 'PKP');
    await graduated(WARNED);
    const told = async (caseId: string, fact: DomainEvent) => {
      await city.performance.tell(streamOf('discipline', caseId), fact);
      await city.known(
        'the case is known',
        'select count(*)::int as n from rm.sanction_record where case_id = $1',
        [caseId],
      );
    };
    const whose = { employeeId: WARNED, unitId: UNIT, articleRef: 'PP 94/2021 Pasal 4 huruf f' };
    const about = { subject: WARNED };
    await told(
      some(95),
      sanctionServed(
        {
          ...{ caseId: some(95), employeeId: WARNED, level: 'LIGHT', kind: 'WRITTEN', months: null },
          ...{ from: '2025-04-02', until: null, endsAt: null },
        },
        about,
      ),
    );
    expect(await opens(WARNED)).toMatchObject({ body: { rule: 'INTEGRITY TALENT_BOX' } });
    // Two years and a month after the warning, while another case is open.
    const may = { ...SECTION, effective: '2027-05-01' };
    expect(await opens(WARNED, may)).toMatchObject({ body: { rule: 'TALENT_BOX' } });
    await told(
      some(96),
      violationReported(
        {
          ...{ ...whose, caseId: some(96), from: '2027-01-04', to: '2027-01-06', absentDays: 3 },
          ...{ consecutiveDays: 3, reportedBy: SUP1, allegation: 'Tidak masuk kerja.' },
        },
        about,
      ),
    );
    expect(await opens(WARNED, may)).toMatchObject({ body: { rule: 'INTEGRITY TALENT_BOX' } });
  });

  it('asks for box 7, a leadership training and a degree, and then goes its way', async () => {
    const { city, hr, granted } = here;
    await trained(HEAD, 'PKP');
    await graduated(HEAD);
    expect(await opens(HEAD)).toMatchObject({ body: { code: 'NOT_ELIGIBLE', rule: 'TALENT_BOX' } });
    const licence = { code: 'PCAP-2', centre: 'Pusat Penilaian', licence: 'LIC-14', from: '2027-01-06' };
    accepted(await hr.post('talent/instruments', { ...licence, to: '2027-12-31' }));
    const duty = { duty: 'talent_committee', from: '2027-01-01' };
    accepted(await hr.post(`employees/${ASSESSOR}/assign-duty`, duty));
    await city.settled();
    const potential = {
      ...{ competency: '82', assessment: '78', trackRecord: '85', documentSha256: SIGNED },
      ...{ instrumentId: naturalId('instrument', 'PCAP-2'), assessedOn: '2027-02-08' },
    };
    accepted(await hr.post(`talent/${HEAD}/assess`, potential));
    await city.settled();
    // Baik twice is 4.0, MEETS; 81.70 is HIGH: box 8.
    accepted(await city.as(ASSESSOR, 'employee').post(`talent/${HEAD}/map`));
    await city.settled();
    const caseId = await granted(wanted(HEAD));
    city.moveTo('2027-04-01', '00:00:00.000');
    const [{ data }] = await city.recorded('PromotionEffective');
    expect(data).toMatchObject({ ...SECTION, caseId, rank: 'III/c', level: null, from: '2027-04-01' });
    const assigned = (await city.facts('PositionAssigned')).at(-1);
    expect(assigned?.data).toMatchObject({ employeeId: HEAD, ...SECTION, from: '2027-04-01' });
    await city.settled();
    expect((await hr.get(`employees/${HEAD}`)).body).toMatchObject({ golongan: 'III/c', jenjang: null });
  });

  it('to a senior post needs an open selection for that very post, and takes the seat of its vacancy', async () => {
    const { city, hr } = here;
    await trained(SENIOR, 'PKN2');
    await graduated(SENIOR);
    const rank = { rank: 'IV/b', level: 'Ahli Madya', from: '2026-04-01', documentSha256: SIGNED };
    accepted(await hr.post(`career-records/${SENIOR}/import-past-rank`, rank));
    await city.settled();
    const later = { ...OFFICE, effective: '2027-05-01' };
    expect(await opens(SENIOR, later)).toMatchObject({
      body: { code: 'NOT_ELIGIBLE', rule: 'OPEN_SELECTION TALENT_BOX' },
    });
    await city.recruitment.tell(
      streamOf('application', some(93)),
      candidateAppointed({
        ...{
          applicationId: some(93),
          vacancyId: some(94),
          employeeId: SENIOR,
          kind: 'JPT',
          golongan: 'IV/b',
        },
        ...{ ...OFFICE, level: 'JPT Pratama', tmt: '2027-05-01', contractEnd: null },
      }),
    );
    await city.known('the selection is known', 'select count(*)::int as n from rm.open_selection', []);
    const opened = await opens(SENIOR, later);
    expect(accepted(opened)).toBe('PromotionOpened EligibilityChecked');
    const id = opened.body.stream.slice(-36);
    expect(
      await city.as(SENIOR, 'employee').post(`promotions/${id}/withdraw`, { reason: 'x' }),
    ).toMatchObject(refused(422, 'REASON_REQUIRED'));
    accepted(await hr.post(`promotions/${id}/withdraw`, { reason: REASON }));
  });

  it('answers every command as the first time, when it is told again after all that', async () => {
    expect(await here.city.toldAgain()).toEqual([]);
  }, 60_000);
});
