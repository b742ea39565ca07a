import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { RankingTableRow } from './ranking.projection';

const ROW = `ranking_id AS "rankingId", place, rank, participant_no AS "participantNo", application_id AS "applicationId",
  twk, tiu, tkp, total, gpa::text, skb::text, final::text, tie_break_used AS "tieBreakUsed", outcome, missed, components`;

/** Rows of recorded rankings. */
@Injectable()
export class RankingTable {
  constructor(private readonly db: DataSource) {}

  /** In order, from a place on. */
  from(rankingId: string, place: number, limit: number): Promise<RankingTableRow[]> {
    return this.db.query<RankingTableRow[]>(
      `SELECT ${ROW} FROM rm.ranking_row WHERE ranking_id = $1 AND place >= $2 ORDER BY place LIMIT $3`,
      [rankingId, place, limit],
    );
  }

  async ofParticipant(rankingId: string, participantNo: string): Promise<RankingTableRow | null> {
    const [row] = await this.db.query<RankingTableRow[]>(
      `SELECT ${ROW} FROM rm.ranking_row WHERE ranking_id = $1 AND participant_no = $2`,
      [rankingId, participantNo],
    );
    return row ?? null;
  }

  async count(rankingId: string): Promise<number> {
    const [{ rows }] = await this.db.query<[{ rows: number }]>(
      'SELECT count(*)::int AS rows FROM rm.ranking_row WHERE ranking_id = $1',
      [rankingId],
    );
    return rows;
  }
}
