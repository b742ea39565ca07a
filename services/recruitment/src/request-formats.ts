import { UPLOAD_LIMIT_BYTES } from '@jejak/http';
import { DOCUMENT_MEDIA_TYPES, type DocumentMediaType, isLegalDate } from '@jejak/kernel';
import { applyDecorators } from '@nestjs/common';
import { IsIn, IsInt, IsString, Matches, Max, MaxLength, Min, ValidateBy } from 'class-validator';

/** More seats than any formation or vacancy has. */
export const MOST_SEATS = 100_000;

/** An instant with its zone, as ISO 8601 writes it, to the second or finer. */
export const IsInstant = () =>
  applyDecorators(
    MaxLength(35),
    ValidateBy({
      name: 'isInstant',
      validator: {
        validate: (value: unknown) =>
          typeof value === 'string' &&
          /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,3})?(Z|[+-]\d{2}:\d{2})$/.test(value) &&
          isLegalDate(value.slice(0, 10)) &&
          !Number.isNaN(Date.parse(value)) &&
          // With its zone it may lie in a year that an instant of ours cannot say.
          /^\d{4}-/.test(new Date(value).toISOString()),
        defaultMessage: (args) => `${args?.property ?? 'value'} must be a valid ISO 8601 date string`,
      },
    }),
  );

/** SHA-256 as 64 lower-case hexadecimal digits. */
export const IsSha256 = () => applyDecorators(IsString(), MaxLength(64), Matches(/^[0-9a-f]{64}$/));

/** A document kept apart from the log, by content. */
export class EvidenceRequest {
  @IsSha256() readonly sha256!: string;
  @IsIn(DOCUMENT_MEDIA_TYPES) readonly mediaType!: DocumentMediaType;
  /** Bytes. */
  @IsInt() @Min(1) @Max(UPLOAD_LIMIT_BYTES) readonly size!: number;
}
