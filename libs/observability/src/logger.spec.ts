import { describe, expect, it } from '@jest/globals';
import { createLogger, type LoggerOptions } from './logger';
import { LOG_FIELDS, type LogFields, withLogFields } from './log-fields';
import { InMemorySpanExporter, startTracing, withSpan } from './tracing';

const lines = (options: Partial<LoggerOptions>, write: (logger: ReturnType<typeof createLogger>) => void) => {
  const written: string[] = [];
  const security: string[] = [];
  write(
    createLogger({
      service: 'performance',
      version: '1.2.3',
      pod: 'performance-0',
      sink: { write: (line) => written.push(line) },
      securitySink: { write: (line) => security.push(line) },
      ...options,
    }),
  );
  return { written, security, parsed: written.map((line) => JSON.parse(line) as Record<string, unknown>) };
};

/** As careless code would call it. */
const careless = (fields: object): LogFields => fields;

const JWT = 'eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl';

describe('a line', () => {
  it('has the members that operators know', () => {
    const { parsed } = lines({}, (logger) =>
      logger.info(
        { corr: 'c', command: 'RateAnnual', command_id: 'i', stream_type: 'evaluation', offset: 7n },
        'Done',
      ),
    );
    expect(parsed).toEqual([
      {
        time: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
        level: 'info',
        service: 'performance',
        version: '1.2.3',
        pod: 'performance-0',
        msg: 'Done',
        corr: 'c',
        command: 'RateAnnual',
        command_id: 'i',
        stream_type: 'evaluation',
        offset: '7',
      },
    ]);
  });

  it('is one line, whatever is in it', () => {
    const { written } = lines({}, (logger) =>
      logger.warn({ reason: 'a\r\nb\u0085c\u2028d\u007fe' }, 'x\ny\u009b31m'),
    );
    expect(written).toHaveLength(1);

    expect(written[0].slice(0, -1)).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/);
    expect(written[0].endsWith('\n')).toBe(true);
  });

  it.each([
    ['a body', { body: { name: 'CANARY' } }],
    ['a name', { name: 'CANARY' }],
    ['a nested object in a known member', { reason: { text: 'CANARY' } }],
    ['a list in a known member', { actor: ['CANARY'] }],
    ['a header', { headers: { authorization: 'CANARY' } }],
    ['the message of an error', { err: new Error('duplicate key (nip)=(CANARY)') }],
    [
      'the members of an error',
      { err: Object.assign(new Error('x'), { detail: 'CANARY', query: 'CANARY' }) },
    ],
    ['a text thrown', { err: 'CANARY' }],
  ])('leaves out %s', (_, fields) => {
    const { written } = lines({}, (logger) => logger.error(careless(fields), 'Failed'));
    expect(written.join()).not.toContain('CANARY');
  });

  it.each([
    ['a token', JWT],
    ['a token cut off', JWT.slice(0, 30)],
    ['a header with a token', 'Authorization: Bearer abcDEF123.-_'],
    ['a NIP', '199001012015041001'],
    ['a NIP in groups', '19900101 201504 1 001'],
    ['a NIK', '3174012345678901'],
    ['an e-mail address', 'budi.santoso@kota.example'],
    ['a query string', '/v1/people?name=budi&nip=1'],
    ['a connection string', 'postgresql://app:s3cret@db/performance'],
  ])('hides %s in a member and in the message', (_, text) => {
    const { written } = lines({}, (logger) => logger.info({ reason: `see ${text} here` }, `and ${text}`));
    for (const part of ['eyJ', 'abcDEF', '19900101', '3174', 'budi', 's3cret', 'nip=1'])
      expect(written[0]).not.toContain(part);
  });

  it('leaves ids, versions and offsets as they are', () => {
    const id = '0198c1a2-1234-7000-8000-123456789012';
    const { parsed } = lines({}, (logger) =>
      logger.info({ event_id: id, offset: 1234567890123456789n, pos: 42 }, `Of ${id}`),
    );
    expect(parsed[0]).toMatchObject({ event_id: id, pos: 42, msg: `Of ${id}` });
  });

  it('keeps class, code and frames of an error, and its message at level debug only', () => {
    const error = Object.assign(new RangeError('out of range'), { code: '22003' });
    const { parsed } = lines({}, (logger) => logger.error({ err: error }, 'Failed'));
    expect(parsed[0].err).toEqual({
      type: 'RangeError',
      code: '22003',
      stack: expect.stringMatching(/^\s+at /),
    });
    const debug = lines({ level: 'debug' }, (logger) => logger.error({ err: error }, 'Failed'));
    expect(debug.parsed[0].err).toMatchObject({ type: 'RangeError', code: '22003', message: 'out of range' });
    const text = lines({ level: 'debug' }, (logger) => logger.error({ err: 'as text' }, 'Failed'));
    expect(text.parsed[0].err).toEqual({ type: 'string', message: 'as text' });
  });

  it('below the level is not written', () => {
    const { written } = lines({ level: 'warn' }, (logger) => logger.info({}, 'x'));
    expect(written).toEqual([]);
  });

  it('carries the fields around it and of its child logger', () => {
    const { parsed } = lines({}, (logger) =>
      withLogFields({ corr: 'outer', command: 'a' }, () =>
        withLogFields({ command: 'b' }, () => logger.child({ part: 'relay' }).info({ count: 2 }, 'x')),
      ),
    );
    expect(parsed[0]).toMatchObject({ corr: 'outer', command: 'b', part: 'relay', count: 2 });
  });

  it('names the trace it belongs to', async () => {
    const tracing = startTracing({ service: 'performance', memory: new InMemorySpanExporter() });
    const { parsed } = lines({}, (logger) =>
      withSpan('append', {}, (span) => {
        logger.info({ reason: span.spanContext().spanId }, 'x');
      }),
    );
    await tracing.stop();
    expect(parsed[0]).toMatchObject({
      trace_id: expect.stringMatching(/^[0-9a-f]{32}$/),
      span_id: parsed[0].reason,
    });
  });
});

describe('the second sink', () => {
  it('gets security events and nothing else', () => {
    const { written, security } = lines({}, (logger) => {
      logger.warn({ sec: true, code: 'FORBIDDEN_ROLE' }, 'Refused');
      logger.info({ reason: '"sec":true' }, 'Not one');
    });
    expect(written).toHaveLength(2);
    expect(security.map((line) => JSON.parse(line) as unknown)).toMatchObject([{ msg: 'Refused' }]);
  });
});

it('admits no member that could hold a person', () => {
  for (const name of [
    'name',
    'nip',
    'nik',
    'email',
    'body',
    'query',
    'url',
    'token',
    'cookie',
    'text',
    'message',
  ])
    expect(LOG_FIELDS.has(name)).toBe(false);
});
