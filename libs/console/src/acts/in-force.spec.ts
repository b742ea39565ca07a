import { describe, expect, it } from '@jest/globals';
import { inForceOn } from './in-force';

const first = { effectiveFrom: '2026-01-01', lastDay: '2026-12-31' };
const second = { effectiveFrom: '2027-01-01', lastDay: null };
const draft = { effectiveFrom: null, lastDay: null };

describe('the version in force', () => {
  it.each([
    ['2026-12-31', first],
    ['2027-01-01', second],
    ['2025-12-31', undefined],
  ])('on %s', (day, version) => expect(inForceOn([draft, second, first], day)).toBe(version));
});
