import { subscriberAsked, subscriberConfirmed, subscriberLeft } from '@jejak/contracts/notification';
import { newId } from '@jejak/kernel';
import { specFor } from '@jejak/testing';
import { describe, it } from '@jest/globals';
import { subscriber, type SubscriberCommand } from './subscriber.decider';

const { given } = specFor(subscriber);
const subscriberId = newId();
const subject = { subject: subscriberId };
const handed = { calendar: { zone: 'Asia/Jakarta', holidays: [] }, confirmDays: 3 };
const early = { ...handed, now: '2026-02-02T02:00:00.000Z' };
const ask: SubscriberCommand = {
  ...{ type: 'AskSubscription', subscriberId, email: 'warga@contoh.test' },
  ...{ topics: ['RESULT_PUBLISHED', 'VACANCY'], language: 'id' },
};
const confirm: SubscriberCommand = { type: 'ConfirmSubscription', subscriberId };
const leave: SubscriberCommand = { type: 'LeaveSubscription', subscriberId };
const wish = { topics: ['VACANCY' as const, 'RESULT_PUBLISHED' as const], language: 'id' as const };
// Three days after 2 February end with the 5th, in Jakarta.
const CONFIRM_BY = '2026-02-05T17:00:00.000Z';
const asked = (round = 1) =>
  subscriberAsked(
    { subscriberId, email: 'warga@contoh.test', ...wish, confirmBy: CONFIRM_BY, round },
    subject,
  );
const confirmed = subscriberConfirmed({ subscriberId, ...wish }, subject);
const left = subscriberLeft({ subscriberId }, subject);

describe('a subscription without an account', () => {
  it('is asked for', () => given().when(ask, early).thenRecords(asked()));
  it('is asked for once while it waits', () => given(asked()).when(ask, early).thenRecords());
  it('may be asked for again when the time to confirm is over', () =>
    given(asked())
      .when(ask, { ...handed, now: CONFIRM_BY })
      .thenFacts(([fact]) => {
        if (fact.type !== 'SubscriberAsked' || fact.data.round !== 2) throw new Error('not asked again');
      }));
  it('is not asked for where it is confirmed, and is where something else is wished', () => {
    given(asked(), confirmed).when(ask, early).thenRecords();
    given(asked(), confirmed)
      .when({ ...ask, topics: ['VACANCY'] }, early)
      .thenFacts(([fact]) => {
        if (fact.type !== 'SubscriberAsked' || fact.data.topics.length !== 1) throw new Error('not asked');
      });
  });
  it('is confirmed before its time is over', () => {
    given(asked())
      .when(confirm, { ...handed, now: '2026-02-05T16:59:59.999Z' })
      .thenRecords(confirmed);
    given(asked())
      .when(confirm, { ...handed, now: CONFIRM_BY })
      .thenRefuses('DEADLINE_PASSED');
  });
  it('is confirmed once', () => given(asked(), confirmed).when(confirm, early).thenRecords());
  it('is confirmed by who was asked', () => {
    given().when(confirm, early).thenRefuses('CODE_UNKNOWN');
    given(asked(), left).when(confirm, early).thenRefuses('CODE_UNKNOWN');
  });
  it('ends whenever they want, once', () => {
    given(asked(), confirmed).when(leave, early).thenRecords(left);
    given(asked()).when(leave, early).thenRecords(left);
    given(asked(), confirmed, left).when(leave, early).thenRecords();
    given().when(leave, early).thenRefuses('CODE_UNKNOWN');
  });
});
