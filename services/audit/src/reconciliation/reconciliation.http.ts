import { Requires } from '@jejak/auth';
import type { Appended, CommandContext } from '@jejak/event-store';
import { Exported } from '@jejak/exports';
import { type Awaited, Context, Id, keyset, type Page, PageRequest, ReadYourWrites } from '@jejak/http';
import { NotFound } from '@jejak/kernel';
import { Projections } from '@jejak/projections';
import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { IsIn, IsOptional } from 'class-validator';
import { DataSource } from 'typeorm';
import type { Shown } from '../inspection/inspection-lists';
import { SOURCES } from '../sources';
import { type ReconciliationRow, reconciliations } from './reconciliation.projection';
import { Reconciliations, reconciliationStream } from './reconciliations';

export class ReconcileRequest {
  /** Whose store. */
  @IsIn([...SOURCES]) readonly source!: string;
}

export class ReconciliationSearch extends PageRequest {
  @IsOptional() @IsIn([...SOURCES]) readonly source?: string;
  @IsOptional() @IsIn(['RUNNING', 'DONE', 'FAILED']) readonly status?: ReconciliationRow['status'];
}

/** A comparison, with how far it is while it runs. */
type ReconciliationView = Shown<ReconciliationRow> & {
  readonly progress: { readonly rows: number; readonly highest: number } | null;
};

const INSTANT = (column: string): string =>
  `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
const VIEW = `reconciliation_id as "reconciliationId", source, night, r.status, ${INSTANT('started_at')} as "startedAt",
  ${INSTANT('ended_at')} as "endedAt", up_to::float8 as "upTo", r.row_count::float8 as "rowCount",
  differences::float8 as differences, findings, cause, version::int,
  case when r.status = 'RUNNING' and p.seen_at is not null
       then jsonb_build_object('rows', p.row_count, 'highest', p.highest) end as progress
  from rm.reconciliation r left join ledger.reconciliation_progress p using (reconciliation_id)`;
const newest = keyset('reconciliations', { at: 'instant', id: 'uuid' });

/** Whether the stores of the services still have what the log has. @source audit-ledger.md section 4; operations.md section 6 */
@Controller('reconciliations')
export class ReconciliationController {
  constructor(
    private readonly comparisons: Reconciliations,
    private readonly projections: Projections,
    private readonly db: DataSource,
  ) {}

  /** Begins now; how far it is, and what it came to, is read by its id. */
  @Post()
  @HttpCode(202)
  @Requires('operations:reconcile')
  start(@Body() { source }: ReconcileRequest, @Context() context: CommandContext): Promise<Appended> {
    return this.comparisons.ask(source, context);
  }

  /** Newest first. */
  @Get()
  @Requires('operations:reconcile')
  @Exported('reconciliations', [
    ...(['reconciliationId', 'source', 'night', 'status', 'startedAt', 'endedAt'] as const),
    ...(['upTo', 'rowCount', 'differences', 'cause'] as const),
  ])
  async list(
    @Query() { cursor, limit, source, status }: ReconciliationSearch,
  ): Promise<Page<ReconciliationView>> {
    const after = newest.after(cursor);
    const rows = await this.db.query<ReconciliationView[]>(
      `select ${VIEW} where ($1::text is null or source = $1) and ($2::text is null or r.status = $2)
         and ($3::timestamptz is null or (started_at, reconciliation_id) < ($3, $4::uuid))
       order by started_at desc, reconciliation_id desc limit $5`,
      [source ?? null, status ?? null, after?.at ?? null, after?.id ?? null, limit + 1],
    );
    return newest.page(rows, limit, ({ startedAt: at, reconciliationId: id }) => ({ at, id }));
  }

  @Get(':id')
  @Requires('operations:reconcile')
  async find(@Id() id: string, @ReadYourWrites() awaited?: Awaited): Promise<ReconciliationView> {
    const stream = reconciliationStream(id);
    if (awaited) await this.projections.reached(reconciliations, stream, awaited.version, awaited.waitMs);
    const [row] = await this.db.query<ReconciliationView[]>(`select ${VIEW} where reconciliation_id = $1`, [
      id,
    ]);
    if (!row) throw new NotFound('RECONCILIATION_NOT_FOUND', 'There is no such comparison.');
    return row;
  }
}
