import {
  addressTold,
  LEGAL_TOPICS,
  subscriptionSet,
  type Topic,
  TOPICS,
  vacancyFilterRemoved,
  vacancyFilterSet,
  webhookRemoved,
  webhookSet,
} from '@jejak/contracts/notification';
import { newId } from '@jejak/kernel';
import { specFor } from '@jejak/testing';
import { describe, expect, it } from '@jest/globals';
import { isMandatory, subscription, type SubscriptionCommand, wayOf } from './subscription.decider';

const { given, stateAfter } = specFor(subscription);
const [personId, endpointId, filterId] = [newId(), newId(), newId()];
const subject = { subject: personId };
const both = { channels: ['EMAIL', 'WEBHOOK'] } as const;
const subscribe = (
  topic: Topic,
  more: Partial<Extract<SubscriptionCommand, { type: 'Subscribe' }>> = {},
): SubscriptionCommand => ({
  ...{ type: 'Subscribe', personId, topic, channels: ['EMAIL'], off: false, quietHours: null },
  ...more,
});
const set = (topic: Topic, more: object = {}) =>
  subscriptionSet(
    { ...{ personId, topic, channels: ['EMAIL' as const], off: false, quietHours: null }, ...more },
    subject,
  );
const webhook = webhookSet({ personId, endpointId, url: 'https://kota.example/x' }, subject);

describe('how somebody is told', () => {
  it('is what they say, once', () => {
    given().when(subscribe('VACANCY'), both).thenRecords(set('VACANCY'));
    given(set('VACANCY')).when(subscribe('VACANCY'), both).thenRecords();
  });
  it.each(TOPICS.filter((topic) => !isMandatory(topic)))('may be not at all: %s', (topic) =>
    given()
      .when(subscribe(topic, { off: true, channels: [] }), both)
      .thenRecords(set(topic, { off: true, channels: [] })),
  );
  it.each([...LEGAL_TOPICS, 'WORK_PLAN', 'REPORT'] as const)('is never not at all: %s', (topic) => {
    given()
      .when(subscribe(topic, { off: true }), both)
      .thenRefuses('LEGAL_NOTICE_MANDATORY', { field: 'off' });
    given()
      .when(subscribe(topic, { channels: [] }), both)
      .thenRecords(set(topic, { channels: [] }));
  });
  it('names the law, or the reports', () => {
    given()
      .when(subscribe('SUMMONS', { off: true }), both)
      .thenRefuses('LEGAL_NOTICE_MANDATORY', { rule: 'ntf.legal' });
    given()
      .when(subscribe('REPORT', { off: true }), both)
      .thenRefuses('LEGAL_NOTICE_MANDATORY', { rule: 'ntf.reports' });
  });
  it('goes by channels that there are', () => {
    given()
      .when(subscribe('VACANCY'), { channels: ['WEBHOOK'] })
      .thenRefuses('CHANNEL_UNAVAILABLE');
    given()
      .when(subscribe('VACANCY', { channels: ['WEBHOOK'] }), both)
      .thenRefuses('CHANNEL_UNAVAILABLE');
    given(webhook)
      .when(subscribe('VACANCY', { channels: ['WEBHOOK', 'EMAIL'] }), both)
      .thenRecords(set('VACANCY', { channels: ['EMAIL', 'WEBHOOK'] }));
  });
  it('has quiet hours that end at another time than they begin', () => {
    const quietHours = { from: '22:00', to: '22:00' };
    given()
      .when(subscribe('VACANCY', { quietHours }), both)
      .thenRefuses('RULE_VIOLATED', { rule: 'ntf.quiet-hours' });
  });
  it('goes by e-mail too where nobody has said anything of what is always told', () => {
    expect(wayOf(stateAfter(), 'REPORT').channels).toEqual(['EMAIL']);
    expect(wayOf(stateAfter(), 'VACANCY').channels).toEqual([]);
    expect(wayOf(stateAfter(set('REPORT', { channels: [] })), 'REPORT').channels).toEqual([]);
  });
});

describe('where somebody is told', () => {
  it('is told once', () => {
    const told = addressTold({ personId, email: 'a@kota.example' }, subject);
    const tell: SubscriptionCommand = { type: 'TellAddress', personId, email: 'a@kota.example' };
    given().when(tell, both).thenRecords(told);
    given(told).when(tell, both).thenRecords();
  });
  it('may be a system of their own', () => {
    const command: SubscriptionCommand = {
      type: 'SetWebhook',
      personId,
      endpointId,
      url: 'https://kota.example/x',
    };
    given().when(command, both).thenRecords(webhook);
    given(webhook).when(command, both).thenRecords();
    given(webhook)
      .when({ type: 'RemoveWebhook', personId }, both)
      .thenRecords(webhookRemoved({ personId, endpointId }, subject));
    given().when({ type: 'RemoveWebhook', personId }, both).thenRefuses('WEBHOOK_NOT_FOUND');
  });
});

it('knows which vacancies somebody waits for', () => {
  const filter = { text: 'perawat', unitId: null, formationKind: null };
  const fact = vacancyFilterSet({ personId, filterId, ...filter }, subject);
  const command: SubscriptionCommand = { type: 'SetVacancyFilter', personId, filterId, ...filter };
  given().when(command, both).thenRecords(fact);
  given(fact).when(command, both).thenRecords();
  given(fact)
    .when({ type: 'RemoveVacancyFilter', personId, filterId }, both)
    .thenRecords(vacancyFilterRemoved({ personId, filterId }, subject));
  given().when({ type: 'RemoveVacancyFilter', personId, filterId }, both).thenRecords();
});
