// Writes what is generated of the documentation from the built code: docs/problems (a page for each code), docs/configuration.md
// docs/permissions.md and docs/reactions.md. With --check it writes nothing and ends with 1 where a file is not what the code says.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { heard, LISTENING } from './reactions.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const require = createRequire(join(root, 'package.json'));
const check = process.argv.includes('--check');

const http = require('@jejak/http');
const SERVICES = [
  'recruitment',
  'performance',
  'training',
  'career',
  'policy',
  'citizen',
  'notification',
  'audit',
  'gateway',
];

/** What a service's process can answer, in a process of its own: two services may say one code in words of their own. */
const catalogueOf = (service) =>
  JSON.parse(
    execFileSync(
      process.execPath,
      [
        '-e',
        `require('@jejak/imports'); require('@jejak/service'); require('./services/${service}/dist/${service}.problems.js');
         process.stdout.write(JSON.stringify(require('@jejak/http').problemCatalogue()));`,
      ],
      { cwd: root, encoding: 'utf8', maxBuffer: 16 * 1024 * 1024 },
    ),
  );

/** Code → the texts it has, each with the services that say it. */
const texts = new Map();
for (const service of SERVICES)
  for (const [code, text] of catalogueOf(service)) {
    const known = texts.get(code) ?? [];
    const same = known.find((one) => JSON.stringify(one.text) === JSON.stringify(text));
    if (same) same.services.push(service);
    else known.push({ text, services: [service] });
    texts.set(code, known);
  }

const pages = new Map();
const catalogue = [...texts].sort(([a], [b]) => (a < b ? -1 : 1));
for (const [code, known] of catalogue) {
  const sections = known.map(({ text: { title, en, id, next }, services }) =>
    [
      ...(known.length > 1 ? [`## ${services.join(', ')}`, ''] : []),
      `**${title}.** ${en}`,
      '',
      `What to do: ${next.en}`,
      '',
      `_Bahasa Indonesia:_ ${id} ${next.id}`,
      '',
    ].join('\n'),
  );
  pages.set(`docs/problems/${code}.md`, `# ${code}\n\n${sections.join('\n')}`);
}
pages.set(
  'docs/problems/README.md',
  [
    '# Problems',
    '',
    'What a refusal means and what to do next. Programs match on `type` (`/problems/<CODE>`), people read `detail`.',
    'Generated from the catalogues in the code by `node scripts/docs.mjs`.',
    '',
    '| code | means |',
    '|---|---|',
    ...catalogue.map(([code, [{ text }]]) => `| [${code}](${code}.md) | ${text.title} |`),
    '',
  ].join('\n'),
);

const settings = [
  ['Every service with a store of its own', http.ServiceSettings],
  [
    'recruitment',
    require(join(root, 'services/recruitment/dist/recruitment.settings.js')).RecruitmentSettings,
  ],
  ['policy', require(join(root, 'services/policy/dist/policy.settings.js')).PolicySettings],
  ['citizen', require(join(root, 'services/citizen/dist/citizen.settings.js')).CitizenSettings],
  [
    'notification',
    require(join(root, 'services/notification/dist/notification.settings.js')).NotificationSettings,
  ],
  ['audit', require(join(root, 'services/audit/dist/audit.settings.js')).AuditSettings],
  ['gateway', require(join(root, 'services/gateway/dist/gateway.settings.js')).GatewaySettings],
];
pages.set(
  'docs/configuration.md',
  [
    '# Configuration',
    '',
    'From the environment, or from a file: `X_FILE=/path` wins over `X`. A wrong configuration is printed whole, and the process ends',
    'with 78; a `JEJAK_` name that nothing reads is an error. Business parameters are not configuration: they are policies.',
    'Generated from the code by `node scripts/docs.mjs`.',
    '',
    ...settings.flatMap(([name, type]) => [`## ${name}`, '', http.settingsTable(type)]),
  ].join('\n'),
);

const { PERMISSIONS } = require('@jejak/auth');
const { ROLES } = require('@jejak/kernel');
const permissionTable = (context) => [
  `## ${context}`,
  '',
  `| permission | ${ROLES.join(' | ')} |`,
  `|---|${ROLES.map(() => ':-:|').join('')}`,
  ...Object.entries(PERMISSIONS)
    .filter(([name]) => name.startsWith(`${context}:`))
    .map(
      ([name, { roles, decision }]) =>
        `| \`${name.slice(context.length + 1)}\`${decision ? ' ⚖' : ''} | ${ROLES.map((role) => (roles.includes(role) ? '●' : '')).join(' | ')} |`,
    ),
  '',
];
pages.set(
  'docs/permissions.md',
  [
    '# Permissions',
    '',
    'Which role may use which permission (regulations and sections beside each in `libs/auth/src/permissions.ts`). A route names its permission and roles in the',
    'OpenAPI of its service as `x-permission` and `x-roles`; a route without them is open to everyone. A role opens the door only: relations, duties,',
    'assignments and duties kept apart are asked by the rules behind it. ⚖ a decision: its refusals are recorded too.',
    'Generated from the code by `node scripts/docs.mjs`.',
    '',
    ...[...new Set(Object.keys(PERMISSIONS).map((name) => name.split(':')[0]))].flatMap(permissionTable),
  ].join('\n'),
);

const reactions = heard();
const FACTS_OF = [...LISTENING].sort();
const said = (names, how) =>
  names.length === 0 ? [] : [`${how} ${names.map((name) => `\`${name}\``).join(', ')}`];
const listeners = (fact, owner) =>
  LISTENING.flatMap((service) => {
    const by = reactions[service][fact];
    // What a service makes of its own facts for itself to read is its own affair.
    if (!by || (service === owner && by.reactions.length === 0)) return [];
    const parts = [
      ...said(by.reactions, 'reacts by'),
      ...(service === owner
        ? []
        : [...said(by.timers, 'sets or ends timers of'), ...said(by.readModels, 'keeps')]),
    ];
    return [`**${service}** ${parts.join('; ')}`];
  });
const reactionTable = (owner) => {
  const facts = [...new Set(LISTENING.flatMap((service) => Object.keys(reactions[service])))]
    .filter((fact) => fact.startsWith(`${owner}.`))
    .sort();
  const lines = facts.flatMap((fact) => {
    const by = listeners(fact, owner);
    return by.length === 0 ? [] : [`| \`${fact.slice(owner.length + 1)}\` | ${by.join('<br>')} |`];
  });
  return lines.length === 0 ? [] : [`## ${owner}`, '', '| fact | who hears it |', '|---|---|', ...lines, ''];
};
pages.set(
  'docs/reactions.md',
  [
    '# Reactions',
    '',
    'Which service hears which fact, and by what: a reaction (a consumer group with books of its own) gives a command; timers stand in `rm.timers` until their',
    'day; a read model is what a later decision reads. Of its own facts a service is named where it reacts to them. All of it may come twice and, between streams,',
    'in any order. The ledger (audit) reads every fact besides. What follows from which fact, line by line with the test that shows it:',
    '[reactions.test.ts](../e2e/test/reactions.test.ts). Generated from the code by `node scripts/docs.mjs`.',
    '',
    ...FACTS_OF.flatMap(reactionTable),
  ].join('\n'),
);

const old = existsSync(join(root, 'docs/problems'))
  ? readdirSync(join(root, 'docs/problems')).map((name) => `docs/problems/${name}`)
  : [];
const wrong = [
  ...[...pages]
    .filter(
      ([path, text]) => !existsSync(join(root, path)) || readFileSync(join(root, path), 'utf8') !== text,
    )
    .map(([path]) => path),
  ...old.filter((path) => !pages.has(path)),
];
if (check) {
  for (const path of wrong) console.error(`${path} is not what the code says: run node scripts/docs.mjs`);
  process.exit(wrong.length === 0 ? 0 : 1);
}
mkdirSync(join(root, 'docs/problems'), { recursive: true });
for (const path of old) if (!pages.has(path)) rmSync(join(root, path));
for (const [path, text] of pages) writeFileSync(join(root, path), text);
console.log(`${pages.size} pages`);
