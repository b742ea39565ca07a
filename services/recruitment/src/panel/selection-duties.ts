import { Injectable } from '@nestjs/common';
import type { Duty } from '@jejak/kernel';
import { DataSource } from 'typeorm';

/** For which vacancy, in which unit, on which legal date somebody has a duty. */
export interface DutyScope {
  readonly vacancyId: string;
  readonly unitId: string;
  readonly on: string;
}

/** Who has a duty in the selection for a vacancy, as career has told. */
@Injectable()
export class SelectionDuties {
  constructor(private readonly db: DataSource) {}

  /** Those of `people` who hold it: for the vacancy, for its unit, or for the whole city. */
  async holders(
    people: readonly string[],
    duty: Duty,
    { vacancyId, unitId, on }: DutyScope,
  ): Promise<string[]> {
    const rows = await this.db.query<{ personId: string }[]>(
      `SELECT DISTINCT person_id::text AS "personId" FROM rm.duty_holder WHERE person_id::text = ANY($1) AND duty = $2
         AND scope IN ('', $3, $4) AND from_date <= $5::date AND (to_date IS NULL OR to_date >= $5::date)`,
      [people, duty, vacancyId, unitId, on],
    );
    return rows.map(({ personId }) => personId);
  }

  async holds(person: string, duty: Duty, scope: DutyScope): Promise<boolean> {
    return (await this.holders([person], duty, scope)).length > 0;
  }
}
