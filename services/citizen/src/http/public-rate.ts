import { CallerRate } from '@jejak/http';
import { SETTINGS } from '@jejak/service';
import { Inject, Injectable } from '@nestjs/common';
import type { IncomingMessage } from 'node:http';
import { CitizenSettings } from '../citizen.settings';

const WINDOW_MS = 10 * 60_000;

/** How often somebody without an account may try codes, and complain. */
@Injectable()
export class PublicRate {
  private readonly guesses: CallerRate;
  private readonly filings: CallerRate;

  constructor(@Inject(SETTINGS) settings: CitizenSettings) {
    this.guesses = new CallerRate({ most: settings.publicWrongCodes, windowMs: WINDOW_MS });
    this.filings = new CallerRate({ most: settings.publicFilings, windowMs: WINDOW_MS });
  }

  /** Somebody tries a code; `right` takes it back. @throws TooManyRequests */
  guess(request: IncomingMessage): void {
    this.guesses.take(request);
  }

  /** The code was right: only wrong ones count. */
  right(request: IncomingMessage): void {
    this.guesses.giveBack(request);
  }

  /** @throws TooManyRequests */
  filing(request: IncomingMessage): void {
    this.filings.take(request);
  }
}
