import { IsLegalDate } from '@jejak/http';
import { Matches, MaxLength } from 'class-validator';

const CODE = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

export class RenameUnitRequest {
  @Matches(CODE) @MaxLength(64) readonly code!: string;
  @Matches(/\S/) @MaxLength(200) readonly name!: string;
  /** Legal date, not after today. */
  @IsLegalDate() readonly from!: string;
}

export class MergeUnitRequest {
  @Matches(CODE) @MaxLength(64) readonly code!: string;
  /** Code of the unit that goes on. */
  @Matches(CODE) @MaxLength(64) readonly into!: string;
  /** Legal date: the first day without it. */
  @IsLegalDate() readonly from!: string;
}
