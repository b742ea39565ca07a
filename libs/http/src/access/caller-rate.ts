import type { IncomingMessage } from 'node:http';
import { TooManyRequests } from '../problems/refusals';
import { type Allowance, Rate } from './rate';

/** From where somebody asks who is not signed in: as the gateway says, else the other end of the connection. */
const callerOf = ({ headers, socket }: IncomingMessage): string => {
  const told = headers['x-client-address'];
  return (typeof told === 'string' ? told : socket.remoteAddress) ?? 'unknown';
};

/** How often one address may do what needs no account. No address is written down anywhere. */
export class CallerRate {
  private readonly rate: Rate;

  constructor(allowance: Allowance) {
    this.rate = new Rate(allowance);
  }

  /** The request counts. @throws TooManyRequests for more than are allowed in the window */
  take(request: IncomingMessage): void {
    const seconds = this.rate.take(callerOf(request));
    if (seconds !== null) throw new TooManyRequests(seconds);
  }

  /** The request does not count after all. */
  giveBack(request: IncomingMessage): void {
    this.rate.giveBack(callerOf(request));
  }
}
