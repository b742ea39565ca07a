import { streamOf } from '@jejak/kernel';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { countOf, type ReviewCount } from './review-count';

export const reviewStream = (reviewId: string): string => streamOf('review', reviewId);

/** What citizens said of those who served them, as the citizen service has told of it. */
@Injectable()
export class CitizenReviews {
  constructor(private readonly db: DataSource) {}

  /** Of an officer, submitted in a period; legal dates, both included. */
  async of(officerId: string, from: string, to: string): Promise<ReviewCount> {
    const rows = await this.db.query<{ id: string; score: string; version: string; hash: string }[]>(
      `select review_id as id, score, version, hash from rm.citizen_review
       where officer_id = $1 and submitted_on between $2::date and $3::date and counts`,
      [officerId, from, to],
    );
    return countOf(
      rows.map(({ id, score, version, hash }) => ({
        score,
        review: { stream: reviewStream(id), ver: Number(version), hash },
      })),
    );
  }
}
