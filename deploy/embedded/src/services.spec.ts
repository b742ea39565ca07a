import { describe, expect, it } from '@jest/globals';
import { mkdtempSync, readFileSync, statSync } from 'node:fs';
import { signingKey, vkeyText } from '@jejak/ledger';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeHeartbeatKeys } from './heartbeat-keys';
import { openHome } from './home';
import { environmentOf, GATEWAY, ISSUER, SERVICES, type Installation } from './services';

const home = openHome(mkdtempSync(join(tmpdir(), 'services-')));
const installation: Installation = {
  home,
  ports: new Map([
    ['issuer', 5100],
    ['policy', 5101],
    ['career', 5102],
    ['recruitment', 5103],
    ['performance', 5104],
    ['audit', 5105],
    ['gateway', 8080],
  ]),
  managementPorts: new Map([
    ['policy', 5201],
    ['career', 5202],
    ['recruitment', 5203],
    ['performance', 5204],
    ['audit', 5205],
    ['gateway', 5206],
  ]),
  databaseUrls: new Map([
    ['career', 'postgresql://career_app:x@127.0.0.1:5432/career'],
    ['gateway', 'postgresql://gateway_app:x@127.0.0.1:5432/gateway'],
  ]),
  kafkaBrokers: ['127.0.0.1:9092', '127.0.0.1:9093'],
  seedLeavesOut: ['perf.result'],
};
const entryOf = (name: string) => {
  const entry = SERVICES.find((service) => service.name === name);
  if (!entry) throw new Error(`There is no service ${name}.`);
  return entry;
};

describe('the environment of a service', () => {
  it('says all it needs to know of the installation', () => {
    expect(environmentOf(entryOf('career'), installation)).toMatchObject({
      PORT: '5102',
      JEJAK_MANAGEMENT_PORT: '5202',
      JEJAK_DATABASE_URL: 'postgresql://career_app:x@127.0.0.1:5432/career',
      JEJAK_KAFKA_BROKERS: '127.0.0.1:9092,127.0.0.1:9093',
      JEJAK_KAFKA_PARTITIONS: '3',
      JEJAK_OIDC_ISSUER: 'http://127.0.0.1:5100',
      JEJAK_KEY_STORE: join(home.folder, 'keys'),
      JEJAK_KEK_FILE: join(home.folder, 'secrets', 'kek'),
      JEJAK_CLOCK_FILE: join(home.folder, 'clock.json'),
      JEJAK_LOG_LEVEL: 'info',
    });
  });

  it('gives the key of the log to the service that keeps it, and to nobody else', () => {
    expect(environmentOf(entryOf('audit'), installation)).toMatchObject({
      JEJAK_LEDGER_ORIGIN: 'jejak.localhost/log',
      JEJAK_LEDGER_FOLDER: join(home.folder, 'log'),
      JEJAK_LEDGER_SEED_FILE: join(home.folder, 'secrets', 'log-seed'),
    });
    expect(environmentOf(entryOf('career'), installation).JEJAK_LEDGER_SEED_FILE).toBeUndefined();
  });

  it('gives each service a key of its own to sign heartbeats by, and the ledger all that they are believed by', () => {
    const names = ['career', 'audit'];
    makeHeartbeatKeys(home, names);
    const said = readFileSync(
      environmentOf(entryOf('audit'), installation).JEJAK_LEDGER_SOURCE_KEYS_FILE ?? '',
      'utf8',
    );
    const keys = names.map((name) => {
      const file = environmentOf(entryOf(name), installation).JEJAK_HEARTBEAT_SEED_FILE ?? '';
      expect(statSync(file).mode & 0o777).toBe(0o600);
      return `${name} ${vkeyText(signingKey(name, 'note', readFileSync(file)).verifier)}\n`;
    });
    expect(said).toBe(keys.join(''));
    // A second start has the same keys.
    makeHeartbeatKeys(home, names);
    expect(readFileSync(join(home.secrets, 'source-keys.txt'), 'utf8')).toBe(said);
    expect(environmentOf(entryOf('career'), installation)).not.toHaveProperty(
      'JEJAK_LEDGER_SOURCE_KEYS_FILE',
    );
    expect(environmentOf(GATEWAY, installation)).not.toHaveProperty('JEJAK_HEARTBEAT_SEED_FILE');
  });

  it('tells who writes links where the city is found', () => {
    const moved = { ...installation, ports: new Map([...installation.ports, ['gateway', 8090]]) };
    expect(environmentOf(entryOf('audit'), moved).JEJAK_PUBLIC_URL).toBe('http://localhost:8090');
    expect(environmentOf(entryOf('career'), moved)).not.toHaveProperty('JEJAK_PUBLIC_URL');
  });

  it('tells policy, and nobody else, what the demonstration decides on itself', () => {
    expect(environmentOf(entryOf('policy'), installation).JEJAK_SEED_LEAVES_OUT).toBe('perf.result');
    expect(environmentOf(entryOf('career'), installation).JEJAK_SEED_LEAVES_OUT).toBeUndefined();
    const seeded = { ...installation, seedLeavesOut: [] };
    expect(environmentOf(entryOf('policy'), seeded).JEJAK_SEED_LEAVES_OUT).toBeUndefined();
  });

  it('says where the feeds are, which are the transport where there is no broker', () => {
    const addresses = {
      ...{ policy: 'http://127.0.0.1:5101', career: 'http://127.0.0.1:5102' },
      ...{ recruitment: 'http://127.0.0.1:5103', performance: 'http://127.0.0.1:5104' },
      audit: 'http://127.0.0.1:5105',
    };
    for (const kafkaBrokers of [installation.kafkaBrokers, []]) {
      const career = environmentOf(entryOf('career'), { ...installation, kafkaBrokers });
      expect(JSON.parse(career.JEJAK_FEEDS ?? '')).toEqual(addresses);
      expect(career.JEJAK_CLIENT_SECRET).toBe('service-career');
      expect('JEJAK_KAFKA_BROKERS' in career).toBe(kafkaBrokers.length > 0);
    }
  });

  it('tells the gateway where the others are', () => {
    const gateway = environmentOf(GATEWAY, installation);
    expect(gateway.PORT).toBe('8080');
    expect(JSON.parse(gateway.JEJAK_UPSTREAMS ?? '')).toEqual({
      policy: 'http://127.0.0.1:5101',
      career: 'http://127.0.0.1:5102',
      recruitment: 'http://127.0.0.1:5103',
      performance: 'http://127.0.0.1:5104',
      audit: 'http://127.0.0.1:5105',
    });
    expect(JSON.parse(gateway.JEJAK_UPSTREAM_MANAGEMENT ?? '')).toEqual({
      policy: 'http://127.0.0.1:5201',
      career: 'http://127.0.0.1:5202',
      recruitment: 'http://127.0.0.1:5203',
      performance: 'http://127.0.0.1:5204',
      audit: 'http://127.0.0.1:5205',
    });
    expect(environmentOf(entryOf('policy'), installation).JEJAK_UPSTREAMS).toBeUndefined();
    expect(gateway.JEJAK_KAFKA_BROKERS).toBeUndefined();
    expect(gateway).toMatchObject({
      JEJAK_PUBLIC_URL: 'http://localhost:8080',
      JEJAK_DATABASE_URL: 'postgresql://gateway_app:x@127.0.0.1:5432/gateway',
      JEJAK_CLOCK_FILE: join(home.folder, 'clock.json'),
    });
  });

  it.each([
    ['the issuer', ISSUER, ['JEJAK_ISSUER_STATE', 'JEJAK_OIDC_ISSUER']],
    [
      'the gateway',
      GATEWAY,
      [
        'JEJAK_CLOCK_FILE',
        'JEJAK_DATABASE_URL',
        'JEJAK_LOG_LEVEL',
        'JEJAK_MANAGEMENT_PORT',
        'JEJAK_OIDC_ISSUER',
        'JEJAK_PUBLIC_URL',
        'JEJAK_UPSTREAMS',
        'JEJAK_UPSTREAM_MANAGEMENT',
      ],
    ],
  ])('names nothing to %s that it would refuse as unknown', (_, entry, names) => {
    const ours = Object.keys(environmentOf(entry, installation)).filter((name) => name.startsWith('JEJAK_'));
    expect(ours.sort()).toEqual(names);
  });

  it('keeps the names meant for the launcher and the command line from it', () => {
    const before = { ...process.env };
    Object.assign(process.env, { JEJAK_HOME: '/x', JEJAK_TOKEN: 'x', JEJAK_LOG_LEVEL: 'warn' });
    try {
      const career = environmentOf(entryOf('career'), installation);
      expect(career.JEJAK_LOG_LEVEL).toBe('warn');
      for (const name of ['JEJAK_HOME', 'JEJAK_TOKEN']) expect(career).not.toHaveProperty(name);
    } finally {
      process.env = before;
    }
  });
});
