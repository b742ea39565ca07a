import { DUTIES, type Duty } from '@jejak/kernel';
import { IsId, IsLegalDate } from '@jejak/http';
import { IsIn, IsOptional, MaxLength } from 'class-validator';
import { Dates } from '../employee/dates.request';

export class AssignDutyRequest extends Dates {
  @IsIn(DUTIES) @MaxLength(40) readonly duty!: Duty;
  /** The unit, vacancy or case to which the duty is limited; left out for the whole city. */
  @IsOptional() @IsId() @MaxLength(36) readonly scope?: string;
}

export class EndDutyRequest {
  @IsIn(DUTIES) @MaxLength(40) readonly duty!: Duty;
  @IsOptional() @IsId() @MaxLength(36) readonly scope?: string;
  /** Legal date: the last day. */
  @IsLegalDate() readonly to!: string;
}
