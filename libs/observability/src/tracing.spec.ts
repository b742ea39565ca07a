import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { SpanStatusCode } from '@opentelemetry/api';
import {
  currentTraceId,
  currentTraceparent,
  InMemorySpanExporter,
  isTraceparent,
  linksTo,
  startTracing,
  type Tracing,
  withRemoteParent,
  withSpan,
} from './tracing';

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const REMOTE = `00-${TRACE}-00f067aa0ba902b7-01`;

describe('without tracing', () => {
  it('runs and says nothing', () => {
    expect(withSpan('append', {}, () => currentTraceparent())).toBeUndefined();
    expect(withRemoteParent(REMOTE, () => 1)).toBe(1);
  });
});

describe('with tracing', () => {
  let memory: InMemorySpanExporter;
  let tracing: Tracing;

  beforeEach(() => {
    memory = new InMemorySpanExporter();
    tracing = startTracing({ service: 'performance', version: '1', memory });
  });
  afterEach(() => tracing.stop());

  const spans = () => memory.getFinishedSpans();

  it('puts a span inside the span around it', async () => {
    await withSpan('command', { command: 'RateAnnual' }, async () => {
      await Promise.resolve();
      return withSpan('decide', {}, () => 'decided');
    });
    const [decide, command] = spans();
    expect([decide.name, command.name]).toEqual(['decide', 'command']);
    expect(decide.parentSpanContext?.spanId).toBe(command.spanContext().spanId);
    expect(command.attributes).toEqual({ command: 'RateAnnual' });
    expect(command.resource.attributes).toMatchObject({
      'service.name': 'performance',
      'service.version': '1',
    });
  });

  it('gives the traceparent of where it is', () => {
    withSpan('append', {}, (span) => {
      expect(currentTraceparent()).toBe(`00-${span.spanContext().traceId}-${span.spanContext().spanId}-01`);
      expect(currentTraceId()).toBe(span.spanContext().traceId);
    });
    expect(currentTraceparent()).toBeUndefined();
  });

  it('continues a trace from elsewhere', () => {
    const here = withRemoteParent(REMOTE, () => withSpan('reaction', {}, () => currentTraceparent()));
    expect(here).toMatch(new RegExp(`^00-${TRACE}-`));
    expect(spans()[0].parentSpanContext).toMatchObject({ spanId: '00f067aa0ba902b7', isRemote: true });
  });

  it.each([
    undefined,
    '',
    'x',
    `${REMOTE}-more`,
    `00-${'0'.repeat(32)}-00f067aa0ba902b7-01`,
    REMOTE.toUpperCase(),
    `ff${REMOTE.slice(2)}`,
  ])('begins a trace of its own at %p', (traceparent) => {
    const here = withRemoteParent(traceparent, () => withSpan('reaction', {}, () => currentTraceparent()));
    expect(here).not.toContain(TRACE);
    expect(isTraceparent(traceparent ?? '')).toBe(false);
  });

  it('links a batch to the origins of its messages', () => {
    withSpan('project', {}, () => undefined, { links: [REMOTE, undefined, REMOTE, 'x'], kind: 'consumer' });
    expect(spans()[0].links.map(({ context }) => context.traceId)).toEqual([TRACE]);
    expect(linksTo([undefined])).toEqual([]);
  });

  it.each([
    ['thrown', () => withSpan('append', {}, () => fail())],
    ['rejected', () => withSpan('append', {}, () => Promise.reject(failure()))],
  ])('keeps class and code of what was %s, not its message', async (_, run) => {
    await expect(Promise.resolve().then(run)).rejects.toThrow('CANARY');
    const [span] = spans();
    expect(span.status).toEqual({ code: SpanStatusCode.ERROR });
    expect(span.attributes).toEqual({ 'error.type': 'Error', 'jejak.code': '23505' });
    expect(JSON.stringify([span.attributes, span.events])).not.toContain('CANARY');
  });

  it('hides what an attribute must not hold', () => {
    withSpan('command', { note: 'nip 199001012015041001' }, () => undefined);
    expect(spans()[0].attributes).toEqual({ note: 'nip [number]' });
  });
});

const failure = (): Error => Object.assign(new Error('CANARY'), { code: '23505' });
const fail = (): never => {
  throw failure();
};
