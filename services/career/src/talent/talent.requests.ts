import { IsId, PageRequest } from '@jejak/http';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, IsString, Matches, Max, MaxLength, Min } from 'class-validator';
import { IsCalendarDate, IsScore } from './formats';

export class LicenseInstrumentRequest {
  @IsString() @MaxLength(64) @Matches(/^[A-Z0-9][A-Z0-9._-]{0,63}$/) readonly code!: string;
  @IsString() @MaxLength(200) @Matches(/\S/) readonly centre!: string;
  /** Number of the licence. */
  @IsString() @MaxLength(200) @Matches(/\S/) readonly licence!: string;
  @IsCalendarDate() readonly from!: string;
  @IsCalendarDate() readonly to!: string;
}

export class AssessPotentialRequest {
  /** 0 to 100 each. */
  @IsScore() readonly competency!: string;
  @IsScore() readonly assessment!: string;
  @IsScore() readonly trackRecord!: string;
  @IsId() @MaxLength(36) readonly instrumentId!: string;
  @IsCalendarDate() readonly assessedOn!: string;
  /** Of the centre's report. */
  @IsString() @MaxLength(64) @Matches(/^[0-9a-f]{64}$/) readonly documentSha256!: string;
}

export class TalentListRequest extends PageRequest {
  @IsOptional() @Type(() => Number) @IsInt() @Min(1) @Max(9) readonly box?: number;
}
