import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { signingKey, vkeyText } from '@jejak/ledger';
import { CORE_SCHEMA, load, mergeTag } from 'js-yaml';

const WORKSPACE = resolve(__dirname, '..', '..', '..');
const read = (...path: readonly string[]): string => readFileSync(join(WORKSPACE, ...path), 'utf8');
const node = (...args: readonly string[]): string =>
  execFileSync(process.execPath, args, { cwd: WORKSPACE, encoding: 'utf8' });

interface Container {
  readonly image: string;
  readonly user: string;
  readonly read_only: boolean;
  readonly tmpfs: readonly string[];
  readonly cap_drop: readonly string[];
  readonly security_opt: readonly string[];
  readonly pids_limit: number;
  readonly mem_limit: string;
  readonly restart: string;
  readonly stop_grace_period: string;
  readonly networks: readonly string[] | Readonly<Record<string, { readonly aliases?: readonly string[] }>>;
  readonly ports?: readonly string[];
  readonly privileged?: boolean;
  readonly command: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  readonly secrets?: readonly (string | { readonly source: string; readonly target: string })[];
  readonly volumes?: readonly string[];
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
  readonly healthcheck?: { readonly test: readonly string[]; readonly interval: string };
  readonly profiles?: readonly string[];
}
interface Compose {
  readonly services: Readonly<Record<string, Container>>;
  readonly networks: Readonly<Record<string, { readonly internal?: boolean }>>;
  readonly secrets: Readonly<Record<string, { readonly file: string }>>;
}
interface Images {
  readonly build: string;
  readonly runtime: string;
  readonly postgres: string;
  readonly kafka: string;
}

const images = JSON.parse(read('deploy', 'images.json')) as Images;
const dockerfile = read('deploy', 'Dockerfile');
const compose = load(read('docker-compose.yml'), { schema: CORE_SCHEMA.withTags(mergeTag) }) as Compose;
const containers = Object.entries(compose.services);
const services = readdirSync(join(WORKSPACE, 'services'))
  .filter((name) => name !== 'gateway' && existsSync(join(WORKSPACE, 'services', name, 'src', 'main.ts')))
  .sort();
/** Those that run on: not the one that makes the databases, nor the command line. */
const lasting = containers.filter(([name]) => name !== 'databases' && name !== 'jejak');
const ours = [...services, 'gateway', 'issuer'];

describe('docker-compose.yml', () => {
  it('is what its script writes', () => {
    expect(() => node('deploy/compose/compose.mjs', '--check')).not.toThrow();
  });

  it('has every service of the workspace, and what they stand on', () => {
    expect(containers.map(([name]) => name).sort()).toEqual(
      [...ours, 'postgres', 'databases', 'kafka', 'jejak'].sort(),
    );
    for (const name of services)
      expect(compose.services[name].command).toEqual([`services/${name}/dist/main.js`]);
  });

  it('needs nothing that compose 1.29 does not know', () => {
    expect(Object.keys(compose)).not.toContain('name');
  });

  it.each(containers)('confines %s', (name, container) => {
    expect(container).toMatchObject({
      read_only: true,
      cap_drop: ['ALL'],
      security_opt: ['no-new-privileges:true'],
      pids_limit: 256,
      stop_grace_period: '60s',
      mem_limit: expect.stringMatching(/^\d+m$/),
      user: expect.stringMatching(/^[1-9]\d*:[1-9]\d*$/),
    });
    expect(container.tmpfs).toContain('/tmp:size=64m,mode=1777');
    expect(container.privileged).toBeUndefined();
    expect(container.volumes?.join() ?? '').not.toContain('docker.sock');
    expect(container.restart).toBe(name === 'databases' || name === 'jejak' ? 'no' : 'unless-stopped');
  });

  it.each(ours)('runs %s as nobody in particular', (name) => {
    expect(compose.services[name].user).toBe('65532:65532');
    expect(compose.services[name].healthcheck?.test.slice(0, 3)).toEqual([
      'CMD',
      'node',
      'libs/http/dist/management/healthcheck.js',
    ]);
  });

  it.each(lasting)('asks %s every two seconds whether it is well', (_, { healthcheck }) => {
    expect(healthcheck?.interval).toBe('2s');
    expect(healthcheck?.test.join(' ')).not.toMatch(/curl|wget/);
  });

  it('opens the gateway and the sign-in, to this machine only', () => {
    expect(
      Object.fromEntries(containers.flatMap(([name, { ports }]) => (ports ? [[name, ports]] : []))),
    ).toEqual({
      issuer: ['127.0.0.1:${ISSUER_PORT:-4000}:${ISSUER_PORT:-4000}'],
      gateway: ['127.0.0.1:${PORT:-8080}:3000'],
    });
  });

  it('lets browsers and containers reach the sign-in by one name and port', () => {
    const { networks, environment } = compose.services.issuer;
    const { hostname, port } = new URL(environment.JEJAK_OIDC_ISSUER.replace('${ISSUER_PORT:-4000}', '4000'));
    expect(networks).toEqual({ edge: {}, inner: { aliases: [hostname] } });
    // Browsers take every name below it for this machine (RFC 6761).
    expect(hostname).toMatch(/\.localhost$/);
    expect([port, environment.PORT]).toEqual(['4000', '${ISSUER_PORT:-4000}']);
    for (const name of [...services, 'gateway'])
      expect(compose.services[name].environment.JEJAK_OIDC_ISSUER).toBe(environment.JEJAK_OIDC_ISSUER);
  });

  it('keeps everything but those two on a network without a way out', () => {
    expect(compose.networks).toMatchObject({ inner: { internal: true } });
    for (const [name, { networks }] of containers)
      if (name !== 'issuer') expect(networks).toEqual(name === 'gateway' ? ['edge', 'inner'] : ['inner']);
  });

  it('has the console where its port is published, with a database for the sessions', () => {
    const { environment, secrets } = compose.services.gateway;
    expect(environment.JEJAK_PUBLIC_URL).toBe('http://localhost:${PORT:-8080}');
    expect(environment.JEJAK_DATABASE_URL_FILE).toBe('/run/secrets/database-url');
    expect(secrets).toEqual([{ source: 'gateway-database', target: 'database-url' }]);
  });

  it('starts in order', () => {
    expect(compose.services.databases.depends_on).toEqual({ postgres: { condition: 'service_healthy' } });
    for (const name of services)
      expect(compose.services[name].depends_on).toEqual({
        databases: { condition: 'service_completed_successfully' },
        kafka: { condition: 'service_healthy' },
        issuer: { condition: 'service_healthy' },
      });
    expect(compose.services.gateway.depends_on).toEqual(
      Object.fromEntries(services.map((name) => [name, { condition: 'service_healthy' }])),
    );
  });

  it('tells the gateway where every service is', () => {
    const { JEJAK_UPSTREAMS, JEJAK_UPSTREAM_MANAGEMENT } = compose.services.gateway.environment;
    const at = (port: number) => Object.fromEntries(services.map((name) => [name, `http://${name}:${port}`]));
    expect(JSON.parse(JEJAK_UPSTREAMS)).toEqual(at(3000));
    expect(JSON.parse(JEJAK_UPSTREAM_MANAGEMENT)).toEqual(at(9464));
  });

  it('gives each service its own database, by a file', () => {
    for (const name of services) {
      const { secrets, environment } = compose.services[name];
      expect(secrets).toEqual([
        ...['kek', { source: `${name}-database`, target: 'database-url' }],
        { source: `${name}-heartbeat`, target: 'heartbeat-seed' },
        ...(name === 'audit' ? ['log-seed', 'source-keys'] : []),
      ]);
      expect(environment.JEJAK_DATABASE_URL_FILE).toBe('/run/secrets/database-url');
      expect(compose.secrets[`${name}-database`].file).toBe(`./deploy/compose/secrets/databases/${name}`);
    }
    const { audit, career } = compose.services;
    expect(audit.environment.JEJAK_LEDGER_SOURCE_KEYS_FILE).toBe('/run/secrets/source-keys');
    expect(career.environment).not.toHaveProperty('JEJAK_LEDGER_SOURCE_KEYS_FILE');
    expect(career.environment.JEJAK_HEARTBEAT_SEED_FILE).toBe('/run/secrets/heartbeat-seed');
    for (const [, { environment = {} }] of containers)
      for (const name of Object.keys(environment))
        expect(name).not.toMatch(/PASSWORD$|SECRET$|DATABASE_URL$/);
  });

  it('leaves three quarters of its memory to the heap of a process', () => {
    for (const name of services) {
      const { mem_limit, environment } = compose.services[name];
      const heap = Number(/--max-old-space-size=(\d+)/.exec(environment.NODE_OPTIONS)?.[1]);
      expect(heap).toBe(Number.parseInt(mem_limit) * 0.75);
    }
  });
});

describe('base images', () => {
  it('are those of deploy/images.json, in compose and in the Dockerfile', () => {
    const { postgres, kafka, databases } = compose.services;
    expect([postgres.image, databases.image, kafka.image]).toEqual([
      images.postgres,
      images.postgres,
      images.kafka,
    ]);
    for (const name of [...ours, 'jejak']) expect(compose.services[name].image).toBe('jejak:local');
    expect(dockerfile).toContain(`ARG BUILD=${images.build}\n`);
    expect(dockerfile).toContain(`ARG RUNTIME=${images.runtime}\n`);
    expect(read('docker-compose.yml')).toContain(`RUNTIME: \${JEJAK_RUNTIME:-${images.runtime}}\n`);
    const bases = [...dockerfile.matchAll(/^FROM (\S+)/gm)].map(([, base]) => base);
    expect(new Set(bases)).toEqual(new Set(['${BUILD}', 'deps', 'build', '${RUNTIME}']));
  });
});

describe('the Dockerfile', () => {
  it('goes from dependencies to a runtime without them', () => {
    const stages = [...dockerfile.matchAll(/^FROM \S+ AS (\S+)/gm)].map(([, stage]) => stage);
    expect(stages).toEqual(['manifests', 'deps', 'build', 'prune', 'runtime']);
  });

  it('runs as nobody in particular, with what code must not do switched off', () => {
    expect(dockerfile).toContain('\nUSER 65532:65532\n');
    expect(dockerfile).toContain(
      '\nENTRYPOINT ["node", "--enable-source-maps", "--disallow-code-generation-from-strings", "--disable-proto=delete"]\n',
    );
  });

  it('says where the image comes from', () => {
    for (const label of ['source', 'revision', 'version', 'licenses'])
      expect(dockerfile).toContain(`org.opencontainers.image.${label}=`);
  });
});

describe('the secrets', () => {
  const folder = mkdtempSync(join(tmpdir(), 'jejak-secrets-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const make = (): string[] =>
    JSON.parse(
      node(
        '--input-type=module',
        '-e',
        `import { makeSecrets } from './deploy/compose/secrets.mjs';
         console.log(JSON.stringify(makeSecrets(${JSON.stringify(folder)})));`,
      ),
    ) as string[];

  it('are made once, closed to others by their folder', () => {
    const made = make();
    expect(made.map((file) => file.slice(folder.length + 1)).sort()).toEqual(
      [
        ...['kek', 'log-seed', 'postgres', 'source-keys'],
        ...['gateway', ...services].map((name) => `databases/${name}`),
        ...services.map((name) => `heartbeats/${name}`),
      ].sort(),
    );
    // The ledger reads these keys, and whoever signs has the seeds of them.
    const keys = readFileSync(join(folder, 'source-keys'), 'utf8').trimEnd().split('\n');
    expect(keys).toEqual(
      services.map((name) => {
        const seed = readFileSync(join(folder, 'heartbeats', name));
        return `${name} ${vkeyText(signingKey(name, 'note', seed).verifier)}`;
      }),
    );
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    expect(statSync(join(folder, 'kek'))).toMatchObject({ size: 32, mode: 0o100444 });
    const url = new URL(readFileSync(join(folder, 'databases', services[0]), 'utf8'));
    expect(url).toMatchObject({
      hostname: 'postgres',
      username: `${services[0]}_app`,
      pathname: `/${services[0]}`,
    });
    expect(url.password).toMatch(/^[\w-]{32}$/);
    expect(make()).toEqual([]);
  });

  it('reach neither the repository nor the image', () => {
    expect(read('.gitignore').split('\n')).toContain('deploy/compose/secrets/');
    const [first, ...rest] = read('.dockerignore')
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'));
    expect(first).toBe('*');
    expect(rest).not.toContain('!deploy');
    expect(rest.filter((line) => line.includes('compose'))).toEqual([]);
  });
});
