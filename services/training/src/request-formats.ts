import { applyDecorators } from '@nestjs/common';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, IsString, Matches, Max, MaxLength, Min } from 'class-validator';

/** A decimal as text, from 0 to 100, at most 4 digits behind the point. */
export const IsPercent = () =>
  applyDecorators(IsString(), MaxLength(8), Matches(/^(100(\.0{1,4})?|(0|[1-9]\d?)(\.\d{1,4})?)$/));

/** SHA-256 as 64 lower-case hexadecimal digits. */
export const IsSha256 = () => applyDecorators(IsString(), MaxLength(64), Matches(/^[0-9a-f]{64}$/));

/** A short word for an ability: `COLD_CHAIN`. */
export const IsCompetency = () =>
  applyDecorators(IsString(), MaxLength(64), Matches(/^[A-Z][A-Z0-9_]{1,63}$/));

/** A year of a query. */
export class YearRequest {
  /** Left out: this year. */
  @IsOptional() @Type(() => Number) @IsInt() @Min(2000) @Max(2999) readonly year?: number;
}
