import { Requires } from '@jejak/auth';
import { MAX_PAGE, type Page } from '@jejak/http';
import { isLegalDate, Malformed, NotFound } from '@jejak/kernel';
import { Controller, Get, Param, Query } from '@nestjs/common';
import { IsOptional, Matches } from 'class-validator';
import { DataSource } from 'typeorm';

class PolicyListRequest {
  /** Legal date; default: whatever is newest. */
  @IsOptional()
  @Matches(/^\d{4}-\d{2}-\d{2}$/)
  readonly on?: string;
}

interface PolicyView {
  readonly key: string;
  readonly version: number;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly legalBasis: string;
  /** `STATUTORY`, `TO_BE_CONFIRMED` or `CONFIGURED`. */
  readonly origin: string;
  /** Legal date. */
  readonly effectiveFrom: string;
}

const KEY = /^[A-Za-z0-9.]{1,60}$/;
const VIEW = `key, policy_version as version, parameters, legal_basis as "legalBasis", origin,
  to_char(effective_from, 'YYYY-MM-DD') as "effectiveFrom"`;

/** The policy library: open to everyone (domain.md 8 and 13). */
@Controller('policies')
export class PolicyController {
  constructor(private readonly db: DataSource) {}

  /** Every policy in the version that is in force on a day; without one, the newest of each. */
  @Get()
  @Requires('policy:read')
  async list(@Query() { on }: PolicyListRequest): Promise<Page<PolicyView>> {
    if (on !== undefined && !isLegalDate(on))
      throw new Malformed('VALIDATION_FAILED', 'on must be a calendar date, yyyy-mm-dd.', { field: 'on' });
    const items = await this.db.query<PolicyView[]>(
      `select distinct on (key) ${VIEW} from rm.policy_version
       where $1::date is null or effective_from <= $1::date order by key, policy_version desc limit $2`,
      [on ?? null, MAX_PAGE],
    );
    return { items, next: null };
  }

  /** One policy with all its versions, newest first. */
  @Get(':key')
  @Requires('policy:read')
  async find(@Param('key') key: string): Promise<{ key: string; versions: PolicyView[] }> {
    // What is no key may hold what PostgreSQL cannot even be asked for.
    const versions = KEY.test(key)
      ? await this.db.query<PolicyView[]>(
          `select ${VIEW} from rm.policy_version where key = $1 order by policy_version desc limit $2`,
          [key, MAX_PAGE],
        )
      : [];
    if (versions.length === 0) throw new NotFound('POLICY_NOT_FOUND', 'There is no policy under this key.');
    return { key, versions };
  }
}
