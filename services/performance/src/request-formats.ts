import { isLegalDate } from '@jejak/kernel';
import { applyDecorators } from '@nestjs/common';
import { IsInt, IsMimeType, IsString, Matches, Max, MaxLength, Min, ValidateBy } from 'class-validator';

/** A decimal as text, not negative, at most 15 digits before the point and 6 behind it. */
export const IsDecimalText = () =>
  applyDecorators(IsString(), MaxLength(22), Matches(/^(0|[1-9]\d{0,14})(\.\d{1,6})?$/));

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

/** A document kept apart from the log, by content. */
export class EvidenceRequest {
  @Matches(/^[0-9a-f]{64}$/) @MaxLength(64) readonly sha256!: string;
  @IsMimeType() @MaxLength(100) readonly mediaType!: string;
  /** Bytes. */
  @IsInt() @Min(0) @Max(Number.MAX_SAFE_INTEGER) readonly size!: number;
}
