import { describe, expect, it } from '@jest/globals';
import { standing } from './electorate';

describe('the members of whom a majority is counted', () => {
  it('are all, but who was erased before they voted', () => {
    expect(standing(['a', 'b', 'c'], [], [])).toEqual(['a', 'b', 'c']);
    expect(standing(['a', 'b', 'c'], ['b'], [])).toEqual(['a', 'c']);
    expect(standing(['a', 'b', 'c'], ['b'], ['b'])).toEqual(['a', 'b', 'c']);
    expect(standing(['a'], ['a'], [])).toEqual([]);
  });
});
