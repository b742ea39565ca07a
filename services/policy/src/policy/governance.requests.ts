import { VERSION_KINDS, type VersionKind } from '@jejak/contracts/policy';
import { IsLegalDate } from '@jejak/http';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsIn,
  IsInt,
  IsObject,
  IsOptional,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import type { DraftText } from './policy.commands';

class OutcomeMeasureRequest {
  @IsString() @Matches(/\S/) @MaxLength(200) readonly name!: string;
  @IsString() @Matches(/\S/) @MaxLength(200) readonly target!: string;
}

/** What a draft says; what a rule will ask for may be left out, and the rule then says so. */
export class DraftTextRequest {
  /** As the default of the key has them: the same members of the same types. */
  @IsOptional() @IsObject() readonly parameters?: Record<string, unknown>;
  @IsString() @Matches(/\S/) @MaxLength(500) readonly legalBasis!: string;
  @IsOptional() @IsString() @MaxLength(4000) readonly problem?: string;
  @IsOptional() @IsString() @MaxLength(4000) readonly intendedOutcome?: string;
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(50)
  @ValidateNested({ each: true })
  @Type(() => OutcomeMeasureRequest)
  readonly outcomeMeasures?: OutcomeMeasureRequest[];
  @IsOptional() @IsString() @MaxLength(4000) readonly impactNote?: string;
}

export class DraftPolicyRequest extends DraftTextRequest {
  /** `REPEAL`: nothing is in force under the key afterwards. */
  @IsOptional() @IsIn(VERSION_KINDS) readonly kind?: VersionKind;
}

export class ConsultationRequest {
  /** Its last day. */
  @IsLegalDate() readonly closesOn!: string;
}

export class ApproveRequest {
  @IsLegalDate() readonly effectiveFrom!: string;
}

export class PublishRequest {
  /** Later than approved; left out: as approved. */
  @IsOptional() @IsLegalDate() readonly effectiveFrom?: string;
}

export class SocialisationRequest {
  @IsString() @Matches(/\S/) @MaxLength(200) readonly title!: string;
  @IsLegalDate() readonly heldOn!: string;
  @IsInt() @Min(1) @Max(10_000_000) readonly participants!: number;
}

export const textOf = ({
  parameters = {},
  legalBasis,
  problem = '',
  intendedOutcome = '',
  outcomeMeasures = [],
  impactNote = '',
}: DraftTextRequest): DraftText => ({
  ...{ parameters, legalBasis, problem, intendedOutcome, impactNote },
  outcomeMeasures: outcomeMeasures.map(({ name, target }) => ({ name, target })),
});
