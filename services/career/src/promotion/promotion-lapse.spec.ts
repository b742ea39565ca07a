import { promotionLapsed, promotionOverdue } from '@jejak/contracts/career';
import { describe, expect, it } from '@jest/globals';
import {
  about,
  approved,
  DAY,
  effect,
  effective,
  given,
  grant,
  granted,
  handed,
  held,
  open,
  opened,
  proposed,
  REASON,
  revoked,
  verified,
  whose,
} from '../../test/one-promotion';
import { E1, E5, HR1, some, SUP1 } from '../../test/people';
import type { PromotionGiven } from './promotion.commands';

describe('LapsePromotion', () => {
  const lapse = { type: 'LapsePromotion' } as const;
  const ending = (on: string): PromotionGiven => ({ ...handed, employmentEndsOn: on });
  const lapsed = (on: string) =>
    promotionLapsed({ ...whose, why: 'EMPLOYMENT_ENDED', on, movedTo: null }, about);
  const elsewhere = { position: 'Perawat', unitId: some(50), from: '2027-03-20' };
  const moved: PromotionGiven = { ...handed, place: elsewhere };
  const stopped = promotionLapsed(
    { ...whose, why: 'MOVED', on: '2027-03-20', movedTo: { position: 'Perawat', unitId: some(50) } },
    about,
  );

  it('ends every case with the employment, but what takes effect before its last day', () => {
    for (const facts of [opened, proposed, verified, approved, [...granted, held]])
      given(...facts)
        .when(lapse, ending('2027-12-31'))
        .thenRecords(lapsed('2027-12-31'));
    given(...granted)
      .when(lapse, ending('2027-03-31'))
      .thenRecords(lapsed('2027-03-31'));
    given(...granted)
      .when(lapse, ending(DAY))
      .thenRecords();
    given(...granted)
      .when(effect, { ...ending('2027-03-31'), date: DAY })
      .thenRecords(lapsed('2027-03-31'));
    given(...granted)
      .when(effect, { ...ending(DAY), date: DAY })
      .thenRecords(effective);
  });
  it('stops what a move does not fit, from the proposal to the day', () => {
    for (const facts of [proposed, verified, approved, granted])
      given(...facts)
        .when(lapse, moved)
        .thenRecords(stopped);
    given(...granted)
      .when(effect, { ...moved, date: DAY })
      .thenRecords(stopped);
    // Nothing is proposed yet: the proposal reads the place anew.
    given(...opened)
      .when(lapse, moved)
      .thenRecords();
  });
  it('leaves what fits, and what is over', () => {
    for (const facts of [proposed, granted])
      given(...facts)
        .when(lapse, handed)
        .thenRecords();
    for (const over of [effective, revoked, stopped])
      given(...granted, over)
        .when(lapse, ending('2027-03-31'))
        .thenRecords();
    given().when(lapse, ending('2027-03-31')).thenRecords();
  });
  it('opens, proposes and grants nothing to whose end is decided', () => {
    given().when(open, ending('2027-12-31')).thenRefuses('EMPLOYMENT_ENDED');
    given(...opened)
      .when({ type: 'ProposePromotion', by: HR1, effective: null }, ending('2027-12-31'))
      .thenRefuses('EMPLOYMENT_ENDED');
    given(...approved)
      .when(grant, ending('2027-12-31'))
      .thenRefuses('EMPLOYMENT_ENDED');
  });
});

describe('MarkDecisionOverdue', () => {
  const mark = { type: 'MarkDecisionOverdue' } as const;
  const overdue = (dueOn: string) => promotionOverdue({ ...whose, clock: 'DECISION', dueOn }, about);
  it('marks a late decision once, of the grant and of what was held, and none that is made', () => {
    given(...approved)
      .when(mark, handed)
      .thenRecords(overdue('2027-03-22'));
    given(...approved, overdue('2027-03-22'))
      .when(mark, handed)
      .thenRecords();
    given(...granted)
      .when(mark, handed)
      .thenRecords();
    given(...approved, overdue('2027-03-22'), ...granted.slice(-1), held)
      .when(mark, handed)
      .thenRecords(overdue('2027-04-22'));
  });
});

describe('WithdrawPromotion', () => {
  const withdraw = { type: 'WithdrawPromotion', by: E1, role: 'employee', reason: REASON } as const;
  it('is for oneself and for the HR agency, until it is decided', () => {
    for (const facts of [opened, proposed, verified, approved])
      given(...facts)
        .when(withdraw, handed)
        .thenFacts(([{ type }]) => expect(type).toBe('PromotionWithdrawn'));
    given(...opened)
      .when({ ...withdraw, by: E5 }, handed)
      .thenRefuses('PROMOTION_NOT_FOUND');
    given(...opened)
      .when({ ...withdraw, reason: 'Batal.' }, handed)
      .thenRefuses('REASON_REQUIRED');
    for (const facts of [granted, [...granted, held]])
      given(...facts)
        .when(withdraw, handed)
        .thenRefuses('ILLEGAL_TRANSITION');
  });
  it('is not for who rates', () =>
    given(...opened)
      .when({ ...withdraw, by: SUP1, role: 'supervisor' }, handed)
      .thenRefuses('PROMOTION_NOT_FOUND'));
});
