import { Requires } from '@jejak/auth';
import type { EligibilityRule, PromotionKind } from '@jejak/contracts/career';
import type { CommandContext } from '@jejak/event-store';
import { Exported } from '@jejak/exports';
import { type Awaited, Context, Id, keyset, type Page, PageRequest, ReadYourWrites } from '@jejak/http';
import { type Clock, NotFound } from '@jejak/kernel';
import { readable, readerOf } from '@jejak/organisation';
import { Projections } from '@jejak/projections';
import { CLOCK, FileAccess } from '@jejak/service';
import { Controller, Get, Inject, Query } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { CareerRulebook } from '../credit/career-rulebook';
import { promotionCases, type PromotionOverdueRow, type PromotionRow } from './promotion.projection';
import { PromotionsRequest } from './promotion.requests';
import { promotionStream } from './promotions';

interface PromotionView extends Omit<PromotionRow, 'decidedAt'> {
  readonly version: number;
}
/** What everybody reads: no person, and no unit so small that it would name one. */
interface RegisterEntry {
  readonly position: string;
  readonly kind: PromotionKind;
  readonly rank: string | null;
  readonly level: string | null;
  readonly from: string;
  /** The conditions that were asked, and met. */
  readonly rules: readonly EligibilityRule[];
}
const CASE = `case_id as "caseId", employee_id as "employeeId", kind, status, held, target, position, unit_id as "unitId",
  formation_id as "formationId", effective::text as effective, opened_by as "openedBy",
  to_char(opened_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "openedAt", proposed_by as "proposedBy",
  verified_by as "verifiedBy", approval_number as "approvalNumber", decide_by::text as "decideBy", decided_by as "decidedBy",
  rules, evaluations, stopped, version::int`;

const cases = keyset('promotions', { caseId: 'uuid' });
const overdues = keyset('promotions-overdue', {
  ...{ dueOn: 'date', employeeId: 'uuid', kind: 'text', clock: 'text' },
});
const register = keyset('promotion-register', { from: 'date', caseId: 'uuid' });

/** Cases of promotion, read. @source domain.md 7.7, 13 */
@Controller()
export class PromotionListsController {
  constructor(
    private readonly db: DataSource,
    private readonly rulebook: CareerRulebook,
    private readonly projections: Projections,
    private readonly access: FileAccess,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Cases that the caller may read, newest first. */
  @Get('promotions')
  @Requires('career:read')
  @Exported('promotions', [
    ...([
      'caseId',
      'employeeId',
      'kind',
      'status',
      'held',
      'target',
      'position',
      'unitId',
      'effective',
    ] as const),
    ...([
      'openedBy',
      'openedAt',
      'proposedBy',
      'verifiedBy',
      'approvalNumber',
      'decideBy',
      'decidedBy',
    ] as const),
    ...(['rules', 'evaluations'] as const),
  ])
  async list(
    @Query() { cursor, limit, employeeId }: PromotionsRequest,
    @Context() { actor, role }: CommandContext,
  ): Promise<Page<PromotionView>> {
    const after = cases.after(cursor);
    const { date } = await this.rulebook.today(this.clock.now());
    const rows = await this.db.query<PromotionView[]>(
      `select ${CASE} from rm.promotion_case
       where ${readable('employee_id')} and ($4::uuid is null or employee_id = $4)
         and ($5::uuid is null or case_id < $5) order by case_id desc limit $6`,
      [readerOf(actor), role, date, employeeId ?? null, after?.caseId ?? null, limit + 1],
    );
    return cases.page(rows, limit, ({ caseId }) => ({ caseId }));
  }

  /**
   * What is late: proposals, decisions, and who is eligible and was not proposed, also after a case that came to nothing. For who can do
   * something about it, by the day on which it was due.
   */
  @Get('promotions/overdue')
  @Exported('promotions-overdue', ['employeeId', 'kind', 'clock', 'dueOn', 'caseId', 'markedAt'])
  @Requires('career:read-overdue')
  async overdue(@Query() { cursor, limit }: PageRequest): Promise<Page<PromotionOverdueRow>> {
    const after = overdues.after(cursor);
    const rows = await this.db.query<PromotionOverdueRow[]>(
      `select o.employee_id as "employeeId", o.kind, o.clock, o.due_on::text as "dueOn", o.case_id as "caseId",
         to_char(o.marked_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "markedAt"
       from rm.promotion_overdue o left join rm.promotion_case c on c.case_id = o.case_id
       where case o.clock
         when 'NOT_PROPOSED' then not exists (
             select from rm.promotion_case p where p.employee_id = o.employee_id and p.kind = o.kind and (
               p.status in ('PROPOSED', 'VERIFIED', 'APPROVED', 'GRANTED', 'HELD')
               or (p.status = 'EFFECTIVE' and p.effective >= o.due_on)))
           and not exists (
             select from rm.employment_end_list e where e.employee_id = o.employee_id and e.status = 'ENDED')
         when 'DECISION' then c.status in ('APPROVED', 'HELD') and c.decide_by = o.due_on
         else c.status in ('PROPOSED', 'VERIFIED', 'APPROVED') end
         and ($1::date is null or (o.due_on, o.employee_id, o.kind, o.clock) > ($1::date, $2::uuid, $3, $4))
       order by o.due_on, o.employee_id, o.kind, o.clock limit $5`,
      [after?.dueOn ?? null, after?.employeeId ?? null, after?.kind ?? null, after?.clock ?? null, limit + 1],
    );
    return overdues.page(rows, limit, ({ dueOn, employeeId, kind, clock }) => ({
      ...{ dueOn, employeeId, kind, clock },
    }));
  }

  @Get('promotions/:id')
  @Requires('career:read')
  async find(
    @Id() id: string,
    @Context() context: CommandContext,
    @ReadYourWrites() awaited?: Awaited,
  ): Promise<PromotionView> {
    if (awaited)
      await this.projections.reached(promotionCases, promotionStream(id), awaited.version, awaited.waitMs);
    const { date } = await this.rulebook.today(this.clock.now());
    const [row] = await this.db.query<PromotionView[]>(
      `select ${CASE} from rm.promotion_case where case_id = $4 and ${readable('employee_id')}`,
      [readerOf(context.actor), context.role, date, id],
    );
    if (!row) throw new NotFound('PROMOTION_NOT_FOUND', 'There is no such promotion for you to read.');
    await this.access.record(row.employeeId, 'career.promotion', context);
    return row;
  }

  /** Promotions that took effect, for everybody: the post, the day and the conditions that were met. */
  @Get('promotion-register')
  @Requires('career:read-published')
  @Exported('promotion-register', ['position', 'kind', 'rank', 'level', 'from', 'rules'])
  async register(@Query() { cursor, limit }: PageRequest): Promise<Page<RegisterEntry>> {
    const after = register.after(cursor);
    const rows = await this.db.query<(RegisterEntry & { readonly caseId: string })[]>(
      `select case_id as "caseId", position, kind, target ->> 'rank' as rank, target ->> 'level' as level,
         effective::text as "from", rules
       from rm.promotion_case
       where status = 'EFFECTIVE' and ($1::date is null or (effective, case_id) < ($1::date, $2::uuid))
       order by effective desc, case_id desc limit $3`,
      [after?.from ?? null, after?.caseId ?? null, limit + 1],
    );
    const page = register.page(rows, limit, ({ from, caseId }) => ({ from, caseId }));
    return { ...page, items: page.items.map(({ caseId: _, ...entry }) => entry) };
  }
}
