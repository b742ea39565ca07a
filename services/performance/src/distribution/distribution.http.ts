import { Requires } from '@jejak/auth';
import {
  type Expectation,
  EXPECTATIONS,
  type OrganisationPredicate,
  type Predicate,
} from '@jejak/contracts/performance';
import { type Appended, type CommandContext, EventStore, execution } from '@jejak/event-store';
import { Context, IsId } from '@jejak/http';
import { type Clock, NotAuthorised } from '@jejak/kernel';
import { CLOCK } from '@jejak/service';
import { isHeadOf, People } from '@jejak/organisation';
import { Body, Controller, Get, HttpCode, Inject, Post, Query } from '@nestjs/common';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { evaluation } from '../evaluation/evaluation.decider';
import { evaluationStream } from '../evaluation/evaluation-id';
import { EvaluationReading } from '../evaluation/evaluation.reading';
import { evidenceOf } from '../evaluation/evaluation.requests';
import { organisationResult } from '../organisation-result/organisation-result.decider';
import { organisationResultStream } from '../organisation-result/organisation-result.stream';
import { EvidenceRequest } from '../request-formats';
import { Rulebook } from '../rules/rulebook';
import { countsOf, type PredicateCounts, sharesOf, staffOf, unmetPattern } from '../scoring/distribution';
import { PREDICATE } from '../scoring/predicate';
import { distributionReview } from './distribution.decider';
import { DistributionReading } from './distribution.reading';
import { distributionStream } from './distribution.stream';

class RatingChangeRequest {
  @IsId() readonly evaluationId!: string;
  @IsIn(EXPECTATIONS) readonly resultRating!: Expectation;
  @IsIn(EXPECTATIONS) readonly behaviourRating!: Expectation;
  /** Why this employee's rating changes. */
  @IsString() @MaxLength(4000) readonly reason!: string;
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  @Type(() => EvidenceRequest)
  readonly evidence?: readonly EvidenceRequest[];
}

class HoldReviewRequest {
  @IsId() readonly unitId!: string;
  @IsInt() @Min(2000) @Max(2999) readonly year!: number;
  /** The supervisors who take part. */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(100)
  @ArrayUnique()
  @IsId({ each: true })
  readonly participants!: readonly string[];
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(100)
  @ArrayUnique(({ evaluationId }: RatingChangeRequest) => evaluationId)
  @ValidateNested({ each: true })
  @Type(() => RatingChangeRequest)
  readonly changes?: readonly RatingChangeRequest[];
}

class DistributionRequest {
  @IsId() readonly unitId!: string;
  @Type(() => Number) @IsInt() @Min(2000) @Max(2999) readonly year!: number;
}

interface DistributionView {
  readonly unitId: string;
  readonly year: number;
  /** Null while it is not set. */
  readonly orgPredicate: OrganisationPredicate | null;
  readonly staff: number;
  readonly counts: PredicateCounts;
  /** Per cent of the staff rated, 2 places. */
  readonly shares: Readonly<Record<Predicate, string>>;
  readonly exempt: boolean;
  readonly warnings: readonly string[];
}

/** Who sees every unit's predicates; others see those of the unit that they head. */
const SEES_ALL = ['hr_admin', 'leadership', 'inspector'];

@Controller()
export class DistributionController {
  constructor(
    private readonly store: EventStore,
    private readonly reading: DistributionReading,
    private readonly evaluations: EvaluationReading,
    private readonly people: People,
    private readonly rulebook: Rulebook,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Holds the review; the ratings that it changes are recorded with it, or nothing is. */
  @Post('distribution-reviews')
  @HttpCode(200)
  @Requires('performance:review-distribution')
  async hold(
    @Body() { unitId, year, participants, changes = [] }: HoldReviewRequest,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    const by = context.actor;
    const { expectedVersion: _, ...unconditional } = context;
    const [reviewed] = await this.store.executeTogether([
      execution({
        decider: distributionReview,
        stream: distributionStream(unitId, year),
        command: {
          type: 'HoldDistributionReview',
          ...{ by, unitId, year, participants: [...participants] },
          changes: changes.map(({ evaluationId, resultRating, behaviourRating }) => ({
            evaluationId,
            predicate: PREDICATE[resultRating][behaviourRating],
          })),
        },
        context: { ...context, duty: 'unit_head' },
        gather: this.reading.of(by, unitId, year),
      }),
      ...changes.map(({ evaluationId, resultRating, behaviourRating, reason, evidence }) =>
        execution({
          decider: evaluation,
          stream: evaluationStream(evaluationId),
          command: {
            type: 'ChangeInReview',
            ...{ by, resultRating, behaviourRating, reason, evidence: evidenceOf(evidence) },
          },
          context: { ...unconditional, duty: 'unit_head' },
          gather: this.evaluations.of('ChangeInReview'),
        }),
      ),
    ]);
    return reviewed;
  }

  /** The predicates of a unit's staff as they stand, against the pattern of the unit's own. */
  @Get('distribution')
  @Requires('performance:read')
  async find(
    @Query() { unitId, year }: DistributionRequest,
    @Context() { actor, role }: CommandContext,
  ): Promise<DistributionView> {
    const { date } = await this.rulebook.today(this.clock.now());
    const asking = await this.people.file(actor);
    if (!SEES_ALL.includes(role) && !isHeadOf(asking?.file ?? null, unitId, date))
      throw new NotAuthorised('NOT_RELATED', 'The head of the unit sees its predicates.');
    const [{ rows }, { state }, rules] = await Promise.all([
      this.reading.staff(unitId, year),
      this.store.state(organisationResult, organisationResultStream(unitId, year)),
      this.reading.rules(year),
    ]);
    const heads = await Promise.all(
      rows.map(async ({ employeeId }) =>
        isHeadOf((await this.people.file(employeeId))?.file ?? null, unitId, `${year}-12-31`),
      ),
    );
    const counts = countsOf(rows.flatMap(({ predicate }, at) => (heads[at] ? [] : (predicate ?? []))));
    const staff = staffOf(counts);
    const orgPredicate = state.status === 'set' ? state.predicate : null;
    return {
      ...{ unitId, year, orgPredicate, staff, counts, shares: sharesOf(counts) },
      exempt: staff < rules.distribution.exemptBelowStaff,
      warnings: orgPredicate === null ? [] : unmetPattern(counts, orgPredicate, rules.distribution),
    };
  }
}
