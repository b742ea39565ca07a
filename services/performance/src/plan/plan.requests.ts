import {
  AGGREGATIONS,
  type Aggregation,
  CHANGE_CAUSES,
  type ChangeCause,
  DIRECTIONS,
  type Direction,
  type Indicator,
  type Source,
  SOURCES,
  VERIFICATION_RULES,
  type VerificationRule,
} from '@jejak/contracts/performance';
import { IsId, IsLegalDate } from '@jejak/http';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
  MinLength,
  ValidateNested,
} from 'class-validator';
import { IsDecimalText } from '../request-formats';

/** One line of a plan as it is written; what is left out stays open until the plan is submitted. */
export class IndicatorRequest {
  @Matches(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/) @MaxLength(64) readonly indicatorId!: string;
  @IsString() @MinLength(1) @MaxLength(300) readonly title!: string;
  @IsOptional() @IsString() @MaxLength(100) readonly perspective?: string;
  @IsOptional() @IsString() @MaxLength(64) readonly unit?: string;
  @IsIn(DIRECTIONS) readonly direction!: Direction;
  @IsOptional() @IsDecimalText() readonly target?: string;
  @IsOptional() @IsDecimalText() readonly rangeLow?: string;
  @IsOptional() @IsDecimalText() readonly rangeHigh?: string;
  @IsDecimalText() readonly weight!: string;
  @IsIn(SOURCES) readonly source!: Source;
  /** Left out: amounts of a HIGHER indicator are summed, all others averaged. */
  @IsOptional() @IsIn(AGGREGATIONS) readonly aggregation?: Aggregation;
  @IsOptional() @IsIn(VERIFICATION_RULES) readonly verificationRule?: VerificationRule;
  @IsOptional() @IsId() readonly parentResultId?: string;
}

/** What is expected of each BerAKHLAK value. */
export class BehaviourExpectationsRequest {
  @IsString() @MinLength(1) @MaxLength(4000) readonly berorientasiPelayanan!: string;
  @IsString() @MinLength(1) @MaxLength(4000) readonly akuntabel!: string;
  @IsString() @MinLength(1) @MaxLength(4000) readonly kompeten!: string;
  @IsString() @MinLength(1) @MaxLength(4000) readonly harmonis!: string;
  @IsString() @MinLength(1) @MaxLength(4000) readonly loyal!: string;
  @IsString() @MinLength(1) @MaxLength(4000) readonly adaptif!: string;
  @IsString() @MinLength(1) @MaxLength(4000) readonly kolaboratif!: string;
}

export class DraftPlanRequest {
  @IsInt() @Min(2000) @Max(2999) readonly year!: number;
  @IsArray()
  @ArrayMaxSize(50)
  @ValidateNested({ each: true })
  @Type(() => IndicatorRequest)
  readonly indicators!: readonly IndicatorRequest[];
  @ValidateNested()
  @Type(() => BehaviourExpectationsRequest)
  readonly behaviourExpectations!: BehaviourExpectationsRequest;
}

export class SupportRequest {
  /** Who gives it. */
  @IsId() readonly by!: string;
  @IsLegalDate() readonly due!: string;
  @IsString() @MinLength(1) @MaxLength(300) readonly what!: string;
}

export class ReviewTargetRequest {
  @Matches(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/) @MaxLength(64) readonly indicatorId!: string;
  /** Left out: the target stays, with support. */
  @IsOptional() @IsDecimalText() readonly target?: string;
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(10)
  @ValidateNested({ each: true })
  @Type(() => SupportRequest)
  readonly support?: readonly SupportRequest[];
  @IsOptional() @IsString() @MaxLength(4000) readonly reason?: string;
}

export class ReturnPlanRequest {
  @IsString() @MaxLength(4000) readonly reason!: string;
}

export class ContestTargetRequest {
  @Matches(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/) @MaxLength(64) readonly indicatorId!: string;
  @IsString() @MaxLength(4000) readonly reason!: string;
}

export class DecideDisputeRequest {
  /** The one that holds from now on: the contested one, or another. */
  @IsDecimalText() readonly target!: string;
  @IsString() @MaxLength(4000) readonly reason!: string;
}

export class RequestPlanChangeRequest {
  @IsIn(CHANGE_CAUSES) readonly cause!: ChangeCause;
  @IsLegalDate() readonly effectiveFrom!: string;
  /** The whole plan as it is to be. */
  @IsArray()
  @ArrayMaxSize(50)
  @ValidateNested({ each: true })
  @Type(() => IndicatorRequest)
  readonly indicators!: readonly IndicatorRequest[];
  @IsString() @MaxLength(4000) readonly reason!: string;
}

export class DecidePlanChangeRequest {
  @IsBoolean() readonly accept!: boolean;
  /** Asked for where the change is refused. */
  @IsOptional() @IsString() @MaxLength(4000) readonly reason?: string;
}

/** The line as facts carry it. */
export const indicatorOf = (line: IndicatorRequest): Indicator => ({
  ...{ indicatorId: line.indicatorId, title: line.title, direction: line.direction },
  ...{ weight: line.weight, source: line.source, perspective: line.perspective ?? '', unit: line.unit ?? '' },
  target: line.target ?? null,
  rangeLow: line.rangeLow ?? null,
  rangeHigh: line.rangeHigh ?? null,
  aggregation: line.aggregation ?? (line.direction === 'HIGHER' ? 'SUM' : 'MEAN'),
  verificationRule: line.verificationRule ?? 'EVIDENCE_REQUIRED',
  parentResultId: line.parentResultId ?? null,
});
