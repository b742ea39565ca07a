import type { AdminResultComputed, AdminResultRow } from '@jejak/contracts/recruitment';
import { type Appended, type CommandContext, EventStore } from '@jejak/event-store';
import { Conflict, NotFound, type Recorded, streamOf } from '@jejak/kernel';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { ErasedPeople } from '../committee/erased-people';
import { recordInParts } from '../ranking/parts';
import { ADMIN_PUBLISHABLE } from '../vacancy/publish-admin-result';
import { vacancy } from '../vacancy/vacancy.decider';
import { ADMIN_ROWS_PER_PART, type AdminResult, adminResultOf } from './admin-result';
import { adminResult, adminResultStream } from './admin-result.decider';

interface VerifiedRow extends Omit<AdminResultRow, 'outcome'> {
  readonly applicantId: string;
  /** Null where the verifiers have not agreed, or this read model has not heard of it yet. */
  readonly outcome: AdminResultRow['outcome'] | null;
}

/** Everyone who applied and is still in the selection, with what the verification came to. */
const VERIFIED = `SELECT a.application_id AS "applicationId", a.participant_no AS "participantNo",
    a.applicant_id AS "applicantId", w.outcome,
    coalesce(w.requirement_refs, '[]'::jsonb) AS "requirementRefs"
  FROM rm.application a LEFT JOIN rm.verification w USING (application_id)
  WHERE a.vacancy_id = $1 AND a.status NOT IN ('draft', 'withdrawn', 'disqualified') ORDER BY a.participant_no`;

/** Computes and records what the verification of a vacancy's applications came to. */
@Injectable()
export class AdminResults {
  constructor(
    private readonly store: EventStore,
    private readonly db: DataSource,
    private readonly erasures: ErasedPeople,
  ) {}

  /** @throws NotFound VACANCY_NOT_FOUND, Conflict ILLEGAL_TRANSITION */
  async compute(vacancyId: string): Promise<AdminResult> {
    const { state } = await this.store.state(vacancy, streamOf('vacancy', vacancyId));
    if (!('announced' in state)) throw new NotFound('VACANCY_NOT_FOUND', 'There is no such vacancy.');
    if (!ADMIN_PUBLISHABLE.includes(state.status))
      throw new Conflict(
        'ILLEGAL_TRANSITION',
        `The vacancy is ${state.status}: its verification comes to no result now.`,
      );
    const verified = await this.db.query<VerifiedRow[]>(VERIFIED, [vacancyId]);
    const rows = verified.flatMap(({ outcome, applicantId: _, ...row }) =>
      outcome === null ? [] : [{ ...row, outcome }],
    );
    const policies = [...state.announced.pinnedPolicies].sort();
    const waiting = verified.flatMap(({ outcome, applicantId }) => (outcome === null ? [applicantId] : []));
    // Nobody verifies the application of an erased person: it has left the selection.
    const { length: lost } = await this.erasures.among(waiting);
    return adminResultOf(vacancyId, rows, waiting.length - lost, policies);
  }

  /** Records a result in its parts; what is there already is not recorded again. @throws RuleViolated STAGE_NOT_SETTLED */
  record({ head, rows, unsettled }: AdminResult, context: CommandContext): Promise<Appended> {
    return recordInParts(rows, ADMIN_ROWS_PER_PART, head.adminResultId, context, (part, of, by) => {
      const command = { type: 'ComputeAdminResult', head, part, rows: of, unsettled } as const;
      const gathered = { given: {}, policies: head.policies };
      return this.store.execute(
        adminResult,
        adminResultStream(head.adminResultId, part),
        command,
        by,
        gathered,
      );
    });
  }

  /** The digest of a result's rows as recorded; null where it is not there. */
  async recordedRowsSha256(adminResultId: string): Promise<string | null> {
    const { state } = await this.store.state(adminResult, adminResultStream(adminResultId));
    return state && state.rowsSha256;
  }
}

/**
 * The parts of a recorded result, in order, one at a time.
 * @throws Error where a part is missing: a result whose first part is there has all
 */
export async function* recordedAdminParts(
  store: EventStore,
  adminResultId: string,
): AsyncGenerator<Recorded<AdminResultComputed>> {
  for (let part = 1, parts = 1; part <= parts; part++) {
    const [computed] = await store.history(adminResultStream(adminResultId, part));
    if (!computed) throw new Error(`part ${part} of the ADMIN result ${adminResultId} is not recorded`);
    // The stream of a part holds nothing else.
    const read = computed as Recorded<AdminResultComputed>;
    parts = read.data.parts;
    yield read;
  }
}
