import { describe, expect, it } from '@jest/globals';
import { canonical, coreText, eventHash } from '@jejak/ledger';
import type { IncomingMessage, OutgoingMessage } from './broker';
import {
  FEED_PARTITION,
  type FeedItem,
  fromFeedItem,
  fromMessage,
  fromWireValue,
  MalformedMessage,
  type NumberedEvent,
  toCoreMessage,
  toFeedItem,
  toMessage,
  wireValue,
} from './wire';

const STREAM = 'evaluation-01931f00-aaaa-7000-8000-000000000001';
const ROOT = '9dK-hNQqOLBCI9Vu0vg6a0NvgnQL2m2zn4Ntp5ZU7tQ';
/** The worked example of the ledger's specification, under a type of today. */
const CORE = {
  ...{ actor: 'p_9f3kQmZ1x0c2Vd7Yt5Lr8A', at: '2026-11-22T07:15:03.120Z', cause: null },
  ...{
    corr: '01931f00-cccc-7000-8000-000000000001',
    data: { alg: 'sd-merkle/v1', n: 2, root: ROOT } as const,
  },
  ...{ id: '01931f00-0000-7000-8000-000000000001', policy: 'scoring@3', prev: null, stream: STREAM },
  ...{ type: 'asn.performance.AnnualRated.v1', ver: 1 },
};
const TRACE = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
const stored: NumberedEvent = {
  ...{ key: STREAM, core: coreText(CORE), pos: 7, data: '{"score": "91.25", "text": "Ünïcödé"}' },
  ...{ opening: Buffer.from([0, 255, 1]), personal: Buffer.from('secret'), traceparent: TRACE },
};

const received = ({ key, value, headers }: OutgoingMessage): IncomingMessage => ({
  ...{
    topic: 'jejak.performance.events.v1',
    partition: 0,
    offset: 0n,
    key,
    headers,
    value: Buffer.from(value),
  },
});
const sent = received(toMessage(stored, 'performance'));
const withCore = (core: object): IncomingMessage => ({
  ...sent,
  value: Buffer.from(wireValue({ ...stored, core: canonical({ ...CORE, ...core }) })),
});

describe('a message', () => {
  it('is CloudEvents in binary mode, with the columns as they are', () => {
    const { key, value, headers } = toMessage(stored, 'performance');
    expect(key).toBe(STREAM);
    expect(headers).toEqual({
      ce_specversion: '1.0',
      ce_id: CORE.id,
      ce_type: CORE.type,
      ce_source: 'performance',
      ce_subject: STREAM,
      ce_time: CORE.at,
      'content-type': 'application/json',
      traceparent: TRACE,
      ce_traceparent: TRACE,
    });
    expect(value).toBe(
      `{"core":${stored.core},"pos":7,"data":{"score": "91.25", "text": "Ünïcödé"},"opening":"AP8B","personal":"c2VjcmV0"}`,
    );
  });

  it('reads back as it was', () => {
    expect(fromMessage(sent)).toEqual({
      ...{ core: CORE, coreText: stored.core, hash: eventHash(stored.core), pos: 7, src: 'performance' },
      ...{ data: { score: '91.25', text: 'Ünïcödé' }, opening: stored.opening, personal: stored.personal },
      traceparent: TRACE,
    });
  });

  it('leaves out what is null, and the trace that there is not', () => {
    const bare = toMessage({ ...stored, opening: null, personal: null, traceparent: null }, 'performance');
    expect(Object.keys(JSON.parse(bare.value) as object)).toEqual(['core', 'pos', 'data']);
    const wire = fromMessage(received(bare));
    expect(wire).toMatchObject({ opening: null, personal: null });
    expect(wire).not.toHaveProperty('traceparent');
  });

  it('goes as its core alone where the rest cannot', () => {
    const alone = toCoreMessage(stored, 'performance');
    expect(alone.value).toBe(`{"core":${stored.core},"pos":7}`);
    expect(fromMessage(received(alone))).toMatchObject({ data: null, opening: null, pos: 7 });
  });

  it('has the same value in a feed', () => {
    const { traceparent: _, ...wire } = fromMessage(sent);
    expect(fromWireValue(wireValue(stored), 'performance')).toEqual(wire);
  });

  it('comes out of a feed as it comes from the broker, under the offset of its number', () => {
    const item = JSON.parse(toFeedItem(stored, 'performance')) as FeedItem;
    expect(item).toMatchObject({ id: CORE.id, source: 'performance', subject: STREAM, traceparent: TRACE });
    const message = fromFeedItem(item, 'any');
    expect(message).toMatchObject({
      partition: FEED_PARTITION,
      offset: 6n,
      key: STREAM,
      headers: sent.headers,
    });
    expect(fromMessage(message)).toEqual(fromMessage(sent));
  });

  it('may hold members of the core that are not known yet: the hash covers them', () => {
    expect(fromMessage(withCore({ zone: 'new' })).coreText).toContain('"zone":"new"');
  });
});

const value = (text: string): IncomingMessage => ({ ...sent, value: Buffer.from(text) });
const header = (name: string, text: string): IncomingMessage => ({
  ...sent,
  headers: { ...sent.headers, [name]: text },
});

describe('a message is refused', () => {
  it.each<[string, IncomingMessage]>([
    ['no value', { ...sent, value: null }],
    ['no ce_source', header('ce_source', '')],
    ['the value is not JSON', value('{')],
    ['the value is no object', value('[]')],
    ['no core', value('{"pos":1}')],
    ['the core is not canonical', value(`{"core": ${stored.core},"pos":7}`)],
    ['the core is not canonical', value(`{"pos":7,"core":${stored.core}}`)],
    ['the core is not canonical', value(`{"core":${stored.core.replace('{', '{"ver":1,')},"pos":7}`)],
    ['the core has no canonical form', value(`{"core":${stored.core.replace('{', '{"a":1.5,')},"pos":7}`)],
    ['pos is no number from 1', value(`{"core":${stored.core},"pos":0}`)],
    ['pos is no number from 1', value(`{"core":${stored.core},"pos":"7"}`)],
    ['pos is no number from 1', value(`{"core":${stored.core}}`)],
    ['data is no object', value(`{"core":${stored.core},"pos":7,"data":[]}`)],
    ['opening is not base64url', value(`{"core":${stored.core},"pos":7,"data":{},"opening":"a+b="}`)],
    ['personal is not base64url', value(`{"core":${stored.core},"pos":7,"data":{},"personal":3}`)],
    ['the key is not the stream', { ...sent, key: 'other' }],
    ['core.id', withCore({ id: 'x' })],
    ['core.type', withCore({ type: 'AnnualRated' })],
    ['core.stream', withCore({ stream: '' })],
    ['core.ver', withCore({ ver: 0 })],
    ['core.prev', withCore({ prev: 'short' })],
    ['core.prev and core.ver disagree', withCore({ ver: 2 })],
    ['core.prev and core.ver disagree', withCore({ prev: ROOT })],
    ['core.at', withCore({ at: '2026-11-22' })],
    ['core.data', withCore({ data: { alg: 'other', n: 1, root: ROOT } })],
    ['core.cause', withCore({ cause: undefined })],
    ['core.policy', withCore({ policy: undefined })],
    ['core.reason', withCore({ reason: 5 })],
    ['core.policies', withCore({ policies: [1] })],
    ['core.inputs', withCore({ inputs: [{ stream: STREAM, ver: 1, hash: 'x' }] })],
    ...['ce_id', 'ce_type', 'ce_subject', 'ce_time', 'ce_specversion', 'content-type'].map(
      (name): [string, IncomingMessage] => [`header ${name}`, header(name, 'other')],
    ),
  ])('%s', (reason, message) => {
    let refusal: unknown;
    try {
      fromMessage(message);
    } catch (error) {
      refusal = error;
    }
    expect(refusal).toBeInstanceOf(MalformedMessage);
    expect((refusal as Error).message).toContain(reason);
  });
});
