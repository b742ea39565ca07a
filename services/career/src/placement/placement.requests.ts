import { IsId, IsLegalDate } from '@jejak/http';
import {
  PLACEMENT_KINDS,
  PLACEMENT_OUTCOMES,
  type PlacementKind,
  type PlacementOutcome,
} from '@jejak/contracts/career';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
} from 'class-validator';

export class ProposePlacementRequest {
  @IsId() @MaxLength(36) readonly employeeId!: string;
  @IsIn(PLACEMENT_KINDS) @MaxLength(16) readonly kind!: PlacementKind;
  @IsString() @MaxLength(200) @Matches(/\S/) readonly position!: string;
  @IsId() @MaxLength(36) readonly unitId!: string;
  /** Who is to rate there; left out at the top of the line. */
  @IsOptional() @IsId() @MaxLength(36) readonly supervisorId?: string;
  /** First day. */
  @IsLegalDate() readonly from!: string;
  /** Needed where the match is below the threshold. */
  @IsOptional() @IsString() @MaxLength(4000) readonly reason?: string;
}

export class DecidePlacementRequest {
  @IsIn(PLACEMENT_OUTCOMES) @MaxLength(16) readonly outcome!: PlacementOutcome;
  /** Needed where it is declined. */
  @IsOptional() @IsString() @MaxLength(4000) readonly reason?: string;
}

export class PostProfileRequest {
  @IsString() @MaxLength(200) @Matches(/\S/) readonly position!: string;
  /** Short words for abilities, as programmes name them: `COLD_CHAIN`. */
  @IsArray()
  @ArrayMaxSize(50)
  @ArrayUnique()
  @MaxLength(64, { each: true })
  @Matches(/^[A-Z][A-Z0-9_]{1,63}$/, { each: true })
  readonly competencies!: string[];
  /** Months of service. */
  @IsInt() @Min(0) @Max(720) readonly experienceMonths!: number;
}

export class KinshipRequest {
  @IsId() @MaxLength(36) readonly relativeId!: string;
}
