import { Injectable } from '@nestjs/common';
import { randomInt } from 'node:crypto';
import { DataSource } from 'typeorm';

const DIGITS = 10;

/** The numbers under which applicants appear in public: ten random digits, so that they say nothing of anyone. */
@Injectable()
export class ParticipantNumbers {
  constructor(private readonly db: DataSource) {}

  /** One that nobody has. @source domain.md 2.9 */
  async next(): Promise<string> {
    for (;;) {
      const number = Array.from({ length: DIGITS }, () => randomInt(10)).join('');
      const taken = await this.db.query<unknown[]>(
        'SELECT FROM rm.application WHERE participant_no = $1 LIMIT 1',
        [number],
      );
      if (taken.length === 0) return number;
    }
  }
}
