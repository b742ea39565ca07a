import { applyDecorators } from '@nestjs/common';
import { IsInt, IsMimeType, IsString, Matches, Max, MaxLength, Min } from 'class-validator';

/** A decimal as text, not negative, at most 15 digits before the point and 6 behind it. */
export const IsDecimalText = () =>
  applyDecorators(IsString(), MaxLength(22), Matches(/^(0|[1-9]\d{0,14})(\.\d{1,6})?$/));

/** A document kept apart from the log, by content. */
export class EvidenceRequest {
  @Matches(/^[0-9a-f]{64}$/) @MaxLength(64) readonly sha256!: string;
  @IsMimeType() @MaxLength(100) readonly mediaType!: string;
  /** Bytes. */
  @IsInt() @Min(0) @Max(Number.MAX_SAFE_INTEGER) readonly size!: number;
}
