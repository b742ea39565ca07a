import type { Duty } from '@jejak/kernel';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

/** The duties of a vacancy's committee: its chair, its members, its psychologists. @source domain.md 1 */
export const COMMITTEE_DUTIES = [
  'committee_chair',
  'panelist',
  'psychologist',
] as const satisfies readonly Duty[];

/** For which vacancy, in which unit, on which legal date somebody has a duty. */
export interface DutyScope {
  readonly vacancyId: string;
  readonly unitId: string;
  readonly on: string;
}

/** An assignment for this vacancy ($1), for its unit ($2), or for the whole city, alive on a legal date ($3). */
const LIVE = `scope IN ('', $1, $2) AND from_date <= $3::date AND (to_date IS NULL OR to_date >= $3::date)`;

/**
 * SQL, beside a row `v` of rm.vacancy: true where a person is on the committee of that vacancy on a legal date.
 * @param person parameter that holds the person's id as text
 * @param on parameter that holds the date
 */
export const onCommittee = (person: string, on: string): string =>
  `EXISTS (SELECT FROM rm.duty_holder d WHERE d.person_id::text = ${person}
    AND d.duty IN (${COMMITTEE_DUTIES.map((duty) => `'${duty}'`).join(', ')})
    AND d.scope IN ('', v.vacancy_id::text, v.unit_id::text)
    AND d.from_date <= ${on}::date AND (d.to_date IS NULL OR d.to_date >= ${on}::date))`;

/** Who has which duty for a vacancy, as career has told: for the vacancy, for its unit, or for the whole city. */
@Injectable()
export class DutyHolders {
  constructor(private readonly db: DataSource) {}

  /** Those of `people` who hold one of the duties, sorted. */
  async holders(
    people: readonly string[],
    duties: readonly Duty[],
    { vacancyId, unitId, on }: DutyScope,
  ): Promise<string[]> {
    const rows = await this.db.query<{ personId: string }[]>(
      `SELECT DISTINCT person_id::text AS "personId" FROM rm.duty_holder
       WHERE person_id::text = ANY($4) AND duty = ANY($5) AND ${LIVE} ORDER BY 1`,
      [vacancyId, unitId, on, people, duties],
    );
    return rows.map(({ personId }) => personId);
  }

  async holds(personId: string, duties: readonly Duty[], scope: DutyScope): Promise<boolean> {
    return (await this.holders([personId], duties, scope)).length > 0;
  }

  /** Everyone on the committee of a vacancy, each once, sorted. */
  async committee({ vacancyId, unitId, on }: DutyScope): Promise<string[]> {
    const rows = await this.db.query<{ personId: string }[]>(
      `SELECT DISTINCT person_id::text AS "personId" FROM rm.duty_holder WHERE duty = ANY($4) AND ${LIVE} ORDER BY 1`,
      [vacancyId, unitId, on, COMMITTEE_DUTIES],
    );
    return rows.map(({ personId }) => personId);
  }
}
