import { expect, it } from '@jest/globals';
import { type Example, notes, refusals, template } from './render';
import { describeWith } from './tools';

type Case = readonly [sentence: RegExp, values: object, example?: Example];

const EXTERNAL_KAFKA = { mode: 'external', brokers: ['kafka-0.kota.example:9093'] };
const PEERS = [{ ipBlock: { cidr: '10.0.0.0/8' } }];

/** Each sentence of templates/_refusals.tpl, and the values that provoke it and no other. */
const CASES: readonly Case[] = [
  [/^image\.digest is missing; set it to/, { image: { digest: '' } }],
  [/^oidc\.embedded is the issuer of the demonstration/, { oidc: { embedded: true } }],
  [/^oidc\.issuer is no https:\/\/ address/, { oidc: { issuer: 'http://masuk.kota.example' } }],
  [/^publicUrl is no https:\/\/ address/, { publicUrl: 'http://kinerja.kota.example' }],
  [
    /^kafka\.tls is off: .* plain text; set it to true/,
    { kafka: { ...EXTERNAL_KAFKA, tls: false }, networkPolicy: { kafka: PEERS } },
  ],
  [/^kafka\.brokers is empty/, { kafka: { mode: 'external' }, networkPolicy: { kafka: PEERS } }],
  [/^kafka\.strimzi: three copies need three brokers/, { kafka: { strimzi: { brokers: 2 } } }],
  [
    /^postgres\.clusters\.main\.backup is off/,
    { postgres: { clusters: { main: { backup: { enabled: false } } } } },
  ],
  [
    /^postgres\.clusters\.main\.backup has no place/,
    { postgres: { clusters: { main: { backup: { destinationPath: '' } } } } },
  ],
  [/^postgres\.clusters\.main\.instances is 2/, { postgres: { clusters: { main: { instances: 2 } } } }],
  [
    /^postgres\.clusters\.main\.walStorage is missing/,
    { postgres: { clusters: { main: { walStorage: null } } } },
  ],
  [/^postgres\.backedUpBy is empty/, { postgres: { mode: 'external' }, networkPolicy: { postgres: PEERS } }],
  [/^services\.career\.replicas is 1: commands/, { services: { career: { replicas: 1 } } }],
  [/^services\.gateway\.replicas is 1/, { services: { gateway: { replicas: 1 } } }],
  [/^services\.audit\.replicas: one process writes/, { services: { audit: { replicas: 2 } } }],
  [/^ledger\.witnesses: there are 0; name 2/, { ledger: { witnesses: [] } }],
  [/^ledger\.quorum is 3, and there are 2 witnesses/, { ledger: { quorum: 3 } }],
  [/^ledger\.origin is missing/, { ledger: { origin: '' } }],
  [/^secrets\.generate makes secrets/, { secrets: { generate: true } }],
  [/^keys\.accessMode: every service writes/, { keys: { accessMode: 'ReadWriteOnce' } }],
  [/^networkPolicy\.enabled is off/, { networkPolicy: { enabled: false } }],
  [/^networkPolicy\.issuer is empty/, { networkPolicy: { issuer: [] } }],
  [/^networkPolicy\.witnesses is empty/, { networkPolicy: { witnesses: [] } }],
  [/^networkPolicy\.ingressController is empty/, { networkPolicy: { ingressController: [] } }],
  [/^networkPolicy\.dns is empty/, { networkPolicy: { dns: [] } }],
  [/^networkPolicy\.prometheus is empty/, { networkPolicy: { prometheus: [] } }],
  [/^networkPolicy\.collector is empty/, { otlpEndpoint: 'http://collector.monitoring:4318' }],
  [/^networkPolicy\.kafka is empty/, { kafka: EXTERNAL_KAFKA }],
  [
    /^networkPolicy\.postgres is empty/,
    { postgres: { mode: 'external', backedUpBy: 'Diskominfo, each night' } },
  ],
  [
    /^services\.career: hpa and keda would scale it against each other/,
    { services: { career: { hpa: { enabled: true, max: 3 }, keda: { enabled: true, max: 3 } } } },
  ],
  [
    /^services\.career\.keda looks at lag on Kafka, and kafka\.mode is none/,
    { kafka: { mode: 'none' }, services: { career: { keda: { enabled: true, max: 3 } } } },
  ],
  [
    /^services\.career\.keda\.max is 6, and a topic has 5 partitions/,
    {
      kafka: { partitions: 5 },
      services: { career: { replicas: 3, keda: { enabled: true } } },
      postgres: { clusters: { main: { maxConnections: 1000 } } },
    },
  ],
  [
    /^postgres\.clusters\.main: its services may open 609 connections, and 0\.8 of maxConnections is 480; raise maxConnections to 762/,
    { postgres: { clusters: { main: { maxConnections: 600 } } } },
  ],
  [
    /^postgres\.clusters: audit is in main and in other/,
    {
      postgres: {
        clusters: {
          other: {
            ...{ services: ['audit'], maxConnections: 200, instances: 3, storage: '1Gi', walStorage: '1Gi' },
            resources: { cpu: '1', memory: '1Gi' },
            backup: { enabled: true, destinationPath: 's3://other', secret: 'other' },
          },
        },
      },
    },
  ],
  [
    /^postgres\.clusters: training is in none of them/,
    {
      postgres: {
        clusters: {
          main: {
            services: [
              ...[
                'audit',
                'career',
                'citizen',
                'gateway',
                'notification',
                'performance',
                'policy',
                'recruitment',
              ],
            ],
          },
        },
      },
    },
  ],
];

describeWith(['helm'], 'values that are refused', () => {
  it.each(CASES)('%s', (sentence, values, example = 'city') => {
    expect(refusals(example, values)).toEqual([expect.stringMatching(sentence)]);
  });

  it('are told all at once', () => {
    const found = refusals(undefined, {});
    expect(found.length).toBeGreaterThan(5);
    for (const name of ['image.digest', 'oidc.issuer', 'publicUrl', 'ledger.origin', 'ledger.witnesses'])
      expect(found).toContainEqual(expect.stringContaining(name));
  });

  it('are taken for trying out, where they can work', () => {
    const values = {
      profile: 'dev',
      image: { digest: '' },
      secrets: { generate: true },
      ledger: { witnesses: [] },
    };
    expect(template('city', { values }).status).toBe(0);
  });

  it('are named at the end of an installation, where they are taken', () => {
    for (const missing of [
      'profile dev',
      'the issuer',
      'the secrets',
      'publicUrl',
      'not backed up',
      'no standby',
    ])
      expect(notes('kind')).toMatch(new RegExp(`^- .*${missing}`, 'm'));
    expect(notes('city')).not.toMatch(/^- (profile|the issuer|the secrets|publicUrl|the log|the databases)/m);
    expect(notes('city')).toContain('ledger.sourceKeys is empty');
  });

  it('may open as many connections as fit, and not one more', () => {
    const at = (maxConnections: number) =>
      template('city', { values: { postgres: { clusters: { main: { maxConnections } } } } }).status;
    expect([at(761), at(762)]).toEqual([1, 0]);
  });
});
