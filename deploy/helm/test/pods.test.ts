import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import {
  EXAMPLES,
  type Pod,
  type Texts,
  named,
  ofKind,
  podsOf,
  type Rendered,
  render,
  SERVICES,
  STORES,
} from './render';
import { describeWith, WORKSPACE } from './tools';

const container = (objects: readonly Rendered[], service: string) =>
  named(objects, 'Deployment', `jejak-${service}`).spec.template.spec.containers[0];
const pod = (objects: readonly Rendered[], service: string) =>
  named(objects, 'Deployment', `jejak-${service}`).spec.template.spec;

/** File → the Secret that it is of, as the container of a service sees them. */
const filesOf = ({ volumes }: Pod, volume: string): Texts => {
  const projected = volumes.find(({ name }) => name === volume)?.projected;
  expect(projected?.defaultMode).toBe(0o440);
  return Object.fromEntries(
    (projected?.sources ?? []).flatMap(({ secret }) => secret.items.map(({ path }) => [path, secret.name])),
  );
};

/** What docs/configuration.md says a service reads. */
const settingsOf = (service: string): ReadonlySet<string> => {
  const text = readFileSync(join(WORKSPACE, 'docs', 'configuration.md'), 'utf8');
  const sections = text.split('\n## ');
  const section =
    sections.find((one) => one.startsWith(`${service}\n`)) ??
    sections.find((one) => one.startsWith('Every service with a store of its own\n')) ??
    '';
  return new Set([...section.matchAll(/^\| `(\w+)`/gm)].flatMap(([, name]) => [name, `${name}_FILE`]));
};
/** Of Node itself. */
const OF_NODE = ['NODE_OPTIONS', 'NODE_EXTRA_CA_CERTS'];

describeWith(['helm'], 'the pods', () => {
  it.each(EXAMPLES)('of %s are confined as the level restricted asks, and more', (example) => {
    const pods = podsOf(render(example));
    expect(pods.length).toBeGreaterThan(SERVICES.length);
    for (const [name, spec] of pods) {
      expect([name, spec]).toMatchObject([
        name,
        {
          automountServiceAccountToken: false,
          enableServiceLinks: false,
          securityContext: {
            ...{ runAsNonRoot: true, runAsUser: 65532, runAsGroup: 65532, fsGroup: 65532 },
            seccompProfile: { type: 'RuntimeDefault' },
          },
        },
      ]);
      for (const one of [...(spec.initContainers ?? []), ...spec.containers]) {
        expect(one.securityContext).toEqual({
          ...{ allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, runAsNonRoot: true },
          ...{ runAsUser: 65532, runAsGroup: 65532, capabilities: { drop: ['ALL'] } },
        });
        expect(one.resources.limits).not.toHaveProperty('cpu');
        expect(one.resources.limits.memory).toBe(one.resources.requests.memory);
        expect(one.resources.requests.cpu).toBeDefined();
        for (const { name: variable, value } of one.env ?? [])
          expect(`${variable}=${value}`).not.toMatch(/(PASSWORD|SECRET|TOKEN|DATABASE_URL)=/);
      }
      const tmp = spec.volumes.find(({ name: volume }) => volume === 'tmp');
      expect(tmp?.emptyDir?.sizeLimit).toMatch(/^\d+Mi$/);
      expect(JSON.stringify(spec.volumes)).not.toContain('hostPath');
    }
  });

  it('run the image that its digest says, each service its own part of it', () => {
    const objects = render('city');
    for (const service of SERVICES) {
      const { image, args } = container(objects, service);
      expect(image).toMatch(/^registry\.kota\.example\/jejak@sha256:[0-9a-f]{64}$/);
      expect(args).toEqual([`services/${service}/dist/main.js`]);
    }
    expect(container(render('kind'), 'career').image).toBe('jejak:local');
  });

  it('are asked on the management port, each question by its own path', () => {
    for (const service of SERVICES) {
      const { startupProbe, readinessProbe, livenessProbe, ports } = container(render('city'), service);
      const of = (path: string) => ({ httpGet: { path, port: 'management' } });
      expect(ports).toContainEqual({ name: 'management', containerPort: 9464 });
      expect(startupProbe).toMatchObject({ ...of('/startup'), periodSeconds: 2, failureThreshold: 60 });
      expect(readinessProbe).toMatchObject({ ...of('/ready'), periodSeconds: 5, failureThreshold: 2 });
      expect(livenessProbe).toMatchObject({ ...of('/live'), periodSeconds: 10, failureThreshold: 6 });
    }
  });

  it('have time to end: the endpoint goes first, and a service gives itself 50 s', () => {
    const objects = render('city');
    for (const service of SERVICES) {
      expect(pod(objects, service).terminationGracePeriodSeconds).toBe(service === 'audit' ? 90 : 60);
      expect(container(objects, service).lifecycle).toEqual({ preStop: { sleep: { seconds: 5 } } });
    }
  });

  it('are spread, one more while they are exchanged, and one writer of the log', () => {
    const objects = render('city');
    for (const service of SERVICES) {
      const { spec } = named(objects, 'Deployment', `jejak-${service}`);
      const keys = spec.template.spec.topologySpreadConstraints.map(
        ({ topologyKey, whenUnsatisfiable }) => `${topologyKey} ${whenUnsatisfiable}`,
      );
      const zone = 'topology.kubernetes.io/zone ScheduleAnyway';
      expect(keys).toEqual(service === 'audit' ? [zone] : [zone, 'kubernetes.io/hostname DoNotSchedule']);
      expect(spec.strategy).toEqual(
        service === 'audit'
          ? { type: 'Recreate' }
          : { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } },
      );
      expect(named(objects, 'PodDisruptionBudget', `jejak-${service}`).spec).toMatchObject({
        maxUnavailable: 1,
        unhealthyPodEvictionPolicy: 'AlwaysAllow',
      });
    }
    expect(
      ofKind(objects, 'Deployment').find(({ metadata }) => metadata.name === 'jejak-audit')?.spec.replicas,
    ).toBe(1);
  });

  it('have an account of their own each', () => {
    const objects = render('city');
    const accounts = SERVICES.map((service) => pod(objects, service).serviceAccountName);
    expect(new Set(accounts).size).toBe(SERVICES.length);
    for (const name of accounts)
      expect(named(objects, 'ServiceAccount', name)).toMatchObject({ automountServiceAccountToken: false });
  });

  it('see their own secrets only, as files', () => {
    const objects = render('city');
    for (const service of STORES)
      expect(filesOf(pod(objects, service), 'secrets')).toEqual({
        'database-url': `jejak-${service}-database`,
        'database-ca.crt': 'jejak-postgres-main-ca',
        'oidc-client': `jejak-${service}`,
        'heartbeat-seed': `jejak-${service}`,
        kek: 'jejak-kek',
        'kafka.crt': `jejak-${service}-kafka`,
        'kafka.key': `jejak-${service}-kafka`,
        'kafka-ca.crt': 'jejak-kafka-cluster-ca-cert',
        ...(service === 'audit' ? { 'log-seed': 'jejak-audit' } : {}),
      });
    // It holds no personal data, and speaks to no broker.
    expect(filesOf(pod(objects, 'gateway'), 'secrets')).toEqual({
      'database-url': 'jejak-gateway-database',
      'database-ca.crt': 'jejak-postgres-main-ca',
      'oidc-client': 'jejak-gateway',
    });
    expect(JSON.stringify(pod(objects, 'gateway'))).not.toContain('jejak-keys');
  });

  it('take secrets by the names of an installation that brings its own brokers and databases', () => {
    const objects = render('city', {
      values: {
        kafka: { mode: 'external', brokers: ['kafka.kota.example:9093'] },
        postgres: { mode: 'external', backedUpBy: 'Diskominfo, each night', caSecret: 'kota-ca' },
        networkPolicy: {
          kafka: [{ ipBlock: { cidr: '10.0.0.0/24' } }],
          postgres: [{ ipBlock: { cidr: '10.0.1.0/24' } }],
        },
        secrets: { prefix: 'kota', trust: 'kota-trust' },
      },
    });
    expect(filesOf(pod(objects, 'career'), 'secrets')).toMatchObject({
      'database-url': 'kota-career-database',
      'database-ca.crt': 'kota-ca',
      'kafka.key': 'kota-career-kafka',
      'kafka-ca.crt': 'kota-kafka-ca',
      'trust.crt': 'kota-trust',
    });
    const kinds = new Set(objects.map(({ apiVersion }) => apiVersion.split('/')[0]));
    for (const operator of ['kafka.strimzi.io', 'postgresql.cnpg.io', 'barmancloud.cnpg.io'])
      expect(kinds).not.toContain(operator);
    expect(named(objects, 'ConfigMap', 'jejak-career').data).toMatchObject({
      JEJAK_KAFKA_BROKERS: 'kafka.kota.example:9093',
      NODE_EXTRA_CA_CERTS: '/run/secrets/jejak/trust.crt',
    });
  });

  it('speak by the feeds alone where there is no broker', () => {
    const objects = render('kind', { values: { kafka: { mode: 'none' } } });
    expect(objects.filter(({ apiVersion }) => apiVersion.startsWith('kafka.strimzi.io'))).toEqual([]);
    const { data = {} } = named(objects, 'ConfigMap', 'jejak-career');
    expect(Object.keys(data).filter((name) => name.startsWith('JEJAK_KAFKA'))).toEqual([]);
    expect(JSON.parse(data.JEJAK_FEEDS)).toMatchObject({ policy: 'http://jejak-policy:3001' });
  });

  it('are made anew when their configuration is another one, and only then', () => {
    const hashes = (values: object) => {
      const objects = render('city', { values });
      return Object.fromEntries(
        SERVICES.map((service) => [
          service,
          named(objects, 'Deployment', `jejak-${service}`).spec.template.metadata.annotations[
            'jejak/configuration'
          ],
        ]),
      );
    };
    const before = hashes({});
    const changed = (after: Record<string, string>) =>
      SERVICES.filter((service) => before[service] !== after[service]);
    expect(changed(hashes({ services: { career: { env: { JEJAK_LOG_LEVEL: 'warn' } } } }))).toEqual([
      'career',
    ]);
    expect(changed(hashes({ ledger: { sourceKeys: 'career career+0' } }))).toEqual(['audit']);
    expect(changed(hashes({ services: { career: { replicas: 3 } } }))).toEqual([]);
  });

  it('give three quarters of their memory to the heap', () => {
    const objects = render('ministry');
    const heap = (service: string) => named(objects, 'ConfigMap', `jejak-${service}`).data?.NODE_OPTIONS;
    expect(heap('career')).toBe('--max-old-space-size=288');
    expect(heap('audit')).toBe('--max-old-space-size=1536');
  });

  it('are scaled by processors or by lag, from the number of their replicas', () => {
    const objects = render('ministry');
    expect(named(objects, 'HorizontalPodAutoscaler', 'jejak-recruitment').spec).toMatchObject({
      ...{ minReplicas: 3, maxReplicas: 6, behavior: { scaleDown: { stabilizationWindowSeconds: 600 } } },
      metrics: [{ resource: { name: 'cpu', target: { averageUtilization: 60 } } }],
    });
    expect(named(objects, 'ScaledObject', 'jejak-performance').spec).toMatchObject({
      ...{ minReplicaCount: 6, maxReplicaCount: 12 },
      triggers: [
        {
          type: 'kafka',
          metadata: { consumerGroup: 'jejak.performance.all', excludePersistentLag: 'true', tls: 'enable' },
          authenticationRef: { name: 'jejak-performance' },
        },
      ],
    });
    for (const service of ['recruitment', 'performance'])
      expect(named(objects, 'Deployment', `jejak-${service}`).spec).not.toHaveProperty('replicas');
  });
});

describeWith(['helm'], 'the configuration', () => {
  it.each(EXAMPLES)('of %s has no name that its service does not read', (example) => {
    const objects = render(example);
    for (const service of SERVICES) {
      const known = settingsOf(service);
      const { data = {} } = named(objects, 'ConfigMap', `jejak-${service}`);
      const unknown = Object.keys(data).filter((name) => !known.has(name) && !OF_NODE.includes(name));
      expect([service, unknown]).toEqual([service, []]);
    }
  });

  it.each(EXAMPLES)('of %s is accepted by the services themselves, files and all', (example) => {
    const folder = mkdtempSync(join(tmpdir(), 'jejak-chart-files-'));
    try {
      const objects = render(example);
      const CERTIFICATE = '-----BEGIN CERTIFICATE-----\nMII\n-----END CERTIFICATE-----\n';
      const contents: Texts = {
        'database-url': 'postgresql://career_app:x@db:5432/career?sslmode=verify-full',
        'oidc-client': 'x',
        'heartbeat-seed': 'h'.repeat(32),
        'log-seed': 'l'.repeat(32),
        kek: 'k'.repeat(32),
        'kafka.crt': CERTIFICATE,
        'kafka-ca.crt': CERTIFICATE,
        'kafka.key': '-----BEGIN PRIVATE KEY-----\nMII\n-----END PRIVATE KEY-----\n',
        ...named(objects, 'ConfigMap', 'jejak-ledger').data,
      };
      for (const [name, content] of Object.entries(contents)) writeFileSync(join(folder, name), content);
      const environments = Object.fromEntries(
        SERVICES.map((service) => [
          service,
          Object.fromEntries(
            Object.entries(named(objects, 'ConfigMap', `jejak-${service}`).data ?? {}).map(
              ([name, value]) => [name, value.replace(/^\/(run\/secrets|etc)\/jejak\//, `${folder}/`)],
            ),
          ),
        ]),
      );
      // In a process of its own: services are no libraries of this one.
      const script = `
        const { readSettings, ServiceSettings } = require('@jejak/http');
        const { existsSync } = require('node:fs');
        for (const [service, environment] of Object.entries(JSON.parse(process.argv[1]))) {
          const file = \`./services/\${service}/dist/\${service}.settings.js\`;
          const own = existsSync(file) ? Object.entries(require(file)).find(([name]) => name.endsWith('Settings'))[1] : ServiceSettings;
          const settings = readSettings(own, environment);
          console.log(service, settings.nodeEnv, settings.port, settings.managementPort, settings.feedPort ?? '');
        }`;
      const said = execFileSync(process.execPath, ['-e', script, JSON.stringify(environments)], {
        cwd: WORKSPACE,
        encoding: 'utf8',
      });
      const env = example === 'kind' ? 'development' : 'production';
      expect(
        said
          .trim()
          .split('\n')
          .map((line) => line.trim()),
      ).toEqual(
        SERVICES.map((service) => `${service} ${env} 3000 9464${service === 'gateway' ? '' : ' 3001'}`),
      );
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('names the witnesses of the log, and how many of them are enough', () => {
    const policy = (example: 'city' | 'ministry') =>
      named(render(example), 'ConfigMap', 'jejak-ledger').data?.['tlog-policy.txt'].trim().split('\n') ?? [];
    expect(policy('city').slice(2)).toEqual([
      'group all-witnesses 1 inspektorat universitas',
      'quorum all-witnesses',
    ]);
    expect(policy('ministry').slice(3)).toEqual([
      'group all-witnesses 2 inspektorat universitas ombudsman',
      'quorum all-witnesses',
    ]);
  });
});
