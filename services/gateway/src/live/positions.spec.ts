import { describe, expect, it } from '@jest/globals';
import { idOf, positionsIn } from './positions';

describe('the place in a stream of changes', () => {
  it('comes back as it was given', () => {
    const positions = { performance: 12, audit: 0 };
    expect(idOf(positions)).toBe('audit:0,performance:12');
    expect(positionsIn(idOf(positions))).toEqual(positions);
  });

  it.each([
    '',
    'performance',
    'performance:',
    'performance:-1',
    'performance:1,',
    'performance:1\nx',
    'p:1e3',
  ])('is none where nobody of ours said so: %j', (id) => expect(positionsIn(id)).toBeUndefined());
});
