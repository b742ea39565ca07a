import type { Predicate } from '@jejak/contracts/performance';
import type { StreamRef } from '@jejak/kernel';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

/** The last final evaluation of a person, and the fact that made it final. */
export interface LastRating {
  readonly evaluationId: string;
  readonly predicate: Predicate;
  readonly input: StreamRef;
}

/** What performance has said last of somebody. */
@Injectable()
export class LastRatings {
  constructor(private readonly db: DataSource) {}

  async of(employeeId: string): Promise<LastRating | null> {
    const rows = await this.db.query<
      { id: string; predicate: Predicate; stream: string; ver: string; hash: string }[]
    >(
      `SELECT evaluation_id AS id, predicate, stream, version AS ver, hash FROM rm.final_rating
       WHERE employee_id = $1 ORDER BY period_end DESC, evaluation_id LIMIT 1`,
      [employeeId],
    );
    if (rows.length === 0) return null;
    const [{ id: evaluationId, predicate, stream, ver, hash }] = rows;
    return { evaluationId, predicate, input: { stream, ver: Number(ver), hash } };
  }
}
