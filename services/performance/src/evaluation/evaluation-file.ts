import type { Indicator, PlanAgreed, PlanChanged, PlanDisputeDecided } from '@jejak/contracts/performance';
import { EventStore } from '@jejak/event-store';
import type { Recorded } from '@jejak/kernel';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { type Fact, factOf } from '../explanation/fact';
import type { MeasurementRow } from '../measurement/measurement.projection';
import { planStream } from '../plan/plan.reading';
import type { PlanEvent } from '../plan/plan.state';
import { evaluationStream } from './evaluation-id';
import type { EvaluationRow } from './evaluation.projection';
import type { EvaluationEvent } from './evaluation.state';
import { type EvaluationWords, wordsOf } from './words';

/** A version of the plan that was evaluated: what was agreed, decided or changed. */
export interface PlanVersion {
  readonly planVersion: number;
  readonly indicators: readonly Indicator[];
  readonly fact: Fact;
}

/** A rating that the review of the unit's predicates changed. */
export interface ReviewChange {
  readonly old: { readonly predicate: string };
  readonly new: { readonly predicate: string };
  readonly fact: Fact;
}

/** A number as it was computed; `explanation` says from what. */
export interface Computed {
  readonly recommendation: number;
  readonly composite: string;
  readonly predicate: string;
  readonly policyRefs: readonly string[];
  readonly fact: Fact;
}

export type FileAmount = Pick<
  MeasurementRow,
  'measurementId' | 'indicatorId' | 'quantity' | 'status' | 'rejectionCode' | 'source'
> & { readonly from: string; readonly to: string; readonly ofUnit: boolean };

/** What the page on one evaluation shows beside its row (domain.md 5.10). */
export interface EvaluationFile {
  readonly planVersions: readonly PlanVersion[];
  readonly data: readonly FileAmount[];
  readonly recommendations: readonly Computed[];
  readonly reviewChanges: readonly ReviewChange[];
  readonly words: EvaluationWords;
  /** The fact that made the version which is shown. */
  readonly latest: Fact | null;
}

type Versioning = PlanAgreed | PlanDisputeDecided | PlanChanged;
const makesVersion = (fact: Recorded<PlanEvent>): fact is Recorded<Versioning> =>
  fact.type === 'PlanAgreed' || fact.type === 'PlanDisputeDecided' || fact.type === 'PlanChanged';

/** The versions that a plan had, in order. */
export const planVersionsOf = (facts: readonly Recorded<PlanEvent>[]): PlanVersion[] =>
  facts.filter(makesVersion).map((fact) => {
    const { planVersion, indicators } = fact.data;
    return { planVersion, indicators, fact: factOf(fact) };
  });

/** What an evaluation's facts say beside its row. */
export const decidedOf = (
  facts: readonly Recorded<EvaluationEvent>[],
): Pick<EvaluationFile, 'recommendations' | 'reviewChanges' | 'words' | 'latest'> => ({
  recommendations: facts.flatMap((fact) => {
    if (fact.type !== 'RatingRecommended') return [];
    const { recommendation, composite, predicate, policyRefs } = fact.data;
    return { recommendation, composite, predicate, policyRefs, fact: factOf(fact) };
  }),
  reviewChanges: facts.flatMap((fact) =>
    fact.type === 'RatingChangedInReview'
      ? { old: fact.data.old, new: fact.data.new, fact: factOf(fact) }
      : [],
  ),
  words: wordsOf(facts),
  latest: facts.length === 0 ? null : factOf(facts[facts.length - 1]),
});

/** Reads what the page on one evaluation shows beside its row. */
@Injectable()
export class EvaluationFiles {
  constructor(
    private readonly store: EventStore,
    private readonly db: DataSource,
  ) {}

  async of(
    row: Pick<EvaluationRow, 'evaluationId' | 'planId' | 'employeeId' | 'unitId' | 'recommendation'> & {
      readonly periodStart: string;
      readonly periodEnd: string;
    },
  ): Promise<EvaluationFile> {
    const [plan, evaluation] = await Promise.all([
      this.store.history(planStream(row.planId)),
      this.store.history(evaluationStream(row.evaluationId)),
    ]);
    // A stream holds the events of its own decider only.
    const planVersions = planVersionsOf(plan as unknown as Recorded<PlanEvent>[]);
    const indicators = planVersions.at(-1)?.indicators ?? [];
    return {
      planVersions,
      data: await this.amounts(row, indicators),
      ...decidedOf(evaluation as unknown as Recorded<EvaluationEvent>[]),
    };
  }

  /** The employee's amounts of the period, and those of the unit, whatever became of them. */
  private amounts(
    row: {
      readonly employeeId: string;
      readonly unitId: string;
      readonly periodStart: string;
      readonly periodEnd: string;
    },
    indicators: readonly Pick<Indicator, 'indicatorId'>[],
  ): Promise<FileAmount[]> {
    return this.db.query<FileAmount[]>(
      `select measurement_id as "measurementId", indicator_id as "indicatorId", quantity, from_date::text as "from",
         to_date::text as "to", status, rejection_code as "rejectionCode", source, employee_id is null as "ofUnit"
       from rm.measurement_list
       where (employee_id = $1 or (employee_id is null and unit_id = $2)) and indicator_id = any($3::text[])
         and from_date >= $4::date and to_date <= $5::date
       order by indicator_id, to_date, from_date, measurement_id limit 2000`,
      [
        ...[row.employeeId, row.unitId, indicators.map(({ indicatorId }) => indicatorId)],
        ...[row.periodStart, row.periodEnd],
      ],
    );
  }
}
