import type { QuarantineReason } from '@jejak/contracts/citizen';
import { plusDays } from '@jejak/kernel';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { ReviewRules } from '../rules/rules';
import { isBurst } from './burst';

/** A review on its way in. */
interface Incoming {
  readonly reviewId: string;
  readonly officerId: string;
  /** Keyed hash. */
  readonly deviceKey: string;
  readonly today: string;
}

/** What speaks against a review. Devices stand in a table of their own as keyed hashes, never in the log. */
@Injectable()
export class ReviewChecks {
  constructor(private readonly db: DataSource) {}

  /** Counts the review for its device, and says what speaks against it; null: nothing. */
  async suspicion(
    incoming: Incoming,
    { deviceMaxPerDay, burst }: ReviewRules,
  ): Promise<QuarantineReason | null> {
    const { reviewId, officerId, deviceKey, today } = incoming;
    await this.db.query(
      `INSERT INTO citizen.review_device (review_id, device_key, on_date) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING`,
      [reviewId, deviceKey, today],
    );
    const [{ staff, sameDevice }] = await this.db.query<{ staff: boolean; sameDevice: number }[]>(
      `SELECT EXISTS (SELECT FROM rm.staff_device WHERE device_key = $1) AS staff,
         (SELECT count(*)::int FROM citizen.review_device WHERE device_key = $1 AND on_date = $2) AS "sameDevice"`,
      [deviceKey, today],
    );
    if (staff) return 'STAFF_DEVICE';
    if (sameDevice > deviceMaxPerDay) return 'DEVICE';
    const days = await this.db.query<{ n: number }[]>(
      `SELECT count(r.review_id)::int AS n
       FROM generate_series($2::date, $3::date, '1 day') AS d(day)
       LEFT JOIN rm.review r ON r.officer_id = $1 AND r.submitted_on = d.day::date
       GROUP BY d.day ORDER BY d.day`,
      [officerId, plusDays(today, -burst.days), today],
    );
    const counts = days.map(({ n }) => n);
    // This one is not in the read model yet.
    return isBurst((counts.at(-1) ?? 0) + 1, counts.slice(0, -1), burst) ? 'BURST' : null;
  }

  /** All reviews of the same device and day as this one. */
  async ofSameDevice(reviewId: string): Promise<string[]> {
    const rows = await this.db.query<{ id: string }[]>(
      `SELECT other.review_id AS id FROM citizen.review_device own JOIN citizen.review_device other USING (device_key, on_date)
       WHERE own.review_id = $1 ORDER BY other.review_id`,
      [reviewId],
    );
    return rows.map(({ id }) => id);
  }
}
