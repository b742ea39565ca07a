import {
  BEHAVIOUR_VALUES,
  type BehaviourValue,
  type Expectation,
  EXPECTATIONS,
  type ObjectionGround,
  OBJECTION_GROUNDS,
  type ObjectionOutcome,
  OBJECTION_OUTCOMES,
  type ReopeningGround,
  REOPENING_GROUNDS,
} from '@jejak/contracts/performance';
import { IsId, PageRequest } from '@jejak/http';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
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
import { EvidenceRequest, IsDecimalText } from '../request-formats';

export class OpenEvaluationRequest {
  @IsId() readonly planId!: string;
}

export class IndicatorViewRequest {
  @IsString() @Matches(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/) readonly indicatorId!: string;
  @IsIn(EXPECTATIONS) readonly rating!: Expectation;
}

export class SelfAssessRequest {
  @IsString() @MinLength(1) @MaxLength(4000) readonly text!: string;
  /** How the employee sees single indicators of the plan. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(50)
  @ArrayUnique(({ indicatorId }: IndicatorViewRequest) => indicatorId)
  @ValidateNested({ each: true })
  @Type(() => IndicatorViewRequest)
  readonly indicators?: readonly IndicatorViewRequest[];
}

export class RubricLineRequest {
  @IsString() @MinLength(1) @MaxLength(300) readonly question!: string;
  /** 1 to 5; 4 is as expected. */
  @IsInt() @Min(1) @Max(5) readonly score!: number;
}

export class RecordInterviewRequest {
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(50)
  @ValidateNested({ each: true })
  @Type(() => RubricLineRequest)
  readonly rubric!: readonly RubricLineRequest[];
  @IsString() @MinLength(1) @MaxLength(4000) readonly agreedSummary!: string;
  /** Left out: yes. */
  @IsOptional() @IsBoolean() readonly employeePresent?: boolean;
}

export class ValueRatingRequest {
  @IsIn(BEHAVIOUR_VALUES) readonly value!: BehaviourValue;
  @IsIn(EXPECTATIONS) readonly rating!: Expectation;
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(50)
  @IsId({ each: true })
  readonly feedbackRefs?: readonly string[];
}

export class RateBehaviourRequest {
  @IsArray()
  @ArrayMinSize(7)
  @ArrayMaxSize(7)
  @ArrayUnique(({ value }: ValueRatingRequest) => value)
  @ValidateNested({ each: true })
  @Type(() => ValueRatingRequest)
  readonly ratings!: readonly ValueRatingRequest[];
}

export class CitizenIndexRequest {
  /** 0 to 100, two decimals. */
  @Matches(/^(100(\.0{1,2})?|[1-9]?\d(\.\d{1,2})?)$/) @MaxLength(6) readonly index!: string;
  @IsInt() @Min(0) @Max(10_000_000) readonly n!: number;
}

export class RateAnnualRequest {
  @IsIn(EXPECTATIONS) readonly resultRating!: Expectation;
  @IsIn(EXPECTATIONS) readonly behaviourRating!: Expectation;
  /** Needed, with evidence, where a rating is not the recommended one. */
  @IsOptional() @IsString() @MaxLength(4000) readonly justification?: string;
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  @Type(() => EvidenceRequest)
  readonly evidence?: readonly EvidenceRequest[];
  @IsOptional() @IsId() readonly consultedSupervisorId?: string;
}

export class AcknowledgeRequest {
  @IsBoolean() readonly agree!: boolean;
  @IsOptional() @IsString() @MaxLength(4000) readonly comment?: string;
}

export class FileObjectionRequest {
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(4)
  @IsIn(OBJECTION_GROUNDS, { each: true })
  readonly grounds!: readonly ObjectionGround[];
  /** The amounts contested. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(100)
  @IsId({ each: true })
  readonly measurementIds?: readonly string[];
  @IsString() @MaxLength(4000) readonly reason!: string;
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  @Type(() => EvidenceRequest)
  readonly evidence?: readonly EvidenceRequest[];
}

export class HearObjectionRequest {
  /** What the rater said; left out: not heard this time. */
  @IsOptional() @IsString() @MinLength(1) @MaxLength(4000) readonly raterStatement?: string;
  @IsOptional() @IsString() @MinLength(1) @MaxLength(4000) readonly employeeStatement?: string;
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(20)
  @IsId({ each: true })
  readonly witnesses?: readonly string[];
}

export class CorrectionRequest {
  @IsId() readonly measurementId!: string;
  @IsDecimalText() readonly quantity!: string;
}

export class DecideObjectionRequest {
  @IsIn(OBJECTION_OUTCOMES) readonly outcome!: ObjectionOutcome;
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(100)
  @ArrayUnique(({ measurementId }: CorrectionRequest) => measurementId)
  @ValidateNested({ each: true })
  @Type(() => CorrectionRequest)
  readonly corrections?: readonly CorrectionRequest[];
  /** What the superior decides; left out: as recomputed, or as it was. */
  @IsOptional() @IsIn(EXPECTATIONS) readonly resultRating?: Expectation;
  @IsOptional() @IsIn(EXPECTATIONS) readonly behaviourRating?: Expectation;
  @IsString() @MaxLength(4000) readonly reason!: string;
}

export class ReopenEvaluationRequest {
  @IsIn(REOPENING_GROUNDS) readonly ground!: ReopeningGround;
  /** The id of the finding as it was issued, or the number of the judgment. */
  @IsOptional() @IsString() @MaxLength(200) readonly findingRef?: string;
  @IsString() @MaxLength(4000) readonly reason!: string;
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(100)
  @ArrayUnique(({ measurementId }: CorrectionRequest) => measurementId)
  @ValidateNested({ each: true })
  @Type(() => CorrectionRequest)
  readonly corrections?: readonly CorrectionRequest[];
  /** The finding or judgment itself. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  @Type(() => EvidenceRequest)
  readonly evidence?: readonly EvidenceRequest[];
}

export class EvaluationsRequest extends PageRequest {
  @IsOptional() @Type(() => Number) @IsInt() @Min(2000) @Max(2999) readonly year?: number;
}

/** Only the members that facts carry. */
export const evidenceOf = (evidence: readonly EvidenceRequest[] = []) =>
  evidence.map(({ sha256, mediaType, size }) => ({ sha256, mediaType, size }));
