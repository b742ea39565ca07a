import { describe, expect, it } from '@jest/globals';
import { breakOf, followAll, type Head, type Link } from './chain';

const head: Head = { src: 'career', ver: 2, hash: 'h2' };
const next: Link = { src: 'career', stream: 'employee-1', ver: 3, prev: 'h2' };
const event = (link: Link, hash: string) => ({ ...link, hash });

describe('breakOf', () => {
  it('lets the first event of a stream begin it', () =>
    expect(breakOf(undefined, { ...next, ver: 1, prev: null })).toBeNull());
  it('lets the next version follow', () => expect(breakOf(head, next)).toBeNull());
  it.each([
    ['the same version again', head, { ...next, ver: 2 }, 'FORK', 'VERSION_TAKEN', 'h2'],
    ['an older version', head, { ...next, ver: 1, prev: null }, 'FORK', 'VERSION_TAKEN', null],
    ['a version left out', head, { ...next, ver: 4 }, 'GAP', 'VERSION_MISSING', 'h2'],
    ['a stream that begins late', undefined, next, 'GAP', 'VERSION_MISSING', null],
    ['another event before it', head, { ...next, prev: 'x' }, 'HASH_MISMATCH', 'PREV_DIFFERS', 'h2'],
    [
      'a stream of another source',
      head,
      { ...next, src: 'policy' },
      'UNAUTHORISED_WRITER',
      'FOREIGN_STREAM',
      'h2',
    ],
  ] as const)('refuses %s', (_, known, link, kind, finding, expected) =>
    expect(breakOf(known, link)).toEqual({ kind, finding, expected }),
  );
});

describe('followAll', () => {
  it('follows several versions and streams in one run', () => {
    const run = [
      event(next, 'h3'),
      event({ ...next, stream: 'unit-1', ver: 1, prev: null }, 'u1'),
      event({ ...next, ver: 4, prev: 'h3' }, 'h4'),
    ];
    expect(followAll(new Map([['employee-1', head]]), run, (one) => one)).toEqual({
      fitting: run,
      broken: null,
    });
  });

  it('stops at the first that does not fit', () => {
    const run = [
      event(next, 'h3'),
      event({ ...next, ver: 4, prev: 'x' }, 'h4'),
      event({ ...next, ver: 5, prev: 'h4' }, 'h5'),
    ];
    const { fitting, broken } = followAll(new Map([['employee-1', head]]), run, (one) => one);
    expect(fitting).toEqual([run[0]]);
    expect(broken?.event).toBe(run[1]);
    expect(broken?.why.finding).toBe('PREV_DIFFERS');
  });
});
