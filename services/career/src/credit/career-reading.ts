import type { Predicate } from '@jejak/contracts/performance';
import { EventStore } from '@jejak/event-store';
import { NotFound, type StreamRef, Unavailable } from '@jejak/kernel';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { type Employee, employee } from '../employee/employee.decider';
import { streamOfEmployee } from '../employee/employee.http';
import type { FinalEvaluation } from './conversion';
import { isContested, isFinal, type EvaluationRecordRow } from './evaluation-record.projection';
import type { RecordedStep } from './rank-history.projection';

type Employed = Extract<Employee, { readonly status: 'employed' }>;

/** What was read, and where it stands. */
export interface Read<Value> {
  readonly value: Value;
  readonly inputs: readonly StreamRef[];
}

const RECORD = `evaluation_id as "evaluationId", employee_id as "employeeId", year, position,
  period_start::text as "periodStart", period_end::text as "periodEnd", predicate, evaluation_version as "evaluationVersion",
  final_at as "finalAt", objected_at as "objectedAt", settled_at as "settledAt", reopened_at as "reopenedAt", stream,
  read_version as "readVersion", hash,
  to_char(finalised_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "finalisedAt"`;

/** An evaluation of a year, as a decision on promotion sees it. */
export interface YearPredicate {
  readonly evaluationId: string;
  readonly year: number;
  /** Null while none is final, also while the evaluation is opened again. */
  readonly predicate: Predicate | null;
  readonly evaluationVersion: number;
  readonly contested: boolean;
}

export interface ToldEvaluation {
  readonly employeeId: string;
  /** Null while none is final, or the last one is contested or opened again. */
  readonly final: FinalEvaluation | null;
  /** Version of the stream at which it was last decided, by becoming final or by the end of an objection; 0: never. */
  readonly decidedAt: number;
}

/** Reads what this service and others have told of a person's career, each with the exact versions that were read. */
@Injectable()
export class CareerReading {
  constructor(
    private readonly store: EventStore,
    private readonly db: DataSource,
  ) {}

  /** The place in the organisation, from the stream itself. @throws NotFound EMPLOYEE_NOT_FOUND */
  async employee(employeeId: string): Promise<Read<Employed>> {
    const { state, head } = await this.store.state(employee, streamOfEmployee(employeeId));
    if (state.status === 'absent') throw new NotFound('EMPLOYEE_NOT_FOUND', 'There is no such employee.');
    return { value: state, inputs: head ? [head] : [] };
  }

  /**
   * Ranks and levels in order of date.
   * @throws NotFound EMPLOYEE_NOT_FOUND · Unavailable while the read model does not know the employee yet
   */
  async steps(employeeId: string): Promise<Read<readonly RecordedStep[]>> {
    const [row] = await this.db.query<{ steps: readonly RecordedStep[] }[]>(
      'select steps from rm.rank_history where employee_id = $1',
      [employeeId],
    );
    if (!row) {
      await this.employee(employeeId);
      throw new Unavailable('UNAVAILABLE', 'The file of this employee is not read yet.');
    }
    const inputs = row.steps.map(({ stream, ver, hash }) => ({ stream, ver, hash }));
    return { value: row.steps, inputs };
  }

  /** The evaluation as performance has told of it; null where it has told of none. */
  async evaluation(evaluationId: string): Promise<Read<ToldEvaluation | null>> {
    const [row] = await this.db.query<EvaluationRecordRow[]>(
      `select ${RECORD} from rm.evaluation_record where evaluation_id = $1`,
      [evaluationId],
    );
    if (!row || row.employeeId === null) return { value: null, inputs: [] };
    const decidedAt = Math.max(row.settledAt, row.finalAt);
    return {
      value: { employeeId: row.employeeId, final: finalOf(row), decidedAt },
      inputs: [recordRef(row)],
    };
  }

  /** Every evaluation of somebody that performance has told of, newest first. */
  evaluations(employeeId: string): Promise<EvaluationRecordRow[]> {
    return this.db.query<EvaluationRecordRow[]>(
      `select ${RECORD} from rm.evaluation_record where employee_id = $1 order by period_end desc, evaluation_id limit 200`,
      [employeeId],
    );
  }

  /**
   * Evaluations of functional officers that became final before an instant, with no conversion of that version, in order of id.
   * @param after id of the last one read; null: from the beginning
   */
  unconverted(before: string, after: string | null, limit: number): Promise<EvaluationRecordRow[]> {
    return this.db.query<EvaluationRecordRow[]>(
      `select ${RECORD} from rm.evaluation_record e
       where finalised_at < $1 and ($2::uuid is null or evaluation_id > $2)
         and exists (select from rm.rank_history r where r.employee_id = e.employee_id
           and jsonb_path_exists(r.steps, '$[*].level ? (@ != null)'))
         and not exists (select from rm.credit_entry c where c.evaluation_id = e.evaluation_id
           and c.kind = 'CreditConverted' and c.evaluation_version >= e.evaluation_version)
       order by evaluation_id limit $3`,
      [before, after, limit],
    );
  }

  /** The evaluations of years, in order of year and id. */
  async evaluationsOf(employeeId: string, years: readonly number[]): Promise<Read<readonly YearPredicate[]>> {
    const rows = await this.db.query<EvaluationRecordRow[]>(
      `select ${RECORD} from rm.evaluation_record
       where employee_id = $1 and year = any($2::int[]) order by year, evaluation_id limit 100`,
      [employeeId, years],
    );
    return {
      value: rows.map((row) => ({
        ...{ evaluationId: row.evaluationId, year: row.year ?? 0 },
        predicate: isFinal(row) || isContested(row) ? row.predicate : null,
        ...{ evaluationVersion: row.evaluationVersion, contested: isContested(row) },
      })),
      inputs: rows.map(recordRef),
    };
  }
}

/** The latest fact of its stream that was read. */
export const recordRef = ({ stream, readVersion, hash }: EvaluationRecordRow): StreamRef => ({
  ...{ stream, ver: readVersion, hash },
});

/** What is converted of an evaluation; null where it is contested, open again, or not final yet. */
export const finalOf = (row: EvaluationRecordRow): FinalEvaluation | null => {
  const { evaluationId, employeeId, periodStart, periodEnd, predicate, evaluationVersion } = row;
  if (!isFinal(row) || !employeeId || !periodStart || !periodEnd || !predicate) return null;
  return { evaluationId, employeeId, periodStart, periodEnd, predicate, evaluationVersion };
};
