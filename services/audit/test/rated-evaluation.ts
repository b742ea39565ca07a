import type { Produced, ProducingService } from './producing-service';

export interface Rating {
  readonly stream: string;
  /** UUIDs. */
  readonly subject: string;
  readonly rater: string;
  readonly unitId: string;
  readonly year: number;
  /** When it was rated; the time to rate is over on 1 February 2027 in the city. */
  readonly at: string;
  readonly predicate: string;
  readonly composite: string;
}

/** An evaluation that was opened, recommended upon and rated under `perf.result@7`, as events still to be logged. */
export const ratedEvaluation = async (
  performance: ProducingService,
  { stream, subject, rater, unitId, year, at, predicate, composite }: Rating,
): Promise<readonly Produced[]> => {
  const about = { stream, subject };
  const opened = await performance.event({
    ...{ ...about, type: 'EvaluationOpened.v1', at: '2027-01-01T02:00:00.000Z' },
    data: { unitId, year, overdueAt: '2027-01-31T17:00:00.000Z' },
  });
  const recommended = await performance.event({
    ...{ ...about, type: 'RatingRecommended.v1', at: '2027-01-02T02:00:00.000Z', data: { composite } },
  });
  const rated = await performance.event({
    ...{ ...about, type: 'AnnualRated.v1', actor: rater, role: 'supervisor', at },
    data: { predicate },
    core: { policy: 'perf.result@7', corr: opened.parsed.corr ?? '' },
  });
  return [opened, recommended, rated];
};
