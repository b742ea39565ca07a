import { TooManyRequests } from '@jejak/http';
import { SETTINGS } from '@jejak/service';
import { Inject, Injectable } from '@nestjs/common';
import type { IncomingMessage } from 'node:http';
import { CitizenSettings } from '../citizen.settings';
import { Rate } from './rate';

const WINDOW_MS = 10 * 60_000;

/** From where somebody asks who is not signed in: as the gateway says, else the other end of the connection. */
const callerOf = ({ headers, socket }: IncomingMessage): string => {
  const told = headers['x-client-address'];
  return (typeof told === 'string' ? told : socket.remoteAddress) ?? 'unknown';
};

/** How often somebody without an account may try codes, and complain. No address is written down anywhere. */
@Injectable()
export class PublicRate {
  private readonly guesses: Rate;
  private readonly filings: Rate;

  constructor(@Inject(SETTINGS) settings: CitizenSettings) {
    this.guesses = new Rate({ most: settings.publicWrongCodes, windowMs: WINDOW_MS });
    this.filings = new Rate({ most: settings.publicFilings, windowMs: WINDOW_MS });
  }

  /** Somebody tries a code; `right` takes it back. @throws TooManyRequests */
  guess(request: IncomingMessage): void {
    count(this.guesses, request);
  }

  /** The code was right: only wrong ones count. */
  right(request: IncomingMessage): void {
    this.guesses.giveBack(callerOf(request));
  }

  /** @throws TooManyRequests */
  filing(request: IncomingMessage): void {
    count(this.filings, request);
  }
}

const count = (rate: Rate, request: IncomingMessage): void => {
  const seconds = rate.take(callerOf(request));
  if (seconds !== null) throw new TooManyRequests(seconds);
};
