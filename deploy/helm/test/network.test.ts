import { expect, it } from '@jest/globals';
import { type Example, named, ofKind, type Peer, render, SERVICES, STORES } from './render';
import { describeWith } from './tools';

type Pair = `${string} → ${string} :${number}`;

const each = (from: readonly string[], to: readonly string[], port: number): Pair[] =>
  from.flatMap((one) => to.map((other): Pair => `${one} → ${other} :${port}`));

/** A service and itself are no pair, but where the log reads its own feed too. */
const others = (pairs: readonly Pair[]): Pair[] => pairs.filter((pair) => !/^(\w+) → \1 /.test(pair));

/** The table of the specification, row by row; ports of the addresses outside are those of the examples. */
const TABLE: Readonly<Record<string, readonly Pair[]>> = {
  'people, integrators': each(['ingressController'], ['gateway'], 3000),
  'commands, queries': each(['gateway'], STORES, 3000),
  feeds: others(each(STORES, STORES, 3001)),
  'own database': each(SERVICES, ['database'], 5432),
  brokers: each(STORES, ['kafka'], 9093),
  'discovery, keys, code exchange': each(SERVICES, ['issuer'], 443),
  'add-checkpoint': each(['audit'], ['witnesses'], 443),
  messages: [...each(['notification'], ['smtp'], 587), ...each(['notification'], ['webhooks'], 443)],
  schema: each(['migrate'], ['database'], 5432),
  metrics: each(['prometheus'], SERVICES, 9464),
  traces: each(SERVICES, ['collector'], 4318),
  names: each([...SERVICES, 'migrate', 'smoke'], ['dns'], 53),
};

/** What the table does not have, and what it is for. */
const BESIDE_THE_TABLE: Readonly<Record<string, readonly Pair[]>> = {
  'the gateway is ready when a service is, and says which is not': each(['gateway'], STORES, 9464),
  'the log fetches what a topic lost from the feed, of its own events too': each(['audit'], ['audit'], 3001),
  'helm test': each(['smoke'], ['gateway'], 3000),
};

/** The demonstration's issuer is a pod, and there only. */
const EMBEDDED_ISSUER = each([...SERVICES, 'smoke'], ['issuer'], 4000);

const NAMED_BY = ['app.kubernetes.io/name', 'cnpg.io/cluster', 'strimzi.io/cluster'] as const;

/** Who a list of peers is: a pod by its label, or the list of the values that it is. */
const nameOf = (peers: readonly Peer[], outside: ReadonlyMap<string, string>): string => {
  const known = outside.get(JSON.stringify(peers));
  if (known !== undefined) return known;
  expect(peers).toHaveLength(1);
  const labels = peers[0].podSelector?.matchLabels ?? {};
  const label = NAMED_BY.find((name) => name in labels);
  if (label === 'cnpg.io/cluster') return 'database';
  if (label === 'strimzi.io/cluster') return 'kafka';
  if (label === undefined) throw new Error(`Nobody is ${JSON.stringify(peers)}.`);
  // A name alone would be that of another installation in the namespace too.
  expect(labels['app.kubernetes.io/instance']).toBe('jejak');
  return labels[label];
};

const OUTSIDE = [
  'ingressController',
  'prometheus',
  'collector',
  'issuer',
  'witnesses',
  'smtp',
  'webhooks',
  'dns',
];
/** Each list its own, so that it can be told from the others. */
const PEERS = Object.fromEntries(
  OUTSIDE.map((name, i) => [name, [{ ipBlock: { cidr: `192.0.2.${i + 1}/32` } }]]),
);

const read = (example: Example) => {
  const objects = render(example, {
    values: { otlpEndpoint: 'http://collector.example:4318', networkPolicy: PEERS },
  });
  const outside = new Map(Object.entries(PEERS).map(([name, peers]) => [JSON.stringify(peers), name]));
  // Those of the pods of the chart; who comes to the databases is looked at by itself.
  const policies = ofKind(objects, 'NetworkPolicy').filter(
    ({ spec }) => spec.podSelector.matchLabels?.['app.kubernetes.io/name'],
  );
  const of = (policy: (typeof policies)[number]): string => nameOf([policy.spec] as Peer[], outside);
  const pairs = (side: 'ingress' | 'egress'): Pair[] =>
    policies.flatMap((policy) =>
      (policy.spec[side] ?? []).flatMap(({ from, to, ports }) => {
        const other = nameOf(from ?? to ?? [], outside);
        return ports
          .filter(({ protocol }) => protocol === 'TCP')
          .map(({ port }): Pair =>
            side === 'ingress' ? `${other} → ${of(policy)} :${port}` : `${of(policy)} → ${other} :${port}`,
          );
      }),
    );
  return { objects, policies, egress: pairs('egress'), ingress: pairs('ingress') };
};

const sorted = (pairs: Iterable<string>): string[] => [...new Set(pairs)].sort();
const begins = (names: readonly string[]) => (pair: Pair) => names.includes(pair.split(' ')[0]);
const ends = (names: readonly string[]) => (pair: Pair) => names.includes(pair.split(' ')[2]);

describeWith(['helm'], 'the network policies', () => {
  const ALL = [...Object.values(TABLE), ...Object.values(BESIDE_THE_TABLE)].flat();

  it.each<Example>(['city', 'ministry'])('of %s let out what the table says, pair by pair', (example) => {
    expect(sorted(read(example).egress)).toEqual(
      sorted(ALL.filter((pair) => !begins(['ingressController', 'prometheus'])(pair))),
    );
  });

  it.each<Example>(['city', 'ministry'])('of %s let in what the table says, pair by pair', (example) => {
    const { ingress } = read(example);
    const pods = [...SERVICES, 'migrate', 'smoke'];
    expect(sorted(ingress.filter(ends(pods)))).toEqual(sorted(ALL.filter(ends(pods))));
  });

  it('let to the databases who has one there, their own cluster, its operator, and whoever measures', () => {
    const { objects } = read('ministry');
    const comes = (cluster: string) =>
      (named(objects, 'NetworkPolicy', `jejak-postgres-${cluster}`).spec.ingress ?? []).flatMap(
        ({ from = [], ports }) =>
          from.map((peer) => {
            const labels = peer.podSelector?.matchLabels;
            const who =
              labels?.['app.kubernetes.io/name'] ?? labels?.['cnpg.io/cluster'] ?? JSON.stringify(peer);
            return `${who} ${ports.map(({ port }) => port).join(' ')}`;
          }),
      );
    const CNPG = '{"namespaceSelector":{"matchLabels":{"kubernetes.io/metadata.name":"cnpg-system"}}}';
    const beside = (cluster: string) => [
      ...[`jejak-postgres-${cluster} 5432 8000`, `${CNPG} 5432 8000`],
      `${JSON.stringify(PEERS.prometheus[0])} 9187`,
    ];
    expect(comes('audit')).toEqual(['audit 5432', 'migrate 5432', ...beside('audit')]);
    expect(comes('performance')).toEqual(['performance 5432', 'migrate 5432', ...beside('performance')]);
  });

  it('let to the brokers who reads or writes there, and the one who measures lag where it scales', () => {
    const listener = (example: Example) => ofKind(read(example).objects, 'Kafka')[0].spec.kafka.listeners[0];
    const names = (example: Example) =>
      listener(example).networkPolicyPeers.map(
        (peer) => peer.podSelector?.matchLabels['app.kubernetes.io/name'],
      );
    expect(names('city')).toEqual([...STORES]);
    expect(names('ministry')).toEqual([...STORES, undefined]);
    expect(listener('ministry').networkPolicyPeers.at(-1)).toEqual({
      namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'keda' } },
    });
  });

  it('deny everything else, both ways, to every pod but those of operators', () => {
    for (const example of ['city', 'ministry', 'kind'] as const) {
      const { spec } = named(read(example).objects, 'NetworkPolicy', 'jejak-default-deny');
      expect(spec).toEqual({
        podSelector: {
          matchExpressions: [
            { key: 'cnpg.io/cluster', operator: 'DoesNotExist' },
            { key: 'strimzi.io/cluster', operator: 'DoesNotExist' },
          ],
        },
        policyTypes: ['Ingress', 'Egress'],
      });
    }
  });

  it('never open a port to everybody', () => {
    for (const example of ['city', 'ministry', 'kind'] as const)
      for (const { spec } of read(example).policies)
        for (const rule of [...(spec.ingress ?? []), ...(spec.egress ?? [])]) {
          expect((rule.from ?? rule.to ?? []).length).toBeGreaterThan(0);
          expect(rule.ports.length).toBeGreaterThan(0);
        }
  });

  it('open nothing for an address that the values do not name', () => {
    const objects = render('kind');
    const rules = ofKind(objects, 'NetworkPolicy').flatMap(({ spec }) => [
      ...(spec.ingress ?? []),
      ...(spec.egress ?? []),
    ]);
    const ports = rules.flatMap((rule) => rule.ports.map(({ port }) => port));
    expect(new Set(ports)).toEqual(new Set([3000, 3001, 4000, 5432, 8000, 9093, 9464, 53]));
  });

  it('know the demonstration’s issuer, where there is one', () => {
    const { egress } = read('kind');
    expect(sorted(egress.filter(ends(['issuer'])))).toEqual(sorted(EMBEDDED_ISSUER));
  });
});
