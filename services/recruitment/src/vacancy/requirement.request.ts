import { REQUIREMENT_KINDS, type RequirementKind } from '@jejak/contracts/recruitment';
import { IsIn, IsString, Matches, MaxLength } from 'class-validator';

/** One condition for applicants, as it is to be announced. */
export class RequirementRequest {
  @IsIn(REQUIREMENT_KINDS) readonly kind!: RequirementKind;
  @IsString() @Matches(/\S/) @MaxLength(4000) readonly text!: string;
}
