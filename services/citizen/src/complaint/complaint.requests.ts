import {
  COMPLAINT_CATEGORIES,
  COMPLAINT_CHANNELS,
  COMPLAINT_CLASSES,
  type ComplaintCategory,
  type ComplaintChannel,
  type ComplaintClass,
} from '@jejak/contracts/citizen';
import { IsId, PageRequest } from '@jejak/http';
import { Type } from 'class-transformer';
import {
  IsBoolean,
  IsBooleanString,
  IsEmail,
  IsIn,
  IsOptional,
  IsString,
  Matches,
  MaxLength,
  ValidateNested,
} from 'class-validator';

export class ContactRequest {
  @IsString() @Matches(/\S/) @MaxLength(200) readonly name!: string;
  @IsOptional() @IsEmail() @MaxLength(254) readonly email?: string;
  @IsOptional() @Matches(/^\+?[0-9][0-9 ()-]{4,30}$/) @MaxLength(32) readonly phone?: string;
}

export class FileComplaintRequest {
  @IsIn(COMPLAINT_CATEGORIES) readonly category!: ComplaintCategory;
  @IsString() @MaxLength(4000) readonly text!: string;
  @IsOptional() @IsIn(COMPLAINT_CHANNELS) readonly channel?: ComplaintChannel;
  /** Which office, where the filer knows. */
  @IsOptional() @IsId() readonly unitId?: string;
  /** Left out: anonymous. */
  @IsOptional() @ValidateNested() @Type(() => ContactRequest) readonly contact?: ContactRequest;
  /** The code of a receipt: which service it was, and who served. */
  @IsOptional() @IsString() @MaxLength(32) readonly receiptCode?: string;
}

export class SupplementRequest {
  @IsString() @MaxLength(4000) readonly text!: string;
}

export class DisputeRequest {
  @IsString() @MaxLength(4000) readonly reason!: string;
}

export class VerifyRequest {
  @IsIn(COMPLAINT_CLASSES) readonly class!: ComplaintClass;
  @IsOptional() @IsId() readonly unitId?: string;
  /** Whom it is about, where it is about somebody. */
  @IsOptional() @IsId() readonly aboutEmployeeId?: string;
  /** Why it comes after its time; needed then only. */
  @IsOptional() @IsString() @MaxLength(4000) readonly lateReason?: string;
}

export class ReasonRequest {
  @IsString() @MaxLength(4000) readonly reason!: string;
}

export class ForwardRequest extends ReasonRequest {
  @IsString() @Matches(/\S/) @MaxLength(200) readonly to!: string;
}

export class AssignRequest {
  @IsId() readonly unitId!: string;
}

export class DelegateRequest {
  /** An employee of the unit. */
  @IsId() readonly to!: string;
}

export class AnswerRequest {
  @IsString() @MaxLength(4000) readonly answer!: string;
  /** What was done, or why nothing was. */
  @IsString() @MaxLength(4000) readonly action!: string;
  @IsOptional() @IsId() readonly provenAgainst?: string;
  @IsOptional() @IsBoolean() readonly groundless?: boolean;
  @IsOptional() @IsString() @MaxLength(4000) readonly lateReason?: string;
}

/** States in which something can be done; the others are over. */
export const COMPLAINT_STATES = [
  ...['filed', 'returned', 'forwarded', 'verified', 'assigned', 'in-progress'],
  ...['answered', 'reopened', 'inspectorate', 'closed'],
] as const;

export class QueueRequest extends PageRequest {
  @IsOptional() @IsIn(COMPLAINT_STATES) readonly status?: string;
  @IsOptional() @IsId() readonly unitId?: string;
  /** Only those with a clock that ran out. */
  @IsOptional() @IsBooleanString() readonly overdue?: string;
}
