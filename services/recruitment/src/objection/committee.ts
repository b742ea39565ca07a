import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

/** The duties that make somebody a member of a vacancy's committee. */
export const COMMITTEE_DUTIES = ['committee_chair', 'panelist', 'psychologist'] as const;

/** Who is on the committee of a vacancy, as career has told: for this vacancy, for its unit, or for the whole city. */
@Injectable()
export class Committee {
  constructor(private readonly db: DataSource) {}

  /** Members on a legal date, sorted. */
  async membersOf(vacancyId: string, unitId: string, on: string): Promise<string[]> {
    const rows = await this.db.query<{ personId: string }[]>(
      `SELECT DISTINCT person_id::text AS "personId" FROM rm.duty_holder
       WHERE duty = ANY($1) AND scope IN ('', $2, $3) AND from_date <= $4::date AND (to_date IS NULL OR to_date >= $4::date)
       ORDER BY 1`,
      [COMMITTEE_DUTIES, vacancyId, unitId, on],
    );
    return rows.map(({ personId }) => personId);
  }
}

/** The same as a condition of a query: `a` has vacancy_id, `v` unit_id; the person is $1, the legal date $2. */
export const ON_COMMITTEE = `EXISTS (SELECT FROM rm.duty_holder d
  WHERE d.person_id::text = $1 AND d.duty IN ('committee_chair', 'panelist', 'psychologist')
    AND d.scope IN ('', a.vacancy_id::text, v.unit_id::text)
    AND d.from_date <= $2::date AND (d.to_date IS NULL OR d.to_date >= $2::date))`;
