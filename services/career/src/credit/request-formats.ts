import { isLegalDate } from '@jejak/kernel';
import { applyDecorators } from '@nestjs/common';
import { IsString, Matches, MaxLength, ValidateBy } from 'class-validator';

/** A calendar date that exists, yyyy-mm-dd. */
export const IsLegalDate = () =>
  applyDecorators(
    MaxLength(10),
    ValidateBy({
      name: 'isLegalDate',
      validator: {
        validate: (value: unknown) => typeof value === 'string' && isLegalDate(value),
        defaultMessage: (args) => `${args?.property ?? 'value'} must be a valid ISO 8601 date string`,
      },
    }),
  );

/** SHA-256 as 64 lower-case hexadecimal digits. */
export const IsSha256 = () => applyDecorators(IsString(), MaxLength(64), Matches(/^[0-9a-f]{64}$/));

/** Points as text, at most 2 digits behind the point. */
export const IsPoints = () =>
  applyDecorators(IsString(), MaxLength(10), Matches(/^(0|[1-9]\d{0,5})(\.\d{1,2})?$/));

/** A score from 0 to 100 as text, at most 2 digits behind the point. */
export const IsScore = () =>
  applyDecorators(IsString(), MaxLength(6), Matches(/^(100(\.0{1,2})?|(0|[1-9]\d?)(\.\d{1,2})?)$/));

/** Why: the policy says how long it must be at least. */
export class WhyRequest {
  @IsString() @MaxLength(4000) readonly reason!: string;
}
