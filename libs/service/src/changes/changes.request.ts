import { Transform, Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsInt, IsOptional, Matches, Max, Min } from 'class-validator';

/** Gateways and load balancers give up silent requests after 60 s. */
const LONGEST_WAIT_MS = 30_000;
const MOST_TOPICS = 20;

/** Which changes, from where on, and how long to wait for one. */
export class ChangesRequest {
  /** Names of topics, separated by commas. */
  @Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.split(',') : value))
  @IsArray()
  @ArrayMaxSize(MOST_TOPICS)
  @Matches(/^[a-z][a-z.]{0,31}$/, { each: true })
  readonly topics!: readonly string[];
  /** `after` of the answer before; left out: from now on, answered at once. */
  @IsOptional() @Type(() => Number) @IsInt() @Min(0) @Max(Number.MAX_SAFE_INTEGER) readonly after?: number;
  /** Milliseconds. */
  @IsOptional() @Type(() => Number) @IsInt() @Min(0) @Max(LONGEST_WAIT_MS) readonly timeout: number = 0;
}

/** Aborts when the caller of this request has gone. */
export const untilGone = (response: { once(event: 'close', gone: () => void): unknown }): AbortSignal => {
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  return gone.signal;
};
