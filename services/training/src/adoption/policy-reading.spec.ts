import { policyAcknowledged, policyInForce, policyRepealed, policySuperseded } from '@jejak/contracts/policy';
import { type DomainEvent, eventTypeOf, type Recorded } from '@jejak/kernel';
import { foldAll, type Projection } from '@jejak/projections';
import { describe, expect, it } from '@jest/globals';
import { E1 } from '../../test/people';
import { policyReadings } from './policy-reading.projection';
import { policiesToRead } from './policy-to-read.projection';

const key = 'perf.result';
const [FIRST, AGAIN] = ['2026-07-01T02:00:00.000Z', '2026-08-01T02:00:00.000Z'];
const recorded = (event: DomainEvent, at: string, version: number): Recorded => ({
  ...event,
  envelope: {
    ...{ id: `${version}`, eventType: eventTypeOf('policy', { type: event.type, version: 1 }) },
    ...{ source: 'policy', stream: 'policy-x', version, at, actor: 'x', role: 'service', policy: null },
    ...{ policies: [], correlation: 'x', cause: null, hash: `h${version}` },
  },
});
const rowsOf = (projection: Projection, ...events: readonly (readonly [DomainEvent, string])[]): object[] => [
  ...foldAll(
    projection,
    events.map(([event, at], index) => recorded(event, at, index + 1)),
  ).values(),
];

describe('who has read a policy', () => {
  const read = policyAcknowledged({ key, version: 2, employeeId: E1 }, { subject: E1 });
  it('is said once, however often it is heard', () =>
    expect(rowsOf(policyReadings, [read, FIRST], [read, FIRST], [read, AGAIN])).toEqual([
      expect.objectContaining({ employeeId: E1, key, policyVersion: 2, readAt: FIRST }),
    ]));
});

describe('what is to be read', () => {
  const force = {
    parameters: {},
    legalBasis: 'Perwali 4/2026',
    origin: 'CONFIGURED',
    acknowledged: 38,
  } as const;
  const inForce = policyInForce({
    ...{ key, version: 2, ...force, effectiveFrom: '2026-07-10', active: 40, coverage: '95.0000' },
  });
  it('is what came into force, until it ends', () => {
    expect(rowsOf(policiesToRead, [inForce, FIRST])).toEqual([
      expect.objectContaining({ key, policyVersion: 2, effectiveFrom: '2026-07-10', lastDay: null }),
    ]);
    for (const end of [policySuperseded, policyRepealed])
      expect(
        rowsOf(
          policiesToRead,
          [inForce, FIRST],
          [end({ key, version: 2, by: 3, lastDay: '2026-08-31' }), AGAIN],
        ),
      ).toEqual([expect.objectContaining({ policyVersion: 2, lastDay: '2026-08-31' })]);
  });
  it('is not what the installation began with, whose end is heard all the same', () =>
    expect(
      rowsOf(policiesToRead, [policySuperseded({ key, version: 1, by: 2, lastDay: '2026-07-09' }), FIRST]),
    ).toEqual([]));
});
