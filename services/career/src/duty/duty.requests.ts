import { DUTIES, type Duty } from '@jejak/kernel';
import { IsIn, IsISO8601, IsOptional, IsUUID, MaxLength } from 'class-validator';
import { Dates } from '../employee/dates.request';

export class AssignDutyRequest extends Dates {
  @IsIn(DUTIES) @MaxLength(40) readonly duty!: Duty;
  /** The unit, vacancy or case to which the duty is limited; left out for the whole city. */
  @IsOptional() @IsUUID() @MaxLength(36) readonly scope?: string;
}

export class EndDutyRequest {
  @IsIn(DUTIES) @MaxLength(40) readonly duty!: Duty;
  @IsOptional() @IsUUID() @MaxLength(36) readonly scope?: string;
  /** Legal date: the last day. */
  @IsISO8601({ strict: true }) @MaxLength(10) readonly to!: string;
}
