import { type FeedItem, fromFeedItem, toFeedItem, topicOf } from '@jejak/messaging';
import { eventually } from '@jejak/testing';
import { describe, expect, it } from '@jest/globals';
import { findings, logged, readLog } from './ledger-database';
import { hashes, LogUnderTest, STREAM } from './log-under-test';
import type { Produced } from './producing-service';

const log = LogUnderTest.ofThisFile();
const shuffled = <Value>(values: readonly Value[]): Value[] =>
  // A fixed order that has nothing to do with the numbers.
  values
    .map((value, i) => ({ value, at: Math.sin(i * 7919 + 1) }))
    .sort((a, b) => a.at - b.at)
    .map(({ value }) => value);

describe('order', () => {
  it('logs two sources in the order of their numbers, whatever the order of the messages and however often they come', async () => {
    const [ours, theirs] = [await log.career.events(60), await log.policy.events(40)];
    log.start();
    await log.send(log.career, shuffled(ours));
    await log.send(log.policy, theirs.toReversed());
    await log.send(log.career, ours.slice(0, 30));
    await Promise.all([log.whenLogged(log.career, 60), log.whenLogged(log.policy, 40)]);
    const entries = await readLog(log.database);
    expect(entries.filter(({ src }) => src === 'career').map(({ hash }) => hash)).toEqual(hashes(ours));
    expect(entries.filter(({ src }) => src === 'policy').map(({ hash }) => hash)).toEqual(hashes(theirs));
    expect(await findings(log.database)).toEqual([]);
    expect((await log.database.pool.query('SELECT FROM ledger.waiting')).rowCount).toBe(0);
  });

  it('keeps what is ahead of a gap, lets the others go on, raises one alarm, and goes on when the number comes', async () => {
    // One stream each, so one partition: no number is missing for a while only because another partition is read later.
    const ours = await log.career.events(20, 1);
    log.start({ gapAlarmMs: 100 });
    await log.send(
      log.career,
      ours.filter(({ pos }) => pos !== 8),
    );
    await log.send(log.policy, await log.policy.events(5, 1));
    await Promise.all([log.whenLogged(log.career, 7), log.whenLogged(log.policy, 5)]);
    const [alarm] = await log.whenFound(1);
    expect(alarm).toMatchObject({
      kind: 'alarm',
      data: { kind: 'GAP', finding: 'POS_MISSING', source: 'career', pos: 8, highest: 20 },
    });
    await log.send(log.career, [ours[7]]);
    await log.whenLogged(log.career, 20);
    expect(await findings(log.database)).toHaveLength(1);
  });

  it('fetches from the feed what the topic lost, and raises no alarm', async () => {
    // One stream, so one partition: nothing is missing only because another partition is read later.
    const ours = await log.career.events(20, 1);
    const feed = ours.map((event) =>
      fromFeedItem(JSON.parse(toFeedItem(event, 'career')) as FeedItem, topicOf('career', log.prefix)),
    );
    const asked: number[] = [];
    log.start({
      fetchAfterMs: 100,
      fetchBehind: (topic, pos) => {
        asked.push(pos);
        // Two at a time, as a feed gives its pages.
        return Promise.resolve(feed.filter((one) => one.topic === topic).slice(pos, pos + 2));
      },
    });
    await log.send(
      log.career,
      ours.filter(({ pos }) => ![8, 9, 10, 18].includes(pos)),
    );
    await log.whenLogged(log.career, 20);
    expect(asked).toEqual([7, 9, 17]);
    // The topic is read on from where it was, not from where the feed was.
    await log.send(log.career, await log.career.events(3, 1));
    await log.whenLogged(log.career, 23);
    expect(await findings(log.database)).toEqual([]);
  });

  it('notices from a heartbeat that the tail is missing', async () => {
    const ours = await log.career.events(3);
    const lost = await log.career.events(1);
    const heartbeat = await log.career.heartbeat(4);
    log.start({ gapAlarmMs: 100 });
    await log.send(log.career, [...ours, { ...heartbeat, pos: 5 }]);
    const [alarm] = await log.whenFound(1);
    expect(alarm.data).toMatchObject({ finding: 'POS_MISSING', pos: 4, highest: 5 });
    await log.send(log.career, lost);
    await log.whenLogged(log.career, 5);
  });

  it('raises an alarm for a source that says nothing, once', async () => {
    const intake = log.start({ silenceAlarmMs: 100, sources: ['career'] });
    const [alarm] = await log.whenFound(1);
    expect(alarm.data).toMatchObject({
      kind: 'HEARTBEAT_MISSING',
      finding: 'SILENCE',
      source: 'career',
      pos: 0,
    });
    await intake.stop();
    log.start({ silenceAlarmMs: 100, sources: ['career'] });
    await log.send(log.career, await log.career.events(1));
    await log.whenLogged(log.career, 1);
    expect(await findings(log.database)).toHaveLength(1);
  });

  it('reads no further than its limit ahead of a gap, and goes on from there', async () => {
    const [first, second] = await log.streamsOfTwoPartitions();
    const ours = [await log.career.event({ stream: first })];
    for (let i = 0; i < 199; i++) ours.push(await log.career.event({ stream: second }));
    log.start({ waitingLimit: 10 });
    await log.send(log.career, ours.slice(1));
    await eventually('as many wait as may', async () => {
      const { rows } = await log.database.pool.query<{ n: number }>(
        'SELECT count(*)::int AS n FROM ledger.waiting',
      );
      return rows[0].n === 10;
    });
    await log.send(log.policy, await log.policy.events(3));
    await log.whenLogged(log.policy, 3);
    await log.send(log.career, [ours[0]]);
    await log.whenLogged(log.career, 200);
  });

  it('finds the missing number behind what is held, without losing what it passes', async () => {
    // One stream, so one partition: the missing event can only come behind the others, as a replay would send it.
    const ours: Produced[] = [];
    for (let i = 0; i < 50; i++) ours.push(await log.career.event({ stream: STREAM }));
    log.start({ waitingLimit: 10, gapAlarmMs: 300 });
    await log.send(log.career, ours.slice(1));
    await log.whenFound(1);
    await log.send(log.career, [ours[0]]);
    await log.whenLogged(log.career, 50);
  });
});

it('takes in 20 000 events from Kafka; the rate is for the reader', async () => {
  const ours = await log.career.events(20_000, 500);
  for (let i = 0; i < ours.length; i += 1_000) await log.send(log.career, ours.slice(i, i + 1_000));
  const began = performance.now();
  log.start();
  await eventually('everything is in the log', async () => {
    const { rows } = await log.database.pool.query<{ size: string }>('SELECT size FROM ledger.log_head');
    return Number(rows[0].size) === ours.length;
  });
  const seconds = (performance.now() - began) / 1000;
  process.stdout.write(
    `audit intake: 20000 events in ${seconds.toFixed(2)} s, ${Math.round(20_000 / seconds)} events/s\n`,
  );
  expect(await logged(log.database, 'career')).toBe(20_000);
});
