import { Requires } from '@jejak/auth';
import { Exported } from '@jejak/exports';
import { keyset, type Page, PageRequest } from '@jejak/http';
import { type Clock } from '@jejak/kernel';
import { CLOCK } from '@jejak/service';
import { Controller, Get, Inject, Query } from '@nestjs/common';
import { IsIn, IsOptional } from 'class-validator';
import { DataSource } from 'typeorm';

class RoomRequest extends PageRequest {
  /** Whether opinions are still taken; left out: all that ever were in consultation. */
  @IsOptional() @IsIn(['true', 'false']) readonly open?: 'true' | 'false';
}

/** A draft that people are, or were, asked about. */
interface ConsultationView {
  readonly key: string;
  readonly version: number;
  readonly kind: string;
  readonly status: string;
  readonly problem: string;
  readonly intendedOutcome: string;
  readonly impactNote: string | null;
  /** Legal dates: the first and the last on which opinions are taken. */
  readonly opensOn: string;
  readonly closesOn: string;
  readonly open: boolean;
  readonly opinions: number;
  readonly unanswered: number;
}

const newest = keyset('consultations', { opensOn: 'date', key: 'text', version: 'integer' });

/** What people are asked about: the consultation room. @source domain.md 8.1 (read models) */
@Controller('consultations')
export class ConsultationRoomController {
  constructor(
    private readonly db: DataSource,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Newest first. */
  @Get()
  @Requires('policy:read')
  @Exported('consultations', [
    ...(['key', 'version', 'kind', 'status', 'problem', 'intendedOutcome', 'impactNote'] as const),
    ...(['opensOn', 'closesOn', 'open', 'opinions', 'unanswered'] as const),
  ])
  async list(@Query() { cursor, limit, open }: RoomRequest): Promise<Page<ConsultationView>> {
    const after = newest.after(cursor);
    const rows = await this.db.query<ConsultationView[]>(
      `with room as (
         select f.key, (v->>'version')::int as version, v->>'kind' as kind, v->>'status' as status, v->>'problem' as problem,
           v->>'intendedOutcome' as "intendedOutcome", v->>'impactNote' as "impactNote",
           v->'consultation'->>'opensOn' as "opensOn", v->'consultation'->>'closesOn' as "closesOn",
           v->>'status' = 'IN_CONSULTATION' and (v->'consultation'->>'closesAt')::timestamptz > $1::timestamptz as open
         from rm.policy_file f, jsonb_array_elements(f.versions) v where v->'consultation' <> 'null')
       select r.*, o.opinions, o.unanswered from room r, lateral (
         select count(*)::int as opinions, count(*) filter (where status = 'SUBMITTED')::int as unanswered
         from rm.opinion where key = r.key and policy_version = r.version) o
       where ($2::boolean is null or open = $2)
         and ($3::text is null or (r."opensOn", r.key, r.version) < ($3, $4, $5::int))
       order by r."opensOn" desc, r.key desc, r.version desc limit $6`,
      [
        ...[this.clock.now(), open === undefined ? null : open === 'true'],
        ...[after?.opensOn ?? null, after?.key ?? null, after?.version ?? null, limit + 1],
      ],
    );
    return newest.page(rows, limit, ({ opensOn, key, version }) => ({
      opensOn,
      key,
      version: String(version),
    }));
  }
}
