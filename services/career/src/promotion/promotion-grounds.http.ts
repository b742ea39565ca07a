import { Requires } from '@jejak/auth';
import type { PromotionKind } from '@jejak/contracts/career';
import type { Predicate } from '@jejak/contracts/performance';
import type { CommandContext } from '@jejak/event-store';
import { Exported } from '@jejak/exports';
import { Context, Id, keyset, type Page, PageRequest } from '@jejak/http';
import { FileAccess } from '@jejak/service';
import { Controller, Get, Query } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { PromotionStatus } from './promotion.state';

/** A decision that rests on an evaluation. */
interface DecisionView {
  readonly stream: string;
  readonly what: string;
  readonly evaluationVersion: number;
  /** The version that stands now. */
  readonly currentVersion: number;
  /** The evaluation was corrected after the decision. */
  readonly corrected: boolean;
  /** It is under objection, or opened again: what the decision rests on is in question. */
  readonly inQuestion: boolean;
}

/** A promotion whose ground has changed since it was granted. */
interface ChangedGround {
  readonly caseId: string;
  readonly employeeId: string;
  readonly kind: PromotionKind;
  readonly status: PromotionStatus;
  /** Legal date. */
  readonly effective: string;
  readonly evaluations: readonly (Omit<DecisionView, 'stream' | 'what'> & {
    readonly evaluationId: string;
    /** As it stands now; null while none is final. */
    readonly predicate: Predicate | null;
  })[];
  /** By how many points the balance that it rests on was corrected since, 2 places; null: it was not. */
  readonly creditCorrected: string | null;
}

/** Of an evaluation `e` that was used in the version $1: whether it was corrected since, and whether it is in question. */
const corrected = (used: string): string => `coalesce(e.evaluation_version, 0) > ${used}`;
const IN_QUESTION =
  'coalesce(greatest(e.objected_at, e.reopened_at) > greatest(e.settled_at, e.final_at), false)';

/** Promotions that rest on points. @source domain.md 7.4 */
const ON_CREDIT: readonly PromotionKind[] = ['LEVEL', 'RANK_FUNCTIONAL'];

const changed = keyset('promotions-changed-grounds', { caseId: 'uuid' });

/**
 * What rests on evaluations, or on a balance, that have changed. Nothing follows by itself: a person decides what becomes of it.
 * @source domain.md 2.6, 7.2, 12 (ObjectionDecided, FindingIssued)
 */
@Controller()
export class PromotionGroundsController {
  constructor(
    private readonly db: DataSource,
    private readonly access: FileAccess,
  ) {}

  /**
   * Promotions that were granted, and may be in effect, whose evaluations were corrected since, are opened again or under objection, or
   * whose balance of the time before was corrected: before they take effect they can be revoked. Newest first.
   */
  @Get('promotions/changed-grounds')
  @Requires('career:read-overdue')
  @Exported('promotions-changed-grounds', [
    'caseId',
    'employeeId',
    'kind',
    'status',
    'effective',
    'evaluations',
    'creditCorrected',
  ])
  async changed(@Query() { cursor, limit }: PageRequest): Promise<Page<ChangedGround>> {
    const after = changed.after(cursor);
    const rows = await this.db.query<ChangedGround[]>(
      `select c.case_id as "caseId", c.employee_id as "employeeId", c.kind, c.status, c.effective::text as effective,
         coalesce(x.evaluations, '[]') as evaluations, y.points::text as "creditCorrected"
       from rm.promotion_case c cross join lateral (
         select jsonb_agg(jsonb_build_object('evaluationId', e.evaluation_id, 'evaluationVersion', u."evaluationVersion",
             'currentVersion', e.evaluation_version, 'predicate', e.predicate,
             'corrected', ${corrected('u."evaluationVersion"')}, 'inQuestion', ${IN_QUESTION}) order by e.evaluation_id) as evaluations
         from jsonb_to_recordset(c.evaluations) as u("evaluationId" uuid, "evaluationVersion" int)
         join rm.evaluation_record e on e.evaluation_id = u."evaluationId"
         where ${corrected('u."evaluationVersion"')} or ${IN_QUESTION}) x cross join lateral (
         select sum(k.points)::numeric(12, 2) as points from rm.credit_entry k
         where c.kind = any($3) and k.employee_id = c.employee_id and k.kind = 'CreditBalanceCorrected'
           and k.level = c.held ->> 'level' and k.recorded_at > coalesce(c.decided_at, c.opened_at)) y
       where c.status in ('GRANTED', 'HELD', 'EFFECTIVE') and (x.evaluations is not null or y.points is not null)
         and ($1::uuid is null or c.case_id < $1) order by c.case_id desc limit $2`,
      [after?.caseId ?? null, limit + 1, ON_CREDIT],
    );
    return changed.page(rows, limit, ({ caseId }) => ({ caseId }));
  }

  /** Every decision that rests on an evaluation, and whether the evaluation was corrected since. */
  @Get('evaluations/:id/decisions')
  @Requires('career:read-overdue')
  async decisions(@Id() evaluationId: string, @Context() context: CommandContext): Promise<DecisionView[]> {
    const [evaluation] = await this.db.query<{ employeeId: string | null }[]>(
      'select employee_id as "employeeId" from rm.evaluation_record where evaluation_id = $1',
      [evaluationId],
    );
    if (evaluation?.employeeId)
      await this.access.record(evaluation.employeeId, 'career.evaluation-decisions', context);
    return this.db.query<DecisionView[]>(
      `with used as (
         select 'promotion-' || case_id::text as stream, 'PROMOTION ' || status as what,
           (use ->> 'evaluationVersion')::int as used_version
         from rm.promotion_case, jsonb_array_elements(evaluations) use
         where evaluations @> jsonb_build_array(jsonb_build_object('evaluationId', $1::text))
           and use ->> 'evaluationId' = $1::text
         union all
         select 'credit-entry-' || entry_id::text, 'CREDIT', evaluation_version
         from rm.credit_entry where evaluation_id = $1::text::uuid and kind = 'CreditConverted'
         union all
         select 'talent-' || t.employee_id::text, 'TALENT_MAP', (final ->> 'evaluationVersion')::int
         from rm.evaluation_record r join rm.talent_profile t using (employee_id), jsonb_array_elements(t.map -> 'finals') final
         where r.evaluation_id = $1::text::uuid and final ->> 'evaluationId' = $1::text
         union all
         select 'placement-' || placement_id::text, 'PLACEMENT ' || status, (use ->> 'evaluationVersion')::int
         from rm.placement_list, jsonb_array_elements(evaluations) use
         where evaluations @> jsonb_build_array(jsonb_build_object('evaluationId', $1::text))
           and use ->> 'evaluationId' = $1::text
         union all
         select 'succession-' || succession_id::text, 'SUCCESSOR', (use ->> 'evaluationVersion')::int
         from rm.succession_board, jsonb_array_elements(candidates) candidate, jsonb_array_elements(candidate -> 'evaluations') use
         where candidates @> jsonb_build_array(jsonb_build_object(
             'evaluations', jsonb_build_array(jsonb_build_object('evaluationId', $1::text))))
           and use ->> 'evaluationId' = $1::text)
       select used.stream, what, used_version as "evaluationVersion",
         coalesce(e.evaluation_version, 0) as "currentVersion", ${corrected('used_version')} as corrected,
         ${IN_QUESTION} as "inQuestion"
       from used left join rm.evaluation_record e on e.evaluation_id = $1::text::uuid order by used.stream limit 200`,
      [evaluationId],
    );
  }
}
