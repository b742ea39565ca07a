import {
  DATA_REQUEST_GROUNDS,
  DATA_REQUEST_KINDS,
  type DataRequestGround,
  type DataRequestKind,
  ERASURE_BASES,
  type ErasureBasis,
  HOLD_GROUNDS,
  type HoldGround,
} from '@jejak/contracts/audit';
import { IsId, IsLegalDate, PageRequest } from '@jejak/http';
import { ArrayMaxSize, IsArray, IsIn, IsOptional, IsString, Matches, MaxLength } from 'class-validator';
import { DATA_REQUEST_STATES, type DataRequestStatus } from './privacy.projection';

const MOST_WORDS = 4000;

export class FileDataRequestRequest {
  @IsIn(DATA_REQUEST_KINDS) readonly kind!: DataRequestKind;
  /** What is wrong, or what is objected to; the other kinds need no words. */
  @IsOptional() @IsString() @MaxLength(MOST_WORDS) readonly text?: string;
  /** Of a complaint: whoever has no account is known by it. */
  @IsOptional() @IsString() @MaxLength(20) readonly trackingCode?: string;
}

export class FileForPersonRequest {
  @IsIn(DATA_REQUEST_KINDS) readonly kind!: DataRequestKind;
  /** An applicant or employee. */
  @IsId() readonly personId!: string;
  @IsOptional() @IsString() @MaxLength(MOST_WORDS) readonly text?: string;
}

export class FulfilDataRequestRequest {
  /** What was done, in words for the person. */
  @IsOptional() @IsString() @MaxLength(MOST_WORDS) readonly answer?: string;
  /** Of a correction: ids of the facts that put it right. */
  @IsOptional() @IsArray() @ArrayMaxSize(200) @IsId({ each: true }) readonly events?: readonly string[];
  /** Of an erasure. */
  @IsOptional() @IsIn(ERASURE_BASES) readonly basis?: ErasureBasis;
  /** Class of the archive in the retention schedule, where its end is the basis. */
  @IsOptional() @Matches(/^[0-9A-Z][0-9A-Z.]{0,29}$/) @MaxLength(30) readonly archiveCode?: string;
}

export class RefuseDataRequestRequest {
  @IsIn(DATA_REQUEST_GROUNDS) readonly ground!: DataRequestGround;
  @IsString() @MaxLength(MOST_WORDS) readonly reason!: string;
}

export class PlaceHoldRequest {
  @IsId() readonly personId!: string;
  @IsIn(HOLD_GROUNDS) readonly ground!: HoldGround;
  /** As the court or the inspectorate numbers it. */
  @Matches(/^[A-Za-z0-9][A-Za-z0-9./_-]{0,99}$/) @MaxLength(100) readonly caseNumber!: string;
  /** The last day; left out: until it is lifted. */
  @IsOptional() @IsLegalDate() readonly until?: string;
  @IsString() @MaxLength(MOST_WORDS) readonly reason!: string;
}

export class LiftHoldRequest {
  @IsString() @MaxLength(MOST_WORDS) readonly reason!: string;
}

export class DataRequestSearch extends PageRequest {
  @IsOptional() @IsId() readonly personId?: string;
  @IsOptional() @IsIn(DATA_REQUEST_KINDS) readonly kind?: DataRequestKind;
  @IsOptional() @IsIn(DATA_REQUEST_STATES) readonly status?: DataRequestStatus;
  @IsOptional() @IsIn(['true', 'false']) readonly overdue?: 'true' | 'false';
}

export class HoldSearch extends PageRequest {
  @IsOptional() @IsId() readonly personId?: string;
  /** Whether they stand still: neither lifted nor over. */
  @IsOptional() @IsIn(['true', 'false']) readonly standing?: 'true' | 'false';
}
