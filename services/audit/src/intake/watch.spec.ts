import { describe, expect, it } from '@jest/globals';
import { SourceOrder } from './source-order';
import { noticeTrouble } from './watch';

const limits = { gapAlarmMs: 60_000, silenceAlarmMs: 180_000, since: 0 };
const order = (logged: number, stopped = false) =>
  new SourceOrder('career', { logged, waiting: new Map(), stopped }, 10);
const calm = { order: order(5), claimed: 5, behindSince: null, heartbeat: { pos: 4, at: 100_000 } };
const kinds = (...args: Parameters<typeof noticeTrouble>) =>
  noticeTrouble(...args).map(({ data }) => ('finding' in data ? data.finding : ''));

describe('noticeTrouble', () => {
  it('finds nothing wrong with a source that is complete and heard', () =>
    expect(kinds('career', calm, limits, 200_000)).toEqual([]));

  it('waits before it calls a missing number a gap', () => {
    const behind = { ...calm, claimed: 7, behindSince: 140_000 };
    expect(kinds('career', behind, limits, 200_000)).toEqual([]);
    const [alarm] = noticeTrouble('career', behind, limits, 200_001);
    expect(alarm.data).toMatchObject({ kind: 'GAP', finding: 'POS_MISSING', pos: 6, highest: 7 });
  });

  it('raises the same alarm for the same number, however long it is missing', () => {
    const behind = { ...calm, claimed: 7, behindSince: 100_000 };
    const [first] = noticeTrouble('career', behind, limits, 200_000);
    const [later] = noticeTrouble('career', { ...behind, claimed: 9 }, limits, 250_000);
    expect(later.id).toBe(first.id);
  });

  it('does not repeat itself for a source that is stopped', () =>
    expect(
      kinds('career', { ...calm, order: order(5, true), claimed: 7, behindSince: 0 }, limits, 200_000),
    ).toEqual([]));

  it('notices silence from when we began to listen', () => {
    expect(kinds('career', { ...calm, heartbeat: null }, limits, 180_000)).toEqual([]);
    expect(kinds('career', { ...calm, heartbeat: null }, limits, 180_001)).toEqual(['SILENCE']);
    // An older heartbeat, from before a restart, is no silence yet.
    expect(kinds('career', calm, { ...limits, since: 290_000 }, 400_000)).toEqual([]);
  });
});
