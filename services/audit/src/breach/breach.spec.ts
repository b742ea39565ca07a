import {
  type BreachAddressee,
  breachMeasureTaken,
  breachNotificationOverdue,
  breachNotified,
  breachRecorded,
} from '@jejak/contracts/audit';
import { specFor } from '@jejak/testing';
import { describe, expect, it } from '@jest/globals';
import { notificationText } from './breach-notification';
import { breach, type BreachCommand, type BreachGiven } from './breach.decider';

const { given } = specFor(breach);
const breachId = '0198c1a2-0000-5000-8000-0000000000f1';
const officer = '0198c1a2-0000-7000-8000-000000000001';
const [noticedAt, dueAt] = ['2027-06-01T02:00:00.000Z', '2027-06-04T02:00:00.000Z'];
const reads: BreachGiven = { now: '2027-06-01T05:00:00.000Z', dueAt, officer: true };
const lastMoment = { ...reads, now: '2027-06-04T01:59:59.999Z' };
const late = { ...reads, now: dueAt };
const stranger = { ...reads, officer: false };
const about = { concerned: ['IDENTITY', 'CONTACT'] as const, persons: 12, account: 'Diska cadangan hilang.' };
const record: BreachCommand = { type: 'RecordBreach', by: officer, breachId, noticedAt, ...about };
const measure: BreachCommand = {
  type: 'TakeBreachMeasure',
  by: officer,
  persons: 14,
  measure: ' Ditemukan. ',
};
const notify = (to: BreachAddressee): BreachCommand => ({
  type: 'NotifyBreach',
  by: officer,
  to,
  letter: '045/17/2027',
});
const mark: BreachCommand = { type: 'MarkBreachOverdue', by: 'audit' };
const recorded = breachRecorded({
  breachId,
  noticedAt,
  dueAt,
  recordedBy: officer,
  ...about,
  concerned: ['IDENTITY', 'CONTACT'],
});
const taken = breachMeasureTaken({ breachId, takenBy: officer, persons: 14, measure: 'Ditemukan.' });
const told = (to: BreachAddressee, complete: boolean, after = false) =>
  breachNotified({ breachId, to, letter: '045/17/2027', notifiedBy: officer, late: after, complete });
const missed = (...missing: BreachAddressee[]) => breachNotificationOverdue({ breachId, dueAt, missing });

describe('a breach of personal data', () => {
  it('is recorded with the hours that run from when it was noticed, once', () => {
    given().when(record, reads).thenRecords(recorded);
    given(recorded).when(record, reads).thenRecords();
  });
  it('was noticed before now, and is told in words', () => {
    given()
      .when({ ...record, noticedAt: '2027-06-01T05:00:00.001Z' }, reads)
      .thenRefuses('RULE_VIOLATED', { rule: 'breach.noticed' });
    given()
      .when({ ...record, account: '  ' }, reads)
      .thenRefuses('RULE_VIOLATED', { rule: 'breach.words' });
    given(recorded)
      .when({ ...measure, measure: '' }, reads)
      .thenRefuses('RULE_VIOLATED', { rule: 'breach.words' });
  });
  it('is the data officer’s to keep', () => {
    for (const command of [record, measure, notify('AUTHORITY')])
      given(recorded).when(command, stranger).thenRefuses('NOT_RELATED');
    for (const command of [measure, notify('AUTHORITY')])
      given().when(command, reads).thenRefuses('BREACH_NOT_FOUND');
  });
  it('has what was done about it', () => given(recorded).when(measure, reads).thenRecords(taken));
  it('is notified to authority and persons, each once; the public does not end the clock', () => {
    given(recorded).when(notify('PUBLIC'), reads).thenRecords(told('PUBLIC', false));
    given(recorded).when(notify('AUTHORITY'), lastMoment).thenRecords(told('AUTHORITY', false));
    given(recorded, told('AUTHORITY', false))
      .when(notify('PERSONS'), reads)
      .thenRecords(told('PERSONS', true));
    given(recorded, told('AUTHORITY', false))
      .when(notify('AUTHORITY'), reads)
      .thenRefuses('ILLEGAL_TRANSITION');
  });
  it('is overdue after 3 × 24 hours, once, naming whom nobody told; late is better than never', () => {
    given(recorded).when(mark, lastMoment).thenRecords();
    given(recorded).when(mark, late).thenRecords(missed('AUTHORITY', 'PERSONS'));
    given(recorded, told('AUTHORITY', false)).when(mark, late).thenRecords(missed('PERSONS'));
    given(recorded, told('AUTHORITY', false), told('PERSONS', true)).when(mark, late).thenRecords();
    given(recorded, missed('AUTHORITY', 'PERSONS')).when(mark, late).thenRecords();
    given().when(mark, late).thenRecords();
    given(recorded, missed('PERSONS'))
      .when(notify('PERSONS'), late)
      .thenRecords(told('PERSONS', false, true));
  });
});

describe('the draft of a notification', () => {
  const seen = {
    noticedAt,
    dueAt,
    concerned: ['IDENTITY', 'CONTACT'] as const,
    persons: 12,
    accounts: ['Diska cadangan hilang.'],
  };
  it('says which data, when and how, and what is done', () => {
    const text = notificationText(
      { ...seen, measures: [{ at: noticedAt, measure: 'Diska dicari.' }] },
      'AUTHORITY',
    );
    for (const part of [
      'nama dan nomor identitas, kontak',
      '12 orang',
      '1 Juni 2027 pukul 09.00 WIB',
      'Diska cadangan hilang.',
      'Diska dicari.',
      '4 Juni 2027 pukul 09.00 WIB',
      'lembaga',
    ])
      expect(text).toContain(part);
  });
  it('says so where something is not known yet', () => {
    const text = notificationText({ ...seen, persons: null, measures: [] }, 'PERSONS');
    expect(text).toContain('belum diketahui');
    expect(text).toContain('Belum ada yang dicatat.');
    expect(text).toContain('subjek data pribadi');
  });
});
