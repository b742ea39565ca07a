import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CONTROLS, type ControlKey, type IntegrityAlarmRaised } from '@jejak/contracts/audit';
import { careerContracts, supervisorAssigned } from '@jejak/contracts/career';
import { performanceContracts } from '@jejak/contracts/performance';
import { policyContracts } from '@jejak/contracts/policy';
import { recruitmentContracts } from '@jejak/contracts/recruitment';
import { type Contracts, type DomainEvent, naturalId, newId, streamOf } from '@jejak/kernel';
import type { ToldBy } from '@jejak/neighbour';
import { eventually } from '@jejak/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { integrityAlarm } from '../src/alarm/integrity-alarm.decider';
import { type Asking, type Body, type InspectedCity, startInspectedCity } from './inspected-city';

const FIXTURES = join(__dirname, '../../../libs/contracts/fixtures');

/** A fact as its fixture has it, with what is otherwise. */
const factOf =
  ({ service, events }: Contracts) =>
  (name: string, otherwise: object, subject?: string): DomainEvent => {
    const file = join(FIXTURES, service, `${name}.v${events[name].version}.json`);
    const { data } = JSON.parse(readFileSync(file, 'utf8')) as { data: object };
    return { type: name, data: { ...data, ...otherwise }, ...(subject === undefined ? {} : { subject }) };
  };
const [performance, recruitment, policy, career] = [
  ...[performanceContracts, recruitmentContracts, policyContracts, careerContracts],
].map(factOf);

const refused = (status: number, code: string, rule?: string): object => ({
  ...{ status, body: { code, ...(rule === undefined ? {} : { rule }) } },
});
const BAIK = { resultRating: 'MEETS', behaviourRating: 'ABOVE', predicate: 'BAIK' };
const SB = { resultRating: 'ABOVE', behaviourRating: 'ABOVE', predicate: 'SANGAT_BAIK' };

describe('the standing controls (domain.md 10.3)', () => {
  let city: InspectedCity;
  let inspector: Asking;
  let [unit, otherUnit] = ['', ''];
  let [ins1, e1, sup1, hr1] = ['', '', '', ''];

  /** Told of so many facts of a stream by its service, and logged. */
  const told = async (by: ToldBy, stream: string, ...facts: readonly DomainEvent[]): Promise<string> => {
    const version = await by.tell(stream, ...facts);
    await city.logged(stream, version);
    return stream;
  };
  /** Every control has seen all that the log has now, and the list shows it. */
  const seen = async (): Promise<void> => {
    const [{ size }] = await city.rows<{ size: string }>(
      `select size from ledger.log_head where log = 'main'`,
    );
    await eventually(
      'the controls have seen the log',
      async () =>
        (await city.rows('select from ledger.control_mark where next >= $1', [size])).length ===
        CONTROLS.length - 1,
      60_000,
    );
    await city.settled();
  };
  const asked = async (control: ControlKey): Promise<Body['items']> =>
    (await inspector.get(`/control-trips?control=${control}&limit=100`)).body.items;
  /** What a control asks about once it has seen everything, sorted. */
  const objectsOf = async (control: ControlKey): Promise<readonly string[]> => {
    await seen();
    return (await asked(control)).map(({ objects }) => (objects as string[]).join()).sort();
  };

  /** An evaluation of a year, rated, with what follows. */
  const evaluation = async (
    {
      year = 2026,
      employeeId = newId(),
      unitId = unit,
      raterId = sup1,
    }: Partial<Record<'employeeId' | 'unitId' | 'raterId', string>> & { year?: number },
    facts: (about: (name: string, otherwise?: object) => DomainEvent) => readonly DomainEvent[],
  ): Promise<string> => {
    const evaluationId = newId();
    const about = (name: string, otherwise: object = {}): DomainEvent =>
      performance(name, { evaluationId, ...otherwise }, employeeId);
    return told(
      city.performance,
      streamOf('evaluation', evaluationId),
      about('EvaluationOpened', { employeeId, unitId, raterId, year }),
      ...facts(about),
    );
  };

  beforeAll(async () => {
    city = await startInspectedCity('2026-03-20');
    [unit, otherUnit] = [await city.unit('DINKES'), await city.unit('INSPEKTORAT')];
    ins1 = await city.employee(otherUnit, '2019-04-01');
    sup1 = await city.employee(unit, '2019-04-01');
    e1 = await city.employee(unit, '2019-04-01');
    hr1 = newId();
    inspector = city.as(ins1, 'inspector');
  }, 240_000);
  afterAll(() => city.stop());

  it('C7 asks about scores of two members sealed within 60 seconds', async () => {
    const panel = async (second: string): Promise<string> => {
      const panelId = newId();
      const stream = streamOf('panel', panelId);
      const about = { panelId };
      await told(city.recruitment, stream, recruitment('PanelScoreSealed', { ...about, panelist: newId() }));
      city.moveTo('2026-03-20', second);
      await city.recruitment.tell(stream, recruitment('PanelScoreSealed', { ...about, panelist: newId() }));
      return told(city.recruitment, stream, recruitment('PanelScoresRevealed', about));
    };
    city.moveTo('2026-03-20', '09:00:00');
    const close = await panel('09:01:00');
    city.moveTo('2026-03-20', '10:00:00');
    await panel('10:01:01');
    expect(await objectsOf('C7')).toEqual([close]);
    expect(await asked('C7')).toMatchObject([{ score: '60.0000', scoreLimit: '60', status: 'OPEN' }]);
  });

  it('C8 asks about a ranking that became another after it was published, once', async () => {
    const vacancy = async (...rankings: readonly string[]): Promise<string> => {
      const vacancyId = newId();
      const published = rankings.map((rankingId, nth) =>
        recruitment('StageResultPublished', { vacancyId, rankingId, version: nth + 1 }),
      );
      const stream = streamOf('vacancy', vacancyId);
      await told(city.recruitment, stream, published[0]);
      const last = rankings.at(-1) ?? '';
      await told(
        city.recruitment,
        streamOf('ranking', last),
        recruitment('RankingComputed', { vacancyId, rankingId: last }),
      );
      return told(city.recruitment, stream, ...published.slice(1));
    };
    const changed = await vacancy(newId(), newId());
    const same = newId();
    await vacancy(same, same);
    expect(await objectsOf('C8')).toEqual([changed]);
  });

  it('C9 asks about a policy in force whose consultation was not over', async () => {
    const inForce = async (key: string, closesAt: string): Promise<string> => {
      const about = { key, version: 2 };
      return told(
        ...([
          city.policy,
          streamOf('policy', naturalId('policy', key)),
          policy('PolicyDrafted', about),
        ] as const),
        policy('ConsultationOpened', { ...about, closesAt }),
        policy('PolicyApproved', { ...about, effectiveFrom: '2027-01-01' }),
        policy('PolicyInForce', { ...about, effectiveFrom: '2027-01-01' }),
      );
    };
    city.moveTo('2026-08-28');
    const unconsulted = await inForce('cit.other', '2026-08-28T02:00:00.001Z');
    await inForce('ntf.other', '2026-08-28T02:00:00.000Z');
    expect(await objectsOf('C9')).toEqual([unconsulted]);
  });

  it('C10 asks about one person at both ends of an approval', async () => {
    const approved = (approvedBy: string): Promise<string> => {
      const vacancyId = newId();
      return told(
        ...([city.recruitment, streamOf('vacancy', vacancyId)] as const),
        recruitment('VacancyDrafted', { vacancyId, draftedBy: hr1 }),
        recruitment('VacancyApproved', { vacancyId, approvedBy }),
      );
    };
    const own = await approved(hr1);
    await approved(newId());
    expect(await objectsOf('C10')).toEqual([own]);
  });

  it('C14 asks about a reward whose rule read nothing', async () => {
    const granted = (inputs: readonly object[]): Promise<string> => {
      const reward = { rewardId: newId(), employeeId: newId(), unitId: unit };
      return told(
        ...([city.performance, streamOf('reward', reward.rewardId)] as const),
        performance('RewardProposed', { ...reward, inputs }),
        performance('RewardGranted', reward),
      );
    };
    const without = await granted([]);
    await granted([{ fact: 'actualDays', value: '9.8', measurementIds: [newId()] }]);
    expect(await objectsOf('C14')).toEqual([without]);
  });

  it('C11 asks about a read of a file without case or relation', async () => {
    const assignment = { number: 'ST-15/2026', issuedOn: '2026-08-28' };
    const letter = { sha256: 'ab'.repeat(32), mediaType: 'application/pdf', size: 1200 };
    const opened = await inspector.post('/inspections', {
      ...{ assignment, letter, units: [unit], from: '2026-01-01', to: '2026-08-28', question: 'Mengapa?' },
    });
    expect(opened).toMatchObject({ status: 200 });
    await city.logged(opened.body.stream, 1);
    // E-1's supervisor, who inspects too.
    await told(
      ...([city.career, streamOf('employee', e1)] as const),
      supervisorAssigned(
        { employeeId: e1, supervisorId: sup1, from: '2026-01-01', to: null },
        { subject: e1 },
      ),
    );
    const read = async (who: Asking, query: string): Promise<string> => {
      const { status, body } = await who.get(`/subjects/${e1}/events?purpose=ST-15/2026${query}`);
      expect(status).toBe(200);
      return eventually('the read is logged', async () => {
        const [entry] = await city.rows<{ stream: string }>(
          'select l.stream from ledger.log_entry l join ledger.entry e using (idx) where e.event_id = $1',
          [body.accessEvent],
        );
        return entry?.stream;
      });
    };
    await read(inspector, `&caseId=${opened.body.stream.slice('inspection-'.length)}`);
    await read(city.as(sup1, 'inspector'), '');
    const [untied, madeUp] = [await read(inspector, ''), await read(inspector, `&caseId=${newId()}`)];
    expect(await objectsOf('C11')).toEqual([untied, madeUp].sort());
  });

  it('C2 asks about a rating changed after delivery that nobody contested', async () => {
    city.moveTo('2027-01-13');
    const uncontested = await evaluation({}, (about) => [
      about('AnnualRated', BAIK),
      about('EvaluationDelivered'),
      about('RatingChangedInReview', { old: BAIK, new: SB }),
    ]);
    await evaluation({}, (about) => [
      ...[about('AnnualRated', BAIK), about('RatingChangedInReview', { old: BAIK, new: SB })],
      ...[about('EvaluationDelivered'), about('EvaluationObjected'), about('ObjectionDecided', BAIK)],
    ]);
    expect(await objectsOf('C2')).toEqual([uncontested]);
  });

  describe('a correction that raises a score across a threshold (15, step 49)', () => {
    const decision = '2027-02-05';
    let [own, promotion] = ['', ''];

    const corrected = async (employeeId: string, before: string, after: string): Promise<string> => {
      city.moveTo('2027-01-14');
      const recommended = (recommendation: number, composite: string) => ({ recommendation, composite });
      const stream = await evaluation({ employeeId }, (about) => [
        about('RatingRecommended', recommended(1, before)),
        ...[about('AnnualRated', BAIK), about('EvaluationDelivered'), about('EvaluationObjected')],
      ]);
      corrections.push(async () => {
        const evaluationId = stream.slice('evaluation-'.length);
        const measurementId = newId();
        const correction = { measurementId, evaluationId, old: '0', new: '60' };
        await told(
          ...([city.performance, streamOf('measurement', measurementId)] as const),
          performance('MeasurementCorrected', correction, employeeId),
        );
        await told(
          ...([city.performance, stream] as const),
          performance('RatingRecommended', { evaluationId, ...recommended(2, after) }, employeeId),
          performance('ObjectionDecided', { evaluationId, ...SB }, employeeId),
          performance(
            'EvaluationFinalised',
            { evaluationId, employeeId, unitId: unit, year: 2026, ...SB },
            employeeId,
          ),
        );
      });
      return stream;
    };
    const corrections: (() => Promise<void>)[] = [];
    const promoted = (employeeId: string, from: string): Promise<string> => {
      const caseId = newId();
      return told(
        ...([city.career, streamOf('promotion', caseId)] as const),
        career('PromotionEffective', { caseId, employeeId, unitId: unit, from }, employeeId),
      );
    };

    it('C5 asks about E-1: 108.8149 → 110.2149 crosses 110', async () => {
      own = await corrected(e1, '108.8149', '110.2149');
      const other = newId();
      const later = await corrected(other, '104.5000', '110.0000');
      await corrected(newId(), '104.4999', '110.0000');
      await corrected(newId(), '108.8149', '109.9999');
      city.moveTo(decision);
      for (const correct of corrections) await correct();
      expect(await objectsOf('C5')).toEqual([own, later].sort());
      expect((await asked('C5')).find(({ objects }) => (objects as string[]).includes(own))).toMatchObject({
        ...{ score: '1.0774', scoreLimit: '5', status: 'OPEN', unitId: unit },
      });
      // 91 days behind the correction.
      city.moveTo('2027-04-01');
      promotion = await promoted(e1, '2027-04-01');
      await promoted(other, '2027-05-07');
    });

    it('C6 asks about the promotion 55 days later, and C5 and C6 of nobody twice', async () => {
      expect(await objectsOf('C6')).toEqual([[own, promotion].sort().join()]);
      expect(await asked('C6')).toMatchObject([{ score: '55.0000', scoreLimit: '90' }]);
      const { body } = await inspector.get(`/control-trips?object=${promotion}`);
      expect(body.items).toMatchObject([{ control: 'C6' }]);
      const file = (await inspector.get(`/control-trips/${String(body.items[0].tripId)}`)).body;
      // Both recommendations, the corrected amount and the promotion, each where it stands in the log.
      expect(file.refs).toHaveLength(4);
      expect(file.policies).toEqual(['aud.other@1', 'perf.result@1']);
      expect(file.people).toEqual(expect.arrayContaining([e1, sup1]));
    });
  });

  it('C1, C3, C4 and C12 ask about a year when it is locked', async () => {
    const close = (year: number): Promise<string> => {
      const cycleId = naturalId('cycle', String(year));
      const stream = streamOf('cycle', cycleId);
      return told(city.performance, stream, performance('CycleClosed', { cycleId, year }));
    };
    // C3: of six raters one is √5 from the mean; of five one is √4 = 2.
    const rates = async (year: number, others: number): Promise<string> => {
      const lenient = newId();
      for (const raterId of [lenient, ...Array.from({ length: others }, newId)])
        for (let n = 0; n < 5; n++)
          await evaluation({ year, raterId }, (about) => [
            about('AnnualRated', { raterId, ...(raterId === lenient ? SB : BAIK) }),
          ]);
      return lenient;
    };
    // C4: five of a unit alike, four of another; a review with five alike, and with four.
    const [five, four, reviewedFive, reviewedFour] = Array.from({ length: 4 }, newId);
    const final = (unitId: string): Promise<string> => {
      const employeeId = newId();
      return evaluation({ year: 2025, unitId, employeeId }, (about) => [
        about('EvaluationFinalised', { employeeId, unitId, year: 2025, ...BAIK }),
      ]);
    };
    const review = (unitId: string, staff: number): Promise<string> => {
      const after = { SANGAT_BAIK: 0, BAIK: staff, BUTUH_PERBAIKAN: 0, KURANG: 0, SANGAT_KURANG: 0 };
      const stream = streamOf('distribution-review', naturalId('distribution-review', unitId, '2025'));
      return told(
        ...([city.performance, stream] as const),
        performance('DistributionReviewed', { unitId, year: 2025, staff, after }),
      );
    };
    // C12: thirty reports with none drawn, twenty-nine, thirty with one drawn.
    const [thirty, fewer, drawnOne] = Array.from({ length: 3 }, newId);
    const reported = async (unitId: string, n: number): Promise<string> => {
      let last = '';
      for (let i = 0; i < n; i++) {
        last = newId();
        const period = { from: '2025-01-01', to: '2025-03-31' };
        await city.performance.tell(
          ...([
            streamOf('measurement', last),
            performance('ProgressReported', { measurementId: last, unitId, ...period }),
          ] as const),
        );
      }
      return last;
    };
    await rates(2024, 4);
    const lenient = await rates(2025, 5);
    for (let n = 0; n < 9; n++) await final(n < 5 ? five : four);
    await review(reviewedFive, 5);
    await review(reviewedFour, 4);
    await reported(thirty, 30);
    await reported(fewer, 29);
    const drawn = await reported(drawnOne, 30);
    const sampleId = naturalId('sample', '2025-Q1');
    await told(
      ...([city.performance, streamOf('sample', sampleId)] as const),
      performance('SampleDrawn', { sampleId, from: '2025-01-01', to: '2025-03-31', measurementIds: [drawn] }),
    );
    const [, closed2025] = [await close(2024), await close(2025)];
    expect(await objectsOf('C3')).toEqual([closed2025]);
    expect(await asked('C3')).toMatchObject([{ score: '2.2361', scoreLimit: '2' }]);
    const [{ tripId }] = await asked('C3');
    expect((await inspector.get(`/control-trips/${String(tripId)}`)).body.people).toEqual([lenient]);
    expect((await asked('C4')).map(({ unitId }) => unitId).sort()).toEqual([five, reviewedFive].sort());
    expect((await asked('C12')).map(({ unitId, score }) => [unitId, score])).toEqual([[thirty, '30.0000']]);

    // C1: 8 days before the lock, and 7.
    const changed = async (on: string): Promise<string> => {
      city.moveTo(on);
      return evaluation({}, (about) => [
        about('AnnualRated', BAIK),
        about('RatingChangedInReview', { old: BAIK, new: SB }),
      ]);
    };
    await changed('2027-04-07');
    const late = await changed('2027-04-08');
    city.moveTo('2027-04-15');
    await close(2026);
    expect(await objectsOf('C1')).toEqual([late]);
    expect(await asked('C1')).toMatchObject([{ score: '7.0000', scoreLimit: '7' }]);
  }, 240_000);

  it('says nothing twice, though every control sees the whole log again, after a restart and in two processes', async () => {
    const before = await city.facts('ControlTripped');
    await city.restart();
    const replica = await city.replica();
    await city.rows('update ledger.control_mark set next = 0');
    await seen();
    await replica.stop();
    expect(await city.facts('ControlTripped')).toEqual(before);
    expect(new Set(before.map(({ control }) => control))).toEqual(
      new Set(CONTROLS.filter((control) => control !== 'C13')),
    );
  });

  it('are cleared by an inspector whom they do not concern, with a reason (step 55)', async () => {
    city.moveTo('2027-05-17');
    const { items } = (await inspector.get('/control-trips?open=true&control=C6')).body;
    const path = `/control-trips/${String(items[0].tripId)}`;
    const reason = 'Koreksi sah: register asli ada sebelum promosi diusulkan.';
    expect(await inspector.post(`${path}/clear`, {})).toMatchObject(refused(400, 'VALIDATION_FAILED'));
    expect(await inspector.post(`${path}/clear`, { reason: 'Sah.' })).toMatchObject(
      refused(422, 'REASON_REQUIRED'),
    );
    expect(await inspector.post(`/control-trips/${newId()}/clear`, { reason })).toMatchObject(
      refused(404, 'CONTROL_TRIP_NOT_FOUND'),
    );
    expect(await city.as(e1, 'inspector').post(`${path}/clear`, { reason })).toMatchObject(
      refused(422, 'SOD_VIOLATION', 'sod.own-question'),
    );
    const colleague = await city.employee(unit, '2019-04-01');
    expect(await city.as(colleague, 'inspector').post(`${path}/clear`, { reason })).toMatchObject(
      refused(422, 'SOD_VIOLATION', 'sod.inspector-unit'),
    );
    expect(await city.as(ins1, 'hr_admin').post(`${path}/clear`, { reason })).toMatchObject(
      refused(403, 'FORBIDDEN_ROLE'),
    );
    expect(await inspector.post(`${path}/clear`, { reason })).toMatchObject({
      ...{ status: 200, body: { events: [{ type: 'asn.audit.ControlCleared.v1' }] } },
    });
    expect(await inspector.post(`${path}/clear`, { reason })).toMatchObject(
      refused(409, 'ILLEGAL_TRANSITION'),
    );
    for (const { tripId } of await asked('C5'))
      expect(await inspector.post(`/control-trips/${String(tripId)}/clear`, { reason })).toMatchObject({
        status: 200,
      });
    await city.settled();
    expect((await inspector.get(path)).body).toMatchObject({ status: 'CLEARED', clearedBy: ins1, reason });
    expect((await inspector.get('/control-trips?open=true&control=C5')).body.items).toEqual([]);
    expect((await inspector.get('/control-trips?open=false')).body.items).toHaveLength(3);
  });

  it('are listed with their owners, questions and numbers, and their questions page by page', async () => {
    const { items } = (await inspector.get('/controls')).body;
    expect(items.map(({ control }) => control)).toEqual([...CONTROLS]);
    expect(items[4]).toMatchObject({ control: 'C5', watched: true, tripped: 2, open: 0, owner: 'hr_admin' });
    expect(items[12]).toMatchObject({ control: 'C13', watched: false, tripped: 0, open: 0, behind: 0 });
    const all = (await inspector.get('/control-trips?limit=100')).body.items;
    const first = (await inspector.get('/control-trips?limit=3')).body;
    const second = (await inspector.get(`/control-trips?limit=3&cursor=${String(first.next)}`)).body;
    expect([...first.items, ...second.items]).toEqual(all.slice(0, 6));
    expect((await inspector.get('/control-trips?cursor=x')).status).toBe(400);
    expect((await inspector.get('/control-trips?control=C15')).status).toBe(400);
    expect((await inspector.get('/control-trips?object=evaluation-1')).status).toBe(400);
    expect((await inspector.get('/control-trips?format=csv')).text).toContain('tripId,control,objects');
    expect(await inspector.get(`/control-trips/${newId()}`)).toMatchObject(
      refused(404, 'CONTROL_TRIP_NOT_FOUND'),
    );
    for (const path of ['/controls', '/control-trips'])
      expect(await city.as(e1, 'employee').get(path)).toMatchObject(refused(403, 'FORBIDDEN_ROLE'));
  });

  it('leave alarms to an inspector who finds out why', async () => {
    // An alarm as the intake leaves it to be recorded; the recorder looks when the service starts.
    const alarmId = naturalId('alarm', 'GAP', 'POS_MISSING', 'career', '7');
    const none = { stream: null, version: null, expected: null, found: null };
    const alarm: IntegrityAlarmRaised['data'] = {
      ...{ alarmId, kind: 'GAP', finding: 'POS_MISSING', source: 'career', pos: 7, highest: 9, ...none },
      since: '2027-05-17T02:00:00.000Z',
    };
    await city.rows(`insert into ledger.finding (id, kind, data) values ($1, 'alarm', $2)`, [
      ...[alarmId, JSON.stringify(alarm)],
    ]);
    await city.restart();
    await eventually(
      'it is raised',
      async () => (await city.facts('IntegrityAlarmRaised')).length === 1,
      60_000,
    );
    await city.settled();
    expect((await inspector.get('/alarms?status=RAISED&kind=GAP&source=career')).body.items).toMatchObject([
      { alarmId, kind: 'GAP', pos: 7, stream: null, status: 'RAISED' },
    ]);
    const path = `/alarms/${alarmId}`;
    const rootCause = 'Satu partisi diputar ulang dari cadangan lama.';
    expect(await inspector.post(`${path}/resolve`, { rootCause: 'Entah.' })).toMatchObject(
      refused(422, 'REASON_REQUIRED'),
    );
    expect(await inspector.post(`/alarms/${newId()}/resolve`, { rootCause })).toMatchObject(
      refused(404, 'ALARM_NOT_FOUND'),
    );
    // One that the inspector raised, as nobody can by now but a command of the service itself.
    const ownId = newId();
    await city
      .store()
      .execute(
        ...([integrityAlarm, streamOf('alarm', ownId)] as const),
        { ...alarm, type: 'RaiseIntegrityAlarm', alarmId: ownId },
        { commandId: newId(), actor: ins1, role: 'inspector' },
      );
    expect(await inspector.post(`/alarms/${ownId}/resolve`, { rootCause })).toMatchObject(
      refused(422, 'SOD_VIOLATION', 'sod.own-alarm'),
    );
    expect(await city.as(ins1, 'operator').post(`${path}/resolve`, { rootCause })).toMatchObject(
      refused(403, 'FORBIDDEN_ROLE'),
    );
    expect(await inspector.post(`${path}/resolve`, { rootCause })).toMatchObject({ status: 200 });
    expect(await inspector.post(`${path}/resolve`, { rootCause })).toMatchObject(
      refused(409, 'ILLEGAL_TRANSITION'),
    );
    await city.settled();
    expect((await inspector.get(path)).body).toMatchObject({
      ...{ status: 'RESOLVED', resolvedBy: ins1, rootCause, found: { highest: 9 } },
    });
    expect((await inspector.get('/alarms?status=RAISED')).body.items).toMatchObject([{ alarmId: ownId }]);
    const first = (await inspector.get('/alarms?limit=1')).body;
    const second = (await inspector.get(`/alarms?limit=1&cursor=${String(first.next)}`)).body;
    expect([first, second].flatMap(({ items }) => items.map((one) => one.alarmId)).sort()).toEqual(
      [alarmId, ownId].sort(),
    );
    expect((await inspector.get('/alarms?format=csv')).text).toContain('RESOLVED');
    expect(await inspector.get(`/alarms/${newId()}`)).toMatchObject(refused(404, 'ALARM_NOT_FOUND'));
    expect((await inspector.get('/alarms?source=nobody')).status).toBe(400);
  });

  it('have read models that are what a rebuild makes of the facts', async () =>
    expect(await city.unlikeTheirRebuild()).toEqual({}));
});
