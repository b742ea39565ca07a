import type { Reading } from '../../acts/act';

interface PlanSeen {
  readonly planId: string;
  readonly position: string;
  readonly status: string;
  readonly periodStart: string;
  readonly periodEnd: string;
  readonly indicators: readonly {
    readonly indicatorId: string;
    readonly title: string;
    readonly unit: string;
    readonly target: string | null;
  }[];
  readonly obstacles: readonly {
    readonly obstacleId: string;
    readonly indicatorId: string | null;
    readonly status: string;
  }[];
}

/** The own plans of a year. */
export interface PlansSeen {
  readonly year: number;
  readonly plans: readonly PlanSeen[];
}

export const readsPlans = (year: string): Reading => ({
  endpoint: 'myPerformance',
  asked: { query: { year: Number(year) } },
});

/** The plan that is worked on; where there is none, the last one. */
export const planIn = ({ plans }: PlansSeen): PlanSeen | undefined =>
  plans.find(({ status }) => status === 'ACTIVE') ?? plans.at(-1);
