import { type Calendar, type Clock, NotFound } from '@jejak/kernel';
import { CLOCK } from '@jejak/service';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { SelectionPolicies } from '../policies/selection-policies';
import { KNOWN, PUBLIC_STATES } from '../vacancy/vacancy-board.http';

/** A vacancy that the public knows of, and how it is told of it in numbers. */
export interface PublicVacancy {
  /** End of registration, an ISO instant; null for a finished round. */
  readonly closeAt: string | null;
  /** Of everyone who has applied; not yet fit for the public. */
  readonly applicants: number;
  /** Counts below it are suppressed. */
  readonly minCell: number;
  readonly calendar: Calendar;
}

const VACANCY = `SELECT to_char(v.close_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "closeAt",
    v.pinned_policies AS "pinnedPolicies",
    (SELECT count(*)::int FROM rm.application a WHERE a.vacancy_id = v.vacancy_id AND a.status <> 'draft') AS applicants
  FROM rm.vacancy v WHERE v.vacancy_id = $1 AND v.status = ANY($2) AND ${KNOWN}`;

/** Reads vacancies for whoever publishes figures of them. */
@Injectable()
export class PublicVacancies {
  constructor(
    private readonly db: DataSource,
    private readonly policies: SelectionPolicies,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws NotFound VACANCY_NOT_FOUND also for one that the public may not know of */
  async of(vacancyId: string): Promise<PublicVacancy> {
    const [vacancy] = await this.db.query<
      { closeAt: string | null; pinnedPolicies: readonly string[]; applicants: number }[]
    >(VACANCY, [vacancyId, PUBLIC_STATES]);
    if (!vacancy) throw new NotFound('VACANCY_NOT_FOUND', 'There is no such vacancy.');
    const { pinnedPolicies, ...known } = vacancy;
    return { ...known, ...(await this.policies.forPublic(pinnedPolicies, this.clock.now())) };
  }
}
