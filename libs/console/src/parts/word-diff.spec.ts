import { describe, expect, it } from '@jest/globals';
import { wordDiff } from './word-diff';

const shownAs = (old: unknown, now: unknown): string | undefined =>
  wordDiff(old, now)
    ?.map(({ value, added, removed }) => (added ? `+${value}+` : removed ? `-${value}-` : value))
    .join('');

describe('two texts', () => {
  it('are compared word by word', () =>
    expect(shownAs('Enam puluh anak ditolak', 'Enam puluh anak diverifikasi')).toBe(
      'Enam puluh anak -ditolak-+diverifikasi+',
    ));

  it.each([
    ['108.8149', '110.2149'],
    ['BAIK', 'SANGAT BAIK'],
    [undefined, 'a text'],
    [['a', 'list'], 'a text'],
  ])('are shown whole where they are no texts: %j, %j', (old, now) => expect(wordDiff(old, now)).toBeNull());
});
