import { IsId, IsLegalDate, PageRequest } from '@jejak/http';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, IsString, Matches, Max, MaxLength, Min } from 'class-validator';
import { IsScore, IsSha256 } from '../credit/request-formats';

export class LicenseInstrumentRequest {
  @IsString() @MaxLength(64) @Matches(/^[A-Z0-9][A-Z0-9._-]{0,63}$/) readonly code!: string;
  @IsString() @MaxLength(200) @Matches(/\S/) readonly centre!: string;
  /** Number of the licence. */
  @IsString() @MaxLength(200) @Matches(/\S/) readonly licence!: string;
  @IsLegalDate() readonly from!: string;
  @IsLegalDate() readonly to!: string;
}

export class AssessPotentialRequest {
  /** 0 to 100 each. */
  @IsScore(4) readonly competency!: string;
  @IsScore(4) readonly assessment!: string;
  @IsScore(4) readonly trackRecord!: string;
  @IsId() @MaxLength(36) readonly instrumentId!: string;
  @IsLegalDate() readonly assessedOn!: string;
  /** Of the centre's report. */
  @IsSha256() readonly documentSha256!: string;
}

export class TalentListRequest extends PageRequest {
  @IsOptional() @Type(() => Number) @IsInt() @Min(1) @Max(9) readonly box?: number;
}
