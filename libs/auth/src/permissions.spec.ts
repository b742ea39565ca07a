import type { Role } from '@jejak/kernel';
import { describe, expect, it } from '@jest/globals';
import { PERMISSIONS, type PermissionRule } from './permissions';

const CONTEXTS = ['recruitment', 'performance', 'training', 'career', 'policy', 'citizen', 'audit'] as const;
type Context = (typeof CONTEXTS)[number];

/** Domain.md 13, as it stands there: C create, D decide, R read, r read aggregated, – none. */
const TABLE: Readonly<Partial<Record<Role, readonly string[]>>> = {
  public: ['r, input', 'r', 'r', 'r', 'R, opinion', 'C, R own', 'verify proofs, own data request'],
  applicant: ['C own', '–', '–', '–', 'R', 'C', 'own access log, data request'],
  employee: [
    'r',
    'C own, R own, 360; duty: verify',
    'C own; duty: D',
    'C/R own; duty: D tests',
    'R, opinion',
    'r, C service events; duty: D',
    'own access log, data request',
  ],
  supervisor: ['–', 'D team, R team', 'D nominate', 'R team', 'R, exception', 'r unit', 'answer findings'],
  hr_admin: ['C, R', 'C cycles, R (not rating)', 'C, D', 'C, R', 'C draft', 'C survey, R', 'data requests'],
  committee: ['D assigned', '–', '–', 'D tests/panels', 'R', '–', '–'],
  leadership: ['D', 'C direction, D org result, rewards, sanctions', 'D plan', 'D', 'D', 'r', 'R findings'],
  inspector: ['R', 'R', 'R', 'R', 'R', 'R', 'C, D'],
  service: ['import, rank', 'ingest, recommend', 'schedule', 'convert', 'activate', 'ingest', 'seal'],
};

/** How far a role goes in a context; each goes on from the one before. */
const LEVELS = ['nothing', 'read', 'act'] as const;
type Level = (typeof LEVELS)[number];

const levelOfCell = (cell: string): Level =>
  cell === '–' ? 'nothing' : /^[Rr]( \w+)?$/.test(cell) ? 'read' : 'act';

const READS = /:(read(-|$)|feed$|export-)/;

/** By the permissions that name the role; `public` among them is everyone. */
const levelOf = (role: Role, context: Context): Level => {
  const named = Object.entries<PermissionRule>(PERMISSIONS)
    .filter(([name, { roles }]) => name.startsWith(`${context}:`) && roles.includes(role))
    .map(([name]) => name);
  return named.length === 0 ? 'nothing' : named.every((name) => READS.test(name)) ? 'read' : 'act';
};

/** Where another section gives a role more than this short table does. */
const BEYOND: Readonly<Record<string, readonly [Level, string]>> = {
  'committee training': ['act', '6.2: a trainer from outside records attendance of their own sessions'],
  'committee audit': ['act', '10.2: any role provides the evidence it is asked for'],
  'inspector performance': ['act', '5.9: who inspects reports a violation'],
  'leadership audit': ['act', '10.2: any role provides the evidence it is asked for'],
};

describe.each(Object.entries(TABLE) as [Role, readonly string[]][])('%s (domain.md 13)', (role, cells) => {
  it.each(CONTEXTS.map((context, at) => [context, cells[at]] as const))('%s: %s', (context, cell) => {
    const wanted = BEYOND[`${role} ${context}`]?.[0] ?? levelOfCell(cell);
    const own = levelOf(role, context);
    const everyone = levelOf('public', context);
    const further = (one: Level, other: Level): boolean => LEVELS.indexOf(one) > LEVELS.indexOf(other);
    // What everyone may do needs no permission of the role's own; beyond its cell the role's own never goes.
    expect(further(wanted, own) && !further(wanted, everyone) ? wanted : own).toBe(wanted);
  });
});

describe('notification (below the table)', () => {
  const having = (permission: keyof typeof PERMISSIONS): readonly Role[] =>
    [...PERMISSIONS[permission].roles].sort();
  const PEOPLE = Object.keys(TABLE)
    .filter((role) => role !== 'public' && role !== 'service')
    .sort();

  it('is everyone’s own inbox and subscriptions', () => {
    expect(having('notification:read-own')).toEqual(PEOPLE);
    expect(having('notification:subscribe')).toEqual(PEOPLE);
  });
  it('has its templates from hr_admin', () =>
    expect(having('notification:publish-template')).toEqual(['hr_admin']));
});

describe('permissions', () => {
  it('give a monitor the entries of the log, and nothing else', () =>
    expect(
      Object.entries<PermissionRule>(PERMISSIONS).flatMap(([name, { roles }]) =>
        roles.includes('monitor') ? [name] : [],
      ),
    ).toEqual(['audit:read-entries']));
  it('keep operating apart from every business act', () => {
    for (const [name, { roles }] of Object.entries<PermissionRule>(PERMISSIONS))
      expect({ name, operator: roles.includes('operator') }).toEqual({
        name,
        operator: name.startsWith('operations:'),
      });
  });
});
