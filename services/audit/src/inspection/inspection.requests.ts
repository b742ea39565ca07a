import { FINDING_SEVERITIES, type FindingSeverity } from '@jejak/contracts/audit';
import { IsId, IsLegalDate, PageRequest } from '@jejak/http';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsMimeType,
  IsOptional,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { IsStream } from '../request-formats';
import { FINDING_STATES, type FindingStatus } from './inspection.projection';

const MOST_WORDS = 4000;

/** A document kept apart from the log, by content. */
export class DocumentRequest {
  @Matches(/^[0-9a-f]{64}$/) @MaxLength(64) readonly sha256!: string;
  @IsMimeType() @MaxLength(100) readonly mediaType!: string;
  /** Bytes. */
  @IsInt() @Min(0) @Max(Number.MAX_SAFE_INTEGER) readonly size!: number;
}

export class AssignmentRequest {
  /** As the letter says. */
  @IsString() @MaxLength(100) readonly number!: string;
  @IsLegalDate() readonly issuedOn!: string;
}

export class OpenInspectionRequest {
  @IsOptional() @ValidateNested() @Type(() => AssignmentRequest) readonly assignment?: AssignmentRequest;
  /** The letter of assignment. */
  @IsOptional() @ValidateNested() @Type(() => DocumentRequest) readonly letter?: DocumentRequest;
  @IsOptional() @IsArray() @ArrayMaxSize(50) @IsId({ each: true }) readonly units?: readonly string[];
  /** Streams that are looked at: `evaluation-<uuid>`. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(50)
  @IsStream({ each: true })
  readonly objects?: readonly string[];
  /** What is looked at happened between these days, both included. */
  @IsLegalDate() readonly from!: string;
  @IsLegalDate() readonly to!: string;
  @IsString() @MaxLength(MOST_WORDS) readonly question!: string;
}

export class RequestEvidenceRequest {
  @IsId() readonly askedOf!: string;
  @IsString() @MaxLength(MOST_WORDS) readonly what!: string;
}

/** What something rests on. */
export class EvidenceGiven {
  /** Ids of events of the log. */
  @IsOptional() @IsArray() @ArrayMaxSize(200) @IsId({ each: true }) readonly events?: readonly string[];
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  @Type(() => DocumentRequest)
  readonly documents?: readonly DocumentRequest[];
}

export class ProvideEvidenceRequest extends EvidenceGiven {
  @IsOptional() @IsString() @MaxLength(MOST_WORDS) readonly note?: string;
}

export class ShareDraftRequest {
  @IsId() readonly unitId!: string;
  /** The stream that it is about; left out: the unit's practice. */
  @IsOptional() @IsStream() readonly about?: string;
  @IsIn(FINDING_SEVERITIES) readonly severity!: FindingSeverity;
  @IsString() @MaxLength(MOST_WORDS) readonly condition!: string;
  @IsString() @MaxLength(MOST_WORDS) readonly criteria!: string;
  @IsString() @MaxLength(MOST_WORDS) readonly cause!: string;
  @IsString() @MaxLength(MOST_WORDS) readonly effect!: string;
  @IsString() @MaxLength(MOST_WORDS) readonly recommendation!: string;
}

export class ReplyRequest {
  @IsString() @MaxLength(MOST_WORDS) readonly reply!: string;
}

export class IssueFindingRequest extends EvidenceGiven {
  /** What the draft says, where it is left out. */
  @IsOptional() @IsIn(FINDING_SEVERITIES) readonly severity?: FindingSeverity;
  @IsOptional() @IsString() @MaxLength(MOST_WORDS) readonly condition?: string;
  @IsOptional() @IsString() @MaxLength(MOST_WORDS) readonly criteria?: string;
  @IsOptional() @IsString() @MaxLength(MOST_WORDS) readonly cause?: string;
  @IsOptional() @IsString() @MaxLength(MOST_WORDS) readonly effect?: string;
  @IsOptional() @IsString() @MaxLength(MOST_WORDS) readonly recommendation?: string;
}

export class RespondRequest {
  /** Whether the unit accepts the finding. */
  @IsBoolean() readonly accepts!: boolean;
  @IsString() @MaxLength(MOST_WORDS) readonly answer!: string;
}

export class FollowUpRequest {
  @IsString() @MaxLength(MOST_WORDS) readonly done!: string;
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  @Type(() => DocumentRequest)
  readonly documents?: readonly DocumentRequest[];
}

export class ReturnFollowUpRequest {
  @IsString() @MaxLength(MOST_WORDS) readonly reason!: string;
}

export class CloseInspectionRequest {
  @IsString() @MaxLength(MOST_WORDS) readonly summary!: string;
}

export class InspectionSearch extends PageRequest {
  @IsOptional() @IsIn(['OPEN', 'CLOSED']) readonly status?: 'OPEN' | 'CLOSED';
}

export class EvidenceRequestSearch extends PageRequest {
  @IsOptional() @IsId() readonly inspectionId?: string;
  @IsOptional() @IsIn(['ASKED', 'PROVIDED']) readonly status?: 'ASKED' | 'PROVIDED';
}

export class FindingSearch extends PageRequest {
  @IsOptional() @IsId() readonly inspectionId?: string;
  @IsOptional() @IsId() readonly unitId?: string;
  @IsOptional() @IsIn(FINDING_STATES) readonly status?: FindingStatus;
  @IsOptional() @IsIn(['true', 'false']) readonly overdue?: 'true' | 'false';
}
