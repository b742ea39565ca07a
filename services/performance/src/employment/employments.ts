import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

/** Employments as career has told of their ends. */
@Injectable()
export class Employments {
  constructor(private readonly db: DataSource) {}

  /** Whether somebody is still employed on a legal date: the last day is one of it. */
  async goesOn(employeeId: string, date: string): Promise<boolean> {
    const rows = await this.db.query<unknown[]>(
      'select from rm.employment_end where employee_id = $1::uuid and last_day < $2::date',
      [employeeId, date],
    );
    return rows.length === 0;
  }
}
