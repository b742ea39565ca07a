import { openApiOf } from '@jejak/http';
import { newId } from '@jejak/kernel';
import {
  FEED_END_HEADER,
  FEED_MEDIA_TYPE,
  type FeedItem,
  fromFeedItem,
  fromMessage,
  type StoredPage,
} from '@jejak/messaging';
import { eventually, testBrokers, until } from '@jejak/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { RunningService } from '../src';
import { Installation, note, noteStream, notingService } from './installation';

interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly items: readonly FeedItem[];
  readonly code: unknown;
}

let installation: Installation;
let service: RunningService;
let token: string;
const stream = noteStream();
let first: string[];

const get = async (
  query: string,
  headers: Record<string, string> = { authorization: `Bearer ${token}` },
  signal?: AbortSignal,
): Promise<Answer> => {
  const response = await fetch(`${service.url}/feed${query}`, { headers, ...(signal ? { signal } : {}) });
  const body: unknown = await response.json();
  return {
    status: response.status,
    headers: response.headers,
    items: Array.isArray(body) ? (body as FeedItem[]) : [],
    code: (body as { code?: unknown }).code,
  };
};
const numbered = (count: number): Promise<unknown> =>
  eventually(`${count} events are numbered`, async () => (await get('')).items.length === count);
const textOf = ({ data }: FeedItem): unknown => (data as { data?: { text?: unknown } }).data?.text;

beforeAll(async () => {
  installation = await Installation.create();
  token = await installation.token();
  service = await installation.boot(notingService('career'), {
    JEJAK_KAFKA_BROKERS: testBrokers().join(','),
    JEJAK_KAFKA_PARTITIONS: '3',
  });
  first = [];
  for (const text of ['one', 'two', 'three']) first.push(await note(service, text, stream));
  await numbered(3);
});
afterAll(() => installation.stop());

describe('a feed', () => {
  it('gives the events in order of number, as CloudEvents whose data is the value on Kafka', async () => {
    const { headers, items } = await get('');
    expect(headers.get('content-type')).toMatch(FEED_MEDIA_TYPE);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get(FEED_END_HEADER)).toBe('3');
    expect(items.map(({ id }) => id)).toEqual(first);
    expect(items.map(({ data }) => data.pos)).toEqual([1, 2, 3]);
    expect(items[0]).toMatchObject({
      ...{ specversion: '1.0', type: 'asn.career.Noted.v1', source: 'career', subject: stream },
      datacontenttype: 'application/json',
    });
    // Read as strictly as a message of the broker is: attributes, canonical core, and a hash chain without a hole.
    const wire = items.map((item) => fromMessage(fromFeedItem(item, 'any')));
    expect(wire.slice(1).map(({ core }) => core.prev)).toEqual(
      wire.slice(0, -1).map(({ hash }) => hash.toString('base64url')),
    );
  });

  it('goes on behind an event, or behind a number, and in parts', async () => {
    expect((await get(`?lastEventId=${first[0]}`)).items.map(({ id }) => id)).toEqual(first.slice(1));
    expect((await get('?after=2')).items.map(({ id }) => id)).toEqual(first.slice(2));
    expect((await get('?after=1&limit=1')).items.map(({ id }) => id)).toEqual([first[1]]);
    expect(await get(`?lastEventId=${first[2]}`)).toMatchObject({ status: 200, items: [] });
  });

  it('gives the versions of one stream', async () => {
    await note(service, 'elsewhere');
    await numbered(4);
    expect((await get(`?stream=${stream}`)).items.map(textOf)).toEqual(['one', 'two', 'three']);
    const part = await get(`?stream=${stream}&fromVersion=2&toVersion=2`);
    expect(part.items.map(textOf)).toEqual(['two']);
    expect((await get(`?stream=note-${newId()}`)).items).toEqual([]);
  });

  it('answers who waits as soon as there is something, many at once with one reading', async () => {
    const { items } = await get('');
    const last = items[items.length - 1].id;
    const waiting = Array.from({ length: 200 }, () => get(`?lastEventId=${last}&timeout=30000`));
    // All of them wait, and the pool of ten connections is idle: the service goes on working.
    const id = await note(service, 'at last');
    for (const answer of await Promise.all(waiting))
      expect(answer.items.map((item) => item.id)).toEqual([id]);
  });

  it('says nothing when the time is over', async () => {
    const { items } = await get('');
    expect(await get(`?after=${items.length}&timeout=20`)).toMatchObject({ status: 200, items: [] });
  });

  it('is there for machine clients only', async () => {
    expect(await get('', {})).toMatchObject({ status: 401, code: 'NOT_SIGNED_IN' });
    const person = await installation.token(newId(), ['hr_admin']);
    const asked = await get('', { authorization: `Bearer ${person}` });
    expect(asked).toMatchObject({ status: 403, code: 'FORBIDDEN_ROLE' });
  });

  it.each<[string, number, string]>([
    [`?lastEventId=${newId()}`, 404, 'FEED_POSITION_UNKNOWN'],
    ['?after=4000', 404, 'FEED_POSITION_UNKNOWN'],
    ['?lastEventId=x', 400, 'VALIDATION_FAILED'],
    ['?after=-1', 400, 'VALIDATION_FAILED'],
    ['?after=1e99', 400, 'VALIDATION_FAILED'],
    ['?after=9007199254740993', 400, 'VALIDATION_FAILED'],
    ['?after=', 200, ''],
    ['?timeout=30001', 400, 'VALIDATION_FAILED'],
    ['?timeout=soon', 400, 'VALIDATION_FAILED'],
    ['?limit=0', 400, 'VALIDATION_FAILED'],
    ['?limit=501', 400, 'VALIDATION_FAILED'],
    ['?stream=%00', 400, 'URL_MALFORMED'],
    ['?unknown=1', 400, 'VALIDATION_FAILED'],
    ['?after=1&after=2', 400, 'QUERY_REPEATED'],
    ['?after=1&stream=note-1', 400, 'FEED_QUERY_AMBIGUOUS'],
    ['?fromVersion=1', 400, 'FEED_QUERY_AMBIGUOUS'],
    ['?stream=note-1&fromVersion=0', 400, 'VALIDATION_FAILED'],
  ])('answers %s with %d %s', async (query, status, code) => {
    const answer = await get(query);
    expect([answer.status, answer.code ?? '']).toEqual([status, code]);
  });

  it('shows the store as its tables have it, to machine clients only', async () => {
    const stored = async (query: string, by = token) => {
      const response = await fetch(`${service.url}/feed/stored${query}`, {
        headers: { authorization: `Bearer ${by}` },
      });
      return { status: response.status, page: (await response.json()) as StoredPage & { code?: string } };
    };
    const { status, page } = await stored('?after=0&limit=2');
    expect([status, page.more, page.highest >= 3]).toEqual([200, true, true]);
    expect(page.rows).toMatchObject([
      {
        id: first[0],
        stream,
        version: 1,
        pos: 1,
        type: 'asn.career.Noted.v1',
        schemaVersion: 1,
        queued: null,
      },
      { id: first[1], stream, version: 2, pos: 2, head: { version: 3 } },
    ]);
    expect((await stored(`?after=${page.next}`)).page.rows[0]).toMatchObject({ id: first[2] });
    expect(await stored('?after=9007199254740991')).toMatchObject({ page: { rows: [], more: false } });
    expect(await stored('?after=-1')).toMatchObject({ status: 400, page: { code: 'VALIDATION_FAILED' } });
    const person = await installation.token(newId(), ['inspector']);
    expect(await stored('?after=0', person)).toMatchObject({ status: 403, page: { code: 'FORBIDDEN_ROLE' } });
  });

  it('is read only', async () => {
    const response = await fetch(`${service.url}/feed`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}` },
    });
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
  });

  it('stands in the contract of the service', () => {
    const { paths } = openApiOf(service.app, { service: 'career' });
    const { get: operation } = paths['/feed'];
    expect(operation?.responses['200']).toMatchObject({ content: { [FEED_MEDIA_TYPE]: {} } });
    expect(operation?.parameters?.map((parameter) => 'name' in parameter && parameter.name)).toEqual(
      expect.arrayContaining(['lastEventId', 'after', 'timeout', 'limit', 'stream']),
    );
  });
});

describe('a feed that ends', () => {
  it('answers who waits', async () => {
    const other = await installation.boot(notingService('policy'), {
      JEJAK_KAFKA_BROKERS: testBrokers().join(','),
    });
    const asked = fetch(`${other.url}/feed?timeout=30000`, { headers: { authorization: `Bearer ${token}` } });
    await until(() => other.platform.feed.waiters > 0);
    expect(await other.stop()).toBe(true);
    expect([(await asked).status, await (await asked).json()]).toEqual([200, []]);
  });
});
