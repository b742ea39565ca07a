import { SESSION_MODES, type SessionMode } from '@jejak/contracts/training';
import { IsId, IsLegalDate, PageRequest } from '@jejak/http';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
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

const WALL_TIME = /^([01]\d|2[0-3]):[0-5]\d$/;

export class SessionPartRequest {
  @IsLegalDate() readonly on!: string;
  /** By the clock on the city's wall, `08:00`. */
  @IsString() @MaxLength(5) @Matches(WALL_TIME) readonly from!: string;
  @IsString() @MaxLength(5) @Matches(WALL_TIME) readonly to!: string;
}

export class ScheduleSessionRequest {
  @IsId() @MaxLength(36) readonly programmeId!: string;
  @IsInt() @Min(1) @Max(1000) readonly capacity!: number;
  @IsIn(SESSION_MODES) readonly mode!: SessionMode;
  @IsOptional() @IsString() @MaxLength(200) @Matches(/\S/) readonly room?: string;
  @IsId() @MaxLength(36) readonly trainerId!: string;
  /** SHA-256 of what participants are given. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(50)
  @Matches(/^[0-9a-f]{64}$/, { each: true })
  @MaxLength(64, { each: true })
  readonly materials?: string[];
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(200)
  @ValidateNested({ each: true })
  @Type(() => SessionPartRequest)
  readonly parts!: SessionPartRequest[];
  /** Whole rupiah. */
  @IsOptional() @IsInt() @Min(0) @Max(1_000_000_000_000) readonly costIdr?: number;
}

export class ReasonRequest {
  @IsString() @MaxLength(4000) readonly reason!: string;
}

export class WithdrawRequest {
  /** Needed once the session has begun. */
  @IsOptional() @IsString() @MaxLength(4000) readonly reason?: string;
}

export class NominateRequest {
  @IsId() @MaxLength(36) readonly employeeId!: string;
}

export class NominateForSeatRequest extends NominateRequest {
  /** Of HR, which nominates for a leadership programme who is not mapped for it. */
  @IsOptional() @IsString() @MaxLength(4000) readonly reason?: string;
}

export class RefuseSeatRequest extends NominateRequest {
  /** Left out, the refusal is refused. */
  @IsOptional() @IsString() @MaxLength(4000) readonly reason?: string;
}

export class SessionsRequest extends PageRequest {
  /** First and last day of the calendar that is asked for. */
  @IsOptional() @IsLegalDate() readonly from?: string;
  @IsOptional() @IsLegalDate() readonly to?: string;
  @IsOptional() @IsId() @MaxLength(36) readonly programmeId?: string;
}
