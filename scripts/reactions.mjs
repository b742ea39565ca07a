// Which facts each service hears, and by what: its reactions, read models and timers, as the built code registers them.
// Printed as JSON: service → fact → { reactions, readModels, timers }, all sorted.
import { execFileSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

export const LISTENING = [
  'recruitment',
  'performance',
  'training',
  'career',
  'policy',
  'citizen',
  'notification',
  'audit',
];

/** Runs in a process of its own: two services may say one code in words of their own. */
const LOOK = `
  require('reflect-metadata');
  const name = process.env.JEJAK_LISTENING;
  const contracts = (context) =>
    Object.values(require('@jejak/contracts/' + context)).find((one) => one && one.service === context && one.events);
  const definition = Object.values(require('./services/' + name + '/dist/service.js')).find((one) => one && one.name === name && one.module);
  const modules = new Set();
  const walk = (of) => {
    const found = of && (of.module ?? of);
    if (typeof found !== 'function' || modules.has(found)) return;
    modules.add(found);
    for (const inner of Reflect.getMetadata('imports', found) ?? []) walk(inner);
  };
  walk(definition.module);
  const heard = {};
  const add = (fact, how, by) => {
    const of = (heard[fact] ??= { reactions: [], readModels: [], timers: [] })[how];
    if (!of.includes(by)) of.push(by);
    of.sort();
  };
  const factOf = (type) => type.replace(/^asn\\./, '').replace(/\\.v\\d+$/, '');
  for (const module of modules)
    for (const { prototype } of Reflect.getMetadata('controllers', module) ?? [])
      for (const method of Object.getOwnPropertyNames(prototype)) {
        const patterns = Reflect.getMetadata('microservices:pattern', prototype[method]);
        if (!patterns) continue;
        const { name: by } = Reflect.getMetadata('microservices:pattern_extras', prototype[method]) ?? {};
        for (const type of patterns.flat()) add(factOf(type), 'reactions', by);
      }
  const timers = new Set(definition.timers?.sets ?? []);
  const policies = definition.policies ? [require('@jejak/policies').policyVersions] : [];
  for (const one of new Set([...(definition.projections ?? []), ...policies, ...timers]))
    for (const context of ${JSON.stringify(LISTENING)})
      for (const { type, version } of Object.values(contracts(context).events))
        if (one.wants('asn.' + context + '.' + type + '.v' + version))
          add(context + '.' + type, timers.has(one) ? 'timers' : 'readModels', one.name);
  process.stdout.write(JSON.stringify(heard));
`;

/** @param {string} service */
export const heardBy = (service) =>
  JSON.parse(
    execFileSync(process.execPath, ['-e', LOOK], {
      cwd: root,
      encoding: 'utf8',
      maxBuffer: 16 * 1024 * 1024,
      env: { ...process.env, JEJAK_LISTENING: service },
    }),
  );

export const heard = () => Object.fromEntries(LISTENING.map((service) => [service, heardBy(service)]));

if (process.argv[1] && import.meta.url === pathToFileURL(join(process.argv[1])).href)
  process.stdout.write(JSON.stringify(heard()));
