import { IsLegalDate } from '@jejak/http';
import { IsOptional } from 'class-validator';

/** From when, and until when, an assignment holds. */
export class Dates {
  /** Legal date, inclusive. */
  @IsLegalDate() readonly from!: string;
  /** Legal date, inclusive; left out while it lasts. */
  @IsOptional() @IsLegalDate() readonly to?: string;
}
