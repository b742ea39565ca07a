import {
  supportDeclined,
  supportDelivered,
  supportGranted,
  supportRequestEnded,
  supportRequested,
} from '@jejak/contracts/performance';
import type { Moment } from '@jejak/kernel';
import { specFor } from '@jejak/testing';
import { describe, it } from '@jest/globals';
import { at, calendar, E1, eventId, STRANGER, SUP1, UNIT } from '../../test/nurse';
import { support, type SupportCommand, type SupportGiven } from './support.decider';

const { given } = specFor(support);
const reads = (over: Partial<SupportGiven> = {}): SupportGiven & Moment => ({
  ...{
    now: at('2026-05-08'),
    calendar,
    unitId: UNIT,
    ownObstacle: true,
    supervisorId: SUP1,
    unitHead: false,
  },
  reasonMinimum: 20,
  ...over,
});
const supportId = eventId(80);
const about = { subject: E1 };
const request: SupportCommand = {
  ...{
    type: 'RequestSupport',
    by: E1,
    supportId,
    kind: 'FACILITY',
    obstacleId: null,
    what: 'Kotak pendingin.',
  },
};
const requested = supportRequested(
  {
    ...{
      supportId,
      employeeId: E1,
      unitId: UNIT,
      kind: 'FACILITY',
      obstacleId: null,
      what: 'Kotak pendingin.',
    },
  },
  about,
);
const grant: SupportCommand = { type: 'GrantSupport', by: SUP1, due: '2026-05-31' };
const granted = supportGranted({ supportId, grantedBy: SUP1, kind: 'FACILITY', due: '2026-05-31' }, about);
const reason = 'Anggaran tahun ini sudah habis terpakai.';
const decline: SupportCommand = {
  type: 'DeclineSupport',
  by: SUP1,
  alternative: 'Pinjam dari puskesmas.',
  reason,
};
const deliver: SupportCommand = { type: 'ConfirmDelivery', by: E1 };

describe('support', () => {
  it('is asked for by whoever works somewhere', () => {
    given().when(request, reads()).thenRecords(requested);
    given()
      .when(request, reads({ unitId: null }))
      .thenRefuses('RULE_VIOLATED', { rule: 'plan.position' });
    given()
      .when(request, reads({ ownObstacle: false }))
      .thenRefuses('OBSTACLE_NOT_FOUND');
    given(requested).when(request, reads()).thenRecords();
  });
  it('is granted by the supervisor, a facility by the head of the unit too', () => {
    given(requested).when(grant, reads()).thenRecords(granted);
    given(requested)
      .when({ ...grant, by: STRANGER }, reads({ unitHead: true }))
      .thenRecords(supportGranted({ ...granted.data, grantedBy: STRANGER }, about));
    given(requested)
      .when({ ...grant, by: STRANGER }, reads())
      .thenRefuses('NOT_RELATED');
    given(requested)
      .when({ ...grant, by: E1 }, reads({ unitHead: true }))
      .thenRefuses('SOD_VIOLATION');
    given(requested)
      .when({ ...grant, due: '2026-05-07' }, reads())
      .thenRefuses('RULE_VIOLATED', { rule: 'support.due' });
    given(requested, granted).when(grant, reads()).thenRefuses('ILLEGAL_TRANSITION');
    given().when(grant, reads()).thenRefuses('SUPPORT_NOT_FOUND');
  });
  it('is declined only with something else instead, and a reason', () => {
    given(requested)
      .when(decline, reads())
      .thenRecords(
        supportDeclined(
          { supportId, declinedBy: SUP1, alternative: 'Pinjam dari puskesmas.' },
          { ...about, reason: { code: 'REJECTION', text: reason } },
        ),
      );
    given(requested)
      .when({ ...decline, alternative: ' ' }, reads())
      .thenRefuses('ALTERNATIVE_REQUIRED');
    given(requested)
      .when({ ...decline, reason: 'tidak' }, reads())
      .thenRefuses('REASON_REQUIRED');
  });
  it('is there when whoever asked says so', () => {
    given(requested, granted)
      .when(deliver, reads())
      .thenRecords(supportDelivered({ supportId, confirmedBy: E1 }, about));
    given(requested, granted)
      .when({ ...deliver, by: SUP1 }, reads())
      .thenRefuses('NOT_RELATED');
    given(requested).when(deliver, reads()).thenRefuses('ILLEGAL_TRANSITION');
  });
});

describe('the end of an employment', () => {
  const end: SupportCommand = { type: 'EndRequest', by: 'performance', reason: 'DEATH' };
  const ended = supportRequestEnded({ supportId, employeeId: E1, reason: 'DEATH' }, about);
  it('ends a request that waits, or is on its way', () => {
    given(requested).when(end, reads()).thenRecords(ended);
    given(requested, granted).when(end, reads()).thenRecords(ended);
    given(requested, ended).when(end, reads()).thenRecords();
    given(requested, ended).when(grant, reads()).thenRefuses('ILLEGAL_TRANSITION');
  });
});
