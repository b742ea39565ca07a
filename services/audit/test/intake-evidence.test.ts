import { eventually } from '@jejak/testing';
import { describe, expect, it } from '@jest/globals';
import { eventRejected } from '@jejak/contracts/audit';
import { signBeat, signingKey } from '@jejak/ledger';
import { FEED_PARTITION, type OutgoingMessage, toCoreMessage } from '@jejak/messaging';
import { findings, logged } from './ledger-database';
import { LogUnderTest, STREAM } from './log-under-test';
import { ProducingService } from './producing-service';

const log = LogUnderTest.ofThisFile();

describe('conflicts', () => {
  it('stops a source that gives one number to two events, keeps both, and lets the others go on', async () => {
    const ours = await log.career.events(5);
    const other = { ...(await new ProducingService('career').event({ stream: STREAM })), pos: 3 };
    log.start();
    await log.send(log.career, ours.slice(0, 4));
    await log.whenLogged(log.career, 4);
    await log.send(log.career, [other]);
    const [alarm] = await log.whenFound(1);
    expect(alarm).toMatchObject({
      kind: 'alarm',
      data: {
        kind: 'FORK',
        finding: 'POS_TAKEN',
        source: 'career',
        pos: 3,
        expected: ours[2].hash,
        found: other.hash,
      },
    });
    expect(alarm.evidence?.toString()).toBe(log.career.message(other).value);
    await log.send(log.career, [ours[4]]);
    await log.send(log.policy, await log.policy.events(3));
    await log.whenLogged(log.policy, 3);
    expect(await logged(log.database, 'career')).toBe(4);
    const { rows } = await log.database.pool.query(
      'SELECT conflicts, stopped_at IS NOT NULL AS stopped FROM ledger.source WHERE src = $1',
      ['career'],
    );
    expect(rows).toEqual([{ conflicts: 1, stopped: true }]);
  });

  it('finds the other event also while the number waits', async () => {
    const ours = await log.career.events(3);
    const other = { ...(await new ProducingService('career').event({ stream: STREAM })), pos: 3 };
    log.start();
    await log.send(log.career, [ours[2]]);
    await eventually(
      'it waits',
      async () => (await log.database.pool.query('SELECT FROM ledger.waiting')).rowCount === 1,
    );
    await log.send(log.career, [other]);
    const [alarm] = await log.whenFound(1);
    expect(alarm.data).toMatchObject({ finding: 'POS_TAKEN', expected: ours[2].hash, found: other.hash });
  });

  it.each([
    ['a stream rewritten', { prev: 'A'.repeat(43) }, 'HASH_MISMATCH', 'PREV_DIFFERS'],
    ['a version left out', { ver: 4 }, 'GAP', 'VERSION_MISSING'],
    ['a version written twice', { ver: 2 }, 'FORK', 'VERSION_TAKEN'],
  ])('stops before %s', async (_, core, kind, finding) => {
    const [first, second] = [
      await log.career.event({ stream: STREAM }),
      await log.career.event({ stream: STREAM }),
    ];
    const bad = await log.career.event({ stream: STREAM, core });
    const later = await log.career.events(2);
    log.start();
    await log.send(log.career, [first, second, bad, ...later]);
    const [alarm] = await log.whenFound(1);
    expect(alarm.data).toMatchObject({
      kind,
      finding,
      source: 'career',
      pos: 3,
      stream: STREAM,
      found: bad.hash,
    });
    expect(alarm.evidence?.toString()).toBe(log.career.message(bad).value);
    await log.whenLogged(log.career, 2);
  });

  it('stops a source that writes into the stream of another', async () => {
    log.start();
    await log.send(log.career, [await log.career.event({ stream: STREAM })]);
    await log.whenLogged(log.career, 1);
    await log.send(log.policy, [await log.policy.event({ stream: STREAM })]);
    const [alarm] = await log.whenFound(1);
    expect(alarm.data).toMatchObject({
      kind: 'UNAUTHORISED_WRITER',
      finding: 'FOREIGN_STREAM',
      source: 'policy',
    });
    await log.send(log.career, [await log.career.event({ stream: STREAM })]);
    await log.whenLogged(log.career, 2);
  });

  it('stays stopped after a restart', async () => {
    const ours = await log.career.events(3);
    const intake = log.start();
    await log.send(log.career, ours.slice(0, 2));
    await log.whenLogged(log.career, 2);
    await log.send(log.career, [
      { ...(await new ProducingService('career').event({ stream: STREAM })), pos: 1 },
    ]);
    await log.whenFound(1);
    await intake.stop();
    log.start();
    await log.send(log.career, [ours[2]]);
    await log.send(log.policy, await log.policy.events(1));
    await log.whenLogged(log.policy, 1);
    expect(await logged(log.database, 'career')).toBe(2);
    expect(await findings(log.database)).toHaveLength(1);
  });
});

describe('heartbeats of a service with a key of its own', () => {
  const key = signingKey('career', 'note', Buffer.alloc(32, 6));
  const beat = (signature?: string) =>
    log.career.event({
      ...{ stream: 'heartbeat-0198c1a2-0000-5000-8000-00000000000b', type: 'Heartbeat.v1' },
      data: { pos: 0, streams: 0, ...(signature === undefined ? {} : { signature }) },
    });
  it('are signs of life only where that key signed them', async () => {
    const unsigned = await beat();
    log.start({ sourceKeys: new Map([['career', key.verifier]]) });
    await log.send(log.career, [unsigned]);
    const [alarm] = await log.whenFound(1);
    expect(alarm.data).toMatchObject({
      ...{ kind: 'UNAUTHORISED_WRITER', finding: 'HEARTBEAT_FORGED', source: 'career', pos: 1 },
      found: unsigned.hash,
    });
    // It happened all the same.
    await log.whenLogged(log.career, 1);
    const heard = async (): Promise<unknown> =>
      (await log.database.pool.query(`SELECT heartbeat_at FROM ledger.source WHERE src = 'career'`)).rows;
    expect(await heard()).toEqual([{ heartbeat_at: null }]);
    const signature = signBeat({ src: 'career', pos: 0, streams: 0 }, key);
    await log.send(log.career, [await beat(signature)]);
    await log.whenLogged(log.career, 2);
    expect(await heard()).toEqual([{ heartbeat_at: expect.any(Date) }]);
    expect(await findings(log.database)).toHaveLength(1);
  });
});

describe('messages that are no good', () => {
  it('logs an event whose payload is not what it committed to, and names it once', async () => {
    const [good, changed, alone] = await log.career.events(3);
    log.start();
    const tampered = { ...changed, data: '{"n":999}' };
    await log.send(log.career, [good, tampered, tampered]);
    await log.sendRaw('career', [toCoreMessage(alone, 'career')]);
    await log.whenLogged(log.career, 3);
    const found = (await log.whenFound(2)).toSorted((a, b) => Number(a.data.pos) - Number(b.data.pos));
    expect(
      found.map(({ kind, data: { rule, logged: inLog, pos, eventId } }) => ({
        kind,
        rule,
        inLog,
        pos,
        eventId,
      })),
    ).toEqual([
      { kind: 'rejection', rule: 'COMMITMENT_DIFFERS', inLog: true, pos: 2, eventId: changed.parsed.id },
      { kind: 'rejection', rule: 'PAYLOAD_ABSENT', inLog: true, pos: 3, eventId: alone.parsed.id },
    ]);
    const { rows } = await log.database.pool.query('SELECT payload, data FROM ledger.entry ORDER BY idx');
    expect(rows).toEqual([
      { payload: 'opens', data: { n: 1 } },
      { payload: 'COMMITMENT_DIFFERS', data: { n: 999 } },
      { payload: 'PAYLOAD_ABSENT', data: null },
    ]);
  });

  it('puts poison aside and goes on, and takes the right event for the number that it claimed', async () => {
    const [first, second, third] = await log.career.events(3);
    const good = log.career.message(second);
    log.start();
    const poison: [string, OutgoingMessage][] = [
      ['MALFORMED', { ...good, value: 'not JSON' }],
      ['MALFORMED', { ...good, value: good.value.replace('"core":{', '"core":{ ') }],
      ['MALFORMED', { ...good, headers: { ...good.headers, ce_id: third.parsed.id } }],
      ['MALFORMED', { ...good, key: 'another' }],
      ['MALFORMED', log.career.message({ ...second, core: second.core.replace('2027-01-12', '2027-02-30') })],
      [
        'MALFORMED',
        log.career.message({
          ...second,
          core: second.core.replace(/"corr":"[^"]+"/, `"corr":"${'x'.repeat(3000)}"`),
        }),
      ],
      ['SOURCE_DIFFERS', { ...good, headers: { ...good.headers, ce_source: 'policy' } }],
      [
        'LEAF_TOO_LARGE',
        log.career.message({
          ...second,
          core: second.core.replace(/"role":"[^"]+"/, `"role":"${'x'.repeat(17_000)}"`),
        }),
      ],
    ];
    await log.send(log.career, [first]);
    await log.sendRaw(
      'career',
      poison.map(([, message]) => message),
    );
    await log.send(log.career, [second, third]);
    await log.whenLogged(log.career, 3);
    const found = await log.whenFound(poison.length);
    expect(found.map(({ data }) => data.rule).sort()).toEqual(poison.map(([rule]) => rule).sort());
    expect(found.map(({ evidence }) => evidence?.toString()).sort()).toEqual(
      poison.map(([, { value }]) => value).sort(),
    );
    expect(found.every(({ data }) => data.logged === false)).toBe(true);
  });

  it('holds text that the log.database cannot, and logs the event all the same', async () => {
    const [event] = await log.career.events(1);
    log.start();
    await log.send(log.career, [{ ...event, data: '{"n":"\\u0000","half":"\\ud800"}' }]);
    await log.whenLogged(log.career, 1);
    const [rejected] = await log.whenFound(1);
    expect(rejected.data).toMatchObject({ rule: 'PAYLOAD_UNSTORABLE', logged: true, pos: 1 });
  });

  it('records the rejection of what came by a feed, which has no partitions', async () => {
    const [first, missing, third] = await log.career.events(3);
    const bad = { ...log.career.message(missing), value: 'not JSON' };
    log.start({
      fetchAfterMs: 0,
      fetchBehind: (topic) =>
        Promise.resolve([
          { ...bad, topic, partition: FEED_PARTITION, offset: 1n, value: Buffer.from(bad.value) },
        ]),
    });
    await log.send(log.career, [first, third]);
    const [rejected] = await log.whenFound(1);
    expect(rejected).toMatchObject({
      kind: 'rejection',
      data: { rule: 'MALFORMED', partition: FEED_PARTITION, offset: 1, logged: false },
    });
    // As the recorder says it: a fact that fits its contract.
    expect(eventRejected.faults(rejected.data)).toEqual([]);
    await log.send(log.career, [missing]);
    await log.whenLogged(log.career, 3);
  });
});
