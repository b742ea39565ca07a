import {
  annualRated,
  evaluationOpened,
  type Expectation,
  type Predicate,
} from '@jejak/contracts/performance';
import { type DomainEvent, newId } from '@jejak/kernel';
import { recordFacts } from '@jejak/neighbour';
import { evaluationIdOf, evaluationStream } from '../src/evaluation/evaluation-id';
import { evaluationList } from '../src/evaluation/evaluation.projection';
import type { City } from './city';
import { PINNED, SUP1 } from './nurse';

const RATINGS: Readonly<Record<Predicate, readonly [Expectation, Expectation]>> = {
  SANGAT_BAIK: ['ABOVE', 'ABOVE'],
  BAIK: ['MEETS', 'MEETS'],
  BUTUH_PERBAIKAN: ['BELOW', 'MEETS'],
  KURANG: ['MEETS', 'BELOW'],
  SANGAT_KURANG: ['BELOW', 'BELOW'],
};

/** Records facts in the service's own log, as they would stand there after a year that the test does not play. */
export const tell = async (city: City, stream: string, ...facts: readonly DomainEvent[]): Promise<void> => {
  await recordFacts(city.performance.platform.store, 'performance', [{ stream, facts }]);
};

/** Colleagues of a unit whom SUP1 has rated for a year, one for each predicate. */
export const ratedColleagues = async (
  city: City,
  unitId: string,
  year: number,
  predicates: readonly Predicate[],
): Promise<void> => {
  for (const predicate of predicates) {
    const employeeId = newId();
    const period = { position: 'Staf', unitId, periodStart: `${year}-01-01`, periodEnd: `${year}-12-31` };
    const evaluationId = evaluationIdOf({ ...period, employeeId });
    const [resultRating, behaviourRating] = RATINGS[predicate];
    const about = { subject: employeeId };
    await tell(
      city,
      evaluationStream(evaluationId),
      evaluationOpened(
        { evaluationId, planId: newId(), employeeId, raterId: SUP1, ...period, year, pinnedPolicies: PINNED },
        about,
      ),
      annualRated(
        {
          ...{ evaluationId, raterId: SUP1, resultRating, behaviourRating, predicate },
          ...{ regulation: 'PermenPANRB 6/2022', deviation: null, consultedSupervisorId: null },
        },
        about,
      ),
    );
    await city.shows(evaluationList, {
      status: 200,
      body: { stream: evaluationStream(evaluationId), version: 2 },
    });
  }
};
