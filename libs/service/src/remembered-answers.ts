import type { Pool, QueryConfig, QueryResult, QueryResultRow } from 'pg';

interface Answer {
  readonly until: number;
  readonly result: Promise<QueryResult>;
}

/** So many questions are remembered at most: their values may come from callers. */
const MOST = 1_000;

/** How long answers are kept, and by what questions are told apart. */
export interface Remembering {
  readonly keptMs: number;
  /** Values that have the same answer are the same question. Default: as they are. */
  readonly valuesOf?: (question: QueryConfig<unknown[]>) => readonly unknown[];
  readonly nowMs?: () => number;
}

/**
 * A pool that answers the same question once in a while. For tables that change a few times a year and are asked by every command:
 * whoever changes them here calls {@link forget}; what another replica changed is seen after `keptMs` at the latest.
 */
export class RememberedAnswers {
  private readonly answers = new Map<string, Answer>();
  private readonly remembering: Required<Remembering>;

  constructor(
    private readonly pool: Pick<Pool, 'query'>,
    remembering: Remembering,
  ) {
    const asTheyAre = ({ values = [] }: QueryConfig<unknown[]>): readonly unknown[] => values;
    this.remembering = { valuesOf: asTheyAre, nowMs: () => performance.now(), ...remembering };
  }

  /** Only named statements, by name and values. Rows are shared by everybody who asks, and frozen. */
  query<Row extends QueryResultRow>(
    question: QueryConfig<unknown[]> & { readonly name: string },
  ): Promise<QueryResult<Row>> {
    const { keptMs, valuesOf, nowMs } = this.remembering;
    const id = `${question.name} ${JSON.stringify(valuesOf(question))}`;
    const known = this.answers.get(id);
    // The statement of this name has these rows.
    if (known && known.until > nowMs()) return known.result as Promise<QueryResult<Row>>;
    const result = this.pool.query<Row>(question).then((found) => frozen(found));
    this.answers.delete(id);
    this.answers.set(id, { until: nowMs() + keptMs, result });
    // Nobody else is told of a failure that was this asking's.
    result.catch(() => {
      if (this.answers.get(id)?.result === result) this.answers.delete(id);
    });
    if (this.answers.size > MOST) this.answers.delete([...this.answers.keys()][0]);
    return result;
  }

  /** What was asked may have another answer from now on, also what is being asked just now. */
  forget(): void {
    this.answers.clear();
  }
}

const frozen = <Row extends QueryResultRow>(result: QueryResult<Row>): QueryResult<Row> => {
  for (const row of result.rows) deepFreeze(row);
  return result;
};

const deepFreeze = (value: unknown): void => {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return;
  Object.freeze(value);
  for (const inner of Object.values(value)) deepFreeze(inner);
};
