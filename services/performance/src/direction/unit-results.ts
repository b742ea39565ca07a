import { naturalId, type StreamRef, streamOf } from '@jejak/kernel';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

export const unitResultIdOf = (code: string, year: number): string =>
  naturalId('unit-result', code, String(year));
export const unitResultStream = (unitResultId: string): string => streamOf('unit-result', unitResultId);

/** A unit and all above it; a chart that turns in a circle ends where it began. */
const LINE = `with recursive line(unit_id, parent_unit_id) as (
    select unit_id, parent_unit_id from rm.unit_chart where unit_id = $1::uuid
    union
    select above.unit_id, above.parent_unit_id from rm.unit_chart above join line on above.unit_id = line.parent_unit_id)`;

/** The results that plans, and results of units below, can support. */
@Injectable()
export class UnitResults {
  constructor(private readonly db: DataSource) {}

  /** Of the unit itself and of those above it, and the versions read. */
  async above(
    unitId: string,
    year: number,
  ): Promise<{ ids: readonly string[]; inputs: readonly StreamRef[] }> {
    const rows = await this.db.query<{ id: string; version: string; hash: string }[]>(
      `${LINE} select unit_result_id as id, version, hash from rm.unit_result_list
       where year = $2 and unit_id in (select unit_id from line) order by unit_result_id`,
      [unitId, year],
    );
    return {
      ids: rows.map(({ id }) => id),
      inputs: rows.map(({ id, version, hash }) => ({
        stream: unitResultStream(id),
        ver: Number(version),
        hash,
      })),
    };
  }

  /** The unit and all above it; none where career has told of no such unit. */
  async lineOf(unitId: string): Promise<readonly string[]> {
    const rows = await this.db.query<{ id: string }[]>(`${LINE} select unit_id as id from line`, [unitId]);
    return rows.map(({ id }) => id);
  }

  /** Whether career has told of the unit. */
  async unitExists(unitId: string): Promise<boolean> {
    const rows = await this.db.query<unknown[]>('select from rm.unit_chart where unit_id = $1::uuid', [
      unitId,
    ]);
    return rows.length > 0;
  }
}
