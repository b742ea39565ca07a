import { applyDecorators } from '@nestjs/common';
import { IsString, Matches, MaxLength } from 'class-validator';

/** SHA-256 as 64 lower-case hexadecimal digits. */
export const IsSha256 = () => applyDecorators(IsString(), MaxLength(64), Matches(/^[0-9a-f]{64}$/));

/** Points as text, at most 2 digits behind the point. */
export const IsPoints = () =>
  applyDecorators(IsString(), MaxLength(10), Matches(/^(0|[1-9]\d{0,5})(\.\d{1,2})?$/));

/** A score from 0 to 100 as text. @param places digits behind the point, at most */
export const IsScore = (places: 2 | 4) =>
  applyDecorators(
    IsString(),
    MaxLength('100.'.length + places),
    Matches(new RegExp(`^(100(\\.0{1,${places}})?|(0|[1-9]\\d?)(\\.\\d{1,${places}})?)$`)),
  );

/** Why: the policy says how long it must be at least. */
export class WhyRequest {
  @IsString() @MaxLength(4000) readonly reason!: string;
}
