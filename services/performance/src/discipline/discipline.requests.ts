import {
  SANCTION_APPEAL_OUTCOMES,
  type SanctionAppealOutcome,
  SANCTION_KINDS,
  type SanctionKind,
  SANCTION_LEVELS,
  type SanctionLevel,
} from '@jejak/contracts/performance';
import { IsId, IsLegalDate, PageRequest } from '@jejak/http';
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
  ValidateNested,
} from 'class-validator';
import { EvidenceRequest } from '../request-formats';

export class ReportViolationRequest {
  @IsId() readonly employeeId!: string;
  /** The article violated. */
  @IsString() @Matches(/\S/) @MaxLength(200) readonly articleRef!: string;
  @IsLegalDate() readonly from!: string;
  @IsLegalDate() readonly to!: string;
  /** Of unexcused absence: working days in the year, and the longest run of them. */
  @IsOptional() @IsInt() @Min(1) @Max(366) readonly absentDays?: number;
  @IsOptional() @IsInt() @Min(1) @Max(366) readonly consecutiveDays?: number;
  @IsString() @Matches(/\S/) @MaxLength(4000) readonly allegation!: string;
  /** Since when the supervisor knew of it. */
  @IsOptional() @IsLegalDate() readonly supervisorKnewOn?: string;
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  @Type(() => EvidenceRequest)
  readonly evidence?: readonly EvidenceRequest[];
}

export class SummonRequest {
  @IsLegalDate() readonly hearingOn!: string;
}

export class HoldHearingRequest {
  /** Left out: yes. */
  @IsOptional() @IsBoolean() readonly employeePresent?: boolean;
  /** What the employee said. */
  @IsOptional() @IsString() @MaxLength(4000) readonly statement?: string;
}

export class ReasonRequest {
  @IsString() @MaxLength(4000) readonly reason!: string;
}

export class DecideSanctionRequest extends ReasonRequest {
  @IsIn(SANCTION_LEVELS) readonly level!: SanctionLevel;
  @IsIn(SANCTION_KINDS) readonly kind!: SanctionKind;
  @IsOptional() @IsInt() @Min(1) @Max(120) readonly months?: number;
}

export class AppealRequest extends ReasonRequest {
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  @Type(() => EvidenceRequest)
  readonly evidence?: readonly EvidenceRequest[];
}

export class ChangedSanctionRequest {
  @IsIn(SANCTION_LEVELS) readonly level!: SanctionLevel;
  @IsIn(SANCTION_KINDS) readonly kind!: SanctionKind;
  @IsOptional() @IsInt() @Min(1) @Max(120) readonly months?: number;
}

export class DecideAppealRequest extends ReasonRequest {
  @IsIn(SANCTION_APPEAL_OUTCOMES) readonly outcome!: SanctionAppealOutcome;
  /** What the sanction becomes, where it is changed. */
  @IsOptional()
  @ValidateNested()
  @Type(() => ChangedSanctionRequest)
  readonly changed?: ChangedSanctionRequest;
}

const OPEN = ['open', 'decided'] as const;

export class CasesRequest extends PageRequest {
  @IsOptional() @IsId() readonly employeeId?: string;
  /** Before, or after its decision. */
  @IsOptional() @IsIn(OPEN) readonly state?: (typeof OPEN)[number];
}
