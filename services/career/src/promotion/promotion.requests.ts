import {
  PROMOTION_DOCUMENTS,
  PROMOTION_OUTCOMES,
  type PromotionDocument,
  type PromotionOutcome,
} from '@jejak/contracts/career';
import { IsId, IsLegalDate, PageRequest } from '@jejak/http';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsOptional,
  IsString,
  Matches,
  MaxLength,
  ValidateNested,
} from 'class-validator';
import { IsSha256 } from '../credit/request-formats';
import { PromotionQuestion } from '../eligibility/eligibility.http';

export class OpenRequest extends PromotionQuestion {
  @IsId() @MaxLength(36) readonly employeeId!: string;
  /** Of an extraordinary promotion: what was outstanding. */
  @IsOptional() @IsSha256() readonly documentSha256?: string;
}

export class ProposeRequest {
  /** Legal date; left out: as it was opened for. */
  @IsOptional() @IsLegalDate() readonly effective?: string;
}

export class HandedDocument {
  @IsIn(PROMOTION_DOCUMENTS) @MaxLength(20) readonly kind!: PromotionDocument;
  @IsSha256() readonly sha256!: string;
}

export class VerifyRequest {
  @IsArray()
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  @Type(() => HandedDocument)
  readonly documents!: HandedDocument[];
}

export class ApprovalRequest {
  @IsBoolean() readonly given!: boolean;
  /** Of the letter. */
  @IsString() @MaxLength(200) @Matches(/\S/) readonly number!: string;
  /** Of the letter; left out, it is refused. */
  @IsOptional() @IsSha256() readonly documentSha256?: string;
  /** Why it was not given. */
  @IsOptional() @IsString() @MaxLength(4000) readonly reason?: string;
}

export class DecideRequest {
  @IsIn(PROMOTION_OUTCOMES) @MaxLength(10) readonly outcome!: PromotionOutcome;
  /** Legal date: the 1st of a month; left out: as it was proposed. */
  @IsOptional() @IsLegalDate() readonly effective?: string;
  /** Why it is refused. */
  @IsOptional() @IsString() @MaxLength(4000) readonly reason?: string;
}

export class PromotionsRequest extends PageRequest {
  @IsOptional() @IsId() @MaxLength(36) readonly employeeId?: string;
}
