import { isLegalDate } from '@jejak/kernel';
import { applyDecorators } from '@nestjs/common';
import { IsString, Matches, MaxLength, ValidateBy } from 'class-validator';

/** More seats than any formation or vacancy has. */
export const MOST_SEATS = 100_000;

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
