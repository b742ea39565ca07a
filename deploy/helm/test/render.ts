import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadAll } from 'js-yaml';
import { tool, WORKSPACE } from './tools';

export const CHART = join(WORKSPACE, 'deploy', 'helm', 'jejak');
export const EXAMPLES = ['city', 'ministry', 'kind'] as const;
export type Example = (typeof EXAMPLES)[number];
/** The oldest that the chart is for, and the newest whose schemas the tools have. */
export const KUBERNETES = '1.30.0';

/** Labels, annotations, data: names with texts. */
export type Texts = Readonly<Record<string, string>>;

export interface Container {
  readonly name: string;
  readonly image: string;
  readonly args: readonly string[];
  readonly envFrom: readonly { readonly configMapRef: { readonly name: string } }[];
  readonly env?: readonly { readonly name: string; readonly value: string }[];
  readonly resources: { readonly requests: Texts; readonly limits: Texts };
  readonly securityContext: unknown;
  readonly volumeMounts: unknown;
  readonly ports: unknown;
  readonly startupProbe: unknown;
  readonly readinessProbe: unknown;
  readonly livenessProbe: unknown;
  readonly lifecycle: unknown;
}
interface Source {
  readonly secret: { readonly name: string; readonly items: readonly { readonly path: string }[] };
}
export interface Pod {
  readonly serviceAccountName: string;
  readonly initContainers?: readonly Container[];
  readonly containers: readonly Container[];
  readonly volumes: readonly {
    readonly name: string;
    readonly emptyDir?: { readonly sizeLimit: string };
    readonly configMap?: { readonly name: string };
    readonly projected?: { readonly defaultMode: number; readonly sources: readonly Source[] };
  }[];
  readonly restartPolicy?: string;
  readonly terminationGracePeriodSeconds: number;
  readonly topologySpreadConstraints: readonly {
    readonly topologyKey: string;
    readonly whenUnsatisfiable: string;
  }[];
}
interface WithPods {
  readonly replicas?: number;
  readonly strategy?: unknown;
  readonly template: { readonly metadata: { readonly annotations: Texts }; readonly spec: Pod };
}

export interface Peer {
  readonly podSelector?: { readonly matchLabels: Texts };
}
export interface Rule {
  readonly from?: readonly Peer[];
  readonly to?: readonly Peer[];
  readonly ports: readonly { readonly port: number; readonly protocol: string }[];
}
interface NetworkPolicy {
  readonly podSelector: { readonly matchLabels?: Texts; readonly matchExpressions?: unknown };
  readonly policyTypes: readonly string[];
  readonly ingress?: readonly Rule[];
  readonly egress?: readonly Rule[];
}

/** What is looked at of each kind; of the others, whatever a test states of them. */
interface Specs {
  readonly Deployment: WithPods;
  readonly Job: WithPods;
  readonly Pod: Pod;
  readonly NetworkPolicy: NetworkPolicy;
  readonly Kafka: {
    readonly kafka: {
      readonly config: unknown;
      readonly authorization: unknown;
      readonly rack: unknown;
      readonly listeners: readonly { readonly networkPolicyPeers: readonly Peer[] }[];
    };
  };
  readonly KafkaNodePool: { readonly roles: readonly string[]; readonly replicas: number };
  readonly KafkaTopic: { readonly partitions: number };
  readonly KafkaUser: {
    readonly authentication: unknown;
    readonly authorization: { readonly acls: unknown };
    readonly quotas: { readonly producerByteRate: number };
  };
  readonly Cluster: {
    readonly postgresql: { readonly synchronous: unknown; readonly parameters: Texts };
    readonly walStorage: { readonly size: string };
    readonly managed: { readonly roles: readonly unknown[] };
  };
  readonly ObjectStore: {
    readonly retentionPolicy: string;
    readonly configuration: {
      readonly destinationPath: string;
      readonly s3Credentials: { readonly accessKeyId: { readonly name: string } };
    };
  };
}

/** An object of the chart. */
export interface Rendered<Spec = unknown> {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly labels: Texts; readonly annotations?: Texts };
  readonly spec: Spec;
  readonly data?: Texts;
}
type Of<Kind extends string> = Rendered<Kind extends keyof Specs ? Specs[Kind] : unknown>;

export interface RenderOptions {
  /** Over those of the example. */
  readonly values?: object;
  readonly isUpgrade?: boolean;
}

interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program to its end. */
export const run = (name: string, args: readonly string[]): Ended => {
  const { status, stdout, stderr } = spawnSync(tool(name), args, {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  return { status, stdout, stderr };
};

const templated = new Map<string, Ended>();

/** What `helm template` says of an example, or of the chart's own values. Asked once of the same values in a file of tests. */
export const template = (example: Example | undefined, options: RenderOptions = {}): Ended => {
  const asked = JSON.stringify([example, options]);
  const said = templated.get(asked) ?? runTemplate(example, options);
  templated.set(asked, said);
  return said;
};

const runTemplate = (
  example: Example | undefined,
  { values = {}, isUpgrade = false }: RenderOptions,
): Ended => {
  const folder = mkdtempSync(join(tmpdir(), 'jejak-chart-'));
  try {
    // JSON is YAML.
    const more = join(folder, 'values.json');
    writeFileSync(more, JSON.stringify(values));
    return run('helm', [
      ...['template', 'jejak', CHART, '--namespace', 'jejak', '--kube-version', KUBERNETES],
      ...(example ? ['--values', join(CHART, 'examples', `${example}.yaml`)] : []),
      ...['--values', more, ...(isUpgrade ? ['--is-upgrade'] : [])],
    ]);
  } finally {
    rmSync(folder, { recursive: true });
  }
};

/** What whoever installs an example is told at the end. `helm template` renders that only where something else includes it. */
export const notes = (example: Example): string => {
  const folder = mkdtempSync(join(tmpdir(), 'jejak-chart-'));
  try {
    cpSync(CHART, folder, { recursive: true });
    const text = '{{- include (print $.Template.BasePath "/NOTES.txt") . | nindent 2 }}';
    writeFileSync(join(folder, 'templates', 'told.yaml'), `told: |\n  ${text}\n`);
    const values = join(CHART, 'examples', `${example}.yaml`);
    const args = ['--namespace', 'jejak', '--kube-version', KUBERNETES, '--values', values];
    const { stdout, stderr } = run('helm', [
      ...['template', 'jejak', folder, '--show-only', 'templates/told.yaml', ...args],
    ]);
    const [told] = loadAll(stdout) as { readonly told: string }[];
    if (!told) throw new Error(stderr);
    return told.told;
  } finally {
    rmSync(folder, { recursive: true });
  }
};

/** The objects of an example. @throws Error with what helm says where it refuses */
export const render = (example: Example, options?: RenderOptions): readonly Rendered[] => {
  const { status, stdout, stderr } = template(example, options);
  if (status !== 0) throw new Error(stderr);
  return (loadAll(stdout) as (Rendered | null)[]).filter((object) => object !== null);
};

/** Why helm refuses these values: all of its sentences. @throws Error where it does not */
export const refusals = (example: Example | undefined, values: object): readonly string[] => {
  const { status, stderr } = template(example, { values });
  if (status === 0) throw new Error('The values were accepted.');
  return stderr
    .split('\n')
    .filter((line) => line.startsWith('- '))
    .map((line) => line.slice(2));
};

export const ofKind = <Kind extends string>(objects: readonly Rendered[], kind: Kind): readonly Of<Kind>[] =>
  // What helm made is of its kind's form, as kubectl-validate says.
  objects.filter((object): object is Of<Kind> => object.kind === kind);

export const named = <Kind extends string>(
  objects: readonly Rendered[],
  kind: Kind,
  name: string,
): Of<Kind> => {
  const found = ofKind(objects, kind).find(({ metadata }) => metadata.name === name);
  if (!found) throw new Error(`There is no ${kind} ${name}.`);
  return found;
};

export const STORES = [
  ...['audit', 'career', 'citizen', 'notification', 'performance', 'policy', 'recruitment', 'training'],
] as const;
export const SERVICES = [...STORES, 'gateway'] as const;

/** The pods that a chart makes, with the name of each. */
export const podsOf = (objects: readonly Rendered[]): readonly (readonly [string, Pod])[] => [
  ...ofKind(objects, 'Pod').map(({ metadata, spec }) => [metadata.name, spec] as const),
  ...[...ofKind(objects, 'Deployment'), ...ofKind(objects, 'Job')].map(
    ({ metadata, spec }) => [metadata.name, spec.template.spec] as const,
  ),
];
