import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import RequestQueue from 'kafkajs/src/network/requestQueue/index.js';
import './kafkajs-idle-queues';

const quiet = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

describe('a connection to Kafka', () => {
  let queue: RequestQueue;
  let sent: number[];
  const ask = (correlationId: number): void =>
    queue.push({
      entry: { correlationId, resolve: () => {}, reject: () => {} },
      ...{ expectResponse: true, sendRequest: () => sent.push(correlationId), requestTimeout: 1_000 },
    });
  const answer = (correlationId: number): void =>
    queue.fulfillRequest({ correlationId, payload: null, size: 0 });

  beforeEach(() => {
    sent = [];
    queue = new RequestQueue({
      ...{ maxInFlightRequests: 1, requestTimeout: 1_000, enforceRequestTimeout: false },
      ...{ clientId: 'client', broker: 'broker', logger: quiet },
    });
  });
  afterEach(() => queue.destroy());

  it('rests after an answer while nothing waits', () => {
    ask(1);
    answer(1);
    expect(sent).toEqual([1]);
    expect(queue.throttleCheckTimeoutId).toBeNull();
  });

  it('looks again while a request waits, and sends it after the one before', () => {
    ask(1);
    ask(2);
    expect(sent).toEqual([1]);
    expect(queue.throttleCheckTimeoutId).not.toBeNull();
    answer(1);
    expect(sent).toEqual([1, 2]);
  });
});
