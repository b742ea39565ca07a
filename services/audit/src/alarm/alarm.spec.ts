import {
  type EventRejected,
  eventRejected,
  type IntegrityAlarmRaised,
  integrityAlarmRaised,
  integrityAlarmResolved,
} from '@jejak/contracts/audit';
import { specFor } from '@jejak/testing';
import { describe, expect, it } from '@jest/globals';
import { fact } from '../../test/told-facts';
import { alarmFileOf } from './alarm.http';
import { integrityAlarm } from './integrity-alarm.decider';
import { rejection } from './rejection.decider';

const alarm: IntegrityAlarmRaised['data'] = {
  ...{
    alarmId: '0198c1a2-0000-5000-8000-000000000001',
    kind: 'GAP',
    finding: 'POS_MISSING',
    source: 'career',
  },
  ...{
    pos: 7,
    highest: 9,
    stream: null,
    version: null,
    expected: null,
    found: null,
    since: '2027-02-05T03:00:00.000Z',
  },
};
const rejected: EventRejected['data'] = {
  ...{
    rejectionId: '0198c1a2-0000-5000-8000-000000000002',
    rule: 'MALFORMED',
    topic: 't',
    partition: 0,
    offset: 3,
  },
  ...{
    sha256: 'a'.repeat(64),
    logged: false,
    source: null,
    pos: null,
    eventId: null,
    stream: null,
    version: null,
  },
};

describe('RaiseIntegrityAlarm', () => {
  const { given } = specFor(integrityAlarm);
  const raise = { type: 'RaiseIntegrityAlarm', ...alarm } as const;
  it('raises it', () => given().when(raise).thenRecords(integrityAlarmRaised(alarm)));
  it('says nothing new the second time', () => given(integrityAlarmRaised(alarm)).when(raise).thenRecords());
});

describe('ResolveIntegrityAlarm', () => {
  const { given } = specFor(integrityAlarm);
  const by = '0198c1a2-0000-7000-8000-000000000009';
  const pseudonym = `p_${'A'.repeat(22)}`;
  const rootCause = 'Satu partisi diputar ulang dari cadangan lama.';
  const resolve = { type: 'ResolveIntegrityAlarm', by, rootCause } as const;
  const reads = { raisedBy: ['audit'], inspector: [by, pseudonym], minimum: 20 };
  const raised = integrityAlarmRaised(alarm);
  const resolved = integrityAlarmResolved({ alarmId: alarm.alarmId, resolvedBy: by, rootCause });
  it('says why it was', () => given(raised).when(resolve, reads).thenRecords(resolved));
  it('is refused of what was never raised', () =>
    given().when(resolve, reads).thenRefuses('ALARM_NOT_FOUND'));
  it('is refused the second time', () =>
    given(raised, resolved).when(resolve, reads).thenRefuses('ILLEGAL_TRANSITION'));
  it('is refused to who raised it', () => {
    const own = { rule: 'sod.own-alarm' };
    given(raised)
      .when(resolve, { ...reads, raisedBy: [pseudonym] })
      .thenRefuses('SOD_VIOLATION', own);
    given(raised)
      .when({ ...resolve, by: 'audit' }, { ...reads, inspector: ['audit'] })
      .thenRefuses('SOD_VIOLATION', own);
  });
  it('is refused without a cause of some length', () => {
    given(raised)
      .when({ ...resolve, rootCause: 'x'.repeat(19) }, reads)
      .thenRefuses('REASON_REQUIRED', { field: 'rootCause' });
    given(raised)
      .when({ ...resolve, rootCause: 'x'.repeat(20) }, reads)
      .thenFacts((facts) => expect(facts).toHaveLength(1));
  });
  it('raises no alarm again that is resolved', () =>
    given(raised, resolved)
      .when({ type: 'RaiseIntegrityAlarm', ...alarm })
      .thenRecords());
  it('is read with what was found', () => {
    const at = '2027-02-05T03:00:00.000Z';
    expect(alarmFileOf([fact(raised, at)])).toEqual({ found: alarm, rootCause: null });
    expect(alarmFileOf([fact(raised, at), fact(resolved, at)])).toEqual({ found: alarm, rootCause });
  });
});

describe('RejectEvent', () => {
  const { given } = specFor(rejection);
  const reject = { type: 'RejectEvent', ...rejected } as const;
  it('names the message', () => given().when(reject).thenRecords(eventRejected(rejected)));
  it('says nothing new the second time', () => given(eventRejected(rejected)).when(reject).thenRecords());
  it('names what came by a feed, which has no partitions', () => {
    const byFeed = { ...rejected, partition: -1 };
    expect(eventRejected.faults(byFeed)).toEqual([]);
    expect(eventRejected.faults({ ...rejected, partition: -2 })).not.toEqual([]);
    given()
      .when({ ...reject, ...byFeed })
      .thenRecords(eventRejected(byFeed));
  });
});
