import { isLegalDate } from '@jejak/kernel';
import { applyDecorators } from '@nestjs/common';
import { MaxLength, ValidateBy } from 'class-validator';

/** Property decorator: a legal date, yyyy-mm-dd, of a day that exists; from 1900 to 2999, as `isLegalDate` of the kernel has it. */
export const IsLegalDate = (): PropertyDecorator =>
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
