import { isLegalDate } from '@jejak/kernel';
import { applyDecorators } from '@nestjs/common';
import { IsString, Matches, MaxLength, ValidateBy } from 'class-validator';

/** A decimal as text, from 0 to 100, at most 4 digits behind the point. */
export const IsScore = () =>
  applyDecorators(IsString(), MaxLength(8), Matches(/^(100(\.0{1,4})?|(0|[1-9]\d?)(\.\d{1,4})?)$/));

/** A calendar date that exists, yyyy-mm-dd. */
export const IsCalendarDate = () =>
  applyDecorators(
    MaxLength(10),
    ValidateBy({
      name: 'isCalendarDate',
      validator: {
        validate: (value: unknown) => typeof value === 'string' && isLegalDate(value),
        defaultMessage: (args) => `${args?.property ?? 'value'} must be a valid ISO 8601 date string`,
      },
    }),
  );
