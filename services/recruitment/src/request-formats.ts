import { UPLOAD_LIMIT_BYTES } from '@jejak/http';
import { isLegalDate } from '@jejak/kernel';
import { applyDecorators } from '@nestjs/common';
import { IsIn, IsInt, IsString, Matches, Max, MaxLength, Min, ValidateBy } from 'class-validator';
import { CASE_FILE_TYPES, type CaseFileType } from './case-files/media-type';

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

/** A document kept apart from the log, by content. */
export class EvidenceRequest {
  @IsSha256() readonly sha256!: string;
  @IsIn(CASE_FILE_TYPES) readonly mediaType!: CaseFileType;
  /** Bytes. */
  @IsInt() @Min(1) @Max(UPLOAD_LIMIT_BYTES) readonly size!: number;
}
