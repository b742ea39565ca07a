import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { eventually } from '@jejak/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '@jejak/kernel';
import {
  bundleEntries,
  isIncluded,
  leafHash,
  inclusionRanges,
  parseCheckpoint,
  parseVkey,
  signersOf,
  tilePath,
  TileReader,
} from '@jejak/ledger';
import type { RunningAudit } from './audit-service';
import {
  evaluationId,
  inspector,
  LoggedEvaluation,
  nurse,
  POLICY_STREAM,
  rater,
  STREAM,
  superior,
} from './logged-evaluation';
import type { Produced, ProducingService } from './producing-service';

let logged: LoggedEvaluation;
let audit: RunningAudit;
let performance: ProducingService;
let evaluation: readonly Produced[];

beforeAll(async () => {
  logged = await LoggedEvaluation.start();
  ({ audit, performance, events: evaluation } = logged);
});
afterAll(() => audit.stop());

const ask: LoggedEvaluation['ask'] = (...args) => logged.ask(...args);
const items: LoggedEvaluation['items'] = (path) => logged.items(path);

describe('who may read, and what reading leaves', () => {
  const paths = [
    `/streams/${STREAM}/history`,
    `/streams/${STREAM}/state`,
    `/streams/${STREAM}/diff?from=1&to=2`,
    `/streams/${STREAM}/verify`,
    `/subjects/${nurse}/events`,
    `/subjects/${nurse}/accesses`,
    '/events',
    '/sources',
  ];

  it.each(paths)('%s asks for a purpose', async (path) => {
    for (const purpose of ['', 'because I want to know'])
      expect(
        await audit.get(
          `${path}${path.includes('?') ? '&' : '?'}purpose=${encodeURIComponent(purpose)}`,
          inspector,
        ),
      ).toMatchObject({
        status: 400,
        body: { code: 'PURPOSE_REQUIRED', field: 'purpose' },
      });
    expect(await audit.get(path, inspector)).toMatchObject({
      status: 400,
      body: { code: 'PURPOSE_REQUIRED' },
    });
  });

  it.each(paths)('%s is for an inspector', async (path) => {
    expect((await ask(path, null)).status).toBe(401);
    for (const role of ['operator', 'hr_admin', 'supervisor', 'leadership'] as const)
      expect({ role, status: (await ask(path, { id: newId(), roles: [role] })).status }).toEqual({
        role,
        status: 403,
      });
    const employee = await ask(path, { id: rater, roles: ['employee'] });
    expect(employee.status).toBe(403);
  });

  it('records a read of a file under the person whom it is about, before it answers', async () => {
    const caseId = newId();
    const { body } = await audit.get(`/streams/${STREAM}/state?purpose=INSP-7&caseId=${caseId}`, inspector);
    const read = (await audit.recorded('FileRead')).find(({ id }) => id === body.accessEvent);
    expect(read?.data).toEqual({ subjectId: nurse, purpose: 'INSP-7', caseId, what: 'audit.state' });
    expect(read?.core).toMatchObject({
      ...{
        actor: await audit.keys.pseudonym(inspector.id),
        role: 'inspector',
        subject: await audit.keys.pseudonym(nurse),
      },
      accessed: { purpose: 'INSP-7', caseId, what: 'audit.state' },
    });
    const chain = await audit.get(`/events/${evaluation[1].parsed.id}?purpose=INSP-7`, inspector);
    const second = (await audit.recorded('FileRead')).find(({ id }) => id === chain.body.accessEvent);
    expect(second?.data).toMatchObject({ subjectId: nurse, what: 'audit.event' });
  });

  it('records a question that is about nobody in particular', async () => {
    for (const [path, what, object] of [
      [`/streams/${POLICY_STREAM}/history`, 'audit.history', POLICY_STREAM],
      ['/events', 'audit.events', null],
      ['/sources', 'audit.sources', null],
    ] as const) {
      const { body } = await ask(path);
      const read = (await audit.recorded('LogRead')).find(({ id }) => id === body.accessEvent);
      expect(read?.data).toEqual({ purpose: 'INSP-2027-014', what, object });
    }
  });

  it('records each read, whatever it says in the headers of commands', async () => {
    const key = { 'idempotency-key': newId(), 'if-match': '"3"' };
    const first = await audit.get('/sources?purpose=INSP-1', inspector, key);
    const second = await audit.get('/sources?purpose=INSP-1', inspector, key);
    expect(first.body.accessEvent).not.toBe(second.body.accessEvent);
  });

  it('names an event whose payload was changed, once', async () => {
    const event = await performance.event({ stream: `plan-${newId()}`, data: { rating: 'MEETS' } });
    await audit.log(performance, [{ ...event, data: '{"rating":"ABOVE"}' }]);
    const rejections = await eventually('the rejection is a fact', async () => {
      const found = (await audit.recorded('EventRejected')).filter(
        ({ data }) => data.eventId === event.parsed.id,
      );
      return found.length > 0 && found;
    });
    expect(rejections).toHaveLength(1);
    expect(rejections[0].data).toMatchObject({ rule: 'COMMITMENT_DIFFERS', logged: true, pos: event.pos });
  });

  it('says "erased" where a key is gone, and goes on answering', async () => {
    const [stream, gone] = [`application-${newId()}`, newId()];
    const event = await performance.event({
      ...{
        stream,
        subject: gone,
        type: 'ObjectionHearingHeld.v1',
        personal: ['/raterStatement', '/employeeStatement'],
      },
      data: {
        evaluationId,
        heldBy: superior,
        raterStatement: 'words',
        employeeStatement: 'words',
        employeeId: gone,
      },
      reason: { code: 'OBJECTION', text: 'words that will be gone soon' },
    });
    await audit.log(performance, [event]);
    await audit.keys.destroy(gone);
    const [item] = await eventually('the key is gone for the service too', async () => {
      const found = await items(`/streams/${stream}/history`);
      return found[0].personal === 'erased' && found;
    });
    expect(item).toMatchObject({
      ...{ reason: { code: 'OBJECTION', text: 'erased' }, payload: 'opens' },
      data: { raterStatement: 'erased', employeeStatement: 'erased', heldBy: superior },
    });
    expect((await items(`/streams/${stream}/verify`))[0].valid).toBe(true);
    expect((await ask(`/subjects/${gone}/events`)).body).toMatchObject({
      erased: true,
      items: [],
      accessEvent: expect.any(String),
    });
  });
});

describe('a proof that the log cannot give yet', () => {
  it('is refused before there is a heads leaf, with what to do', async () => {
    expect(await ask(`/streams/${STREAM}/history?proof=exact`)).toMatchObject({
      status: 409,
      body: { code: 'NOT_SEALED_YET' },
    });
    expect(await ask(`/streams/evaluation-${newId()}/history?proof=exact`)).toMatchObject({
      status: 404,
      body: { code: 'STREAM_NOT_FOUND' },
    });
  });
});

describe('the public log', () => {
  const bytes = async (response: Response): Promise<Buffer> => Buffer.from(await response.arrayBuffer());
  const checkpoint = async () => {
    const response = await audit.fetch('/v1/log/checkpoint');
    return { response, ...parseCheckpoint(await bytes(response)) };
  };

  it('is a signed checkpoint, and tiles that lead every leaf to it, for everyone', async () => {
    const { response, note, size, root } = await checkpoint();
    expect(Object.fromEntries(response.headers)).toMatchObject({
      ...{ 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-cache' },
    });
    const vkey = await audit.fetch('/v1/log.vkey');
    expect(signersOf(note, [parseVkey((await vkey.text()).trim())])).toHaveLength(1);
    const tiles = new TileReader(size, async (name) => {
      const tile = await audit.fetch(`/v1/log/${tilePath(name)}`);
      expect(tile.status).toBe(200);
      expect(Object.fromEntries(tile.headers)).toMatchObject({
        ...{
          'content-type': 'application/octet-stream',
          'cache-control': 'public, max-age=31536000, immutable',
        },
      });
      return bytes(tile);
    });
    expect((await tiles.root()).equals(root)).toBe(true);
    const bundle = await audit.fetch(`/v1/log/tile/entries/000.p/${size}`, inspector);
    expect(Object.fromEntries(bundle.headers)).toMatchObject({
      ...{
        'content-type': 'application/octet-stream',
        'cache-control': 'private, max-age=31536000, immutable',
      },
    });
    const body = await bytes(bundle);
    const leaves = bundleEntries(body);
    expect(leaves).toHaveLength(size);
    // What lies packed beside is sent so to who takes it, and is the same.
    const packed = join(audit.logFolder, `tile/entries/000.p/${size}.gz`);
    writeFileSync(packed, gzipSync(body));
    const sent = await audit.fetch(`/v1/log/tile/entries/000.p/${size}`, { id: newId(), roles: ['monitor'] });
    expect([sent.status, sent.headers.get('content-encoding')]).toEqual([200, 'gzip']);
    expect((await bytes(sent)).equals(body)).toBe(true);
    rmSync(packed);
    for (const [index, leaf] of leaves.entries()) {
      const path = await tiles.rangeRoots(inclusionRanges(index, size));
      expect(isIncluded(leafHash(leaf), index, size, path, root)).toBe(true);
    }
  });

  it('keeps the entries for inspectors and monitors', async () => {
    const { size } = await checkpoint();
    const path = `/v1/log/tile/entries/000.p/${size}`;
    expect((await audit.fetch(path)).status).toBe(401);
    expect((await audit.fetch(path, { id: newId(), roles: ['employee'] })).status).toBe(403);
  });

  it('shows a monitor the entries, and nothing that is personal', async () => {
    const { size } = await checkpoint();
    const monitor = { id: newId(), roles: ['monitor'] as const };
    expect((await audit.fetch(`/v1/log/tile/entries/000.p/${size}`, monitor)).status).toBe(200);
    for (const path of [
      '/v1/entries/0?purpose=INSP-1',
      '/v1/events?purpose=INSP-1',
      '/v1/data-requests',
      '/v1/retention-ended',
      '/v1/keys',
      '/v1/reconciliations',
    ])
      expect({ path, status: (await audit.fetch(path, monitor)).status }).toEqual({ path, status: 403 });
  });

  it.each([
    ...[
      'tile/0/0',
      'tile/0/00000',
      'tile/00/000',
      'tile/0/x000/000',
      'tile/0/000.p/0',
      'tile/0/000.p/256',
      'tile/0/000',
    ],
    ...[
      'tile/0/000.p/%31',
      'tile/0/..%2f0/000.p/1',
      'tile/9/000.p/1',
      'tile/0/000.p/1?x=1',
      'tile/0/000.p/1/',
      'tile/0',
    ],
    ...['tile/%65ntries/000.p/1', 'checkpoint/', 'tile/', 'tile/0/000.p/..%2f..%2fcheckpoint'],
  ])('has nothing at %s', async (path) => {
    const response = await audit.fetch(`/v1/log/${path}`);
    expect([400, 401, 404]).toContain(response.status);
    expect(response.headers.get('content-type')).toContain('application/problem+json');
  });

  it('is measured: how long events wait for a checkpoint that covers them, and how old that one is', async () => {
    const { size } = await checkpoint();
    const text = await (await fetch(`${audit.service.managementUrl}/metrics`)).text();
    const value = (name: string): number =>
      Number(
        text
          .split('\n')
          .find((line) => line.startsWith(name))
          ?.split(' ')
          .at(-1),
      );
    expect(value('jejak_ledger_inclusion_seconds_count')).toBeGreaterThanOrEqual(evaluation.length);
    expect(value('jejak_ledger_inclusion_seconds_sum')).toBeGreaterThan(0);
    expect(value('jejak_ledger_published_size')).toBeGreaterThanOrEqual(size);
    expect(value('jejak_ledger_checkpoint_age_seconds')).toBeLessThan(120);
    const health = await (await fetch(`${audit.service.managementUrl}/health`)).json();
    expect((health as { parts: unknown[] }).parts).toContainEqual({
      part: 'log',
      state: 'ok',
      reason: 'writing',
    });
  });

  it('publishes what is logged soon, and goes on from every earlier checkpoint', async () => {
    const before = await checkpoint();
    await audit.log(performance, [await performance.event({ stream: `plan-${newId()}`, data: { n: 1 } })]);
    await eventually('a larger log is published', async () => (await checkpoint()).size > before.size);
  });
});
