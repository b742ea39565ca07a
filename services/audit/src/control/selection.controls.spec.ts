import { panelScoreSealed } from '@jejak/contracts/recruitment';
import { describe, expect, it } from '@jest/globals';
import { stream } from '../../test/told-facts';
import { closeSeals, isAnother } from './selection.controls';

const some = (n: number): string => `0198c1a2-0000-7000-8000-${String(n).padStart(12, '0')}`;
const [P1, P2, P3] = [1, 2, 3].map(some);

describe('C7: seals of two members of a panel', () => {
  type Seal = readonly [panelist: string, time: string];
  const sealed = (...seals: readonly Seal[]) =>
    stream(
      ...seals.map(
        ([panelist, time]) =>
          [
            panelScoreSealed({
              ...{ panelId: some(30), applicationId: some(31), vacancyId: some(32), panelist },
              ...{ commitment: 'ab'.repeat(32), value: null },
            }),
            `2026-03-20T${time}Z`,
          ] as const,
      ),
    );
  const apart = (...seals: readonly Seal[]): readonly number[] =>
    closeSeals(sealed(...seals), 60).map(({ seconds }) => seconds);

  it('are asked about up to 60 seconds apart, and not from there on', () => {
    expect(apart([P1, '03:00:00.000'], [P2, '03:01:00.000'])).toEqual([60]);
    expect(apart([P1, '03:00:00.000'], [P2, '03:01:00.001'])).toEqual([]);
  });
  it('are told by time, whatever their order', () =>
    expect(apart([P2, '03:00:30.000'], [P1, '03:00:00.000'])).toEqual([30]));
  it('are of two members: one who seals twice is one', () => {
    expect(apart([P1, '03:00:00.000'], [P1, '03:00:10.000'])).toEqual([]);
    expect(apart([P1, '03:00:00.000'], [P1, '03:00:10.000'], [P2, '03:00:20.000'])).toEqual([10]);
  });
  it('are each held against the one before', () =>
    expect(apart([P1, '03:00:00.000'], [P2, '03:00:40.000'], [P3, '03:01:20.000'])).toEqual([40, 40]));
});

describe('C8: another ranking than the published one', () => {
  const published = [
    { stage: 'ADMIN', rankingId: null },
    { stage: 'SKD', rankingId: some(1) },
  ] as const;
  it.each([
    ['SKD', some(2), true],
    ['SKD', some(1), false],
    ['FINAL', some(2), false],
    ['ADMIN', some(2), false],
  ])('%s %s: %s', (stage, rankingId, another) =>
    expect(isAnother({ stage, rankingId }, published)).toBe(another),
  );
});
