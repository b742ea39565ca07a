import { describe, expect, it } from '@jest/globals';
import { type Consumer, type OperatorStatus, summaryOf } from './operator-status';

const consumer: Consumer = {
  ...{ name: 'plan_list', kind: 'projection', state: 'running', rebuild: null },
  ...{ lagEvents: 0, parkedKeys: 0, parkedEvents: 0 },
};
const status: OperatorStatus = {
  ...{ service: 'performance', blocked: [], replay: null, consumers: [consumer] },
  relay: { state: 'leading', depth: 0, oldestSeconds: 0, trouble: null },
};

describe('a service, for its operator', () => {
  it('is well where nothing waits for anybody', () => expect(summaryOf(status).isWell).toBe(true));

  it('says how far the last of its consumers is behind: that alone is no trouble', () => {
    const behind = { ...status, consumers: [consumer, { ...consumer, lagEvents: 14 }] };
    expect(summaryOf(behind)).toMatchObject({ furthest: 14, isWell: true });
  });

  it.each([
    ['a parked stream', { ...status, consumers: [{ ...consumer, parkedKeys: 1 }] }],
    ['a consumer that stands', { ...status, consumers: [{ ...consumer, state: 'stopped' }] }],
    ['a blocked stream', { ...status, blocked: [{ key: 'plan-1' }] }],
    ['a relay in trouble', { ...status, relay: { ...status.relay, trouble: 'no broker' } }],
  ])('is not well with %s', (_, troubled) => expect(summaryOf(troubled).isWell).toBe(false));
});
