/** Figures of a unit in a year; nobody's name. */
export interface UnitLine {
  readonly unitId: string;
  readonly code: string;
  readonly name: string;
  readonly orgPredicate: string | null;
  readonly staff: number;
  readonly plans: number;
  readonly openPlans: number;
  readonly plansOverdue: number;
  readonly targets: number;
  readonly flagged: number;
  readonly periodsOverdue: number;
  readonly obstaclesOpen: number;
  readonly obstaclesEscalated: number;
  readonly supportOpen: number;
  readonly amountsWaiting: number;
  readonly amountsRejected: number;
  readonly evaluations: number;
  readonly rated: number;
  readonly final: number;
  readonly contested: number;
  readonly objections: number;
  readonly objectionsUpheld: number;
  readonly rewards: number;
  readonly workloadIndex: string | null;
  readonly flaggedShare: string | null;
}

export interface UnitBoard extends UnitLine {
  readonly year: number;
  readonly achievements: readonly {
    readonly indicatorId: string;
    readonly plans: number;
    readonly measured: number;
    readonly mean: string | null;
  }[];
  readonly predicates: Readonly<Record<string, number>>;
  readonly policyChanges: readonly {
    readonly pinned: string;
    readonly inForce: string;
    readonly since: string;
  }[];
}

/** What of a unit is late or waits for a decision. */
export const lateOf = ({ plansOverdue, periodsOverdue, obstaclesEscalated }: UnitLine): number =>
  plansOverdue + periodsOverdue + obstaclesEscalated;
