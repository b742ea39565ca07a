import { Requires } from '@jejak/auth';
import type { VerificationOutcome } from '@jejak/contracts/recruitment';
import type { CommandContext } from '@jejak/event-store';
import { Exported } from '@jejak/exports';
import { Context, IsId, keyset, type Page, PageRequest } from '@jejak/http';
import { type Clock } from '@jejak/kernel';
import { Policies } from '@jejak/policies';
import { CLOCK } from '@jejak/service';
import { Controller, Get, Inject, Query } from '@nestjs/common';
import { IsIn, IsOptional, MaxLength } from 'class-validator';
import { DataSource } from 'typeorm';
import type { ApplicationStatus } from '../application/application.state';
import { onCommittee } from '../committee/duty-holders';

const SHOWN = ['waiting', 'done'] as const;

class WorkListQuery extends PageRequest {
  /** What waits for the caller, or what the caller has found already. */
  @IsIn(SHOWN) readonly show: (typeof SHOWN)[number] = 'waiting';
  /** One vacancy's only. */
  @IsOptional() @IsId() @MaxLength(36) readonly vacancy?: string;
}

interface WorkItem {
  readonly applicationId: string;
  readonly vacancyId: string;
  readonly position: string;
  readonly participantNo: string;
  readonly submittedAt: string;
  /** How many have verified it. What they found is shown to whom it cannot lead any more. */
  readonly verifiers: number;
  readonly status: ApplicationStatus;
  /** The caller's own finding; null where the application waits for it. */
  readonly own: { readonly outcome: VerificationOutcome; readonly requirementRefs: readonly string[] } | null;
  /** What the others found; null until the caller's own finding is in. */
  readonly others: readonly VerificationOutcome[] | null;
}

const byNumber = keyset('verifications', { vacancy: 'uuid', participantNo: 'text', id: 'uuid' });

/** Findings of the caller ($1), of the others. */
const OWN = `SELECT jsonb_build_object('outcome', f->'outcome', 'requirementRefs', f->'requirementRefs')
  FROM jsonb_array_elements(w.findings) f WHERE f->>'verifier' = $1 LIMIT 1`;
const OTHERS = `SELECT jsonb_agg(f->'outcome') FROM jsonb_array_elements(w.findings) f WHERE f->>'verifier' <> $1`;
const FOUND = `EXISTS (SELECT FROM jsonb_array_elements(w.findings) f WHERE f->>'verifier' = $1)`;

/** Nobody waits for who applied themselves, or has declared a conflict, or has found something already. */
const WAITS = `a.status = 'submitted' AND v.status = 'closed' AND a.applicant_id::text <> $1
  AND NOT coalesce(w.conflicts ? $1, false) AND NOT coalesce(${FOUND}, false)`;

/** What a verifier has to do: the applications of the vacancies on whose committee the caller is today. */
@Controller('verifications')
export class WorkListController {
  constructor(
    private readonly db: DataSource,
    private readonly policies: Policies,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** By participant number, blind: what another verifier found shows when the caller's own finding is in. */
  @Get()
  @Requires('recruitment:verify')
  @Exported('verifications', [
    'applicationId',
    'vacancyId',
    'position',
    'participantNo',
    'submittedAt',
    'status',
    'verifiers',
    'own',
    'others',
  ])
  async list(
    @Query() { show, vacancy, cursor, limit }: WorkListQuery,
    @Context() { actor }: CommandContext,
  ): Promise<Page<WorkItem>> {
    const { date } = await this.policies.cityDay(this.clock.now());
    const after = byNumber.after(cursor);
    const done = show === 'done';
    const rows = await this.db.query<WorkItem[]>(
      `SELECT a.application_id AS "applicationId", a.vacancy_id AS "vacancyId", v.position,
         a.participant_no AS "participantNo",
         to_char(a.submitted_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "submittedAt",
         coalesce(jsonb_array_length(w.findings), 0) AS verifiers, a.status,
         ${done ? `(${OWN})` : 'NULL'} AS own, ${done ? `coalesce((${OTHERS}), '[]'::jsonb)` : 'NULL'} AS others
       FROM rm.application a JOIN rm.vacancy v USING (vacancy_id) LEFT JOIN rm.verification w USING (application_id)
       WHERE ${done ? FOUND : WAITS} AND ${onCommittee('$1', '$2')} AND ($3::uuid IS NULL OR a.vacancy_id = $3)
         AND ($4::uuid IS NULL OR (a.vacancy_id, a.participant_no, a.application_id) > ($4, $5, $6::uuid))
       ORDER BY a.vacancy_id, a.participant_no, a.application_id LIMIT $7`,
      [
        ...[actor, date, vacancy ?? null],
        ...[after?.vacancy ?? null, after?.participantNo ?? null, after?.id ?? null, limit + 1],
      ],
    );
    return byNumber.page(rows, limit, ({ vacancyId, participantNo, applicationId: id }) => ({
      ...{ vacancy: vacancyId, participantNo, id },
    }));
  }
}
