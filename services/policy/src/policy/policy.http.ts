import { Requires } from '@jejak/auth';
import { Exported } from '@jejak/exports';
import { type Awaited, IsLegalDate, keyset, type Page, PageRequest, ReadYourWrites } from '@jejak/http';
import { type Clock, NotFound } from '@jejak/kernel';
import { Projections } from '@jejak/projections';
import { CLOCK } from '@jejak/service';
import { Controller, Get, Inject, Query } from '@nestjs/common';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, Max, Min } from 'class-validator';
import { DataSource } from 'typeorm';
import { type Change, differences } from '../parameters/parameter-diff';
import { Key, VersionNumber } from '../request-formats';
import { Rulebook } from '../rules/rulebook';
import { versionOf } from './guards';
import { historyOf, type ParameterLine } from './parameter-history';
import type { Policy } from './policy.state';
import { policyFiles, type PolicyFileRow } from './policy-file.projection';
import { streamOfPolicy } from './policy-stream';
import { isPublic, publicOf, type VersionView } from './version-view';

class PolicyListRequest extends PageRequest {
  /** Legal date; default: whatever is newest. */
  @IsOptional() @IsLegalDate() readonly on?: string;
}

class DiffRequest {
  /** The version to compare with; left out: the one before it. */
  @IsOptional() @Type(() => Number) @IsInt() @Min(1) @Max(999_999) readonly against?: number;
}

interface PolicyView {
  readonly key: string;
  readonly version: number;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly legalBasis: string;
  /** `STATUTORY`, `TO_BE_CONFIRMED` or `CONFIGURED`. */
  readonly origin: string;
  /** Legal dates; `lastDay` is null while no other version follows. */
  readonly effectiveFrom: string;
  readonly lastDay: string | null;
}

interface DiffView {
  readonly key: string;
  readonly version: number;
  /** Null: there is none before it, and everything is new. */
  readonly against: number | null;
  readonly diff: readonly Change[];
}

const VIEW = `key, policy_version as version, parameters, legal_basis as "legalBasis", origin,
  to_char(effective_from, 'YYYY-MM-DD') as "effectiveFrom", to_char(last_day, 'YYYY-MM-DD') as "lastDay"`;

const byKey = keyset('policies', { key: 'text' });

/** The policy library: open to everyone (domain.md 8 and 13). Drafts are shown when people are asked about them. */
@Controller('policies')
export class PolicyController {
  constructor(
    private readonly db: DataSource,
    private readonly projections: Projections,
    private readonly rulebook: Rulebook,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Every policy in the version that is in force on a day; without one, the newest that ever was of each. */
  @Get()
  @Requires('policy:read')
  @Exported('policies', ['key', 'version', 'origin', 'legalBasis', 'effectiveFrom', 'lastDay', 'parameters'])
  async list(@Query() { on, cursor, limit }: PolicyListRequest): Promise<Page<PolicyView>> {
    const after = byKey.after(cursor);
    const rows = await this.db.query<PolicyView[]>(
      `select distinct on (key) ${VIEW} from rm.policy_version
       where ($1::date is null or effective_from <= $1::date and (last_day is null or last_day >= $1::date))
         and ($2::text is null or key > $2)
       order by key, effective_from desc, policy_version desc limit $3`,
      [on ?? null, after?.key ?? null, limit + 1],
    );
    return byKey.page(rows, limit, ({ key }) => ({ key }));
  }

  /** One policy with all its versions, newest first: with their diff, impact note and simulations. */
  @Get(':key')
  @Requires('policy:read')
  async find(
    @Key() key: string,
    @ReadYourWrites() awaited?: Awaited,
  ): Promise<{ readonly key: string; readonly versions: readonly VersionView[]; readonly version: number }> {
    if (awaited)
      await this.projections.reached(policyFiles, streamOfPolicy(key), awaited.version, awaited.waitMs);
    const { versions, version } = await this.file(key);
    const minCell = await this.minCell();
    return { key, versions: versions.map((one) => publicOf(key, one, minCell)).reverse(), version };
  }

  /** Every parameter through the versions that were in force. */
  @Get(':key/history')
  @Requires('policy:read')
  async history(
    @Key() key: string,
  ): Promise<{ readonly key: string; readonly parameters: readonly ParameterLine[] }> {
    return { key, parameters: historyOf((await this.file(key)).versions) };
  }

  @Get(':key/versions/:version')
  @Requires('policy:read')
  async version(@Key() key: string, @VersionNumber() version: number): Promise<VersionView> {
    const { of } = versionOf(await this.file(key), version);
    return publicOf(key, of, await this.minCell());
  }

  /** What a version changes, against the one before it or any other. */
  @Get(':key/versions/:version/diff')
  @Requires('policy:read')
  async diff(
    @Key() key: string,
    @VersionNumber() version: number,
    @Query() { against }: DiffRequest,
  ): Promise<DiffView> {
    const file = await this.file(key);
    const { of } = versionOf(file, version);
    const earlier =
      against === undefined
        ? file.versions.filter((one) => one.version < version).at(-1)
        : versionOf(file, against).of;
    const diff = differences(earlier?.parameters ?? {}, of.parameters);
    return { key, version, against: earlier?.version ?? null, diff };
  }

  /** The versions that everybody may know of. @throws NotFound POLICY_NOT_FOUND */
  private async file(key: string): Promise<Policy & { readonly version: number }> {
    const [row] = await this.db.query<(PolicyFileRow & { readonly version: number })[]>(
      'select key, versions, version::int from rm.policy_file where key = $1',
      [key],
    );
    const versions = (row?.versions ?? []).filter(isPublic);
    if (!row || versions.length === 0)
      throw new NotFound('POLICY_NOT_FOUND', 'There is no policy under this key.');
    return { key, versions, version: row.version };
  }

  private async minCell(): Promise<number> {
    return (await this.rulebook.today(this.clock.now())).rules.minCell;
  }
}
