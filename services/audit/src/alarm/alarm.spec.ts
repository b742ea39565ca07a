import {
  type EventRejected,
  eventRejected,
  type IntegrityAlarmRaised,
  integrityAlarmRaised,
} from '@jejak/contracts/audit';
import { specFor } from '@jejak/testing';
import { describe, it } from '@jest/globals';
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

describe('RejectEvent', () => {
  const { given } = specFor(rejection);
  const reject = { type: 'RejectEvent', ...rejected } as const;
  it('names the message', () => given().when(reject).thenRecords(eventRejected(rejected)));
  it('says nothing new the second time', () => given(eventRejected(rejected)).when(reject).thenRecords());
});
