import { NotFound } from '@jejak/kernel';
import { Codes } from '@jejak/service';
import { Injectable } from '@nestjs/common';
import type { IncomingMessage } from 'node:http';
import { DataSource } from 'typeorm';
import { PublicRate } from '../http/public-rate';

const PURPOSE = 'complaint-tracking';

/** The codes by which people follow their complaint without an account. */
@Injectable()
export class TrackingCodes {
  constructor(
    private readonly db: DataSource,
    private readonly codes: Codes,
    private readonly rate: PublicRate,
  ) {}

  /** The same complaint has the same code. @returns the code, and the keyed hash that finds the complaint by it */
  async issue(complaintId: string): Promise<{ readonly trackingCode: string; readonly trackingKey: string }> {
    const trackingCode = await this.codes.issue(PURPOSE, complaintId);
    return { trackingCode, trackingKey: (await this.codes.hashOf(PURPOSE, trackingCode)) ?? '' };
  }

  /**
   * Whose code it is. Only wrong ones count against who asks.
   * @throws NotFound COMPLAINT_NOT_FOUND: the same for every code that opens nothing; TooManyRequests
   */
  async open(code: string, request: IncomingMessage): Promise<string> {
    this.rate.guess(request);
    const key = await this.codes.hashOf(PURPOSE, code);
    const [row] =
      key === null
        ? []
        : await this.db.query<{ id: string }[]>(
            'SELECT complaint_id AS id FROM rm.complaint WHERE tracking_key = $1',
            [key],
          );
    if (!row) throw new NotFound('COMPLAINT_NOT_FOUND', 'There is no such complaint.');
    this.rate.right(request);
    return row.id;
  }
}
