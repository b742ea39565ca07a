import { IsISO8601, IsOptional, MaxLength } from 'class-validator';

/** From when, and until when, an assignment holds. */
export class Dates {
  /** Legal date, inclusive. */
  @IsISO8601({ strict: true }) @MaxLength(10) readonly from!: string;
  /** Legal date, inclusive; left out while it lasts. */
  @IsOptional() @IsISO8601({ strict: true }) @MaxLength(10) readonly to?: string;
}
