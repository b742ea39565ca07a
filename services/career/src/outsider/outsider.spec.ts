import { dutyAssigned, dutyEnded } from '@jejak/contracts/career';
import { DUTIES } from '@jejak/kernel';
import { specFor } from '@jejak/testing';
import { describe, it } from '@jest/globals';
import { outsider, type OutsiderCommand } from './outsider.decider';

const { given } = specFor(outsider);
const personId = '01931f00-0000-7000-8000-000000000021';
const scope = '01931f00-0000-7000-8000-0000000000aa';
const stranger = { employed: false };
const duty = { duty: 'panelist', scope, from: '2026-02-02', to: null } as const;
const assign: OutsiderCommand = { type: 'AssignDuty', personId, ...duty };
const assigned = dutyAssigned({ personId, ...duty }, { subject: personId });

describe('AssignDuty to somebody from outside', () => {
  it('gives the duty', () => given().when(assign, stranger).thenRecords(assigned));
  it('is refused twice for the same days', () =>
    given(assigned).when(assign, stranger).thenRefuses('OVERLAP'));
  it('is refused for an employee, whose file has their duties', () =>
    given().when(assign, { employed: true }).thenRefuses('EMPLOYEE_EXISTS'));

  const open = ['panelist', 'committee_chair', 'psychologist', 'assessor', 'talent_committee', 'trainer'];
  it.each(DUTIES)('%s: only what a committee does', (which) => {
    const attempt = given().when({ ...assign, duty: which }, stranger);
    if (!open.includes(which)) return attempt.thenRefuses('RULE_VIOLATED');
    return attempt.thenRecords(dutyAssigned({ personId, ...duty, duty: which }, { subject: personId }));
  });
});

describe('EndDuty of somebody from outside', () => {
  const end: OutsiderCommand = { type: 'EndDuty', personId, duty: 'panelist', scope, to: '2026-04-30' };
  it('ends it on a day', () =>
    given(assigned)
      .when(end, stranger)
      .thenRecords(dutyEnded({ personId, ...duty, to: '2026-04-30' }, { subject: personId })));
  it('also of one who has become an employee since', () =>
    given(assigned)
      .when(end, { employed: true })
      .thenRecords(dutyEnded({ personId, ...duty, to: '2026-04-30' }, { subject: personId })));
  it('needs the duty', () => given().when(end, stranger).thenRefuses('DUTY_NOT_FOUND'));
  it('is not before it began', () =>
    given(assigned)
      .when({ ...end, to: '2026-02-01' }, stranger)
      .thenRefuses('OVERLAP'));
});
