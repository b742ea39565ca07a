import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

/** Who chairs the committee of a vacancy, as career has told. */
@Injectable()
export class CommitteeChairs {
  constructor(private readonly db: DataSource) {}

  /** Whether a person holds the duty on a legal date: for this vacancy, for its unit, or for the whole city. */
  async isChair(personId: string, vacancyId: string, unitId: string, on: string): Promise<boolean> {
    const [{ chairs }] = await this.db.query<[{ chairs: boolean }]>(
      `SELECT EXISTS (SELECT FROM rm.duty_holder WHERE person_id::text = $1 AND duty = 'committee_chair'
         AND scope IN ('', $2, $3) AND from_date <= $4::date AND (to_date IS NULL OR to_date >= $4::date)) AS chairs`,
      [personId, vacancyId, unitId, on],
    );
    return chairs;
  }
}
