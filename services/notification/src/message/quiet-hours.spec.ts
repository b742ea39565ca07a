import { describe, expect, it } from '@jest/globals';
import { outsideQuietHours } from './quiet-hours';

const jakarta = { zone: 'Asia/Jakarta', holidays: [] };
const NIGHT = { from: '20:00', to: '06:00' };
const NOON = { from: '12:00', to: '13:00' };

describe('quiet hours, by the clock on the city’s wall', () => {
  it.each([
    // 19:59 in Jakarta is 12:59 UTC.
    [NIGHT, '2026-01-17T12:59:59.999Z', '2026-01-17T12:59:59.999Z'],
    [NIGHT, '2026-01-17T13:00:00.000Z', '2026-01-17T23:00:00.000Z'],
    // After midnight of the city the morning is that of the same day.
    [NIGHT, '2026-01-17T17:00:00.000Z', '2026-01-17T23:00:00.000Z'],
    [NIGHT, '2026-01-17T22:59:59.999Z', '2026-01-17T23:00:00.000Z'],
    [NIGHT, '2026-01-17T23:00:00.000Z', '2026-01-17T23:00:00.000Z'],
    [NOON, '2026-01-17T04:59:00.000Z', '2026-01-17T04:59:00.000Z'],
    [NOON, '2026-01-17T05:00:00.000Z', '2026-01-17T06:00:00.000Z'],
    [NOON, '2026-01-17T06:00:00.000Z', '2026-01-17T06:00:00.000Z'],
  ])('of %j at %s: sent from %s on', (quiet, now, from) =>
    expect(outsideQuietHours(now, quiet, jakarta)).toBe(from),
  );
});
