import { NotFound } from '@jejak/kernel';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

/** A line longer than this is a circle. */
const LONGEST_LINE = 50;

/** Looks things up in the read models of the organisation. */
@Injectable()
export class Organisation {
  constructor(private readonly db: DataSource) {}

  /** Everyone above a person on a legal date, nearest first. */
  async superiorsOf(employeeId: string | null, on: string): Promise<string[]> {
    if (employeeId === null) return [];
    const rows = await this.db.query<{ supervisor_id: string }[]>(
      `with recursive line as (
         select $1::uuid as supervisor_id, 0 as height
         union all
         select (relation ->> 'supervisorId')::uuid, line.height + 1
           from line join rm.employee_directory e on e.employee_id = line.supervisor_id
           cross join lateral jsonb_array_elements(e.relations) relation
          where (relation ->> 'from')::date <= $2::date
            and (relation ->> 'to' is null or (relation ->> 'to')::date >= $2::date)
            and relation ->> 'supervisorId' is not null and line.height < $3
       )
       select supervisor_id from line order by height`,
      [employeeId, on, LONGEST_LINE],
    );
    return rows.map(({ supervisor_id: superior }) => superior);
  }

  /** @throws NotFound UNIT_NOT_FOUND */
  async unitByCode(code: string): Promise<string> {
    const [row] = await this.db.query<{ unit_id: string }[]>(
      'select unit_id from rm.unit_chart where code = $1',
      [code],
    );
    if (!row) throw new NotFound('UNIT_NOT_FOUND', 'There is no unit with this code.', { field: 'unitCode' });
    return row.unit_id;
  }
}
