import type { AdminResultRow } from '@jejak/contracts/recruitment';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

const ROW = `participant_no AS "participantNo", application_id AS "applicationId", outcome,
  requirement_refs AS "requirementRefs"`;

/** Rows of recorded ADMIN results. */
@Injectable()
export class AdminResultTable {
  constructor(private readonly db: DataSource) {}

  /** In order, from a place on. */
  from(adminResultId: string, place: number, limit: number): Promise<AdminResultRow[]> {
    return this.db.query<AdminResultRow[]>(
      `SELECT ${ROW} FROM rm.admin_result_row WHERE admin_result_id = $1 AND place >= $2 ORDER BY place LIMIT $3`,
      [adminResultId, place, limit],
    );
  }

  async ofParticipant(adminResultId: string, participantNo: string): Promise<AdminResultRow | null> {
    const [row] = await this.db.query<AdminResultRow[]>(
      `SELECT ${ROW} FROM rm.admin_result_row WHERE admin_result_id = $1 AND participant_no = $2`,
      [adminResultId, participantNo],
    );
    return row ?? null;
  }

  async count(adminResultId: string): Promise<number> {
    const [{ rows }] = await this.db.query<[{ rows: number }]>(
      'SELECT count(*)::int AS rows FROM rm.admin_result_row WHERE admin_result_id = $1',
      [adminResultId],
    );
    return rows;
  }
}
