import { describe, expect, it } from '@jest/globals';
import {
  type AsnHistory,
  ForgedNote,
  InvalidHistory,
  parsePolicy,
  signingKey,
  UntrustedCheckpoint,
  verifyHistory,
  vkeyText,
} from '../index';
import { MadeUpLog } from '../made-up';

const origin = 'log.example/1';
const policy = parsePolicy(new MadeUpLog(origin).policy);

const filled = (): MadeUpLog => {
  const log = new MadeUpLog(origin);
  for (let i = 0; i < 40; i++) log.add(`thing-${i % 7}`, { n: i, name: 'someone' }, ['/name']);
  return log;
};
const log = filled();
log.seal();
const history = log.history('thing-3');
const moved = filled();
moved.seal();
for (let i = 0; i < 9; i++) moved.add(`thing-${i % 7}`, { n: i });
const behind = moved.history('thing-1');

/** A copy that may be changed. */
interface Open {
  checkpoint: string;
  events: { index: number; leaf: string; path: string[]; fields: unknown[] }[];
  heads: { index: number; leaf: string; path: string[]; bucket: string[]; siblings: string[] };
  tail: { frontier: string[]; leaves: string[] };
}
const changed = (file: AsnHistory, change: (copy: Open) => void): AsnHistory => {
  const copy = structuredClone(file);
  change(copy as unknown as Open);
  return copy;
};

describe('a history', () => {
  it('holds: exactly these events, with the fields that are shown', () => {
    const verified = verifyHistory(JSON.parse(JSON.stringify(history)), policy);
    expect(verified.events.map(({ index, fields }) => [index, fields])).toEqual(
      [3, 10, 17, 24, 31, 38].map((index) => [index, { shown: 1, redacted: 1 }]),
    );
    expect(verified.checkpoint).toMatchObject({ size: 41, cosignatures: [{ time: 5 }] });
    expect(verified.checked).toEqual({ inclusions: 7, links: 5, payloads: 6 });
  });
  it('holds for a stream that is not there, and for one that went on behind the heads leaf', () => {
    expect(verifyHistory(log.history('thing-99'), policy).events).toEqual([]);
    expect(verifyHistory(behind, policy).events).toHaveLength(8);
    expect(verifyHistory(moved.history('audit-heads'), policy).events).toHaveLength(1);
    expect(verifyHistory(moved.history('thing-5'), policy).events).toHaveLength(6);
  });
  it('needs the keys that the verifier trusts', () => {
    const others = parsePolicy(
      `log ${vkeyText(signingKey(origin, 'note', Buffer.alloc(32, 9)).verifier)}\nquorum none\n`,
    );
    expect(() => verifyHistory(history, others)).toThrow(UntrustedCheckpoint);
    const bare = changed(history, (copy) => {
      copy.checkpoint = copy.checkpoint.replace(/— w.*\n/, '');
    });
    expect(() => verifyHistory(bare, policy)).toThrow(UntrustedCheckpoint);
    const grown = changed(history, (copy) => {
      copy.checkpoint = copy.checkpoint.replace('\n41\n', '\n42\n');
    });
    expect(() => verifyHistory(grown, policy)).toThrow(ForgedNote);
  });

  const swap = (text: string, from: string, to: string): string => {
    if (!text.includes(from)) throw new Error(`${from} is not there`);
    return text.replace(from, to);
  };
  it.each<[string, AsnHistory, (copy: Open) => void, string]>([
    ['the last event left out', history, ({ events }) => events.pop(), 'version 6, which is left out'],
    [
      'an event left out in the middle',
      history,
      ({ events }) => events.splice(2, 1),
      'version 3: the leaf says version 4',
    ],
    ['all events left out', history, ({ events }) => events.splice(0), 'version 6, which is left out'],
    [
      'an event doubled',
      history,
      ({ events }) => events.push(events[5]),
      'version 7: the leaf says version 6',
    ],
    [
      'an event of another stream',
      history,
      ({ events }) => (events[1].leaf = log.leaves[11]),
      'version 2: of another stream',
    ],
    [
      'a leaf that was changed',
      history,
      ({ events }) => (events[1].leaf = swap(events[1].leaf, '02:00', '03:00')),
      'version 2: not in the log',
    ],
    [
      'a leaf that is not canonical',
      history,
      ({ events }) => (events[1].leaf = swap(events[1].leaf, '{"core"', '{ "core"')),
      'version 2: no canonical leaf',
    ],
    [
      'another index',
      history,
      ({ events }) => (events[1].index = 11),
      'version 2: not in the log at index 11',
    ],
    ['a path that is cut', history, ({ events }) => events[1].path.pop(), 'version 2: not in the log'],
    [
      'a field that was changed',
      history,
      ({ events }) => ((events[1].fields[0] as { v: number }).v = 99),
      'version 2: the fields',
    ],
    ['a field left out', history, ({ events }) => events[1].fields.pop(), 'version 2: the fields'],
    ['fields in another order', history, ({ events }) => events[1].fields.reverse(), 'version 2: the fields'],
    ['a field that is none', history, ({ events }) => (events[1].fields[0] = 7), 'version 2: the fields'],
    [
      'another heads leaf',
      history,
      ({ heads }) => (heads.leaf = log.leaves[3]),
      'heads leaf: not of the log',
    ],
    [
      'the heads leaf at another index',
      history,
      ({ heads }) => (heads.index = 39),
      'heads leaf: not in the log',
    ],
    ['a bucket without the stream', history, ({ heads }) => heads.bucket.pop(), 'heads map: does not lead'],
    [
      'a bucket of another stream',
      history,
      ({ heads }) => Object.assign(heads, { bucket: log.history('thing-2').heads.bucket }),
      'heads map',
    ],
    [
      'a sibling that was changed',
      history,
      ({ heads }) => (heads.siblings[3] = heads.siblings[0]),
      'heads map: does not lead',
    ],
    ['no tail', history, ({ tail }) => tail.leaves.pop(), 'tail: not all leaves'],
    [
      'another frontier',
      history,
      ({ tail }) => (tail.frontier[0] = tail.frontier[1]),
      'tail: does not lead to the root',
    ],
    [
      'a frontier that is cut',
      history,
      ({ tail }) => tail.frontier.pop(),
      'tail: the frontier is not that of the heads leaf',
    ],
    [
      'what came behind the heads leaf left out',
      behind,
      ({ events }) => events.splice(6),
      'tail: version 7 is left out',
    ],
    [
      'the last of what came behind left out',
      behind,
      ({ events }) => events.pop(),
      'tail: version 8 is left out',
    ],
    [
      'a tail with a leaf changed',
      behind,
      ({ tail }) => (tail.leaves[3] = tail.leaves[4]),
      'tail: does not lead to the root',
    ],
    ['a hash that is none', history, ({ events }) => (events[0].path[0] = 'x'), 'version 1: not a hash'],
  ])('with %s does not', (_, file, change, broken) => {
    expect(() => verifyHistory(changed(file, change), policy)).toThrow(InvalidHistory);
    expect(() => verifyHistory(changed(file, change), policy)).toThrow(broken);
  });

  it.each([
    [null],
    [[]],
    [{}],
    [{ ...history, format: 'asn-history/v2' }],
    [{ ...history, events: [null] }],
    [{ ...history, heads: null }],
    [{ ...history, tail: { frontier: [1], leaves: [] } }],
    ['text'],
  ])('is not %#', (file) => expect(() => verifyHistory(file, policy)).toThrow(InvalidHistory));

  it('does not believe a heads leaf that speaks of another size', () => {
    const lying = filled();
    lying.seal({ upto: 39 });
    expect(() => verifyHistory(lying.history('thing-3'), policy)).toThrow(
      'speaks of 39 entries, and stands at 40',
    );
  });
});
