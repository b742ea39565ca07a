import { Requires } from '@jejak/auth';
import { Exported } from '@jejak/exports';
import { keyset, type Page, PageRequest } from '@jejak/http';
import { Controller, Get, Query } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Key, VersionNumber } from '../request-formats';

/** A decision that rested on a version, by the entry of the log that says so. */
interface UseView {
  readonly eventId: string;
  readonly service: string;
  /** `asn.performance.AnnualRated.v1` */
  readonly eventType: string;
  readonly stream: string;
  readonly streamVersion: number;
  /** ISO instant. */
  readonly at: string;
}

interface UseCount {
  readonly service: string;
  readonly eventType: string;
  readonly decisions: number;
}

const inOrder = keyset('policy-uses', { at: 'instant', id: 'uuid' });
const byType = keyset('policy-use-counts', { eventType: 'text' });

/** Which decisions used which version. @source domain.md 8.1 (read models) */
@Controller('policies/:key/versions/:version')
export class PolicyUseController {
  constructor(private readonly db: DataSource) {}

  /** In the order in which they were taken: for those who decide, plan or inspect. */
  @Get('decisions')
  @Requires('policy:read-decisions')
  @Exported('policy-decisions', ['service', 'eventType', 'stream', 'streamVersion', 'at', 'eventId'])
  async list(
    @Key() key: string,
    @VersionNumber() version: number,
    @Query() { cursor, limit }: PageRequest,
  ): Promise<Page<UseView>> {
    const after = inOrder.after(cursor);
    const rows = await this.db.query<UseView[]>(
      `select event_id as "eventId", service, event_type as "eventType", stream, stream_version as "streamVersion",
         to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at
       from rm.policy_use where ref = $1 and ($2::timestamptz is null or (at, event_id) > ($2, $3::uuid))
       order by policy_use.at, event_id limit $4`,
      [`${key}@${version}`, after?.at ?? null, after?.id ?? null, limit + 1],
    );
    return inOrder.page(rows, limit, ({ at, eventId: id }) => ({ at, id }));
  }

  /** How many of each kind, for everyone. */
  @Get('decision-counts')
  @Requires('policy:read')
  @Exported('policy-decision-counts', ['service', 'eventType', 'decisions'])
  async counts(
    @Key() key: string,
    @VersionNumber() version: number,
    @Query() { cursor, limit }: PageRequest,
  ): Promise<Page<UseCount>> {
    const rows = await this.db.query<UseCount[]>(
      `select service, event_type as "eventType", count(*)::int as decisions from rm.policy_use
       where ref = $1 and ($2::text is null or event_type > $2)
       group by service, event_type order by event_type limit $3`,
      [`${key}@${version}`, byType.after(cursor)?.eventType ?? null, limit + 1],
    );
    return byType.page(rows, limit, ({ eventType }) => ({ eventType }));
  }
}
