import { describe, expect, it } from '@jest/globals';
import type { IncomingMessage } from '../broker';
import { MalformedMessage, type NumberedEvent, toMessage } from '../wire';
import { readOnce } from './read-once';

const core = (id: string): string =>
  `{"at":"2026-01-05T02:00:00.000Z","cause":null,"data":null,"id":"${id}","policy":null,"prev":null,"stream":"plan-1","type":"asn.performance.PlanAgreed.v1","ver":1}`;
const messageAt = (offset: bigint, id: string): IncomingMessage => {
  const event: NumberedEvent = {
    ...{ key: 'plan-1', core: core(id), pos: 1, data: null, opening: null, personal: null },
    traceparent: null,
  };
  const { key, value, headers } = toMessage(event, 'performance');
  return {
    topic: 'jejak.performance.events.v1',
    partition: 0,
    offset,
    key,
    value: Buffer.from(value),
    headers,
  };
};
const [first, second] = ['0198c1a2-0000-7000-8000-000000000001', '0198c1a2-0000-7000-8000-000000000002'];

describe('a message that several readers fetch', () => {
  it('is read once', () => {
    const wire = readOnce(messageAt(0n, first));
    expect(wire.core.id).toBe(first);
    expect(readOnce(messageAt(0n, first))).toBe(wire);
  });
  it('is another one where the topic was made anew', () => {
    readOnce(messageAt(1n, first));
    expect(readOnce(messageAt(1n, second)).core.id).toBe(second);
  });
  it.each([
    ['value', { value: null }],
    ['key', { key: 'plan-2' }],
    ['headers', { headers: { ...messageAt(2n, first).headers, ce_type: 'asn.performance.PlanChanged.v1' } }],
  ])('is judged again where its %s differs', (_, otherwise) => {
    readOnce(messageAt(2n, first));
    expect(() => readOnce({ ...messageAt(2n, first), ...otherwise })).toThrow(MalformedMessage);
  });
  it('is forgotten when many came behind it', () => {
    const wire = readOnce(messageAt(10n, first));
    for (let offset = 11n; offset < 2_100n; offset++) readOnce(messageAt(offset, first));
    expect(readOnce(messageAt(10n, first))).not.toBe(wire);
  });
});
