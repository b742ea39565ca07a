import { Requires } from '@jejak/auth';
import { Exported } from '@jejak/exports';
import { keyset, type Page, PageRequest } from '@jejak/http';
import { type Clock, NotFound } from '@jejak/kernel';
import { CLOCK } from '@jejak/service';
import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { CareerRulebook } from '../credit/career-rulebook';
import { type Counted, type Merit, MERIT_ASPECTS, meritOf } from './merit-score';

/** A case with links to its facts: streams and versions of the log. */
interface MeritFactView {
  readonly caseId: string;
  readonly opened: { readonly stream: string; readonly ver: number };
  /** Null: what merit asks for was not done yet. */
  readonly met: { readonly stream: string; readonly ver: number } | null;
}

const BY_CASE = keyset('merit', { id: 'uuid' });

/** The merit of the city, computed from facts; nothing is typed in. @source domain.md 7.6 */
@Controller('merit')
export class MeritController {
  constructor(
    private readonly db: DataSource,
    private readonly rulebook: CareerRulebook,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get()
  @Requires('career:read-merit')
  async merit(): Promise<Merit & { readonly policies: readonly string[] }> {
    const { rules, refs } = await this.rulebook.talentToday(this.clock.now());
    const counted = await this.db.query<Counted[]>(
      `select aspect, count(*)::int as cases, count(met_version)::int as met
       from rm.merit_case where opened_version is not null group by aspect`,
    );
    return { ...meritOf(counted, rules.placement), policies: refs };
  }

  /** The facts that an aspect was computed from. */
  @Get(':aspect/facts')
  @Requires('career:read-merit')
  @Exported('merit-facts', ['caseId', 'opened', 'met'])
  async facts(
    @Param('aspect') aspect: string,
    @Query() { cursor, limit }: PageRequest,
  ): Promise<Page<MeritFactView>> {
    if (!MERIT_ASPECTS.some((known) => known === aspect))
      throw new NotFound('ASPECT_NOT_FOUND', 'Merit has no such aspect.');
    const after = BY_CASE.after(cursor);
    const rows = await this.db.query<MeritFactView[]>(
      `select case_id as "caseId", jsonb_build_object('stream', opened_stream, 'ver', opened_version) as opened,
         case when met_version is not null then jsonb_build_object('stream', met_stream, 'ver', met_version) end as met
       from rm.merit_case
       where aspect = $1 and opened_version is not null and ($2::uuid is null or case_id > $2)
       order by case_id limit $3`,
      [aspect, after?.id ?? null, limit + 1],
    );
    return BY_CASE.page(rows, limit, ({ caseId }) => ({ id: caseId }));
  }
}
