import { Requires } from '@jejak/auth';
import { Exported } from '@jejak/exports';
import { keyset, type Page, PageRequest } from '@jejak/http';
import type { Clock } from '@jejak/kernel';
import { CLOCK } from '@jejak/service';
import { Controller, Get, Inject, Query } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Rulebook } from '../rules/rulebook';
import type { Version } from './policy.state';
import { publicOf, type VersionView } from './version-view';

interface DraftRow {
  readonly key: string;
  readonly draft: Version;
}

const byKey = keyset('policy-drafts', { key: 'text', version: 'integer' });

/** What HR writes before anybody is asked about it. @source domain.md 8.1, 13 */
@Controller('policy-drafts')
export class DraftsController {
  constructor(
    private readonly db: DataSource,
    private readonly rulebook: Rulebook,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** In order of key and version. Who wrote them is not shown here either. */
  @Get()
  @Requires('policy:read-drafts')
  @Exported('policy-drafts', [
    ...([
      'key',
      'version',
      'kind',
      'status',
      'revision',
      'legalBasis',
      'problem',
      'intendedOutcome',
    ] as const),
    ...(['outcomeMeasures', 'impactNote', 'parameters', 'simulations'] as const),
  ])
  async list(@Query() { cursor, limit }: PageRequest): Promise<Page<VersionView>> {
    const after = byKey.after(cursor);
    const rows = await this.db.query<DraftRow[]>(
      `select key, v as draft from rm.policy_file, jsonb_array_elements(versions) v
       where v->'consultation' = 'null' and (v->>'revision')::int > 0
         and ($1::text is null or (key, (v->>'version')::int) > ($1, $2::int))
       order by key, (v->>'version')::int limit $3`,
      [after?.key ?? null, after?.version ?? null, limit + 1],
    );
    const { minCell } = (await this.rulebook.today(this.clock.now())).rules;
    const views = rows.map(({ key, draft }) => publicOf(key, draft, minCell));
    return byKey.page(views, limit, ({ key, version }) => ({ key, version: String(version) }));
  }
}
