import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsInt,
  IsOptional,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { IsPercent, IsSha256 } from '../request-formats';

export class AttendanceRequest {
  @IsInt() @Min(1) @Max(200) readonly sessionPart!: number;
  @IsBoolean() readonly present!: boolean;
}

export class AttendanceListRequest {
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(200)
  @ArrayUnique((part: AttendanceRequest | null) => part?.sessionPart)
  @ValidateNested({ each: true })
  @Type(() => AttendanceRequest)
  readonly parts!: AttendanceRequest[];
}

export class AssessmentRequest {
  @IsOptional() @IsPercent() readonly pre?: string;
  @IsOptional() @IsPercent() readonly post?: string;
  @IsOptional() @IsPercent() readonly theory?: string;
  @IsOptional() @IsPercent() readonly simulation?: string;
  @IsOptional() @IsPercent() readonly caseStudy?: string;
  @IsOptional() @IsPercent() readonly practice?: string;
}

export class ChangeProjectRequest {
  @IsBoolean() readonly accepted!: boolean;
  /** Why not. */
  @IsOptional() @IsString() @MaxLength(4000) readonly reason?: string;
}

export class CertificateRequest {
  /** Of the signed document. */
  @IsSha256() readonly sha256!: string;
}

export class RatingRequest {
  @IsInt() @Min(1) @Max(5) readonly rating!: number;
}

export class ApplicationRequest extends RatingRequest {
  /** What was seen. */
  @IsString() @MaxLength(4000) @Matches(/\S/) readonly observed!: string;
}
