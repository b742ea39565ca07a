import {
  legalDeliveryDelayed,
  messageDelivered,
  messageFailed,
  messageGaveUp,
  type MessageQueued,
  messageQueued,
  messageRead,
  messageSent,
  messageWithheld,
  type OutboundChannel,
} from '@jejak/contracts/notification';
import { newId } from '@jejak/kernel';
import { specFor } from '@jejak/testing';
import { describe, it } from '@jest/globals';
import { message, type MessageCommand, type MessageGiven, type Outcome } from './message.decider';

const { given } = specFor(message);
const [messageId, person] = [newId(), newId()];
const recipient = `person:${person}`;
const object = `evaluation-${newId()}`;
const subject = { subject: person };
const title = { id: 'Hasil penilaian telah disampaikan.', en: 'Your evaluation has been delivered.' };
const data: MessageQueued['data'] = {
  ...{
    messageId,
    recipient,
    topic: 'EVALUATION_DELIVERED',
    object,
    step: 'NOTICE',
    legal: true,
    late: false,
  },
  ...{ title, templateVersion: 0, link: '/app/beranda', dueOn: '2027-01-27', unitId: null },
  ...{
    channels: ['EMAIL', 'WEBHOOK'],
    notBefore: '2027-01-13T02:00:00.000Z',
    pinnedPolicies: ['ntf.other@1'],
  },
};
const handed: MessageGiven & { now: string } = {
  telling: {
    ...{ title, templateVersion: 0, channels: ['EMAIL', 'WEBHOOK'], notBefore: data.notBefore, late: false },
    refs: ['ntf.other@1'],
  },
  retries: ['2027-01-13T02:01:00.000Z', '2027-01-13T02:05:00.000Z'],
  inboxProofOn: '2027-01-16',
  now: '2027-01-13T02:00:00.000Z',
};
const queue: MessageCommand = {
  ...{ type: 'QueueMessage', messageId, recipient, topic: 'EVALUATION_DELIVERED', object, step: 'NOTICE' },
  ...{ turn: 'EvaluationDelivered 2', occasion: 'NOTICE', late: false, since: '2027-01-13T02:00:00.000Z' },
  ...{ link: '/app/beranda', dueOn: '2027-01-27', unitId: null },
};
const queued = messageQueued(data, subject);
const withheld = messageWithheld(
  { messageId, recipient, topic: 'EVALUATION_DELIVERED', object, step: 'NOTICE' },
  subject,
);
const inInbox = messageDelivered({ messageId, channel: 'INBOX', proof: 'inbox' }, subject);
const tried = (channel: OutboundChannel, outcome: Outcome): MessageCommand => ({
  ...{ type: 'RecordOutcome', channel, outcome },
});
const sent: Outcome = { kind: 'SENT', evidence: '250 Ok', proves: false };
const taken: Outcome = { kind: 'SENT', evidence: 'HTTP 204', proves: true };
const down: Outcome = { kind: 'FAILED', fault: 'UNREACHABLE', answer: null, permanent: false };
const gone: Outcome = { kind: 'FAILED', fault: 'REFUSED', answer: 410, permanent: true };
const failed = (channel: OutboundChannel, attempt: number, retryAt: string | null, outcome = down) => {
  if (outcome.kind !== 'FAILED') throw new Error('not failed');
  const { fault, answer } = outcome;
  return messageFailed({ messageId, channel, attempt, fault, answer, retryAt }, subject);
};
const gaveUp = (channel: OutboundChannel, attempts: number) =>
  messageGaveUp({ messageId, channel, attempts }, subject);
const delayed = legalDeliveryDelayed(
  {
    ...{ messageId, recipient, topic: 'EVALUATION_DELIVERED', object, receivedOn: '2027-01-16' },
    failed: ['EMAIL', 'WEBHOOK'],
  },
  subject,
);

describe('a message', () => {
  it('is queued, and in the inbox at once', () => given().when(queue, handed).thenRecords(queued, inInbox));
  it('is queued once', () => given(queued, inInbox).when(queue, handed).thenRecords());
  it('is withheld from who has switched it off', () =>
    given()
      .when(queue, { ...handed, telling: null })
      .thenRecords(withheld));
  it('stays withheld when they have switched it on', () => given(withheld).when(queue, handed).thenRecords());
  it('that is withheld cannot be read', () =>
    given(withheld).when({ type: 'ReadMessage', by: person }, handed).thenRefuses('MESSAGE_NOT_FOUND'));
  it('is late where it is told on a later day', () =>
    given()
      .when(queue, { ...handed, telling: handed.telling && { ...handed.telling, late: true } })
      .thenRecords(messageQueued({ ...data, late: true }, subject), inInbox));
  it('to a desk is about nobody', () => {
    const desk = { ...data, recipient: 'role:hr_admin' };
    given()
      .when({ ...queue, recipient: 'role:hr_admin' }, handed)
      .thenRecords(messageQueued(desk), messageDelivered({ messageId, channel: 'INBOX', proof: 'inbox' }));
  });
  it('to who has no account is in no inbox', () =>
    given()
      .when({ ...queue, recipient: `subscriber:${person}` }, handed)
      .thenRecords(messageQueued({ ...data, recipient: `subscriber:${person}` }, subject)));
});

describe('a channel', () => {
  it('took it: sent, and no proof where it is a relay', () =>
    given(queued)
      .when(tried('EMAIL', sent), handed)
      .thenRecords(messageSent({ messageId, channel: 'EMAIL', attempt: 1, proof: '250 Ok' }, subject)));
  it('took it: delivered where it is the recipient’s own', () =>
    given(queued)
      .when(tried('WEBHOOK', taken), handed)
      .thenRecords(
        messageSent({ messageId, channel: 'WEBHOOK', attempt: 1, proof: 'HTTP 204' }, subject),
        messageDelivered({ messageId, channel: 'WEBHOOK', proof: 'HTTP 204' }, subject),
      ));
  it('is tried again, and again, and given up', () => {
    const [first, second] = [failed('EMAIL', 1, handed.retries[0]), failed('EMAIL', 2, handed.retries[1])];
    given(queued).when(tried('EMAIL', down), handed).thenRecords(first);
    given(queued, first).when(tried('EMAIL', down), handed).thenRecords(second);
    given(queued, first, second)
      .when(tried('EMAIL', down), handed)
      .thenRecords(failed('EMAIL', 3, null), gaveUp('EMAIL', 3));
  });
  it('that is gone is given up at once', () =>
    given(queued)
      .when(tried('WEBHOOK', gone), handed)
      .thenRecords(failed('WEBHOOK', 1, null, gone), gaveUp('WEBHOOK', 1)));
  it('that is done, or none of its own, is not recorded again', () => {
    const done = messageSent({ messageId, channel: 'EMAIL', attempt: 1, proof: '250 Ok' }, subject);
    given(queued, done).when(tried('EMAIL', down), handed).thenRecords();
    given(messageQueued({ ...data, channels: [] }))
      .when(tried('EMAIL', down), handed)
      .thenRecords();
  });
});

describe('a legal notice that two channels failed', () => {
  const email = [failed('EMAIL', 1, null, gone), gaveUp('EMAIL', 1)];
  const webhook = [failed('WEBHOOK', 1, null, gone), gaveUp('WEBHOOK', 1)];
  it('counts as received days later, by the notice in the inbox', () =>
    given(queued, ...email)
      .when(tried('WEBHOOK', gone), handed)
      .thenRecords(...webhook, delayed));
  it('is delayed by one of them not', () =>
    given(queued)
      .when(tried('EMAIL', gone), handed)
      .thenRecords(...email));
  it('is not delayed where it was read', () =>
    given(queued, ...email, messageRead({ messageId, readBy: person }))
      .when(tried('WEBHOOK', gone), handed)
      .thenRecords(...webhook));
  it('is nothing to a notice that starts no clock', () =>
    given(messageQueued({ ...data, legal: false }, subject), ...email)
      .when(tried('WEBHOOK', gone), handed)
      .thenRecords(...webhook));
});

describe('reading', () => {
  it('is recorded once', () => {
    const read = messageRead({ messageId, readBy: person }, subject);
    given(queued).when({ type: 'ReadMessage', by: person }, handed).thenRecords(read);
    given(queued, read).when({ type: 'ReadMessage', by: person }, handed).thenRecords();
  });
  it('needs a message', () =>
    given().when({ type: 'ReadMessage', by: person }, handed).thenRefuses('MESSAGE_NOT_FOUND'));
});
