import {
  improvementAgreed,
  obstacleAnalysed,
  obstacleEnded,
  obstacleEscalated,
  obstacleRaised,
  obstacleResolved,
} from '@jejak/contracts/performance';
import type { Moment } from '@jejak/kernel';
import { specFor } from '@jejak/testing';
import { describe, it } from '@jest/globals';
import { at, calendar, E1, eventId, PLAN, STRANGER, SUP1, SUP2, UNIT } from '../../test/nurse';
import { obstacle, type ObstacleCommand, type ObstacleGiven } from './obstacle.decider';

const { given } = specFor(obstacle);
const reads = (date: string, over: Partial<ObstacleGiven> = {}, time?: string): ObstacleGiven & Moment => ({
  ...{
    now: at(date, time),
    calendar,
    supervisorId: SUP1,
    superiorId: SUP2,
    ownerExists: true,
    followUpDays: 14,
  },
  plan: { employeeId: E1, unitId: UNIT, agreed: true, indicatorIds: ['I-1'] },
  ...over,
});
const obstacleId = eventId(70);
const about = { subject: E1 };
const raise: ObstacleCommand = {
  ...{ type: 'RaiseObstacle', by: E1, obstacleId, planId: PLAN, indicatorId: 'I-1' },
  description: 'Vaksin habis.',
};
const raised = obstacleRaised(
  {
    ...{
      obstacleId,
      employeeId: E1,
      planId: PLAN,
      unitId: UNIT,
      indicatorId: 'I-1',
      description: 'Vaksin habis.',
    },
    // 14 days after 7 May: the end of 21 May.
    escalatesAt: '2026-05-21T17:00:00.000Z',
  },
  about,
);
const analyse: ObstacleCommand = {
  ...{ type: 'AnalyseObstacle', by: E1, fiveWhys: [] },
  causes: [
    { category: 'OUTSIDE', text: 'Kiriman terlambat.' },
    { category: 'METHOD', text: 'Tidak ada titik pemesanan ulang.' },
  ],
};
const analysed = obstacleAnalysed(
  {
    ...{ obstacleId, analysedBy: E1, causes: ['OUTSIDE', 'METHOD'], fiveWhys: '' },
    causeTexts: 'Kiriman terlambat.\nTidak ada titik pemesanan ulang.',
  },
  about,
);
const agree: ObstacleCommand = {
  ...{
    type: 'AgreeImprovement',
    by: SUP1,
    actions: ['Titik pemesanan ulang.'],
    owner: E1,
    due: '2026-05-31',
  },
};
const agreed = improvementAgreed(
  {
    ...{ obstacleId, agreedBy: SUP1, owner: E1, due: '2026-05-31', escalatesAt: '2026-06-14T17:00:00.000Z' },
    actions: 'Titik pemesanan ulang.',
  },
  about,
);
const resolve: ObstacleCommand = { type: 'ResolveObstacle', by: SUP1, effectMeasured: 'Stok aman.' };
const resolved = obstacleResolved({ obstacleId, resolvedBy: SUP1, effectMeasured: 'Stok aman.' }, about);
const escalate: ObstacleCommand = { type: 'EscalateObstacle', escalatesAt: '2026-05-21T17:00:00.000Z' };
const escalated = obstacleEscalated({ obstacleId, to: SUP2 }, about);

describe('an obstacle', () => {
  it('is raised on one’s own agreed plan', () => {
    given().when(raise, reads('2026-05-07')).thenRecords(raised);
    given()
      .when({ ...raise, by: SUP1 }, reads('2026-05-07'))
      .thenRefuses('NOT_RELATED');
    given()
      .when({ ...raise, indicatorId: 'I-9' }, reads('2026-05-07'))
      .thenRefuses('INDICATOR_NOT_FOUND');
    given()
      .when(raise, reads('2026-05-07', { plan: null }))
      .thenRefuses('PLAN_NOT_FOUND');
    const unagreed = { employeeId: E1, unitId: UNIT, agreed: false, indicatorIds: [] };
    given()
      .when(raise, reads('2026-05-07', { plan: unagreed }))
      .thenRefuses('PLAN_NOT_ACTIVE');
    given(raised).when(raise, reads('2026-05-07')).thenRecords();
  });
  it('is analysed by category', () => {
    given(raised).when(analyse, reads('2026-05-08')).thenRecords(analysed);
    given(raised)
      .when({ ...analyse, causes: [] }, reads('2026-05-08'))
      .thenRefuses('CAUSE_REQUIRED');
    given(raised)
      .when({ ...analyse, causes: [{ category: null, text: 'Entah.' }] }, reads('2026-05-08'))
      .thenRefuses('CAUSE_REQUIRED');
    given(raised)
      .when({ ...analyse, by: STRANGER }, reads('2026-05-08'))
      .thenRefuses('NOT_RELATED');
    given().when(analyse, reads('2026-05-08')).thenRefuses('OBSTACLE_NOT_FOUND');
  });
  it('is dealt with after its analysis, by agreement with the supervisor', () => {
    given(raised, analysed).when(agree, reads('2026-05-08')).thenRecords(agreed);
    given(raised).when(agree, reads('2026-05-08')).thenRefuses('CAUSE_REQUIRED');
    given(raised, analysed)
      .when({ ...agree, by: E1 }, reads('2026-05-08'))
      .thenRefuses('NOT_RELATED');
    given(raised, analysed)
      .when(agree, reads('2026-05-08', { ownerExists: false }))
      .thenRefuses('EMPLOYEE_NOT_FOUND');
    given(raised, analysed)
      .when(agree, reads('2026-06-01'))
      .thenRefuses('RULE_VIOLATED', { rule: 'obstacle.due' });
  });
  it('is resolved with what that did', () => {
    given(raised, analysed, agreed).when(resolve, reads('2026-06-01')).thenRecords(resolved);
    given(raised, analysed, agreed)
      .when({ ...resolve, effectMeasured: ' ' }, reads('2026-06-01'))
      .thenRefuses('RULE_VIOLATED', { rule: 'obstacle.effect' });
    given(raised, resolved).when(resolve, reads('2026-06-01')).thenRefuses('ILLEGAL_TRANSITION');
  });
  it('lies before the superior when 14 days are over', () => {
    given(raised)
      .when(escalate, reads('2026-05-22', {}, '00:00:00.000'))
      .thenRecords(escalated);
    given(raised)
      .when(escalate, reads('2026-05-21', {}, '23:59:59.999'))
      .thenRefuses('ILLEGAL_TRANSITION');
    // Agreed meanwhile: another day holds.
    given(raised, analysed, agreed).when(escalate, reads('2026-05-22')).thenRecords();
    given(raised, resolved).when(escalate, reads('2026-05-22')).thenRecords();
    given(raised, analysed, escalated)
      .when({ ...agree, by: SUP2 }, reads('2026-05-23'))
      .thenRecords(improvementAgreed({ ...agreed.data, agreedBy: SUP2 }, about));
  });
});

describe('the end of an employment', () => {
  const end: ObstacleCommand = { type: 'EndObstacle', reason: 'RETIREMENT' };
  const ended = obstacleEnded({ obstacleId, employeeId: E1, reason: 'RETIREMENT' }, about);
  it('ends what stands in nobody’s way any more, once', () => {
    for (const facts of [[raised], [raised, analysed], [raised, analysed, agreed], [raised, escalated]])
      given(...facts)
        .when(end, reads('2026-06-01'))
        .thenRecords(ended);
    given(raised, ended).when(end, reads('2026-06-01')).thenRecords();
    given(raised, resolved).when(end, reads('2026-06-01')).thenRecords();
    given(raised, ended).when(resolve, reads('2026-06-01')).thenRefuses('ILLEGAL_TRANSITION');
    given(raised, ended).when(escalate, reads('2026-06-01')).thenRecords();
  });
});
