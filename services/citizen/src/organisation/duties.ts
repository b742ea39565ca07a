import type { Duty } from '@jejak/kernel';
import { type FileRead, holdsDuty } from '@jejak/organisation';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

/** Who has which duty for a unit, and which units there are, as career has told. */
@Injectable()
export class Duties {
  constructor(private readonly db: DataSource) {}

  /** @param unitId null: a matter that belongs to no unit yet is the whole city's */
  holds(read: FileRead | null, duty: Duty, unitId: string | null, on: string): boolean {
    return holdsDuty(read?.file ?? null, duty, unitId, on);
  }

  /** Also where none is named. */
  async unitExists(unitId: string | null): Promise<boolean> {
    if (unitId === null) return true;
    const rows = await this.db.query<unknown[]>('SELECT 1 FROM rm.unit_chart WHERE unit_id = $1', [unitId]);
    return rows.length > 0;
  }

  /** Ids of units by code; those that do not exist are left out. */
  async unitsByCode(codes: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const rows = await this.db.query<{ code: string; id: string }[]>(
      'SELECT code, unit_id AS id FROM rm.unit_chart WHERE code = ANY($1::text[])',
      [codes],
    );
    return new Map(rows.map(({ code, id }) => [code, id]));
  }
}
