import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { Min } from 'class-validator';
import { ConfigurationRefused, effectiveSettings, type Environment, readSettings } from './read-settings';
import { ServiceSettings } from './service-settings';
import { Setting, settingsTable } from './setting';
import { asDurationMs, asFlag, asInteger, asList, asSizeBytes } from './units';

const folder = mkdtempSync(join(tmpdir(), 'jejak-settings-'));
const file = (name: string, content: string): string => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};
afterAll(() => rmSync(folder, { recursive: true }));

const SECRET = 'postgresql://app:CANARY-s3cret@db:5432/performance';
const CERTIFICATE = '-----BEGIN CERTIFICATE-----\nMII\n-----END CERTIFICATE-----';
const KEY = '-----BEGIN PRIVATE KEY-----\nMII\n-----END PRIVATE KEY-----';
const GOOD: Environment = {
  JEJAK_DATABASE_URL: SECRET,
  JEJAK_OIDC_ISSUER: 'https://masuk.kota.example',
};

const read = (changes: Environment = {}): ServiceSettings =>
  readSettings(ServiceSettings, { ...GOOD, ...changes });
const refusal = (changes: Environment): ConfigurationRefused => {
  try {
    read(changes);
  } catch (error) {
    if (error instanceof ConfigurationRefused) return error;
    throw error;
  }
  throw new Error('The configuration was accepted.');
};
const names = (changes: Environment): string[] => refusal(changes).faults.map(({ name }) => name);

describe('a configuration', () => {
  it('needs little, and the rest has defaults', () => {
    expect(read()).toMatchObject({
      nodeEnv: 'development',
      port: 3000,
      host: '127.0.0.1',
      managementPort: 9464,
      databaseUrl: SECRET,
      databasePool: 10,
      commandsAtOnce: 100,
      kafkaPartitions: 12,
      topicPrefix: 'jejak',
      logLevel: 'info',
      corsOrigins: [],
    });
    expect(read().kafkaBrokers).toBeUndefined();
  });

  it('is read as what it means', () => {
    const settings = read({
      PORT: '8080',
      JEJAK_KAFKA_BROKERS: 'kafka-0:9092, kafka-1:9092',
      JEJAK_CORS_ORIGINS: 'https://a.example,http://localhost:3000',
      OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318',
      JEJAK_LOG_LEVEL: 'debug',
    });
    expect(settings).toMatchObject({
      port: 8080,
      kafkaBrokers: ['kafka-0:9092', 'kafka-1:9092'],
      corsOrigins: ['https://a.example', 'http://localhost:3000'],
      otlpEndpoint: 'http://collector:4318',
      logLevel: 'debug',
    });
  });

  it('takes a file before a variable, without its last line end', () => {
    const path = file('url', `${SECRET}-file\n`);
    expect(read({ JEJAK_DATABASE_URL_FILE: path }).databaseUrl).toBe(`${SECRET}-file`);
    expect(read({ JEJAK_DATABASE_URL: undefined, JEJAK_DATABASE_URL_FILE: path }).databaseUrl).toBe(
      `${SECRET}-file`,
    );
    expect(read({ JEJAK_LOG_LEVEL: '' }).logLevel).toBe('info');
  });

  it.each<[string, Environment, string]>([
    ['a port that is none', { PORT: '80a' }, 'PORT'],
    ['a port beyond all ports', { PORT: '65536' }, 'PORT'],
    ['a negative port', { PORT: '-1' }, 'PORT'],
    ['a port with a fraction', { JEJAK_MANAGEMENT_PORT: '1.5' }, 'JEJAK_MANAGEMENT_PORT'],
    ['no database', { JEJAK_DATABASE_URL: undefined }, 'JEJAK_DATABASE_URL'],
    ['an empty database', { JEJAK_DATABASE_URL: '' }, 'JEJAK_DATABASE_URL'],
    ['another database', { JEJAK_DATABASE_URL: 'mysql://db/x' }, 'JEJAK_DATABASE_URL'],
    ['no issuer', { JEJAK_OIDC_ISSUER: undefined }, 'JEJAK_OIDC_ISSUER'],
    ['an issuer that is no address', { JEJAK_OIDC_ISSUER: 'masuk' }, 'JEJAK_OIDC_ISSUER'],
    ['a broker without a port', { JEJAK_KAFKA_BROKERS: 'kafka' }, 'JEJAK_KAFKA_BROKERS'],
    ['feeds that are no JSON', { JEJAK_FEEDS: 'career', JEJAK_CLIENT_SECRET: 'x' }, 'JEJAK_FEEDS'],
    ['feeds that are a list', { JEJAK_FEEDS: '[]', JEJAK_CLIENT_SECRET: 'x' }, 'JEJAK_FEEDS'],
    ['a feed without an address', { JEJAK_FEEDS: '{"career":1}', JEJAK_CLIENT_SECRET: 'x' }, 'JEJAK_FEEDS'],
    ['a feed by file', { JEJAK_FEEDS: '{"career":"file:///"}', JEJAK_CLIENT_SECRET: 'x' }, 'JEJAK_FEEDS'],
    ['feeds without a secret', { JEJAK_FEEDS: '{"career":"http://career"}' }, 'JEJAK_CLIENT_SECRET'],
    ['an empty broker', { JEJAK_KAFKA_BROKERS: 'kafka:9092,' }, 'JEJAK_KAFKA_BROKERS'],
    [
      'a certificate without its key',
      { JEJAK_KAFKA_CA: CERTIFICATE, JEJAK_KAFKA_CERTIFICATE: CERTIFICATE },
      'JEJAK_KAFKA_KEY',
    ],
    [
      'a key without its certificate',
      { JEJAK_KAFKA_CA: CERTIFICATE, JEJAK_KAFKA_KEY: KEY },
      'JEJAK_KAFKA_CERTIFICATE',
    ],
    [
      'a certificate for brokers nobody vouches for',
      { JEJAK_KAFKA_CERTIFICATE: CERTIFICATE, JEJAK_KAFKA_KEY: KEY },
      'JEJAK_KAFKA_CA',
    ],
    ['an authority that is no certificate', { JEJAK_KAFKA_CA: 'kafka' }, 'JEJAK_KAFKA_CA'],
    ['a port of the feed that is none', { JEJAK_FEED_PORT: '65536' }, 'JEJAK_FEED_PORT'],
    ['no partitions', { JEJAK_KAFKA_PARTITIONS: '0' }, 'JEJAK_KAFKA_PARTITIONS'],
    ['a prefix with a slash', { JEJAK_TOPIC_PREFIX: 'a/b' }, 'JEJAK_TOPIC_PREFIX'],
    ['a level that is none', { JEJAK_LOG_LEVEL: 'loud' }, 'JEJAK_LOG_LEVEL'],
    ['an environment that is none', { NODE_ENV: 'prod' }, 'NODE_ENV'],
    ['a file that is not there', { JEJAK_DATABASE_URL_FILE: '/nowhere/at/all' }, 'JEJAK_DATABASE_URL_FILE'],
    ['a key file that is not there', { JEJAK_KEK_FILE: '/nowhere/at/all' }, 'JEJAK_KEK_FILE'],
    ['a wildcard origin', { JEJAK_CORS_ORIGINS: '*' }, 'JEJAK_CORS_ORIGINS'],
    ['an origin with a path', { JEJAK_CORS_ORIGINS: 'https://a.example/x' }, 'JEJAK_CORS_ORIGINS'],
    ['an unknown name', { JEJAK_KAFKA_BROKER: 'kafka:9092' }, 'JEJAK_KAFKA_BROKER'],
  ])('is refused with %s', (_, changes, name) => {
    expect(names(changes)).toEqual([name]);
  });

  it('does not mind names of others', () => {
    expect(() => read({ PATH: '/bin', KAFKA_BROKERS: 'x', JEJAK_TEST_POSTGRES_URL: 'x' })).not.toThrow();
  });

  it('is refused with everything that is wrong, each with what would be right', () => {
    const error = refusal({
      PORT: 'x',
      JEJAK_DATABASE_URL: 'CANARY',
      JEJAK_LOGLEVEL: 'info',
      JEJAK_KAFKA_PARTITIONS: '0',
    });
    expect(error.faults).toEqual([
      {
        name: 'JEJAK_LOGLEVEL',
        found: 'a name that nothing here reads',
        allowed: 'no other name; perhaps JEJAK_LOG_LEVEL is meant',
        example: 'info',
      },
      { name: 'PORT', found: '"x"', allowed: '0 to 65535', example: '3000' },
      {
        name: 'JEJAK_DATABASE_URL',
        found: 'a value that is not shown',
        allowed: 'a postgresql:// address',
        example: expect.any(String),
      },
      { name: 'JEJAK_KAFKA_PARTITIONS', found: '"0"', allowed: '1 to 256', example: '12' },
    ]);
    expect(error.message).toMatch(
      /^The configuration has 4 errors:\n {2}JEJAK_LOGLEVEL\n {4}found: {3}a name/,
    );
    expect(error.message).not.toContain('CANARY');
  });
});

describe('production', () => {
  const PRODUCTION: Environment = { NODE_ENV: 'production' };

  it('runs with what is fit for it', () => {
    expect(read(PRODUCTION).nodeEnv).toBe('production');
  });

  it.each<[string, Environment, string]>([
    ['a simulated clock', { JEJAK_CLOCK_FILE: '/tmp/clock.json' }, 'JEJAK_CLOCK_FILE'],
    ['an issuer without TLS', { JEJAK_OIDC_ISSUER: 'http://masuk.kota.example' }, 'JEJAK_OIDC_ISSUER'],
    ['the embedded issuer', { JEJAK_OIDC_ISSUER: 'http://127.0.0.1:4000' }, 'JEJAK_OIDC_ISSUER'],
    ['debug logs', { JEJAK_LOG_LEVEL: 'debug' }, 'JEJAK_LOG_LEVEL'],
    ['trace logs', { JEJAK_LOG_LEVEL: 'trace' }, 'JEJAK_LOG_LEVEL'],
    ['any origin', { JEJAK_CORS_ORIGINS: '*' }, 'JEJAK_CORS_ORIGINS'],
  ])('refuses %s, which elsewhere is %s', (_, changes, name) => {
    expect(names({ ...PRODUCTION, ...changes })).toEqual([name]);
    if (name !== 'JEJAK_CORS_ORIGINS') expect(() => read(changes)).not.toThrow();
  });
});

describe('the effective configuration', () => {
  it('shows values, and of secrets a fingerprint to compare replicas by', () => {
    const shown = effectiveSettings(read({ PORT: '8080' }));
    expect(shown).toMatchObject({ PORT: 8080, JEJAK_TOPIC_PREFIX: 'jejak', JEJAK_KAFKA_BROKERS: null });
    expect(shown.JEJAK_DATABASE_URL).toMatch(/^set \([0-9a-f]{8}\)$/);
    expect(effectiveSettings(read({ JEJAK_DATABASE_URL: `${SECRET}2` })).JEJAK_DATABASE_URL).not.toBe(
      shown.JEJAK_DATABASE_URL,
    );
    expect(JSON.stringify(shown)).not.toContain('CANARY');
  });
});

class AuditSettings extends ServiceSettings {
  @Setting({
    name: 'JEJAK_SEAL_EVERY',
    read: asDurationMs,
    allowed: 'at least 1s',
    example: '2s',
    about: 'Rhythm of checkpoints.',
    default: 2_000,
  })
  @Min(1_000)
  readonly sealEveryMs!: number;

  @Setting({
    name: 'JEJAK_LOG_SEED',
    read: (text) => text,
    allowed: 'a seed',
    example: '…',
    about: 'Signs.',
    secret: true,
    optional: true,
  })
  readonly seed?: string;
}

describe('a service with settings of its own', () => {
  it('reads them beside the common ones', () => {
    const settings = readSettings(AuditSettings, { ...GOOD, JEJAK_SEAL_EVERY: '5s', PORT: '1' });
    expect(settings).toMatchObject({ sealEveryMs: 5_000, port: 1 });
    expect(effectiveSettings(settings)).toMatchObject({ JEJAK_LOG_SEED: 'unset' });
    expect(() => readSettings(AuditSettings, { ...GOOD, JEJAK_SEAL_EVERY: '500ms' })).toThrow(
      ConfigurationRefused,
    );
  });

  it('does not lend them to the others', () => {
    expect(names({ JEJAK_SEAL_EVERY: '5s' })).toEqual(['JEJAK_SEAL_EVERY']);
  });

  it('is documented in one table', () => {
    const table = settingsTable(AuditSettings);
    expect(table).toContain('| `JEJAK_SEAL_EVERY` | Rhythm of checkpoints. | at least 1s | `2000` | `2s` |');
    expect(table).toContain('| `JEJAK_DATABASE_URL` (secret) |');
    expect(table).toContain('| **required** |');
  });
});

describe('units', () => {
  it.each([
    ['500ms', 500],
    ['30s', 30_000],
    ['10m', 600_000],
    ['2h', 7_200_000],
    ['1d', 86_400_000],
    ['30', undefined],
    ['30 s', undefined],
    ['-1s', undefined],
    ['1.5s', undefined],
  ])('duration %s', (text, ms) => expect(asDurationMs(text)).toBe(ms));

  it.each([
    ['10MiB', 10_485_760],
    ['1KiB', 1024],
    ['5B', 5],
    ['10MB', undefined],
    ['10', undefined],
  ])('size %s', (text, bytes) => expect(asSizeBytes(text)).toBe(bytes));

  it('others', () => {
    expect([asFlag('true'), asFlag('false'), asFlag('yes')]).toEqual([true, false, undefined]);
    expect([asList('a, b'), asList('a,,b')]).toEqual([['a', 'b'], undefined]);
    expect([asInteger('007'), asInteger('-7'), asInteger('1e3')]).toEqual([undefined, -7, undefined]);
  });
});
