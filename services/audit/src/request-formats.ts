import { isLegalDate } from '@jejak/kernel';
import { applyDecorators } from '@nestjs/common';
import { IsString, Matches, MaxLength, ValidateBy } from 'class-validator';

const STREAM = /^[a-z][a-z-]*-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The name of a stream, `evaluation-<uuid>`; with `each`, every element of a list. */
export const IsStream = ({ each = false } = {}) =>
  applyDecorators(IsString({ each }), MaxLength(100, { each }), Matches(STREAM, { each }));

/** An instant in UTC, as the log writes it. */
export const IsInstant = () =>
  applyDecorators(
    MaxLength(24),
    ValidateBy({
      name: 'isInstant',
      validator: {
        validate: (value: unknown) =>
          typeof value === 'string' &&
          /^(19|20)\d{2}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/.test(value) &&
          isLegalDate(value.slice(0, 10)) &&
          !Number.isNaN(Date.parse(value)),
        defaultMessage: (args) => `${args?.property ?? 'value'} must be a valid ISO 8601 date string`,
      },
    }),
  );
