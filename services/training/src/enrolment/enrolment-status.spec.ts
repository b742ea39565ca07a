import { describe, expect, it } from '@jest/globals';
import { enrolmentStatus } from './enrolment-status';

describe('how far an enrolment is (domain.md 6.1)', () => {
  it.each([
    [null, {}, null, 'NOMINATED'],
    ['WAITLISTED', {}, null, 'WAITLISTED'],
    ['CONFIRMED', {}, null, 'CONFIRMED'],
    // Away from the first part, and there at the second.
    ['CONFIRMED', { 1: false }, null, 'CONFIRMED'],
    ['CONFIRMED', { 1: false, 2: true }, null, 'ATTENDING'],
    // A presence that was corrected: nobody was there after all.
    ['CONFIRMED', { 1: false, 2: false }, null, 'CONFIRMED'],
    ['CONFIRMED', { 1: true }, 'PASSED', 'PASSED'],
    ['CONFIRMED', {}, 'FAILED', 'FAILED'],
    ['WITHDRAWN', {}, null, 'WITHDRAWN'],
    ['REFUSED', {}, null, 'REFUSED'],
  ] as const)('with seat %s, presence %j and result %s is %s', (seat, presence, result, status) =>
    expect(enrolmentStatus({ seat, presence, result })).toBe(status),
  );
});
