import { streamOf } from '@jejak/kernel';
import { describe, expect, it } from '@jest/globals';
import { inOrder } from './in-order';
import { type Life, Thing, until } from './step';

const STREAM = streamOf('thing', '01931f00-0000-7000-8000-000000000001');
/** Something that says what it is told. */
const said = () =>
  new Thing<{ readonly type: 'Say'; readonly word: string }, never, readonly string[], object>(
    'career',
    { initial: [], decide: () => [], evolve: (state) => state },
    STREAM,
  );
const day = (nth: number): string => `2023-01-0${nth}T00:00:00.000Z`;

function* life(...words: readonly (readonly [number, string | null])[]): Life {
  const thing = said();
  for (const [nth, word] of words)
    if (word === null) yield until(day(nth));
    else yield thing.does(day(nth), { actor: 'career', role: 'service' }, { type: 'Say', word }, {});
}

const wordsOf = (lives: readonly { readonly at: string; readonly life: () => Life }[]): string[] =>
  [...inOrder(lives, () => [])].map(({ command }) => (command as unknown as { readonly word: string }).word);

describe('the order of lives', () => {
  it('is that of time, and of equal times that in which they began', () =>
    expect(
      wordsOf([
        { at: day(1), life: () => life([1, 'a'], [3, 'd'], [3, 'e']) },
        { at: day(1), life: () => life([1, 'b'], [2, 'c'], [3, 'f']) },
        { at: day(3), life: () => life([4, 'h']) },
        { at: day(3), life: () => life([3, 'g']) },
      ]),
    ).toEqual(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']));

  it('lets a life wait without doing anything', () =>
    expect(
      wordsOf([
        { at: day(1), life: () => life([1, null], [3, 'b']) },
        { at: day(2), life: () => life([2, 'a']) },
      ]),
    ).toEqual(['a', 'b']));

  it('has begun no life before its time, so that no more are held than go on', () => {
    let begun = 0;
    const lives = Array.from({ length: 9 }, (_, nth) => ({
      at: day(nth + 1),
      life: () => {
        begun++;
        return life([nth + 1, String(nth)]);
      },
    }));
    const steps = inOrder(lives, () => []);
    steps.next();
    steps.next();
    expect(begun).toBe(2);
  });

  it('does not go back', () => {
    expect(() => wordsOf([{ at: day(1), life: () => life([2, 'a'], [1, 'b']) }])).toThrow(RangeError);
    expect(() =>
      wordsOf([
        { at: day(3), life: () => life([3, 'a']) },
        { at: day(2), life: () => life([2, 'b']) },
      ]),
    ).toThrow(RangeError);
  });
});
