import type { Recorded } from '@jejak/kernel';
import { describe, expect, it } from '@jest/globals';
import { countedBy } from './counted-by';

const fact = (type: string, at: string, ...policies: string[]): Recorded => ({
  ...{ type, data: {} },
  envelope: {
    ...{ id: type, eventType: `asn.x.${type}.v1`, source: 'x', stream: 'x-1', version: 1, at, actor: 'x' },
    ...{ role: 'service', policy: null, policies, correlation: 'c', cause: null, hash: 'h' },
  },
});
const facts = { begins: ['Filed', 'Reopened'], moves: 'Moved' };

describe('what a running clock was counted by', () => {
  it('is its beginning, and the calendar that last said when it ends', () => {
    const filed = fact('Filed', '2026-08-12T02:00:00.000Z', 'gov.calendar@1', 'gov.other@1');
    const other = fact('Assigned', '2026-08-13T02:00:00.000Z', 'gov.calendar@2');
    const moved = fact('Moved', '2026-08-14T02:00:00.000Z', 'gov.calendar@3');
    const first = { beganAt: '2026-08-12T02:00:00.000Z', calendar: 'gov.calendar@1' };
    expect(countedBy([filed, other], facts)).toEqual(first);
    expect(countedBy([filed, other, moved], facts)).toEqual({ ...first, calendar: 'gov.calendar@3' });
    const anew = fact('Reopened', '2026-08-20T02:00:00.000Z', 'gov.calendar@4');
    expect(countedBy([filed, moved, anew], facts)).toEqual({
      ...{ beganAt: '2026-08-20T02:00:00.000Z', calendar: 'gov.calendar@4' },
    });
  });
  it('is nothing before one began, or by a fact that names no calendar', () => {
    expect(countedBy([], facts)).toBeNull();
    expect(countedBy([fact('Moved', '2026-08-14T02:00:00.000Z', 'gov.calendar@3')], facts)).toBeNull();
    expect(countedBy([fact('Filed', '2026-08-12T02:00:00.000Z', 'gov.other@1')], facts)).toBeNull();
  });
});
