import { contractsOf, defineEvent, type EventOf, type Recorded } from '@jejak/kernel';
import { describe, expect, it } from '@jest/globals';
import { Type } from '@sinclair/typebox';
import { timers } from './timers';

const delivered = defineEvent({
  type: 'Delivered',
  version: 1,
  data: Type.Object({ id: Type.String(), deemedAt: Type.String() }),
});
const acknowledged = defineEvent({
  type: 'Acknowledged',
  version: 1,
  data: Type.Object({ id: Type.String() }),
});
type Events = EventOf<typeof delivered> | EventOf<typeof acknowledged>;

const set = timers<Events>({
  name: 'acknowledgement',
  source: contractsOf('performance', [delivered, acknowledged]),
  of: {
    Delivered: ({ data }) => [
      { dueAt: data.deemedAt, command: 'Deem', key: data.id },
      { dueAt: data.deemedAt, command: 'Remind', key: data.id },
    ],
  },
  done: {
    Acknowledged: ({ data }) => [{ key: data.id }],
    Delivered: ({ data }) => [{ key: data.id, command: 'Remind' }],
  },
});

const recorded = (event: Events): Recorded => ({
  ...event,
  // Only the type of the envelope is read here.
  envelope: { eventType: `asn.performance.${event.type}.v1` } as Recorded['envelope'],
});
const deliver = (id: string, deemedAt: string) => recorded(delivered({ id, deemedAt }));

describe('timers', () => {
  it('wants what sets and what ends', () => {
    expect(set.wants('asn.performance.Delivered.v1')).toBe(true);
    expect(set.wants('asn.performance.Acknowledged.v2')).toBe(true);
    expect(set.wants('asn.career.Delivered.v1')).toBe(false);
  });

  it('ends every timer of a key, or those of one command', () => {
    const events = [deliver('1', 'early'), deliver('2', 'early'), deliver('2', 'late')];
    expect(set.pending([...events, recorded(acknowledged({ id: '1' }))])).toEqual([
      { dueAt: 'early', command: 'Deem', key: '2' },
      { dueAt: 'late', command: 'Deem', key: '2' },
      { dueAt: 'late', command: 'Remind', key: '2' },
    ]);
  });

  it('may be set again after its end', () => {
    expect(
      set.pending([deliver('1', 'early'), recorded(acknowledged({ id: '1' })), deliver('1', 'late')]),
    ).toHaveLength(2);
  });
});
