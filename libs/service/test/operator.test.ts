import 'reflect-metadata';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readSettings, ServiceSettings } from '@jejak/http';
import { contractsOf, type Decider, defineEvent, type EventOf, newId, streamOf } from '@jejak/kernel';
import { projection } from '@jejak/projections';
import {
  createTestDatabase,
  startTestIssuer,
  testBrokers,
  type TestDatabase,
  type TestIssuer,
  uniqueTopicPrefix,
  until,
} from '@jejak/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Module } from '@nestjs/common';
import { Type } from '@sinclair/typebox';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { bootService, type RunningService } from '../src';

const noteTaken = defineEvent({
  type: 'NoteTaken',
  version: 1,
  data: Type.Object({ noteId: Type.String(), text: Type.String() }),
});
const contracts = contractsOf('career', [noteTaken]);
type NoteTaken = EventOf<typeof noteTaken>;
type TakeNote = { readonly type: 'TakeNote'; readonly noteId: string; readonly text: string };

const note: Decider<TakeNote, NoteTaken, null> = {
  initial: null,
  decide: ({ noteId, text }) => [noteTaken({ noteId, text })],
  evolve: () => null,
};
let poisonous = true;
const notes = projection<NoteTaken, { noteId: string; text: string }>()({
  table: 'note',
  source: contracts,
  key: ({ data }) => data.noteId,
  opens: {
    NoteTaken: ({ data }) => {
      if (poisonous && data.text === 'poison') throw new RangeError('poison of somebody');
      return { ...data };
    },
  },
});
class Tables1700000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      'CREATE TABLE rm.note (note_id uuid PRIMARY KEY, text text NOT NULL, version bigint NOT NULL)',
    );
    await runner.query('CREATE INDEX note_text ON rm.note (text)');
  }
  async down(): Promise<void> {
    // Forward only.
  }
}
@Module({})
class NoteModule {}

/** The operator API as every service has it, on real servers. */
describe('the operator API', () => {
  let folder: string;
  let database: TestDatabase;
  let issuer: TestIssuer;
  let service: RunningService;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'jejak-operator-'));
    const kekFile = join(folder, 'kek');
    writeFileSync(kekFile, randomBytes(32));
    [database, issuer] = await Promise.all([createTestDatabase('operator'), startTestIssuer()]);
    const settings = readSettings(ServiceSettings, {
      ...{ NODE_ENV: 'test', PORT: '0', JEJAK_MANAGEMENT_PORT: '0', JEJAK_LOG_LEVEL: 'fatal' },
      ...{
        JEJAK_DATABASE_URL: database.url,
        JEJAK_KAFKA_BROKERS: testBrokers().join(','),
        JEJAK_KAFKA_PARTITIONS: '3',
      },
      ...{ JEJAK_TOPIC_PREFIX: uniqueTopicPrefix().replace(/\.$/, ''), JEJAK_OIDC_ISSUER: issuer.url },
      ...{ JEJAK_KEY_STORE: join(folder, 'keys'), JEJAK_KEK_FILE: kekFile },
    });
    service = await bootService(
      {
        name: 'career',
        contracts,
        module: NoteModule,
        migrations: [Tables1700000000000],
        projections: [notes],
      },
      settings,
    );
  });
  afterAll(async () => {
    await service.stop();
    await issuer.stop();
    await database.drop();
    rmSync(folder, { recursive: true });
  });

  interface Answer {
    readonly status: number;
    readonly body: Record<string, unknown>;
  }
  const ask = async (method: string, path: string, body?: object, role = 'operator'): Promise<Answer> => {
    const token = await issuer.token({ sub: '01931f00-0000-7000-8000-000000000018', roles: [role] });
    const response = await fetch(`${service.url}/v1/operator/${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(method === 'POST' ? { 'idempotency-key': newId(), 'content-type': 'application/json' } : {}),
      },
      ...(method === 'POST' ? { body: JSON.stringify(body ?? {}) } : {}),
    });
    return { status: response.status, body: (await response.json()) as Answer['body'] };
  };
  const take = async (text: string): Promise<string> => {
    const noteId = newId();
    await service.platform.store.execute(
      note,
      streamOf('note', noteId),
      { type: 'TakeNote', noteId, text },
      { commandId: newId(), actor: 'career', role: 'service' },
    );
    return streamOf('note', noteId);
  };
  const finished = (path: string) =>
    until(async () => {
      const { body } = await ask('GET', path);
      const of = (path === 'status' ? body.replay : body) as { finishedAt: string | null };
      return of.finishedAt !== null;
    });

  it('is for operators only', async () => {
    for (const [method, path] of [
      ['GET', 'status'],
      ['GET', 'parked'],
      ['POST', 'projections/note/redrive'],
      ['POST', 'projections/note/rebuild'],
      ['GET', 'projections/note/rebuild'],
      ['POST', 'projections/note/rollback'],
      ['POST', 'projections/note/discard'],
      ['POST', 'outbox/redrive'],
      ['POST', 'replay'],
    ])
      expect([path, (await ask(method, path, {}, 'hr_admin')).status]).toEqual([path, 403]);
  });

  it('shows what is parked without what it says, and replays it', async () => {
    const good = await take('good');
    const bad = await take('poison');
    await until(async () => ((await ask('GET', 'parked')).body.items as unknown[]).length === 1);
    const { body } = await ask('GET', 'parked?consumer=note');
    expect(body.items).toEqual([
      expect.objectContaining({
        ...{ consumer: 'note', stream: bad, cause: 'handler', kind: 'RangeError', events: 1, version: 1 },
        type: 'asn.career.NoteTaken.v1',
      }),
    ]);
    expect(JSON.stringify(body)).not.toContain('somebody');
    const status = await ask('GET', 'status');
    expect(status).toMatchObject({
      status: 200,
      body: {
        service: 'career',
        blocked: [],
        replay: null,
        consumers: [{ name: 'note', kind: 'projection', state: 'running', parkedKeys: 1, rebuild: null }],
      },
    });
    expect((await ask('POST', 'projections/note/redrive')).body).toEqual({
      streams: [{ stream: bad, unparked: false, events: 0, cause: 'handler' }],
      left: 1,
    });
    poisonous = false;
    expect((await ask('POST', 'projections/note/redrive', { stream: good })).body).toEqual({
      streams: [{ stream: good, unparked: false, events: 0, cause: null }],
      left: 1,
    });
    expect(await ask('POST', 'projections/note/redrive')).toEqual({
      status: 200,
      body: { streams: [{ stream: bad, unparked: true, events: 1, cause: null }], left: 0 },
    });
  });

  it('rebuilds, rolls back and discards, and says how far it is', async () => {
    expect(await ask('GET', 'projections/note/rebuild')).toMatchObject({
      status: 404,
      body: { code: 'REBUILD_NOT_FOUND' },
    });
    expect(await ask('POST', 'projections/note/rollback')).toMatchObject({
      status: 409,
      body: { code: 'NOTHING_TO_ROLL_BACK' },
    });
    expect(await ask('POST', 'projections/note/discard')).toMatchObject({
      status: 409,
      body: { code: 'NOTHING_TO_DISCARD' },
    });
    // It cannot begin before this lets go.
    const holding = await service.platform.pool.connect();
    await holding.query('BEGIN; LOCK TABLE rm.rebuild_intact IN SHARE MODE');
    expect(await ask('POST', 'projections/note/rebuild')).toMatchObject({
      status: 202,
      body: { projection: 'note', kind: 'rebuild', phase: 'preparing', build: 1 },
    });
    expect(await ask('POST', 'projections/note/rebuild')).toMatchObject({
      status: 409,
      body: { code: 'REBUILD_RUNNING' },
    });
    await holding.query('COMMIT');
    holding.release();
    await finished('projections/note/rebuild');
    expect((await ask('GET', 'projections/note/rebuild')).body).toMatchObject({
      ...{ phase: 'done', canRollBack: true, parkedKeys: 0, error: null },
    });
    expect(await ask('POST', 'projections/note/rollback')).toMatchObject({
      status: 202,
      body: { kind: 'rollback' },
    });
    await finished('projections/note/rebuild');
    expect((await ask('POST', 'projections/note/discard')).status).toBe(202);
    await finished('projections/note/rebuild');
    expect((await ask('GET', 'projections/note/rebuild')).body).toMatchObject({
      phase: 'discarded',
      canRollBack: false,
    });
    await service.platform.pool.query('CREATE VIEW rm.texts AS SELECT text FROM rm.note');
    expect(await ask('POST', 'projections/note/rebuild')).toMatchObject({
      status: 422,
      body: { code: 'REBUILD_IMPOSSIBLE' },
    });
    for (const act of ['redrive', 'rebuild', 'rollback', 'discard'])
      expect(await ask('POST', `projections/nothing/${act}`)).toMatchObject({
        status: 404,
        body: { code: 'PROJECTION_UNKNOWN' },
      });
  });

  it('sends what was published once more, and what the broker would not take', async () => {
    const stream = await take('published');
    const { pool } = service.platform;
    await until(async () => (await pool.query('SELECT FROM es.outbox')).rowCount === 0);
    expect(await ask('POST', 'replay', { from: 9_999 })).toMatchObject({
      status: 422,
      body: { code: 'REPLAY_RANGE_INVALID' },
    });
    expect((await ask('POST', 'replay', { from: 'one' })).status).toBe(400);
    expect(await ask('POST', 'replay', { from: 2 })).toMatchObject({
      status: 202,
      body: { from: 2, done: 0 },
    });
    await finished('status');
    // As the relay leaves a row that the broker refused.
    await pool.query(
      `WITH e AS (SELECT position FROM es.events WHERE stream_id = $1),
            dead AS (INSERT INTO es.outbox_dead (position, topic, key, pos, error)
                     SELECT e.position, 't', $1, p.pos, 'too large' FROM e JOIN es.published p USING (position))
       INSERT INTO es.outbox_blocked_key (topic, key, since) SELECT 't', $1, position FROM e`,
      [stream],
    );
    expect((await ask('GET', 'status')).body.blocked).toEqual([
      expect.objectContaining({ key: stream, rows: 1, error: 'too large' }),
    ]);
    expect(await ask('POST', 'outbox/redrive')).toEqual({
      status: 200,
      body: { streams: [{ stream, rows: 1 }] },
    });
    expect((await ask('GET', 'status')).body.blocked).toEqual([]);
  });

  it('records each act before it is done, and none on what is not there', async () => {
    const acts = async (): Promise<object[]> => {
      const { rows } = await service.platform.pool.query<{ data: object }>(
        `SELECT data FROM es.events WHERE stream_id LIKE 'operator-act-%' ORDER BY position`,
      );
      return rows.map(({ data }) => data);
    };
    const before = await acts();
    expect(before).toEqual(
      expect.arrayContaining([
        { act: 'REDRIVE', part: 'note' },
        { act: 'REBUILD', part: 'note' },
        { act: 'ROLLBACK', part: 'note' },
        { act: 'DISCARD', part: 'note' },
        { act: 'OUTBOX_REDRIVE' },
        { act: 'REPLAY', from: 2 },
      ]),
    );
    const stream = await take('fine');
    await ask('POST', 'projections/note/redrive', { stream });
    await ask('POST', 'projections/nothing/redrive');
    await ask('POST', 'replay', { from: 'one' });
    expect((await acts()).slice(before.length)).toEqual([{ act: 'REDRIVE', part: 'note', stream }]);
    const [{ core }] = (
      await service.platform.pool.query<{ core: string }>(
        `SELECT core FROM es.events WHERE stream_id LIKE 'operator-act-%' LIMIT 1`,
      )
    ).rows;
    expect(JSON.parse(core)).toMatchObject({
      ...{ type: 'asn.career.OperatorActed.v1', role: 'operator', actor: expect.stringMatching(/^p_/) },
    });
  });
});
