import { targetReviewTriggered } from '@jejak/contracts/performance';
import {
  applicantRegistered,
  applicationAdminRejected,
  applicationSubmitted,
  boardSubscribed,
  boardUnsubscribed,
  stageResultPublished,
  vacancyAnnounced,
} from '@jejak/contracts/recruitment';
import { newId, streamOf } from '@jejak/kernel';
import { unlikeTheirRebuild } from '@jejak/neighbour';
import type { Projection } from '@jejak/projections';
import { eventually } from '@jejak/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createHmac } from 'node:crypto';
import { notificationService } from '../src/service';
import { BOOT_MS, type City, type Row, startCity } from './city';
import { deliverEvaluation, draftPlan } from './facts';
import { type MailRelay, type OwnSystem, type Posted, startMailRelay, startOwnSystem } from './relay';

let city: City;
let relay: MailRelay;
let own: OwnSystem;
let unitId: string;
let supervisor: string;
let employee: string;
const [hr, watcher] = [newId(), newId()];

const of = (facts: readonly Row[], object: string): Row[] => facts.filter((fact) => fact.object === object);
const inbox = async (
  id: string,
  role: 'employee' | 'applicant' | 'hr_admin',
  object: string,
): Promise<Row[]> => {
  const { body } = await city.as(id, role).get('/inbox?limit=200');
  return of(body.items, object);
};
const delivery = async (messageId: unknown): Promise<Row> =>
  (await city.as(hr, 'hr_admin').get(`/deliveries/${String(messageId)}`)).body;

const postsOf = (object: string): readonly Posted[] => own.posts.filter(({ body }) => body.includes(object));

beforeAll(async () => {
  [relay, own] = await Promise.all([startMailRelay(), startOwnSystem()]);
  city = await startCity('2026-01-05', {
    ...{ JEJAK_SMTP_URL: relay.url, JEJAK_MAIL_FROM: 'jejak@kota.example' },
    ...{ JEJAK_WEBHOOK_OWN_HOSTS: '127.0.0.1', JEJAK_PUBLIC_URL: 'https://jejak.kota.example' },
  });
  unitId = await city.unit('DINKES');
  supervisor = await city.employee(unitId, null);
  employee = await city.employee(unitId, supervisor);
}, BOOT_MS);
afterAll(async () => {
  await city.stop();
  await Promise.all([relay.stop(), own.stop()]);
}, BOOT_MS);

describe('e-mail', () => {
  it('tells of a report’s deadline whoever has said nothing else: a title and a link', async () => {
    const plan = await draftPlan(city, employee, unitId, '2026-01-31');
    await eventually(
      'it is watched',
      async () => of(await city.facts('DeadlineWatchStarted'), plan).length > 0,
    );
    city.moveTo('2026-01-17');
    await eventually('the mail is out', () => relay.mails.length === 1);
    const [mail] = relay.mails;
    expect(mail).toMatchObject({ from: 'jejak@kota.example', to: `${employee}@kota.example` });
    expect(mail.text).toContain('Kesepakatan SKP jatuh tempo pada 31 Januari 2026.');
    expect(mail.text).toContain(`https://jejak.kota.example/app/skp/${plan.slice('plan-'.length)}`);
    const [message] = await inbox(employee, 'employee', plan);
    await eventually('it is recorded', async () => (await city.facts('MessageSent')).length === 1);
    await city.settled();
    const found = await delivery(message.messageId);
    // The relay repeated the address: the evidence does not.
    expect(found.channels).toMatchObject([
      { channel: 'EMAIL', state: 'SENT', attempts: 1, evidence: '250 Ok: queued as 1 for' },
    ]);
  });

  it('waits for the morning where the night is quiet', async () => {
    const plan = await draftPlan(city, employee, unitId, '2026-01-25');
    await eventually(
      'it is watched',
      async () => of(await city.facts('DeadlineWatchStarted'), plan).length > 0,
    );
    city.moveTo('2026-01-18', '00:30:00');
    await eventually(
      'it is in the inbox',
      async () => (await inbox(employee, 'employee', plan)).length === 1,
    );
    const [queued] = of(await city.facts('MessageQueued'), plan);
    expect(queued).toMatchObject({ step: 'D-7', notBefore: '2026-01-17T23:00:00.000Z', channels: ['EMAIL'] });
    const before = relay.mails.length;
    city.moveTo('2026-01-18', '06:00:00');
    await eventually('the mail is out', () => relay.mails.length === before + 1);
  });
});

describe('a relay that is down', () => {
  it('gets the mail when it is up again, once', async () => {
    await relay.down();
    const plan = await draftPlan(city, employee, unitId, '2026-01-26');
    await eventually(
      'it is watched',
      async () => of(await city.facts('DeadlineWatchStarted'), plan).length > 0,
    );
    city.moveTo('2026-01-19');
    const attempts = async (type: 'MessageFailed' | 'MessageSent'): Promise<Row[]> => {
      const [message] = of(await city.facts('MessageQueued'), plan);
      return (await city.facts(type)).filter(({ messageId }) => messageId === message?.messageId);
    };
    await eventually('it is tried', async () => (await attempts('MessageFailed')).length === 1);
    const before = relay.mails.length;
    await relay.up();
    city.moveTo('2026-01-19', '09:01:30');
    await eventually('it is sent', async () => (await attempts('MessageSent')).length === 1);
    expect(await attempts('MessageFailed')).toMatchObject([
      { channel: 'EMAIL', attempt: 1, fault: 'UNREACHABLE', answer: null, retryAt: expect.any(String) },
    ]);
    expect(await attempts('MessageSent')).toMatchObject([{ attempt: 2 }]);
    expect(relay.mails.length).toBe(before + 1);
  });
});

describe('subscriptions', () => {
  it('are the caller’s own, and change the channel', async () => {
    const set = await city
      .as(employee, 'employee')
      .post('/subscriptions', { topic: 'WORK_PLAN', channels: [] });
    expect(set.status).toBe(200);
    const { body } = await city.as(employee, 'employee').get('/subscriptions/mine');
    const topics = body.topics as readonly Row[];
    expect(topics.find(({ topic }) => topic === 'WORK_PLAN')).toEqual({
      ...{ topic: 'WORK_PLAN', channels: [], off: false, quietHours: null, mandatory: true, said: true },
    });
    expect(body.channels).toEqual(['EMAIL']);
    const others = await city.as(supervisor, 'supervisor').get('/subscriptions/mine');
    expect((others.body.topics as readonly Row[]).every(({ said }) => said === false)).toBe(true);
  });

  it.each([
    [{ topic: 'SUMMONS', channels: [], off: true }, 422, 'LEGAL_NOTICE_MANDATORY'],
    [{ topic: 'REPORT', channels: ['EMAIL'], off: true }, 422, 'LEGAL_NOTICE_MANDATORY'],
    [{ topic: 'VACANCY', channels: ['WEBHOOK'] }, 422, 'CHANNEL_UNAVAILABLE'],
    [{ topic: 'VACANCY', channels: [], quietHours: { from: '22:00', to: '22:00' } }, 422, 'RULE_VIOLATED'],
    [{ topic: 'VACANCY', channels: ['INBOX'] }, 400, 'VALIDATION_FAILED'],
    [{ topic: 'VACANCY', channels: ['EMAIL', 'EMAIL'] }, 400, 'VALIDATION_FAILED'],
    [
      { topic: 'VACANCY', channels: [], quietHours: { from: '25:00', to: '06:00' } },
      400,
      'VALIDATION_FAILED',
    ],
    [{ topic: 'GOSSIP', channels: [] }, 400, 'VALIDATION_FAILED'],
    [{ topic: 'VACANCY', channels: [], personId: hr }, 400, 'VALIDATION_FAILED'],
    [{ topic: 'VACANCY' }, 400, 'VALIDATION_FAILED'],
  ])('are refused: %j', async (body, status, code) => {
    const answer = await city.as(employee, 'employee').post('/subscriptions', body);
    expect([answer.status, answer.body.code]).toEqual([status, code]);
  });

  it('are told once for one command, and refused to machines', async () => {
    const body = { topic: 'TRAINING', channels: ['EMAIL'] };
    const [first, second] = await Promise.all(
      [0, 1].map(() => city.as(employee, 'employee').post('/subscriptions', body, 'the-same')),
    );
    expect(second.body).toEqual(first.body);
    const other = await city
      .as(employee, 'employee')
      .post('/subscriptions', { ...body, channels: [] }, 'the-same');
    expect([other.status, other.body.code]).toEqual([409, 'IDEMPOTENCY_MISMATCH']);
    const machine = await city.as('payroll', 'hr_admin', 'client').post('/subscriptions', body);
    expect([machine.status, machine.body.code]).toEqual([403, 'FORBIDDEN_ROLE']);
    const nobody = await city.public.post('/subscriptions', body);
    expect(nobody.status).toBe(401);
  });

  it('switch off what may be: nothing is told', async () => {
    await city
      .as(employee, 'employee')
      .post('/subscriptions', { topic: 'EVALUATION', channels: [], off: true });
    const evaluation = await deliverEvaluation(city, employee, unitId, supervisor, '2026-02-02');
    await eventually('the delivery is told', async () =>
      (await inbox(employee, 'employee', evaluation)).some(({ topic }) => topic === 'EVALUATION_DELIVERED'),
    );
    await eventually(
      'the windows are watched',
      async () => of(await city.facts('DeadlineWatchStarted'), evaluation).length === 2,
    );
    city.moveTo('2026-01-26');
    await eventually(
      'it was reminded of',
      async () => of(await city.facts('ReminderSent'), evaluation).length === 2,
    );
    await eventually(
      'every word is told',
      async () => (await city.rows('select 1 from rm.parked_key')).length === 0,
    );
    expect((await inbox(employee, 'employee', evaluation)).map(({ topic }) => topic)).toEqual([
      'EVALUATION_DELIVERED',
    ]);
  });
});

describe('webhooks', () => {
  it.each([
    'http://agenda.kota.example/x',
    'https://localhost/x',
    'https://10.0.0.1/x',
    'https://169.254.169.254/latest/meta-data',
    'https://[::1]/x',
    'https://user:pass@kota.example/x',
    'file:///etc/passwd',
    'not an address',
  ])('do not go to %s', async (url) => {
    const answer = await city.as(employee, 'employee').post('/subscriptions/webhook', { url });
    expect([answer.status, answer.body.code]).toEqual([422, 'WEBHOOK_ADDRESS_REFUSED']);
  });

  it('are signed with the secret that their owner got', async () => {
    const { body } = await city.as(employee, 'employee').post('/subscriptions/webhook', { url: own.url });
    expect(body.secret).toMatch(/^whsec_/);
    await city.as(employee, 'employee').post('/subscriptions', { topic: 'REPORT', channels: ['WEBHOOK'] });
    await city.as(employee, 'employee').post('/subscriptions', { topic: 'WORK_PLAN', channels: ['WEBHOOK'] });
    const plan = await draftPlan(city, employee, unitId, '2026-02-10');
    await eventually(
      'it is watched',
      async () => of(await city.facts('DeadlineWatchStarted'), plan).length > 0,
    );
    city.moveTo('2026-02-03');
    await eventually('it is posted', () => postsOf(plan).length === 1);
    const [{ headers, body: posted }] = postsOf(plan);
    const secret = Buffer.from(String(body.secret).slice('whsec_'.length), 'base64');
    const signed = `${String(headers['webhook-id'])}.${String(headers['webhook-timestamp'])}.${posted}`;
    expect(headers['webhook-signature']).toBe(
      `v1,${createHmac('sha256', secret).update(signed).digest('base64')}`,
    );
    expect(Math.abs(Number(headers['webhook-timestamp']) - Date.now() / 1000)).toBeLessThan(300);
    expect(JSON.parse(posted)).toMatchObject({
      type: 'message',
      data: {
        messageId: headers['webhook-id'],
        topic: 'WORK_PLAN',
        object: plan,
        step: 'D-7',
        dueOn: '2026-02-10',
      },
    });
    expect(posted).not.toContain(employee);
    await eventually('it is delivered', async () =>
      (await city.facts('MessageDelivered')).some(
        ({ channel, proof }) => channel === 'WEBHOOK' && proof === 'HTTP 204',
      ),
    );
  });

  it('are tried again, later and later, and given up', async () => {
    own.answer(503);
    const plan = await draftPlan(city, employee, unitId, '2026-02-11');
    await eventually(
      'it is watched',
      async () => of(await city.facts('DeadlineWatchStarted'), plan).length > 0,
    );
    city.moveTo('2026-02-04');
    const failures = async (): Promise<number> => {
      const [message] = of(await city.facts('MessageQueued'), plan);
      const facts = await city.facts('MessageFailed');
      return message ? facts.filter(({ messageId }) => messageId === message.messageId).length : 0;
    };
    await eventually('it is tried', async () => (await failures()) === 1);
    // 1, 5, 30 and 120 minutes later.
    for (const [time, tries] of [
      ['09:01:30', 2],
      ['09:07:00', 3],
      ['09:38:00', 4],
      ['11:39:00', 5],
    ] as const) {
      city.moveTo('2026-02-04', time);
      await eventually(`it is tried ${tries} times`, async () => (await failures()) === tries);
    }
    await eventually('it is given up', async () =>
      (await city.facts('MessageGaveUp')).some(
        ({ channel, attempts }) => channel === 'WEBHOOK' && attempts === 5,
      ),
    );
    await city.settled();
    expect(postsOf(plan)).toHaveLength(5);
    expect(new Set(postsOf(plan).map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    const [message] = await inbox(employee, 'employee', plan);
    const evidence = await city.as(employee, 'employee').get(`/inbox/${String(message.messageId)}/delivery`);
    expect(evidence.body.channels).toMatchObject([{ state: 'GAVE_UP', attempts: 5, answer: 503 }]);
  });
});

describe('a legal notice', () => {
  it('counts as received three days after two channels failed, by the notice in the inbox', async () => {
    const to = { topic: 'EVALUATION_DELIVERED', channels: ['EMAIL', 'WEBHOOK'] };
    expect((await city.as(employee, 'employee').post('/subscriptions', to)).status).toBe(200);
    relay.answer('RCPT', 550);
    own.answer(410);
    const evaluation = await deliverEvaluation(city, employee, unitId, supervisor, '2026-02-18');
    await eventually(
      'it is delayed',
      async () => of(await city.facts('LegalDeliveryDelayed'), evaluation).length === 1,
    );
    const [delayed] = of(await city.facts('LegalDeliveryDelayed'), evaluation);
    expect(delayed).toMatchObject({
      ...{ topic: 'EVALUATION_DELIVERED', recipient: `person:${employee}` },
      ...{ receivedOn: '2026-02-07', failed: ['EMAIL', 'WEBHOOK'] },
    });
    await city.settled();
    const [message] = await inbox(employee, 'employee', evaluation);
    expect(message).toMatchObject({ legal: true, dueOn: '2026-02-18', receivedOn: '2026-02-07' });
    const list = await city.as(hr, 'hr_admin').get(`/deliveries?object=${evaluation}&failed=true`);
    expect(list.body.items).toMatchObject([{ receivedOn: '2026-02-07', failed: true }]);
    relay.answer('RCPT', 250);
  });

  it('is proved by reading it, once, and by nobody else', async () => {
    const [message] = (
      await city.as(employee, 'employee').get('/inbox?unread=true&topic=EVALUATION_DELIVERED')
    ).body.items;
    const path = `/inbox/${String(message.messageId)}`;
    const before = (await city.as(employee, 'employee').get('/inbox/unread')).body;
    for (const [id, role] of [
      [supervisor, 'supervisor'],
      [hr, 'hr_admin'],
    ] as const) {
      const refused = await city.as(id, role).post(`${path}/read`);
      expect([refused.status, refused.body.code]).toEqual([404, 'MESSAGE_NOT_FOUND']);
      expect((await city.as(id, role).get(path)).status).toBe(404);
    }
    await Promise.all([0, 1].map(() => city.as(employee, 'employee').post(`${path}/read`)));
    await city.as(employee, 'employee').post(`${path}/read`);
    const reads = (await city.facts('MessageRead')).filter(
      ({ messageId }) => messageId === message.messageId,
    );
    expect(reads).toMatchObject([{ readBy: employee }]);
    await city.settled();
    const after = (await city.as(employee, 'employee').get('/inbox/unread')).body;
    expect(after).toEqual({ unread: Number(before.unread) - 1, legal: Number(before.legal) - 1 });
  });

  it('is looked up by those who settle disputes, and each look is recorded', async () => {
    const list = await city.as(hr, 'hr_admin').get(`/deliveries?personId=${employee}`);
    expect(list.status).toBe(200);
    expect(
      (await city.facts('FileRead')).some(
        ({ subjectId, what }) => subjectId === employee && what === 'notification.deliveries',
      ),
    ).toBe(true);
    const refused = await city.as(supervisor, 'supervisor').get('/deliveries');
    expect([refused.status, refused.body.code]).toEqual([403, 'FORBIDDEN_ROLE']);
    const unknown = await city.as(hr, 'hr_admin').get(`/deliveries/${newId()}`);
    expect([unknown.status, unknown.body.code]).toEqual([404, 'MESSAGE_NOT_FOUND']);
  });

  it('can lose its webhook once', async () => {
    expect((await city.as(employee, 'employee').post('/subscriptions/webhook/remove')).status).toBe(200);
    const again = await city.as(employee, 'employee').post('/subscriptions/webhook/remove');
    expect([again.status, again.body.code]).toEqual([404, 'WEBHOOK_NOT_FOUND']);
  });
});

describe('targets that many flagged', () => {
  it('are told to the HR agency, which reviews those of the unit', async () => {
    const review = streamOf('target-review', newId());
    await city.others.performance.tell(
      review,
      targetReviewTriggered({ unitId, year: 2026, flagged: 4, targets: 12, share: '33.3333' }),
    );
    await eventually('it is told', async () => (await inbox(hr, 'hr_admin', review)).length === 1);
    const [{ title, dueOn }] = await inbox(hr, 'hr_admin', review);
    expect(title).toMatchObject({ en: expect.stringContaining('are to be reviewed') });
    expect(dueOn).toBeNull();
    expect(await inbox(employee, 'employee', review)).toEqual([]);
  });
});

describe('texts', () => {
  const publish = (title: object, key?: string) =>
    city.as(hr, 'hr_admin').post('/templates', { topic: 'WORK_PLAN', occasion: 'REMINDER', title }, key);

  it('are worded by HR, version by version, and used from then on', async () => {
    const before = await city.as(hr, 'hr_admin').get('/templates/current?topic=WORK_PLAN&occasion=REMINDER');
    expect(before.body).toMatchObject({ templateVersion: 0 });
    expect(
      (await publish({ id: 'Sepakati SKP sebelum {dueOn}.', en: 'Agree your plan before {dueOn}.' })).status,
    ).toBe(200);
    const plan = await draftPlan(city, employee, unitId, '2026-02-12');
    await eventually(
      'it is watched',
      async () => of(await city.facts('DeadlineWatchStarted'), plan).length > 0,
    );
    city.moveTo('2026-02-05');
    await eventually('it is told', async () => (await inbox(employee, 'employee', plan)).length === 1);
    const [message] = await inbox(employee, 'employee', plan);
    expect(message.title).toEqual({
      id: 'Sepakati SKP sebelum 12 Februari 2026.',
      en: 'Agree your plan before 12 February 2026.',
    });
    await city.settled();
    const list = await city.as(hr, 'hr_admin').get('/templates?topic=WORK_PLAN');
    expect(list.body.items).toMatchObject([{ templateVersion: 1, publishedBy: hr }]);
  });

  it.each([
    [{ id: 'Halo {name}', en: 'Hello' }, 422, 'PLACEHOLDER_UNKNOWN'],
    [{ id: 'Nilai {score}', en: 'Score' }, 422, 'PLACEHOLDER_UNKNOWN'],
    [{ id: '   ', en: 'Hello' }, 422, 'TEMPLATE_EMPTY'],
    [{ id: 'Halo' }, 400, 'VALIDATION_FAILED'],
    [{ id: 'Halo', en: 'x'.repeat(301) }, 400, 'VALIDATION_FAILED'],
    [{ id: 'Halo', en: 'Hello', fr: 'Bonjour' }, 400, 'VALIDATION_FAILED'],
  ])('are refused: %j', async (title, status, code) => {
    const answer = await publish(title);
    expect([answer.status, answer.body.code]).toEqual([status, code]);
  });

  it('are nobody else’s to word', async () => {
    const body = { topic: 'WORK_PLAN', occasion: 'REMINDER', title: { id: 'a', en: 'b' } };
    for (const role of ['employee', 'leadership', 'inspector'] as const) {
      const answer = await city.as(newId(), role).post('/templates', body);
      expect([answer.status, answer.body.code]).toEqual([403, 'FORBIDDEN_ROLE']);
    }
  });
});

describe('a selection', () => {
  const [applicant, vacancyId] = [newId(), newId()];
  const vacancy = streamOf('vacancy', vacancyId);

  it('tells of a vacancy whoever waits for one that fits', async () => {
    const { recruitment } = city.others;
    for (const person of [applicant, watcher])
      await recruitment.tell(
        streamOf('applicant', person),
        applicantRegistered(
          { applicantId: person, name: 'Sari', email: `${person}@contoh.test` },
          { subject: person },
        ),
      );
    const [fitting, other, ended] = [newId(), newId(), newId()];
    const filter = { unitId: null, formationKind: null };
    await recruitment.tell(
      streamOf('applicant', watcher),
      boardSubscribed(
        { applicantId: watcher, subscriptionId: fitting, filter: { ...filter, text: 'PERAWAT' } },
        { subject: watcher },
      ),
    );
    await recruitment.tell(
      streamOf('applicant', applicant),
      boardSubscribed(
        { applicantId: applicant, subscriptionId: other, filter: { ...filter, text: 'guru' } },
        { subject: applicant },
      ),
      boardSubscribed({ applicantId: applicant, subscriptionId: ended, filter }, { subject: applicant }),
      boardUnsubscribed({ applicantId: applicant, subscriptionId: ended }, { subject: applicant }),
    );
    await eventually(
      'all three filters are known, and the third is gone',
      async () =>
        (await city.facts('VacancyFilterSet')).length === 3 &&
        (await city.facts('VacancyFilterRemoved')).length === 1,
    );
    await city.settled();
    expect(await city.rows('select 1 from rm.vacancy_filter')).toHaveLength(2);
    await recruitment.tell(
      vacancy,
      vacancyAnnounced({
        ...{
          vacancyId,
          year: 2026,
          position: 'Perawat Ahli Pertama',
          unitId,
          seats: 1,
          formationKind: 'GENERAL',
        },
        ...{
          requirements: [],
          stages: [],
          openAt: '2026-02-05T17:00:00.000Z',
          closeAt: '2026-02-20T17:00:00.000Z',
        },
        ...{ pinnedPolicies: [], documentSha256: null },
      }),
    );
    await eventually('it is told', async () => (await inbox(watcher, 'applicant', vacancy)).length === 1);
    expect(await inbox(watcher, 'applicant', vacancy)).toMatchObject([
      { topic: 'VACANCY', dueOn: '2026-02-20' },
    ]);
    expect(await inbox(applicant, 'applicant', vacancy)).toEqual([]);
    // What somebody looks for is sealed, and in no read model.
    const [{ n }] = await city.rows<{ n: number }>(
      `select count(*)::int as n from es.events where data::text ilike '%perawat%' and event_type like '%VacancyFilterSet%'`,
    );
    expect(n).toBe(0);
  });

  it('tells every applicant of a result, by mail too: the window of objection runs', async () => {
    const applicationId = newId();
    const { recruitment } = city.others;
    await recruitment.tell(
      streamOf('application', applicationId),
      applicationSubmitted(
        {
          ...{ applicationId, vacancyId, applicantId: applicant, year: 2026, participantNo: '1234567890' },
          ...{ channel: 'OTHER', educationGpa: '3.50', imported: null },
        },
        { subject: applicant },
      ),
    );
    await eventually(
      'the application is known',
      async () =>
        (await city.rows('select 1 from rm.application where applicant_id = $1', [applicant])).length === 1,
    );
    await recruitment.tell(
      vacancy,
      stageResultPublished({
        ...{
          vacancyId,
          stage: 'ADMIN',
          version: 1,
          rankingId: null,
          datasetId: newId(),
          sha256: 'ab'.repeat(32),
        },
        ...{ rows: 1, advancing: 1, cutOff: null, tieMinuteSha256: null },
        ...{ objectionOpensAt: '2026-02-05T02:00:00.000Z', objectionClosesAt: '2026-02-08T17:00:00.000Z' },
      }),
    );
    await eventually('it is told', async () =>
      (await inbox(applicant, 'applicant', vacancy)).some(({ topic }) => topic === 'RESULT_PUBLISHED'),
    );
    const [message] = await inbox(applicant, 'applicant', vacancy);
    expect(message).toMatchObject({ legal: true, dueOn: '2026-02-08' });
    await eventually('the mail is out', () =>
      relay.mails.some(
        ({ to, text }) => to === `${applicant}@contoh.test` && text.includes('8 Februari 2026'),
      ),
    );
  });

  it('tells of the next result those who are still in it', async () => {
    const { recruitment } = city.others;
    const [applicationId, rejected] = [newId(), newId()];
    const about = { subject: rejected };
    await recruitment.tell(
      streamOf('application', applicationId),
      applicationSubmitted(
        {
          ...{ applicationId, vacancyId, applicantId: rejected, year: 2026, participantNo: '1234567891' },
          ...{ channel: 'OTHER', educationGpa: '3.10', imported: null },
        },
        about,
      ),
      applicationAdminRejected(
        { applicationId, vacancyId, requirementRef: '1', requirementRefs: ['1'] },
        about,
      ),
    );
    await eventually(
      'it is known',
      async () =>
        (
          await city.rows("select 1 from rm.application where applicant_id = $1 and out_after = 'ADMIN'", [
            rejected,
          ])
        ).length === 1,
    );
    const publish = (stage: 'ADMIN' | 'SKD', version: number): Promise<number> =>
      recruitment.tell(
        vacancy,
        stageResultPublished({
          ...{ vacancyId, stage, version, rankingId: newId(), datasetId: newId(), sha256: 'cd'.repeat(32) },
          ...{ rows: 1, advancing: 1, cutOff: null, tieMinuteSha256: null },
          ...{ objectionOpensAt: '2026-02-05T02:00:00.000Z', objectionClosesAt: '2026-02-08T17:00:00.000Z' },
        }),
      );
    const results = async (id: string): Promise<number> =>
      (await inbox(id, 'applicant', vacancy)).filter(({ topic }) => topic === 'RESULT_PUBLISHED').length;
    // A correction of the result that put them out is theirs too.
    await publish('ADMIN', 2);
    await publish('SKD', 1);
    await eventually('the applicant is told of both', async () => (await results(applicant)) === 3);
    expect(await results(rejected)).toBe(1);
  });
});

describe('the public', () => {
  const ask = (body: object) => city.public.post('/public-subscriptions', body);
  const wish = { email: 'Warga@contoh.test', topics: ['VACANCY'], language: 'id' };
  const codeIn = (text: string): string => /\/langganan\/([0-9A-Z]{12})/.exec(text)?.[1] ?? '';
  const mailsTo = () => relay.mails.filter(({ to }) => to === 'warga@contoh.test');
  /** A vacancy that the watcher of the board waits for too, and so is seen to be told of. */
  const announce = async (position: string): Promise<void> => {
    const vacancyId = newId();
    await city.others.recruitment.tell(
      streamOf('vacancy', vacancyId),
      vacancyAnnounced({
        ...{ vacancyId, year: 2026, position, unitId, seats: 1, formationKind: 'GENERAL' },
        ...{
          requirements: [],
          stages: [],
          openAt: '2026-02-05T17:00:00.000Z',
          closeAt: '2026-02-20T17:00:00.000Z',
        },
        ...{ pinnedPolicies: [], documentSha256: null },
      }),
    );
    await eventually(
      'it is told',
      async () => (await inbox(watcher, 'applicant', streamOf('vacancy', vacancyId))).length === 1,
    );
  };
  let code: string;

  it('is asked twice before anything is sent', async () => {
    const answer = await ask(wish);
    expect([answer.status, answer.body]).toEqual([202, { accepted: true }]);
    await eventually('the question is out', () => mailsTo().length === 1);
    code = codeIn(mailsTo()[0].text);
    await announce('Perawat Gigi');
    // The same again is answered the same, and asks nobody again.
    expect((await ask(wish)).body).toEqual({ accepted: true });
    const confirmed = await city.public.post('/public-subscriptions/confirm', { code: code.toLowerCase() });
    expect([confirmed.status, confirmed.body]).toEqual([200, { confirmed: true }]);
    await eventually(
      'it is known',
      async () => (await city.rows('select 1 from rm.subscriber')).length === 1,
    );
    await announce('Perawat Anestesi');
    await eventually('it is told', () => mailsTo().length === 2);
    expect(
      mailsTo()[1].headers.some((line) => line.startsWith('List-Unsubscribe: <https://jejak.kota.example/')),
    ).toBe(true);
    const [{ n }] = await city.rows<{ n: number }>(
      `select count(*)::int as n from es.events where data::text ilike '%warga@contoh%'`,
    );
    expect(n).toBe(0);
  });

  it('ends it whenever it wants', async () => {
    expect((await city.public.post('/public-subscriptions/leave', { code })).status).toBe(200);
    await eventually('it is gone', async () => (await city.rows('select 1 from rm.subscriber')).length === 0);
    const again = await city.public.post('/public-subscriptions/confirm', { code });
    expect([again.status, again.body.code]).toEqual([404, 'CODE_UNKNOWN']);
  });

  it('confirms in time or not at all', async () => {
    await ask({ ...wish, email: 'lambat@contoh.test' });
    const asked = (): string => relay.mails.find(({ to }) => to === 'lambat@contoh.test')?.text ?? '';
    await eventually('the question is out', () => asked() !== '');
    city.moveTo('2026-02-09');
    const late = await city.public.post('/public-subscriptions/confirm', { code: codeIn(asked()) });
    expect([late.status, late.body.code]).toEqual([422, 'DEADLINE_PASSED']);
  });

  it.each([
    [{ ...wish, email: 'warga' }, 400, 'VALIDATION_FAILED'],
    [{ ...wish, email: 'a@b.c\r\nBcc: x@y.z' }, 400, 'VALIDATION_FAILED'],
    [{ ...wish, topics: [] }, 400, 'VALIDATION_FAILED'],
    [{ ...wish, topics: ['SUMMONS'] }, 400, 'VALIDATION_FAILED'],
    [{ ...wish, language: 'fr' }, 400, 'VALIDATION_FAILED'],
  ])('is refused: %j', async (body, status, refusal) => {
    const answer = await ask(body);
    expect([answer.status, answer.body.code]).toEqual([status, refusal]);
  });

  it('cannot try codes without end', async () => {
    const tries = await Promise.all(
      Array.from({ length: 25 }, () =>
        city.public.post('/public-subscriptions/confirm', { code: 'AAAAAAAAAAAA' }),
      ),
    );
    expect(new Set(tries.map(({ status }) => status))).toEqual(new Set([404, 429]));
  });
});

describe('read models', () => {
  it('are what a rebuild makes of the facts', async () => {
    const own = (notificationService.projections ?? []).filter(
      (readModel): readModel is Projection =>
        'fold' in readModel && readModel.sources.every(({ service }) => service === notificationService.name),
    );
    expect(own.length).toBeGreaterThan(3);
    // Time has just moved: what follows from that may come between the two that are compared.
    await eventually('both are the same', async () => {
      const unlike = await unlikeTheirRebuild(city.service.platform, own);
      if (Object.keys(unlike).length > 0) throw new Error(JSON.stringify(unlike));
      return true;
    });
  });
});

describe('the month', () => {
  it('is reported when it is over, without small cells', async () => {
    city.moveTo('2026-03-02');
    const asked = city.as(hr, 'hr_admin');
    const due = [
      ...['2026-01-25', '2026-01-26', '2026-01-31'],
      ...['2026-02-10', '2026-02-11', '2026-02-12'],
    ];
    const missed = async (): Promise<unknown[]> =>
      (await city.facts('DeadlineMissed'))
        .filter(({ kind }) => kind === 'WORK_PLAN')
        .map(({ dueOn }) => dueOn)
        .sort();
    await eventually('what was due is missed', async () => (await missed()).length === due.length);
    await city.settled();
    expect(await missed()).toEqual(due);
    const { body } = await asked.get('/reports/deadlines?month=2026-02');
    expect(body.items.find(({ kind }) => kind === 'WORK_PLAN')).toMatchObject({
      unitCode: 'DINKES',
      due: 'SUPPRESSED',
    });
    const deliveries = await asked.get('/reports/deliveries?month=2026-02&format=csv');
    expect(deliveries.text).toMatch(/^topic,messages,read,unread,late,failed,delayed/);
    const open = await asked.get('/reports/deadlines?month=2026-03');
    expect([open.status, open.body.code]).toEqual([422, 'RULE_VIOLATED']);
    for (const month of ['2026-13', '2026-1', 'x', ''])
      expect((await asked.get(`/reports/deadlines?month=${month}`)).status).toBe(400);
    const refused = await city.as(employee, 'employee').get('/reports/deadlines?month=2026-02');
    expect([refused.status, refused.body.code]).toEqual([403, 'FORBIDDEN_ROLE']);
  });
});

it('answers every command as the first time, when it is told again after all that', async () => {
  expect(await city.toldAgain()).toEqual([]);
}, 60_000);

it('tells nobody anything twice, nor whom it did not tell, when everything is heard and fired again on a later day', async () => {
  // What somebody wishes now is for what happens from now on.
  const wishes = (await city.facts('SubscriptionSet')).filter(({ off }) => off === true);
  for (const { personId, topic } of wishes)
    await city.as(String(personId), 'employee').post('/subscriptions', { topic, channels: [], off: false });
  expect(await city.heardAgain('2026-03-20')).toEqual([]);
}, 300_000);
