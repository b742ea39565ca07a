import { expect, it } from '@jest/globals';
import { named, ofKind, render, type Rendered, STORES } from './render';
import { describeWith } from './tools';

const CITY = 'city' as const;
const HOOK = 'helm.sh/hook';

const job = (objects: readonly Rendered[]) => {
  const [only, ...more] = ofKind(objects, 'Job');
  expect(more).toEqual([]);
  return only;
};
const hooks = (objects: readonly Rendered[]): readonly Rendered[] =>
  objects.filter(({ metadata }) => metadata.annotations?.[HOOK] === 'pre-upgrade');

describeWith(['helm'], 'the migration', () => {
  it('brings one database after the other up to date, and nothing else', () => {
    const { spec } = job(render(CITY));
    expect(spec).toMatchObject({ backoffLimit: 3, activeDeadlineSeconds: 900 });
    const pod = spec.template.spec;
    expect(pod.restartPolicy).toBe('Never');
    const containers = [...(pod.initContainers ?? []), ...pod.containers];
    expect(pod.containers).toHaveLength(1);
    expect(containers.map(({ args }) => args)).toEqual(
      STORES.map((service) => [`services/${service}/dist/main.js`, 'migrate']),
    );
    for (const { name, volumeMounts } of containers)
      expect(volumeMounts).toEqual([
        { name: 'tmp', mountPath: '/tmp' },
        { name: `secrets-${name}`, mountPath: '/run/secrets/jejak', readOnly: true },
        ...(name === 'audit' ? [{ name: 'ledger', mountPath: '/etc/jejak', readOnly: true }] : []),
      ]);
    // Keys of people and the log's own volume are no affair of a schema.
    expect(JSON.stringify(pod.volumes)).not.toContain('persistentVolumeClaim');
  });

  it('is a plain Job beside everything else on install: what it waits for comes with it', () => {
    const objects = render(CITY);
    expect(hooks(objects)).toEqual([]);
    const { metadata, spec } = job(objects);
    expect(metadata.name).toBe('jejak-migrate');
    expect(metadata.annotations).toBeUndefined();
    for (const { envFrom } of spec.template.spec.initContainers ?? [])
      expect(named(objects, 'ConfigMap', envFrom[0].configMapRef.name).metadata.annotations).toBeUndefined();
  });

  it('is a hook before an upgrade, with what it needs made before it', () => {
    const objects = render(CITY, { isUpgrade: true });
    const { metadata, spec } = job(objects);
    expect(metadata).toMatchObject({
      name: 'jejak-migrate-upgrade',
      annotations: { [HOOK]: 'pre-upgrade', 'helm.sh/hook-weight': '0' },
    });
    const pod = spec.template.spec;
    const needed = [
      `ServiceAccount ${pod.serviceAccountName}`,
      ...[...(pod.initContainers ?? []), ...pod.containers].map(
        ({ envFrom }) => `ConfigMap ${envFrom[0].configMapRef.name}`,
      ),
      `ConfigMap ${pod.volumes.find(({ name }) => name === 'ledger')?.configMap?.name}`,
    ];
    const before = hooks(objects).filter(
      ({ metadata: { annotations } }) => Number(annotations?.['helm.sh/hook-weight']) < 0,
    );
    expect(before.map(({ kind, metadata: { name } }) => `${kind} ${name}`).sort()).toEqual(needed.sort());
    // The same that the new pods are told.
    for (const service of STORES)
      expect(named(objects, 'ConfigMap', `jejak-migrate-upgrade-${service}`).data).toEqual(
        named(objects, 'ConfigMap', `jejak-${service}`).data,
      );
  });

  it('is what the values say where nobody says which it is, with their annotations', () => {
    const annotations = { 'argocd.argoproj.io/hook': 'PreSync' };
    const plain = job(
      render(CITY, { isUpgrade: true, values: { migration: { rendering: 'job', annotations } } }),
    );
    expect(plain.metadata).toMatchObject({ name: 'jejak-migrate', annotations });
    expect(plain.metadata.annotations).not.toHaveProperty([HOOK]);
    const hook = job(render(CITY, { values: { migration: { rendering: 'hook', annotations } } }));
    expect(hook.metadata.annotations).toMatchObject({ ...annotations, [HOOK]: 'pre-upgrade' });
  });
});
