import { execFileSync } from 'node:child_process';
import { expect, it } from '@jest/globals';
import { named, ofKind, render, STORES } from './render';
import { describeWith, WORKSPACE } from './tools';

/** What a script says, in a process of its own, since services are no libraries. */
const said = (script: string): string[] =>
  JSON.parse(
    execFileSync(process.execPath, ['-e', script], { cwd: WORKSPACE, encoding: 'utf8' }),
  ) as string[];

/** Whose events are in the log, by its own code: its own too. */
const logged = (): string[] =>
  said("console.log(JSON.stringify(require('./services/audit/dist/sources.js').SOURCES.toSorted()))");

/** Whose events another service reads, by its own definition. */
const readBy = (service: string): string[] =>
  said(`
    const { policyVersions } = require('@jejak/policies');
    const { reactedTo } = require('./libs/service/dist/reacted-to.js');
    const definition = Object.values(require('./services/${service}/dist/service.js')).find((one) => one?.name === '${service}');
    const { projections = [], timers, policies } = definition;
    const models = [...projections, ...(timers?.sets ?? []), ...(policies ? [policyVersions] : [])];
    const contracts = [...models.flatMap(({ sources }) => sources), ...reactedTo(definition)];
    console.log(JSON.stringify([...new Set(contracts.map((one) => one.service))].filter((one) => one !== '${service}').sort()));`);

interface Acl {
  readonly resource: { readonly type: string; readonly name: string; readonly patternType: string };
  readonly operations: readonly string[];
}

describeWith(['helm'], 'Kafka by Strimzi', () => {
  it.each(STORES)(
    'lets %s write its own topic, read what it has a contract for, and nothing else',
    (service) => {
      const { spec } = named(render('city'), 'KafkaUser', `jejak-${service}-kafka`);
      const topic = (of: string, operations: readonly string[]): Acl => ({
        resource: { type: 'topic', name: `jejak.${of}.events.v1`, patternType: 'literal' },
        operations,
      });
      const read = service === 'audit' ? logged() : readBy(service);
      expect(spec.authorization.acls).toEqual([
        topic(service, ['Describe', 'Write']),
        ...read.map((other) => topic(other, ['Describe', 'Read'])),
        {
          resource: { type: 'group', name: `jejak.${service}.`, patternType: 'prefix' },
          operations: ['Read'],
        },
      ]);
      expect(spec.authentication).toEqual({ type: 'tls' });
      expect(spec.quotas.producerByteRate).toBe(10_485_760);
    },
  );

  it('keeps every topic for ever, in three copies of which two are written', () => {
    const objects = render('ministry');
    expect(ofKind(objects, 'KafkaTopic').map(({ metadata }) => metadata.name)).toEqual(
      STORES.map((service) => `jejak.${service}.events.v1`),
    );
    for (const { spec } of ofKind(objects, 'KafkaTopic'))
      expect(spec).toEqual({
        ...{ partitions: 48, replicas: 3 },
        config: { 'retention.ms': -1, 'min.insync.replicas': 2, 'max.message.bytes': 1_048_576 },
      });
    const { kafka } = ofKind(objects, 'Kafka')[0].spec;
    expect(kafka.config).toMatchObject({
      'auto.create.topics.enable': false,
      'min.insync.replicas': 2,
      'unclean.leader.election.enable': false,
    });
    expect(kafka.authorization).toEqual({ type: 'simple' });
    expect(kafka.listeners).toMatchObject([{ port: 9093, tls: true, authentication: { type: 'tls' } }]);
    expect(ofKind(render('city'), 'KafkaTopic')[0].spec.partitions).toBe(12);
  });

  it('keeps metadata and topics apart, in zones', () => {
    const objects = render('city');
    const pools = ofKind(objects, 'KafkaNodePool').map(({ spec }) => [spec.roles, spec.replicas]);
    expect(pools).toEqual([
      [['broker'], 3],
      [['controller'], 3],
    ]);
    expect(ofKind(objects, 'Kafka')[0].spec.kafka.rack).toEqual({
      topologyKey: 'topology.kubernetes.io/zone',
    });
  });
});

describeWith(['helm'], 'PostgreSQL by CloudNativePG', () => {
  it('confirms nothing that no standby has, and is archived each minute', () => {
    for (const example of ['city', 'ministry'] as const)
      for (const { spec } of ofKind(render(example), 'Cluster')) {
        expect(spec).toMatchObject({
          instances: 3,
          bootstrap: { initdb: { dataChecksums: true } },
          probes: { liveness: { isolationCheck: { enabled: true } } },
          plugins: [{ name: 'barman-cloud.cloudnative-pg.io', isWALArchiver: true }],
        });
        expect(spec.postgresql.synchronous).toEqual({ method: 'any', number: 1, dataDurability: 'required' });
        expect(spec.postgresql.parameters.archive_timeout).toBe('60s');
        expect(spec.walStorage.size).toBeDefined();
      }
  });

  it('gives each service a database and a role of its own', () => {
    const objects = render('city');
    const { roles } = ofKind(objects, 'Cluster')[0].spec.managed;
    for (const service of [...STORES, 'gateway']) {
      expect(named(objects, 'Database', `jejak-${service}`).spec).toMatchObject({
        ...{ name: service, owner: `${service}_app`, databaseReclaimPolicy: 'retain' },
        cluster: { name: 'jejak-postgres-main' },
      });
      expect(roles).toContainEqual({
        ...{ name: `${service}_app`, ensure: 'present', login: true },
        passwordSecret: { name: `jejak-${service}-database` },
      });
    }
  });

  it('backs each cluster up by itself, that of the log with credentials of its own', () => {
    const objects = render('ministry');
    const stores = ofKind(objects, 'ObjectStore');
    expect(ofKind(objects, 'ScheduledBackup').map(({ metadata }) => metadata.name)).toEqual(
      stores.map(({ metadata }) => metadata.name),
    );
    const of = (cluster: string) =>
      named(objects, 'ObjectStore', `jejak-postgres-${cluster}`).spec.configuration;
    expect(of('audit').s3Credentials.accessKeyId.name).not.toBe(of('main').s3Credentials.accessKeyId.name);
    expect(new Set(stores.map(({ spec }) => spec.configuration.destinationPath)).size).toBe(3);
    for (const { spec } of stores) expect(spec.retentionPolicy).toBe('35d');
  });
});

describeWith(['helm'], 'what else is there where it is asked for', () => {
  it('is one way in: an Ingress, a route of the Gateway API, or none', () => {
    const ways = (example: 'city' | 'ministry' | 'kind') =>
      render(example).filter(({ kind }) => kind === 'Ingress' || kind === 'HTTPRoute');
    expect(ways('kind')).toEqual([]);
    expect(ways('city')).toMatchObject([
      {
        kind: 'Ingress',
        spec: {
          ingressClassName: 'nginx',
          tls: [{ hosts: ['kinerja.kota.example'], secretName: 'kinerja-tls' }],
          rules: [{ host: 'kinerja.kota.example' }],
        },
      },
    ]);
    expect(ways('ministry')).toMatchObject([
      {
        kind: 'HTTPRoute',
        spec: { hostnames: ['kinerja.kementerian.example'], parentRefs: [{ name: 'public' }] },
      },
    ]);
  });

  it('is what the Prometheus operator looks for', () => {
    const objects = render('ministry', { values: { monitoring: { labels: { release: 'prometheus' } } } });
    expect(named(objects, 'ServiceMonitor', 'jejak-services')).toMatchObject({
      metadata: { labels: { release: 'prometheus' } },
      spec: {
        selector: {
          matchLabels: { 'app.kubernetes.io/part-of': 'jejak', 'app.kubernetes.io/instance': 'jejak' },
        },
        endpoints: [{ port: 'management', path: '/metrics' }],
      },
    });
    expect(ofKind(objects, 'PodMonitor')).toHaveLength(3);
    expect(ofKind(render('kind'), 'ServiceMonitor')).toEqual([]);
  });

  it('are secrets by chance for trying out, and for nothing else', () => {
    const secrets = ofKind(render('kind'), 'Secret');
    expect(secrets.map(({ metadata }) => metadata.name)).toContain('jejak-career-database');
    const one = secrets.find(({ metadata }) => metadata.name === 'jejak-kek');
    expect(Buffer.from(one?.data?.kek ?? '', 'base64')).toHaveLength(32);
    for (const example of ['city', 'ministry'] as const)
      expect(ofKind(render(example), 'Secret')).toEqual([]);
  });

  it('is a test that signs in, gives one command and verifies one proof', () => {
    const pod = named(render('kind'), 'Pod', 'jejak-smoke');
    expect(pod.metadata.annotations).toMatchObject({ 'helm.sh/hook': 'test' });
    expect(named(render('kind'), 'ConfigMap', 'jejak-smoke').data?.['smoke.mjs']).toContain('verifyHistory');
    const token = render('city', { values: { smoke: { token: 'jejak-smoke-token' } } });
    expect(named(token, 'Pod', 'jejak-smoke').spec.volumes).toContainEqual({
      name: 'token',
      secret: {
        secretName: 'jejak-smoke-token',
        defaultMode: 0o440,
        items: [{ key: 'token', path: 'token' }],
      },
    });
  });
});
