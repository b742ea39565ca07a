import { describe, expect, it } from '@jest/globals';
import { commit, type Core, coreText, eventHash, leafOf } from '@jejak/ledger';
import { type LoggedEntry, verifyStream } from './verify-stream';

const STREAM = 'evaluation-0198c1a2-0000-5000-8000-0000000000e1';

/** A stream of three ratings, as the log would hold it. */
const stream = (): LoggedEntry[] => {
  let prev: string | null = null;
  return ['MEETS', 'ABOVE', 'BELOW'].map((rating, i) => {
    const { commitment, data, opening } = commit({ rating, note: 'private' }, ['/note']);
    const core: Core = {
      ...{
        id: `0198c1a2-0000-7000-8000-00000000000${i}`,
        type: 'asn.performance.AnnualRated.v1',
        stream: STREAM,
      },
      ...{ ver: i + 1, prev, at: `2027-01-1${i}T02:00:00.000Z`, policy: null, cause: null, data: commitment },
    };
    const text = coreText(core);
    const { leaf, hash } = leafOf(text, i + 5, 'performance');
    prev = eventHash(text).toString('base64url');
    return {
      ...{
        index: i * 3,
        leaf,
        leafHash: hash,
        src: 'performance',
        pos: i + 5,
        stream: STREAM,
        version: i + 1,
      },
      ...{ eventHash: eventHash(text), data, opening },
    };
  });
};
const broken = (at: number, change: Partial<LoggedEntry>) =>
  verifyStream(stream().map((entry, i) => (i === at ? { ...entry, ...change } : entry))).firstBroken;

describe('verifyStream', () => {
  it('holds for what was logged, and says what it checked', () =>
    expect(verifyStream(stream())).toEqual({
      events: 3,
      checked: { leaf: 3, columns: 3, 'event-hash': 3, version: 3, prev: 3, commitment: 3 },
      withoutPayload: [],
      firstBroken: null,
    }));

  it('holds for a payload that never came, and says so', () => {
    const { firstBroken, withoutPayload, checked } = verifyStream(
      stream().map((entry, i) => (i === 1 ? { ...entry, data: null, opening: null } : entry)),
    );
    expect({ firstBroken, withoutPayload, opened: checked.commitment }).toEqual({
      firstBroken: null,
      withoutPayload: [2],
      opened: 2,
    });
  });

  const [, second] = stream();
  it.each<[string, Partial<LoggedEntry>, string]>([
    ['a leaf changed', { leaf: second.leaf.replace('AnnualRated', 'AnnualHated') }, 'leaf'],
    ['a leaf that is no JSON', { leaf: '{' }, 'leaf'],
    ['a number changed', { pos: 99 }, 'columns'],
    ['an event hash changed', { eventHash: Buffer.alloc(32) }, 'event-hash'],
    ['a value changed', { data: { rating: 'ABOVE!' } }, 'commitment'],
    ['a field added', { data: { rating: 'ABOVE', extra: 1 } }, 'commitment'],
    ['an opening taken away', { opening: null }, 'commitment'],
  ])('finds %s', (_, change, check) => {
    // Fresh salts each time, so the leaf of another run is a changed leaf as well.
    const own = stream();
    const changed =
      'leaf' in change && change.leaf !== '{'
        ? { leaf: own[1].leaf.replace('AnnualRated', 'AnnualHated') }
        : change;
    const entries = own.map((entry, i) => (i === 1 ? { ...entry, ...changed } : entry));
    expect(verifyStream(entries).firstBroken).toEqual({ version: 2, index: 3, check });
  });

  it("finds a version left out, and one put in another's place", () => {
    const [first, , third] = stream();
    expect(verifyStream([first, third]).firstBroken).toEqual({ version: 3, index: 6, check: 'version' });
    const [, other] = stream();
    expect(verifyStream([first, other]).firstBroken).toEqual({ version: 2, index: 3, check: 'prev' });
  });

  it('finds an entry of another stream', () =>
    expect(broken(2, { stream: 'evaluation-0198c1a2-0000-5000-8000-0000000000e2' })).toEqual({
      version: 3,
      index: 6,
      check: 'columns',
    }));
});
