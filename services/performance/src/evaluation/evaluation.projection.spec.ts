import { planAgreed } from '@jejak/contracts/performance';
import { foldAll } from '@jejak/projections';
import { describe, expect, it } from '@jest/globals';
import {
  after,
  command,
  decision,
  grounds,
  reads,
  recommended,
  type Step,
  untilHearing,
} from '../../test/appraised';
import { E1, EVALUATION, PINNED, PLAN, SUP1 } from '../../test/nurse';
import { recorded } from '@jejak/testing/recorded';
import { evaluationList } from './evaluation.projection';
import { evaluationTimers } from './evaluation.timers';
import { wordsOf } from './words';

const STREAM = `evaluation-${EVALUATION}`;
const facts = (...steps: readonly Step[]) => recorded('performance', STREAM, after(...steps));
const row = (...steps: readonly Step[]) => foldAll(evaluationList, facts(...steps))[0];
const decided: Step = [command.decide, reads('2027-02-05')];

describe('the evaluation file', () => {
  it('shows the rating, and that it is contested', () =>
    expect(row(...untilHearing)).toMatchObject({
      ...{ employeeId: E1, raterId: SUP1, status: 'UNDER_OBJECTION', contested: true, predicate: 'BAIK' },
      ...{ evaluationVersion: 1, objectBy: '2027-01-27', composite: '108.8149', interviewMean: '4.4000' },
      objection: { decideBy: '2027-02-12', raterHeard: true, employeeHeard: true, outcome: null },
    }));
  it('shows the rating as decided', () =>
    expect(row(...untilHearing, decided)).toMatchObject({
      ...{
        status: 'FINAL',
        contested: false,
        predicate: 'SANGAT_BAIK',
        evaluationVersion: 2,
        composite: '110.2149',
      },
      objection: { outcome: 'UPHELD' },
    }));
  it('has no words of anybody in its row', () => {
    const text = JSON.stringify(row(...untilHearing, decided));
    for (const words of [grounds, decision, 'Register asli ada.', 'Cakupan naik'])
      expect(text).not.toContain(words);
  });
  it('takes the words from the facts', () => {
    const words = wordsOf(after(...untilHearing, decided));
    expect(words).toMatchObject({
      objection: grounds,
      decision,
      interview: 'Cakupan naik, data dijaga.',
      comment: null,
    });
    expect(wordsOf([])).toMatchObject({ objection: null, justification: null });
  });
  it('stays recommended when it is recommended again', () =>
    expect(row(...untilHearing.slice(0, 4), recommended, recommended)).toMatchObject({
      status: 'RECOMMENDED',
    }));
});

describe('the timers of an evaluation', () => {
  const agreed = planAgreed({
    ...{ planId: PLAN, planVersion: 1, agreedBy: SUP1, indicators: [], pinnedPolicies: PINNED },
    evaluationDueAt: '2026-12-31T17:00:00.000Z',
  });
  const pending = (...steps: readonly Step[]) =>
    evaluationTimers
      .pending([...recorded('performance', `plan-${PLAN}`, [agreed]), ...facts(...steps)])
      .map(({ command: name, dueAt }) => [name, dueAt]);

  it('open it when the period is over', () =>
    expect(pending()).toEqual([['OpenEvaluation', '2026-12-31T17:00:00.000Z']]));
  it('are none while people act', () => expect(pending(...untilHearing.slice(0, 6))).toEqual([]));
  it('end the windows once it is delivered', () =>
    expect(pending(...untilHearing.slice(0, 7))).toEqual([
      ['DeemAcknowledged', '2027-01-27T17:00:00.000Z'],
      ['FinaliseEvaluation', '2027-01-27T17:00:00.000Z'],
    ]));
  it('leave the window of objection to who has acknowledged', () =>
    expect(pending(...untilHearing.slice(0, 7), [command.acknowledge, reads('2027-01-14')])).toEqual([
      ['FinaliseEvaluation', '2027-01-27T17:00:00.000Z'],
    ]));
  it('wait for the decision only, once there is an objection', () => {
    // 22 January + 21 days, to the end of 12 February in the city.
    expect(pending(...untilHearing.slice(0, 8))).toEqual([
      ['MarkObjectionOverdue', '2027-02-12T17:00:00.000Z'],
    ]);
    expect(pending(...untilHearing, decided)).toEqual([]);
  });
});
