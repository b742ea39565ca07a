import { Codes } from '@jejak/service';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

/** What a receipt says of a served case. */
export interface Receipt {
  readonly unitId: string;
  readonly officerId: string;
  /** Legal date. */
  readonly servedOn: string;
}

/** The one-time codes of receipts, apart from the log: a table of keyed hashes, which no read model is made of. */
@Injectable()
export class ReceiptCodes {
  constructor(
    private readonly db: DataSource,
    private readonly codes: Codes,
  ) {}

  /** The code of a served case; asked again it is the same. */
  async issue(serviceEventId: string, { unitId, officerId, servedOn }: Receipt): Promise<string> {
    const code = await this.codes.issue('review', serviceEventId);
    await this.db.query(
      `INSERT INTO citizen.receipt_code (keyed_hash, unit_id, officer_id, served_on) VALUES ($1, $2, $3, $4)
       ON CONFLICT DO NOTHING`,
      [await this.codes.hashOf('review', code), unitId, officerId, servedOn],
    );
    return code;
  }

  /** What a code is of, and the id that its review has; null for a code that no receipt has. */
  async find(typed: string): Promise<(Receipt & { readonly reviewId: string }) | null> {
    const hash = await this.codes.hashOf('review', typed);
    if (hash === null) return null;
    const [row] = await this.db.query<Receipt[]>(
      `SELECT unit_id AS "unitId", officer_id AS "officerId", to_char(served_on, 'YYYY-MM-DD') AS "servedOn"
       FROM citizen.receipt_code WHERE keyed_hash = $1`,
      [hash],
    );
    return row ? { ...row, reviewId: this.codes.idOf('review', hash) } : null;
  }
}
