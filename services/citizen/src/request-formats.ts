import { isLegalDate } from '@jejak/kernel';
import { applyDecorators } from '@nestjs/common';
import { MaxLength, ValidateBy } from 'class-validator';

/** An instant in UTC as ISO 8601 writes it, to the second or the millisecond. */
export const IsInstant = () =>
  applyDecorators(
    MaxLength(24),
    ValidateBy({
      name: 'isInstant',
      validator: {
        validate: (value: unknown) =>
          typeof value === 'string' &&
          /^(19|20)\d{2}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{3})?Z$/.test(value) &&
          isLegalDate(value.slice(0, 10)) &&
          !Number.isNaN(Date.parse(value)),
        defaultMessage: (args) => `${args?.property ?? 'value'} must be a valid ISO 8601 date string`,
      },
    }),
  );

/** As the log writes instants. */
export const inMillis = (instant: string): string => new Date(instant).toISOString();
