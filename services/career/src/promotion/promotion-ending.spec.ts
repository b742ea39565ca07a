import type { PromotionDecided } from '@jejak/contracts/career';
import { RuleViolated } from '@jejak/kernel';
import { describe, expect, it } from '@jest/globals';
import {
  approved,
  contested,
  DAY,
  effect,
  effective,
  facing,
  given,
  grant,
  granted,
  handed,
  held,
  onTheDay,
  reading,
  REASON,
  revoke,
  revoked,
} from '../../test/one-promotion';
import { E1, HR1, PPK, some } from '../../test/people';
import type { PromotionGiven } from './promotion.commands';

describe('TakeEffect', () => {
  it('takes effect once, on its day', () => {
    given(...granted)
      .when(effect, onTheDay)
      .thenRecords(effective);
    given(...granted, effective)
      .when(effect, onTheDay)
      .thenRecords();
    given(...granted)
      .when(effect, { ...onTheDay, date: '2027-03-31' })
      .thenRecords();
    given(...approved)
      .when(effect, onTheDay)
      .thenRefuses('ILLEGAL_TRANSITION');
    for (const over of [held, revoked])
      given(...granted, over)
        .when(effect, onTheDay)
        .thenRecords();
  });

  it.each<[string, PromotionGiven, readonly string[], readonly string[]]>([
    ['points that were reversed', facing({ balance: '95.83' }, DAY), ['CONDITION'], ['AK']],
    [
      'a sanction decided since',
      facing({ sanctions: [{ level: 'HEAVY', until: null, servedFrom: null }] }, DAY),
      ['CONDITION'],
      ['SANCTION'],
    ],
    ['an objection', facing({ predicates: contested }, DAY), ['CONDITION', 'CONTESTED'], ['PREDICATE']],
    ['a seat that is gone', facing({ formation: null }, DAY), ['CONDITION'], ['FORMATION']],
    ['another rank', facing({ from: { rank: 'III/a', level: 'Ahli Pertama' } }, DAY), ['STANDING'], []],
    [
      'a ladder that has nothing above',
      { ...onTheDay, eligibility: new RuleViolated('RULE_VIOLATED', 'Nothing above.') },
      ['STANDING'],
      [],
    ],
  ])('with %s is held, and laid before the leadership', (_, now, because, failed) =>
    given(...granted)
      .when(effect, now)
      .thenFacts(([{ type, data }, ...more]) => {
        expect(more).toEqual([]);
        expect(type).toBe('PromotionHeld');
        expect(data).toMatchObject({ because, failed, effective: DAY, decideBy: '2027-04-22' });
      }),
  );

  it('takes effect where a correction changes nothing that is asked', () =>
    given(...granted)
      .when(effect, reading({ evaluations: [{ evaluationId: some(2), evaluationVersion: 3 }] }))
      .thenRecords(effective));

  it('is tried again where it would come to something else than what goes with it', () => {
    given(...granted)
      .when({ ...effect, expecting: 'PromotionEffective' }, facing({ balance: '95.83' }, DAY))
      .thenRefuses('UNAVAILABLE');
    given(...granted)
      .when({ ...effect, expecting: 'PromotionEffective' }, onTheDay)
      .thenRecords(effective);
  });
});

describe('what was held', () => {
  it('is granted anew for a day to come, once every condition is met again', () => {
    const again = { ...grant, effective: '2027-05-01' } as const;
    given(...granted, held)
      .when(again, facing({ balance: '95.83', effective: '2027-05-01' }, '2027-04-10'))
      .thenRefuses('NOT_ELIGIBLE');
    given(...granted, held)
      .when(grant, facing({ effective: DAY }, '2027-04-10'))
      .thenRefuses('EFFECTIVE_DATE_INVALID');
    given(...granted, held)
      .when({ ...again, by: HR1 }, handed)
      .thenRefuses('SOD_VIOLATION');
    given(...granted, held)
      .when(again, facing({ effective: '2027-05-01' }, '2027-04-10'))
      .thenFacts(([decided]) => {
        expect(decided.data).toMatchObject({ outcome: 'GRANTED', effective: '2027-05-01' });
        const anew = facing({ effective: '2027-05-01' }, '2027-05-01');
        given(...granted, held, decided)
          .when(effect, anew)
          .thenFacts(([{ data }]) => expect(data).toMatchObject({ rank: 'III/c', from: '2027-05-01' }));
      });
  });
  it('is refused with a reason', () =>
    given(...granted, held)
      .when({ ...grant, outcome: 'REJECTED', reason: REASON }, handed)
      .thenFacts(([{ data }]) => expect((data as PromotionDecided['data']).outcome).toBe('REJECTED')));
});

describe('RevokePromotion', () => {
  it.each<[string, PromotionGiven, readonly string[]]>([
    ['points that were reversed', facing({ balance: '95.83' }), ['CONDITION', 'CREDIT']],
    ['points that were reversed, and are enough', facing({ balance: '100.00' }), ['CREDIT']],
    [
      'a corrected evaluation',
      reading({ evaluations: [{ evaluationId: some(2), evaluationVersion: 3 }] }),
      ['EVALUATION'],
    ],
    ['an evaluation that is not there any more', reading({ evaluations: [] }), ['EVALUATION']],
    ['an objection', facing({ predicates: contested }), ['CONDITION', 'EVALUATION']],
    [
      'a sanction decided since',
      facing({ sanctions: [{ level: 'MEDIUM', until: null, servedFrom: null }] }),
      ['CONDITION', 'SANCTION'],
    ],
    ['another rank', facing({ from: { rank: 'III/c', level: 'Ahli Pertama' } }), ['STANDING']],
  ])('after %s names what changed', (_, now, grounds) =>
    given(...granted)
      .when(revoke, now)
      .thenFacts(([{ type, data }]) => {
        expect(type).toBe('PromotionRevoked');
        expect(data).toMatchObject({ grounds, revokedBy: PPK });
      }),
  );
  it('needs a change, a reason, and somebody who did not ask for it', () => {
    given(...granted)
      .when(revoke, handed)
      .thenRefuses('RULE_VIOLATED', { rule: 'promotion.unchanged' });
    given(...granted)
      .when({ ...revoke, reason: 'Batal.' }, facing({ balance: '95.83' }))
      .thenRefuses('REASON_REQUIRED');
    for (const by of [HR1, E1])
      given(...granted)
        .when({ ...revoke, by }, facing({ balance: '95.83' }))
        .thenRefuses('SOD_VIOLATION');
  });
  it('is for what is granted, and for what was held though it may hold again', () => {
    given().when(revoke, handed).thenRefuses('PROMOTION_NOT_FOUND');
    for (const facts of [approved, [...granted, effective], [...granted, revoked]])
      given(...facts)
        .when(revoke, facing({ balance: '95.83' }))
        .thenRefuses('ILLEGAL_TRANSITION');
    given(...granted, held)
      .when(revoke, handed)
      .thenFacts(([{ data }]) => expect(data).toMatchObject({ grounds: ['CONDITION'], failed: [] }));
  });
});
