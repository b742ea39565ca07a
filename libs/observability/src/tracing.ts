import {
  type Attributes,
  type Context,
  context,
  isSpanContextValid,
  type Link,
  propagation,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import {
  BatchSpanProcessor,
  InMemorySpanExporter,
  NodeTracerProvider,
  ParentBasedSampler,
  SimpleSpanProcessor,
  type SpanProcessor,
  TraceIdRatioBasedSampler,
} from '@opentelemetry/sdk-trace-node';
import { loggedError, scrub } from './scrub';

export { InMemorySpanExporter };

/** Spans of our own, where instrumentation would be blind. */
export type SpanName =
  'command' | 'decide' | 'append' | 'relay batch' | 'project' | 'seal' | 'http' | 'reaction';

export interface TracingOptions {
  readonly service: string;
  readonly version?: string;
  /** Base address of an OTLP/HTTP collector (`OTEL_EXPORTER_OTLP_ENDPOINT`); without it spans are made and not sent. */
  readonly otlpEndpoint?: string;
  /** Share of new traces that are sampled; a continued trace follows its parent. Errors and slow ones: the collector's part. */
  readonly ratio?: number;
  /** For tests: keeps every finished span. */
  readonly memory?: InMemorySpanExporter;
}

export interface Tracing {
  /** Sends what is left, for at most 3 s, and stops. */
  stop(): Promise<void>;
}

const FLUSH_MS = 3_000;

const processorsOf = ({ otlpEndpoint, memory }: TracingOptions): SpanProcessor[] => [
  ...(memory ? [new SimpleSpanProcessor(memory)] : []),
  ...(otlpEndpoint
    ? [
        new BatchSpanProcessor(
          new OTLPTraceExporter({ url: new URL('v1/traces', otlpEndpoint.replace(/\/*$/, '/')).href }),
        ),
      ]
    : []),
];

/**
 * Starts tracing in this process; call it before anything else is made. Trace ids exist from here on (logs and problem
 * documents name them), also when nothing is exported.
 */
export const startTracing = (options: TracingOptions): Tracing => {
  const provider = new NodeTracerProvider({
    resource: resourceFromAttributes({
      'service.name': options.service,
      ...(options.version === undefined ? {} : { 'service.version': options.version }),
    }),
    sampler: new ParentBasedSampler({
      root: new TraceIdRatioBasedSampler(options.memory ? 1 : (options.ratio ?? 0.05)),
    }),
    spanProcessors: processorsOf(options),
  });
  provider.register();
  return {
    stop: async () => {
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<void>((resolve) => (timer = setTimeout(resolve, FLUSH_MS)));
      // Shutting down does not wait for the last batch, flushing does. A collector that does not answer must not hold up the
      // process: what was not sent is lost, and only telemetry.
      const sent = provider.forceFlush().then(() => provider.shutdown());
      await Promise.race([sent.catch(() => undefined), late]);
      clearTimeout(timer);
      trace.disable();
      context.disable();
      propagation.disable();
    },
  };
};

const tracer = () => trace.getTracer('jejak');

const harmless = (attributes: Attributes): Attributes =>
  Object.fromEntries(
    Object.entries(attributes).map(([name, value]) => [
      name,
      typeof value === 'string' ? scrub(value) : value,
    ]),
  );

const failed = (span: Span, thrown: unknown): void => {
  const { type, code } = loggedError(thrown);
  span.setStatus({ code: SpanStatusCode.ERROR });
  span.setAttributes({ 'error.type': type, ...(code === undefined ? {} : { 'jejak.code': code }) });
};

export interface SpanOptions {
  readonly kind?: 'internal' | 'server' | 'producer' | 'consumer';
  /** Origins that this work follows from without being part of their traces: the messages of a batch. */
  readonly links?: readonly (string | undefined)[];
}

const KINDS = {
  internal: SpanKind.INTERNAL,
  server: SpanKind.SERVER,
  producer: SpanKind.PRODUCER,
  consumer: SpanKind.CONSUMER,
} as const;

/**
 * Runs `run` inside a span, which is the parent of the spans made in it. What it throws is thrown on; of an error the span
 * keeps class and code only.
 * @param attributes ids of things and closed words; never personal data
 */
export const withSpan = <Result>(
  name: SpanName,
  attributes: Attributes,
  run: (span: Span) => Result,
  options: SpanOptions = {},
): Result =>
  tracer().startActiveSpan(
    name,
    {
      attributes: harmless(attributes),
      kind: KINDS[options.kind ?? 'internal'],
      links: linksTo(options.links ?? []),
    },
    (span) => {
      let result: Result;
      try {
        result = run(span);
      } catch (thrown) {
        failed(span, thrown);
        span.end();
        throw thrown;
      }
      if (!(result instanceof Promise)) {
        span.end();
        return result;
      }
      return result.then(
        (value: unknown) => {
          span.end();
          return value;
        },
        (thrown: unknown) => {
          failed(span, thrown);
          span.end();
          throw thrown;
        },
        // What was a Promise of something stays a Promise of it.
      ) as Result;
    },
  );

const TRACEPARENT = /^00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}$/;

/** True for a W3C traceparent of version 00 that names a trace. */
export const isTraceparent = (text: string): boolean => TRACEPARENT.test(text);

const contextOf = (traceparent: string | undefined): Context | undefined => {
  if (traceparent === undefined || !isTraceparent(traceparent)) return undefined;
  const [, traceId, spanId, flags] = traceparent.split('-');
  return trace.setSpanContext(ROOT_CONTEXT, {
    traceId,
    spanId,
    traceFlags: Number.parseInt(flags, 16),
    isRemote: true,
  });
};

/** Links for a span that follows from other traces; what is no traceparent gives none. */
export const linksTo = (traceparents: readonly (string | undefined)[]): Link[] =>
  [...new Set(traceparents)].flatMap((traceparent) => {
    const origin = contextOf(traceparent);
    const spanContext = origin && trace.getSpanContext(origin);
    return spanContext ? [{ context: spanContext }] : [];
  });

/** The W3C traceparent of where we are, to be stored with an event or sent on; undefined outside any span. */
export const currentTraceparent = (): string | undefined => {
  const spanContext = trace.getActiveSpan()?.spanContext();
  if (!spanContext || !isSpanContextValid(spanContext)) return undefined;
  const { traceId, spanId, traceFlags } = spanContext;
  return `00-${traceId}-${spanId}-${traceFlags.toString(16).padStart(2, '0')}`;
};

/** The id of the current trace, for people to quote; undefined outside any span. */
export const currentTraceId = (): string | undefined => currentTraceparent()?.split('-')[1];

/** Runs `run` as a continuation of the given trace; a missing or malformed traceparent changes nothing. */
export const withRemoteParent = <Result>(traceparent: string | undefined, run: () => Result): Result => {
  const parent = contextOf(traceparent);
  return parent ? context.with(parent, run) : run();
};
