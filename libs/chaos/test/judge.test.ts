import { beforeEach, describe, expect, it } from '@jest/globals';
import { type History, judge, type Verdict } from '../src';
import { WrittenHistory } from './written-history';

let history: WrittenHistory;
beforeEach(() => {
  history = new WrittenHistory();
});

/** What is broken, each invariant once. */
const broken = (verdict: Verdict): string[] =>
  [...new Set(verdict.findings.map(({ invariant }) => invariant))].sort();
const said = (verdict: Verdict): string => verdict.findings.map(({ what }) => what).join('\n');
const verdict = (more: Partial<History> = {}): Verdict => judge(history.closed(more));

describe('a good history', () => {
  it('holds: appends, conflicts, retries, lost answers that acted or did not, and reads between them', () => {
    history.append('a', 2, 'ok', { expected: 0 });
    history.tell('a', 'late', 1, 'conflict', { expected: 0, version: 2 });
    const lost = history.append('a', 3, 'unknown', { expected: 2 });
    const events = ['event-3', 'event-4', 'event-5'].map(
      (_, at) => history.streams.get('a')?.[at + 2].event ?? '',
    );
    history.tell('a', lost, 3, 'duplicate', { version: 5, events, expected: 2 });
    history.tell('a', 'never', 1, 'unknown', { expected: 5 });
    history.read('a');
    history.append('b', 1);
    expect(verdict()).toMatchObject({ holds: true, findings: [] });
  });

  it('may answer calls that overlap in any order', () => {
    history.append('a', 1, 'ok', { expected: 0, from: 10, to: 100 });
    history.read('a', 0, { from: 20, to: 90 });
    history.read('a', 1, { from: 15, to: 95, process: 'reader-2' });
    expect(broken(verdict())).toEqual([]);
  });

  it('may hold an append that acted after its caller had given up', () => {
    history.tell('a', 'slow', 1, 'unknown', { expected: 0, from: 1, to: 2 });
    history.read('a', 0, { from: 3, to: 4 });
    history.store('a', 'slow', ['event-slow']);
    expect(broken(verdict())).toEqual([]);
  });

  it('is not judged good when it shows nothing', () => {
    expect(
      judge({ ...history.closed(), operations: [], accepted: [], effects: [], published: [] }).holds,
    ).toBe(false);
  });
});

describe('caught in the streams', () => {
  it('a lost acknowledgement: accepted, and not there', () => {
    history.append('a', 1);
    history.tell('a', 'lost', 1, 'ok', { version: 2, events: ['event-lost'] });
    expect(broken(verdict())).toContain('I1');
    expect(said(verdict())).toContain('accepted command lost is not at version 2');
  });

  it('a doubled retry: the same command acted twice', () => {
    const command = history.append('a', 1, 'unknown');
    history.append('a', 1);
    history.append('a', 1, 'ok', { command });
    expect(broken(verdict())).toContain('I1');
    expect(said(verdict())).toContain(`command ${command} acted more than once: versions 1, 3`);
  });

  it('a doubled retry right behind the first', () => {
    const command = history.append('a', 1);
    history.append('a', 1, 'ok', { command });
    expect(broken(verdict())).toEqual(['I1', 'I2']);
  });

  it('half an append', () => {
    history.store('a', 'half', ['event-half']);
    history.tell('a', 'half', 2, 'unknown');
    expect(said(verdict())).toContain('command half is there in part: 1 of 2 events');
  });

  it('an event of nobody', () => {
    history.append('a', 1);
    history.store('a', 'ghost', ['event-ghost']);
    expect(said(verdict())).toContain('version 2 is of ghost, which nobody sent here');
  });

  it('the same event in two streams', () => {
    history.append('a', 1);
    const [{ event }] = history.streams.get('a') ?? [];
    history.tell('b', 'other', 1, 'unknown');
    history.store('b', 'other', [event]);
    expect(said(verdict())).toContain(`event ${event} is there twice`);
  });

  it('a stream that nobody read at the end', () => {
    history.append('a', 1);
    const closed = history.closed();
    expect(
      broken(judge({ ...closed, operations: closed.operations.filter(({ op }) => op !== 'read') })),
    ).toContain('I1');
  });

  it('a last read that was not the last call', () => {
    history.append('a', 1);
    const closed = history.closed();
    history.tell('a', 'afterwards', 1, 'unknown');
    expect(said(judge(closed))).toContain('was not read when all was quiet');
  });
});

describe('caught by the order of calls', () => {
  it('a conflict at the expected version', () => {
    history.append('a', 1);
    history.tell('a', 'refused', 1, 'conflict', { expected: 1, version: 1 });
    expect(broken(verdict())).toEqual(['I2']);
    expect(said(verdict())).toContain('met a conflict at the version that it expected');
  });

  it('a store that does not check versions', () => {
    history.append('a', 1, 'ok', { expected: 0 });
    history.append('a', 1, 'ok', { expected: 0, process: 'writer-2' });
    expect(broken(verdict())).toEqual(['I2']);
    expect(said(verdict())).toContain('expected version 0 and was appended at 1');
  });

  it('the same without an answer', () => {
    history.append('a', 1, 'ok', { expected: 0 });
    history.append('a', 1, 'unknown', { expected: 0, process: 'writer-2' });
    expect(said(verdict())).toContain('acted at version 1, which no attempt of it expected');
  });

  it('a stale read: an acknowledged append is not seen', () => {
    history.append('a', 1);
    history.append('a', 1);
    history.read('a', 1);
    expect(broken(verdict())).toEqual(['I2']);
    expect(said(verdict())).toContain('one answer is stale');
  });

  it('two reads that go back in time', () => {
    history.append('a', 1, 'ok', { from: 1, to: 100 });
    history.read('a', 1, { from: 10, to: 20 });
    history.read('a', 0, { from: 30, to: 40, process: 'reader-2' });
    expect(broken(verdict())).toEqual(['I2']);
  });

  it('a stale conflict', () => {
    history.append('a', 1);
    history.append('a', 1);
    history.tell('a', 'refused', 1, 'conflict', { expected: 7, version: 1 });
    expect(said(verdict())).toContain('one answer is stale');
  });

  it('an answer from before the append that it rests on', () => {
    history.append('a', 1, 'ok', { from: 50, to: 60 });
    history.append('a', 1, 'ok', { from: 10, to: 20, process: 'writer-2' });
    expect(said(verdict())).toContain('was acknowledged at version 2 before version 1 was seen last');
  });

  it('a read of what is in no stream', () => {
    history.append('a', 1);
    history.read('a', 1, { events: ['event-phantom'] });
    expect(said(verdict())).toContain('saw other events than the stream has');
  });

  it('a version in the middle of an append', () => {
    history.append('a', 3);
    history.read('a', 2);
    expect(said(verdict())).toContain('saw version 2, at which the stream never stood');
  });

  it('a version beyond the end', () => {
    history.append('a', 1);
    history.tell('a', 'refused', 1, 'conflict', { expected: 1, version: 9 });
    expect(said(verdict())).toContain('beyond the end of the stream');
  });

  it('a duplicate of what never was, and one with another answer', () => {
    history.append('a', 1);
    history.tell('a', 'never', 1, 'duplicate', { version: 1, events: [] });
    expect(said(verdict())).toContain('had been accepted, and it never was');
    const again = history.append('b', 1);
    history.tell('b', again, 1, 'duplicate', { version: 1, events: ['event-other'] });
    expect(said(verdict())).toContain('were told different things');
  });
});

describe('caught in topics', () => {
  beforeEach(() => {
    history.append('a', 2);
    history.append('b', 1);
  });

  it('an exact re-send is none', () => {
    history.published.push({ ...history.published[0], offset: 3 });
    expect(broken(verdict())).toEqual([]);
  });

  it('a number that is missing, and the event behind it', () => {
    history.published = history.published.filter(({ pos }) => pos !== 2);
    expect(said(verdict())).toContain('number 2 of 3 is missing');
    expect(said(verdict())).toContain('was recorded and never published');
  });

  it('a number given twice', () => {
    history.published[2] = { ...history.published[2], pos: 1 };
    expect(broken(verdict())).toEqual(['I3']);
  });

  it('a paging relay: version 2 before version 1', () => {
    const [first, second, third] = history.published;
    history.published = [{ ...second, offset: 0 }, { ...first, offset: 1 }, third];
    expect(said(verdict())).toContain('version 2 came after version 0: lost or out of order');
  });

  it('an event that was sent again as something else', () => {
    history.published.push({ ...history.published[0], offset: 3, hash: 'other' });
    expect(broken(verdict())).toEqual(['I3']);
  });

  it('a broken chain', () => {
    history.published[1] = { ...history.published[1], prev: 'other' };
    expect(broken(verdict())).toEqual(['I8']);
  });
});

describe('caught in effects', () => {
  beforeEach(() => {
    history.append('a', 3);
  });
  const notes = () => history.effects.filter(({ consumer }) => consumer === 'notes');
  const receipts = () => history.effects.filter(({ consumer }) => consumer === 'receipts');

  it('a lost one, as a naive cursor loses it', () => {
    history.effects = history.effects.filter((effect) => effect !== notes()[1]);
    expect(broken(verdict())).toEqual(['I4']);
    expect(said(verdict())).toContain('never acted on event');
  });

  it('a doubled one', () => {
    history.effects.push({ ...notes()[2], seq: 99 });
    expect(broken(verdict())).toEqual(['I4']);
    expect(said(verdict())).toContain('acted 2 times');
  });

  it('reordered ones', () => {
    const [first, second] = notes();
    history.effects = history.effects.map((effect) =>
      effect === first
        ? { ...first, seq: second.seq }
        : effect === second
          ? { ...second, seq: first.seq }
          : effect,
    );
    expect(said(verdict())).toContain('acted on version 1 of a after version 2');
  });

  it('one of nobody, and a consumer that subscribed to nothing', () => {
    history.effects.push(
      { ...notes()[0], event: 'event-ghost', seq: 99 },
      { ...notes()[0], consumer: 'stranger' },
    );
    expect(said(verdict())).toContain('which nobody recorded');
    expect(said(verdict())).toContain('subscribed to nothing');
  });

  it('one of a type that it did not ask for', () => {
    history.subscriptions[0] = { consumer: 'notes', subscribe: ['asn.accounts.Opened.v1'] };
    expect(said(verdict())).toContain('to which it did not subscribe');
  });

  it('a reaction that commands twice, never, or for two events at once', () => {
    const [first, second] = receipts();
    history.effects.push({ ...first, seq: 99, command: 'another' });
    expect(broken(verdict())).toContain('I11');
    history.effects = history.effects.filter(
      ({ command }) => command !== 'another' && command !== first.command,
    );
    expect(broken(verdict())).toContain('I11');
    history.effects.push({ ...first, command: second.command, seq: first.seq });
    expect(said(verdict())).toContain('answers two events');
  });
});

describe('caught beside them', () => {
  beforeEach(() => void history.append('a', 1));
  const run = { scenario: 'C1', seed: 1, strikesWanted: 1, drainedMs: 10, drainLimitMs: 60, surprises: [] };
  const fault = { fault: 'kill', target: 'accounts', start: 1, struck: null, seed: 1 };

  it.each<[string, Partial<History>, string]>([
    [
      'a read model that is not its rebuild',
      { readModels: [{ model: 'm', rows: 1, hash: 'a', rebuiltRows: 1, rebuiltHash: 'b' }] },
      'I5',
    ],
    ['a parked key', { leftovers: [{ where: 'notes', key: 'a', error: 'poison' }] }, 'I7'],
    ['a backlog that drains too late', { run: { ...run, drainedMs: 61 } }, 'I9'],
    ['a backlog that does not drain', { run: { ...run, drainedMs: null } }, 'I9'],
    ['an answer nobody need expect', { run: { ...run, surprises: ['500'] } }, 'I10'],
    ['a fault that did not strike', { faults: [fault] }, 'struck'],
    ['faults that were left out', { run: { ...run, strikesWanted: 5 } }, 'struck'],
  ])('%s', (_, more, invariant) => {
    expect(broken(verdict(more))).toEqual([invariant]);
    expect(verdict(more).holds).toBe(false);
  });
});
