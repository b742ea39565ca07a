/** Where business time comes from. Machine time (heartbeats, timeouts, metrics) does not go through it. */
export interface Clock {
  /** The current business instant, ISO in UTC with milliseconds. */
  now(): string;
}
