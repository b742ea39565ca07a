import type { Duty } from '@jejak/kernel';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

/** The duties of a vacancy's committee: its chair, its members, its psychologists. @source domain.md 1 */
export const COMMITTEE_DUTIES = [
  'committee_chair',
  'panelist',
  'psychologist',
] as const satisfies readonly Duty[];

/** An assignment for this vacancy ($1), for its unit ($2), or for the whole city, alive on a legal date ($3). */
const LIVE = `scope IN ('', $1, $2) AND from_date <= $3::date AND (to_date IS NULL OR to_date >= $3::date)`;

/** Who has which duty for a vacancy, as career has told. */
@Injectable()
export class DutyHolders {
  constructor(private readonly db: DataSource) {}

  /** Whether a person holds one of the duties on a legal date: for this vacancy, for its unit, or for the whole city. */
  async holds(
    personId: string,
    duties: readonly Duty[],
    vacancyId: string,
    unitId: string,
    on: string,
  ): Promise<boolean> {
    const [{ holds }] = await this.db.query<[{ holds: boolean }]>(
      `SELECT EXISTS (SELECT FROM rm.duty_holder WHERE person_id::text = $4 AND duty = ANY($5) AND ${LIVE}) AS holds`,
      [vacancyId, unitId, on, personId, duties],
    );
    return holds;
  }

  /** Everyone on the committee of a vacancy on a legal date, each once, sorted. */
  async committee(vacancyId: string, unitId: string, on: string): Promise<string[]> {
    const rows = await this.db.query<{ personId: string }[]>(
      `SELECT DISTINCT person_id::text AS "personId" FROM rm.duty_holder WHERE duty = ANY($4) AND ${LIVE} ORDER BY 1`,
      [vacancyId, unitId, on, COMMITTEE_DUTIES],
    );
    return rows.map(({ personId }) => personId);
  }
}
