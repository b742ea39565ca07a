import { CallerRate } from '@jejak/http';
import { NotFound } from '@jejak/kernel';
import { Codes, SETTINGS } from '@jejak/service';
import { Inject, Injectable } from '@nestjs/common';
import type { IncomingMessage } from 'node:http';
import { AuditSettings } from '../audit.settings';
import { PersonalRecords } from './personal-records';

/** As the citizen service issues them. */
const PURPOSE = 'complaint-tracking';
const WINDOW_MS = 10 * 60_000;

/** Whoever complained without an account is known by the code of the complaint, and by nothing else. @source domain.md 9.1, 13 */
@Injectable()
export class CitizenCodes {
  private readonly guesses: CallerRate;

  constructor(
    private readonly codes: Codes,
    private readonly records: PersonalRecords,
    @Inject(SETTINGS) { publicWrongCodes: most }: AuditSettings,
  ) {
    this.guesses = new CallerRate({ most, windowMs: WINDOW_MS });
  }

  /** Who filed the complaint. Only wrong codes count against who asks. @throws NotFound CODE_UNKNOWN; TooManyRequests */
  async open(code: string, request: IncomingMessage): Promise<string> {
    this.guesses.take(request);
    const key = await this.codes.hashOf(PURPOSE, code);
    const complainant = key === null ? null : await this.records.complainantBy(key);
    if (complainant === null) throw new NotFound('CODE_UNKNOWN', 'Nothing has this code.');
    this.guesses.giveBack(request);
    return complainant;
  }
}
