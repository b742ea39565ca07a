import { Requires } from '@jejak/auth';
import type { CommandContext } from '@jejak/event-store';
import { Context, Id } from '@jejak/http';
import { type Clock, NotFound } from '@jejak/kernel';
import { readable, readerOf } from '@jejak/organisation';
import { CLOCK, FileAccess } from '@jejak/service';
import { Controller, Get, Inject, Query } from '@nestjs/common';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, Max, Min } from 'class-validator';
import { DataSource } from 'typeorm';
import type { EvaluationRow } from '../evaluation/evaluation.projection';
import { Rulebook } from '../rules/rulebook';
import { type ExplainedEvaluation, ExplanationReading } from './explanation.reading';

class ExplanationRequest {
  /** Which of the recommendations, from 1; left out: the last. */
  @IsOptional() @Type(() => Number) @IsInt() @Min(1) @Max(1_000_000) readonly recommendation?: number;
}

type Explained = Pick<
  EvaluationRow,
  | 'evaluationId'
  | 'planId'
  | 'employeeId'
  | 'unitId'
  | 'year'
  | 'status'
  | 'contested'
  | 'evaluationVersion'
  | 'resultRating'
  | 'behaviourRating'
  | 'predicate'
  | 'composite'
>;

interface ExplanationView extends Explained, ExplainedEvaluation {
  readonly version: number;
}

const EXPLAINED = `evaluation_id as "evaluationId", plan_id as "planId", employee_id as "employeeId", unit_id as "unitId", year,
  status, contested, evaluation_version as "evaluationVersion", result_rating as "resultRating",
  behaviour_rating as "behaviourRating", predicate, composite, version::int`;

@Controller('evaluations')
export class ExplanationController {
  constructor(
    private readonly db: DataSource,
    private readonly reading: ExplanationReading,
    private readonly rulebook: Rulebook,
    private readonly access: FileAccess,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Which facts made this number: from the predicate down to each amount, with the policy versions in between, and whether the
   * formulas give the recorded number again. Who may see it is who may see the evaluation file.
   */
  @Get(':id/explanation')
  @Requires('performance:read')
  async explanation(
    @Id() id: string,
    @Query() { recommendation }: ExplanationRequest,
    @Context() context: CommandContext,
  ): Promise<ExplanationView> {
    const now = this.clock.now();
    const { date } = await this.rulebook.today(now);
    const [row] = await this.db.query<(Explained & { readonly version: number })[]>(
      `select ${EXPLAINED} from rm.evaluation_list where evaluation_id = $4 and ${readable('employee_id')}`,
      [readerOf(context.actor), context.role, date, id],
    );
    if (!row) throw new NotFound('EVALUATION_NOT_FOUND', 'There is no such evaluation for you to read.');
    const own = context.actor === row.employeeId;
    const explained = await this.reading.of(id, recommendation ?? null, { own, now });
    if (recommendation !== undefined && explained.explanation === null)
      throw new NotFound('EVALUATION_NOT_FOUND', 'The evaluation has no such recommendation.', {
        field: 'recommendation',
      });
    await this.access.record(row.employeeId, 'performance.explanation', context);
    return { ...row, ...explained };
  }
}
