import { CONTROLS, type ControlKey } from '@jejak/contracts/audit';
import { PageRequest } from '@jejak/http';
import { IsIn, IsOptional, IsString, Matches, MaxLength } from 'class-validator';

export class ClearControlRequest {
  /** How the question is answered. */
  @IsString() @MaxLength(4000) readonly reason!: string;
}

export class ControlTripSearch extends PageRequest {
  @IsOptional() @IsIn(CONTROLS) readonly control?: ControlKey;
  @IsOptional() @IsIn(['true', 'false']) readonly open?: 'true' | 'false';
  /** A stream: `evaluation-<uuid>`. */
  @IsOptional()
  @IsString()
  @MaxLength(100)
  @Matches(/^[a-z][a-z-]*-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
  readonly object?: string;
}
