import { describe, expect, it } from '@jest/globals';
import { isUuid, naturalId, newId, parseStream, streamOf } from './index';

describe('identifiers (domain.md 2.9)', () => {
  it('makes ids that sort by time', () => {
    const ids = Array.from({ length: 100 }, newId);
    expect([...ids].sort()).toEqual(ids);
    expect(ids.every(isUuid)).toBe(true);
  });
  it('finds the same id for the same natural key, and another for another', () => {
    expect(naturalId('cycle', '2026')).toBe('9a4abda0-a109-5372-a158-bd29618ab4d9');
    expect(naturalId('plan', 'a', 'b')).not.toBe(naturalId('plan', 'a|c', 'b'));
  });
  it('reads a stream name back', () => {
    const id = newId();
    expect(parseStream(streamOf('work-plan', id))).toEqual({ aggregate: 'work-plan', id });
    expect(parseStream('evaluation')).toBeNull();
    expect(parseStream(`Evaluation-${id}`)).toBeNull();
    expect(parseStream(`evaluation-${id.toUpperCase()}`)).toBeNull();
  });
});
