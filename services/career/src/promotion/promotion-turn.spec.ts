import { promotionTurnReturned, promotionTurnTaken } from '@jejak/contracts/career';
import { specFor } from '@jejak/testing';
import { describe, it } from '@jest/globals';
import { E1, some } from '../../test/people';
import { promotionTurn } from './promotion-turn.decider';

const { given } = specFor(promotionTurn);
const [one, other] = [1, 2].map((n) => ({ employeeId: E1, caseId: some(n) }));
const about = { subject: E1 };
const taken = promotionTurnTaken(one, about);
const returned = promotionTurnReturned(one, about);

describe('the turn of an employee', () => {
  it('is taken by one case', () => {
    given()
      .when({ type: 'TakeTurn', ...one })
      .thenRecords(taken);
    given(taken)
      .when({ type: 'TakeTurn', ...one })
      .thenRecords();
    given(taken)
      .when({ type: 'TakeTurn', ...other })
      .thenRefuses('PROMOTION_EXISTS');
  });
  it('is returned by the case that has it, and then free', () => {
    given(taken)
      .when({ type: 'ReturnTurn', ...one })
      .thenRecords(returned);
    given(taken)
      .when({ type: 'ReturnTurn', ...other })
      .thenRecords();
    given(taken, returned)
      .when({ type: 'TakeTurn', ...other })
      .thenRecords(promotionTurnTaken(other, about));
  });
});
