import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { dump, load } from 'js-yaml';
import { CHART, EXAMPLES, KUBERNETES, ofKind, type Rendered, render, run, template } from './render';
import { describeWith, WORKSPACE } from './tools';

const folder = mkdtempSync(join(tmpdir(), 'jejak-chart-test-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Kinds of operators, whose schemas no tool has without a network; the ones of Kubernetes itself are checked. */
const OF_OPERATORS =
  /^(kafka\.strimzi\.io|postgresql\.cnpg\.io|barmancloud\.cnpg\.io|monitoring\.coreos\.com|keda\.sh|gateway\.networking\.k8s\.io)\//;

const written = (name: string, objects: readonly Rendered[]): string => {
  const file = join(folder, `${name}.yaml`);
  const own = objects.filter(({ apiVersion }) => !OF_OPERATORS.test(apiVersion));
  writeFileSync(file, own.map((object) => dump(object)).join('---\n'));
  return file;
};

describe('the chart', () => {
  it('has the README that its values make', () => {
    const check = () =>
      execFileSync(process.execPath, [join(WORKSPACE, 'deploy', 'helm', 'readme.mjs'), '--check'], {
        stdio: 'pipe',
      });
    expect(check).not.toThrow();
  });

  it('takes images and versions from deploy/images.json', () => {
    const images = JSON.parse(readFileSync(join(WORKSPACE, 'deploy', 'images.json'), 'utf8')) as Record<
      string,
      string
    >;
    const values = load(readFileSync(join(CHART, 'values.yaml'), 'utf8')) as {
      readonly postgres: { readonly image: string };
      readonly kafka: { readonly strimzi: { readonly version: string } };
    };
    expect(values.postgres.image).toBe(images.cnpg);
    expect(`apache/kafka:${values.kafka.strimzi.version}`).toBe(images.kafka);
  });
});

describeWith(['helm'], 'helm', () => {
  it.each(EXAMPLES)('finds nothing to say against %s', (example) => {
    const values = join(CHART, 'examples', `${example}.yaml`);
    const args = ['lint', CHART, '--strict', '--kube-version', KUBERNETES, '--values', values];
    expect(run('helm', args)).toMatchObject({ status: 0 });
  });

  it.each(EXAMPLES)('renders %s, every object once and in no place but its own', (example) => {
    const objects = render(example);
    const names = objects.map(({ kind, metadata }) => `${kind} ${metadata.name}`);
    expect(new Set(names).size).toBe(names.length);
    for (const { kind } of objects)
      expect(kind).not.toMatch(
        /^(Cluster(Role|RoleBinding)|Namespace|CustomResourceDefinition|PriorityClass)$/,
      );
  });

  it.each([
    ['a name of a service that is none', { services: { carrer: { replicas: 2 } } }, 'carrer'],
    ['a value that is none', { services: { career: { replikas: 2 } } }, 'replikas'],
    ['a profile that is none', { profile: 'village' }, '/profile'],
    ['a digest that is none', { image: { digest: 'sha256:abc' } }, '/image/digest'],
    ['a peer that is none', { networkPolicy: { issuer: ['203.0.113.10'] } }, '/networkPolicy/issuer'],
    ['a store of the log that is not built', { ledger: { storage: 's3' } }, '/ledger/storage'],
    ['memory without a unit', { services: { career: { resources: { memory: '512' } } } }, 'memory'],
  ])('refuses %s', (_, values, place) => {
    const { status, stderr } = template('city', { values });
    expect(status).not.toBe(0);
    expect(stderr).toContain("values don't meet the specifications of the schema");
    expect(stderr).toContain(place);
  });
});

describeWith(['helm', 'kubectl-validate'], 'kubectl-validate', () => {
  it.each(EXAMPLES)('accepts %s, installed and upgraded', (example) => {
    for (const isUpgrade of [false, true]) {
      const file = written(`${example}-${String(isUpgrade)}`, render(example, { isUpgrade }));
      const { status, stdout, stderr } = run('kubectl-validate', [file, '--version', '1.30']);
      expect([status, stdout, stderr].join('\n')).toContain('OK');
      expect(status).toBe(0);
    }
  });

  it('would have found a misspelt field', () => {
    const [first, ...rest] = ofKind(render('kind'), 'Deployment');
    const file = written('misspelt', [{ ...first, spec: { ...first.spec, replicaz: 1 } }, ...rest]);
    expect(run('kubectl-validate', [file, '--version', '1.30']).status).not.toBe(0);
  });
});

describeWith(['helm', 'kube-score'], 'kube-score', () => {
  it.each(EXAMPLES)('finds nothing critical in %s', (example) => {
    const { stdout } = run('kube-score', [
      ...['score', written(example, render(example)), '--output-format', 'ci'],
      // A pod that is throttled is late for its own heartbeats: no limit of processors, by operations.md.
      '--ignore-container-cpu-limit',
      // What is named by its digest is the same wherever it comes from.
      ...['--ignore-test', 'container-image-pull-policy'],
    ]);
    expect(stdout).toContain('[OK]');
    expect(stdout.split('\n').filter((line) => line.startsWith('[CRITICAL]'))).toEqual([]);
  });
});
