import { promotionSeatReturned, promotionSeatTaken } from '@jejak/contracts/career';
import { specFor } from '@jejak/testing';
import { describe, it } from '@jest/globals';
import { some } from '../../test/people';
import { promotionSeats } from './promotion-seats.decider';

const { given } = specFor(promotionSeats);
const [formationId, caseId] = [some(1), some(2)];
const take = { type: 'TakeSeat', formationId, caseId } as const;
const free = { seats: 1 };
const taken = promotionSeatTaken({ formationId, caseId });
const giveBack = { type: 'ReturnSeat', formationId, caseId } as const;
const returned = promotionSeatReturned({ formationId, caseId });

describe('seats that promotions hold', () => {
  it('are taken while there are some, each once', () => {
    given().when(take, free).thenRecords(taken);
    given(taken).when(take, free).thenRecords();
    given(taken)
      .when({ ...take, caseId: some(3) }, free)
      .thenRefuses('NO_FORMATION');
  });
  it('are there again when a case came to nothing', () => {
    given(taken).when(giveBack, free).thenRecords(returned);
    given().when(giveBack, free).thenRecords();
    given(taken, returned)
      .when({ ...take, caseId: some(3) }, free)
      .thenFacts(() => undefined);
  });
});
