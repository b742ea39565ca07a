import { mkdtempSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { simulatedClock } from './business-clock';

const folder = mkdtempSync(join(tmpdir(), 'jejak-clock-'));
let written = 0;
const setTo = (file: string, simulation: object): void => {
  writeFileSync(`${file}.new`, JSON.stringify(simulation));
  // Two writes within one tick of the file system's clock would look like one.
  utimesSync(`${file}.new`, new Date(), new Date(Date.now() + ++written * 1000));
  renameSync(`${file}.new`, file);
};
afterAll(() => rmSync(folder, { recursive: true }));

describe('simulatedClock', () => {
  it('is the time of the machine while nothing is simulated', () => {
    const before = Date.now();
    expect(Date.parse(simulatedClock(join(folder, 'none')).now())).toBeGreaterThanOrEqual(before);
  });
  it('stands still, and follows an advance at once', () => {
    const file = join(folder, 'still');
    setTo(file, { at: '2026-01-05T02:00:00.000Z' });
    const clock = simulatedClock(file);
    expect(clock.now()).toBe('2026-01-05T02:00:00.000Z');
    setTo(file, { at: '2026-01-12T02:00:00.000Z' });
    expect(clock.now()).toBe('2026-01-12T02:00:00.000Z');
  });
  it('ticks on from where it was set', () => {
    const file = join(folder, 'ticking');
    setTo(file, { at: '2026-01-05T02:00:00.000Z', since: new Date(Date.now() - 60_000).toISOString() });
    expect(simulatedClock(file).now() >= '2026-01-05T02:01:00.000Z').toBe(true);
  });
  it('never goes back', () => {
    const file = join(folder, 'back');
    setTo(file, { at: '2026-01-05T02:00:00.000Z' });
    const clock = simulatedClock(file);
    clock.now();
    setTo(file, { at: '2025-01-05T02:00:00.000Z' });
    expect(clock.now()).toBe('2026-01-05T02:00:00.000Z');
  });
  it('says what is wrong with a file that holds no time', () => {
    const file = join(folder, 'broken');
    setTo(file, { at: 'soon' });
    expect(() => simulatedClock(file).now()).toThrow('holds no simulated time');
  });
});
