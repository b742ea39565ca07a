import { testBrokers, eventually } from '@jejak/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { StoredPage } from '@jejak/messaging';
import type { RunningService } from '../src';
import { Installation, note, notingService } from './installation';

let installation: Installation;
let service: RunningService;
let headers: Record<string, string>;

const at = (base: string | undefined, path: string): Promise<Response> =>
  fetch(`${base ?? 'nowhere'}${path}`, { headers });

beforeAll(async () => {
  installation = await Installation.create();
  headers = { authorization: `Bearer ${await installation.token()}` };
  service = await installation.boot(notingService('career'), {
    JEJAK_KAFKA_BROKERS: testBrokers().join(','),
    JEJAK_KAFKA_PARTITIONS: '3',
    JEJAK_FEED_PORT: '0',
  });
  await note(service, 'one');
});
afterAll(() => installation.stop());

describe('the port of the feed', () => {
  it('answers what the feed at the port of everything answers', async () => {
    // From then on neither feed says anything new.
    await eventually('the event is numbered, and has left the outbox', async () => {
      const { rows } = (await (await at(service.feedUrl, '/feed/stored?after=0')).json()) as StoredPage;
      return rows.some(({ pos, queued }) => pos !== null && queued === null);
    });
    for (const path of ['/feed', '/feed?after=0&limit=1', '/feed/stored?after=0']) {
      const [own, all] = await Promise.all([at(service.feedUrl, path), at(service.url, path)]);
      expect([own.status, await own.json()]).toEqual([200, await all.json()]);
    }
  });

  it.each([
    '/v1/operator/status',
    '/docs-json',
    '/',
    '/feed/',
    '/feed/../v1/operator/status',
    '/FEED',
    '//feed',
  ])('has nothing at %s', async (path) => {
    const answer = await at(service.feedUrl, path);
    expect(answer.status).toBe(404);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect(await answer.json()).toMatchObject({ code: 'ROUTE_NOT_FOUND', status: 404 });
  });

  it('asks who reads', async () => {
    expect((await fetch(`${service.feedUrl}/feed`)).status).toBe(401);
  });

  it('is closed with the service', async () => {
    const other = await installation.boot(notingService('training'), {
      JEJAK_KAFKA_BROKERS: testBrokers().join(','),
      JEJAK_FEED_PORT: '0',
    });
    expect((await at(other.feedUrl, '/feed')).status).toBe(200);
    expect(await other.stop()).toBe(true);
    await expect(at(other.feedUrl, '/feed')).rejects.toThrow();
  });
});
