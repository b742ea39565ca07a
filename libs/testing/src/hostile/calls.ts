import { type Role, ROLES } from '@jejak/kernel';
import { type Contract, type Entrance, entrancesOf } from './contract';
import { type Known, sampleOf, UNKNOWN_ID } from './sample';
import { spoiledBodies } from './spoiled';

/** A request, and whether it can only be refused. */
export interface HostileCall {
  readonly name: string;
  readonly method: string;
  readonly path: string;
  readonly role: Role;
  /** JSON as it is sent; null: none. */
  readonly body: string | null;
  readonly refused: boolean;
}

export interface HostilePlan {
  /** Who may use a permission. */
  readonly rolesOf: (permission: string) => readonly Role[];
  /** What stands for members of bodies, by name. */
  readonly known: Known;
  /** What stands for parameters of paths, by the part of the path before them: `sessions` → an id of one. */
  readonly inPath: Readonly<Record<string, string>>;
}

const PARAMETER = /\{[^}]+\}/g;

/** Values of a part of the path that name nothing. */
const STRAY = [
  ...[UNKNOWN_ID.toUpperCase(), 'not-an-id', '-1', '99999999999999999999', '%00', "'%20or%20'1'='1"],
  ...['..%2f..%2fetc', '__proto__', 'a'.repeat(300)],
];

const STRAY_QUERY = [
  ...['', '%00', '-1', '1e999', '2026-02-30', UNKNOWN_ID.toUpperCase(), 'a'.repeat(5_000), "'--"],
];

/** What machines read for as long as they like, and what operators do to the machine: the library that has them tries them. */
const LEFT_OUT = ['/v1/feed', '/v1/operator'];
const isLeftOut = (path: string): boolean => LEFT_OUT.some((beginning) => path.startsWith(beginning));

/** The path with what is known in the place of every parameter. */
const filled = (path: string, inPath: HostilePlan['inPath']): string => {
  const parts = path.split('/');
  return parts
    .map((part, at) => (part.startsWith('{') ? (inPath[parts[at - 1]] ?? UNKNOWN_ID) : part))
    .join('/');
};

const strayPaths = (path: string, inPath: HostilePlan['inPath']): string[] => {
  const parameters = path.match(PARAMETER) ?? [];
  return parameters.flatMap((parameter) =>
    STRAY.map((stray) => filled(path.replace(parameter, stray), inPath)),
  );
};

const queriesOf = ({ parameters }: Entrance): string[] => [
  ...parameters
    .filter((parameter) => parameter.in === 'query')
    .flatMap(({ name }) => STRAY_QUERY.map((value) => `${name}=${value}`)),
  'unknown=1',
  '__proto__[x]=1',
];

/** What a hostile caller sends to one entrance. */
const callsAt = (entrance: Entrance, contract: Contract, plan: HostilePlan): HostileCall[] => {
  const { method, path, permission, body: schema } = entrance;
  const roles = plan.rolesOf(permission);
  const [role = 'public'] = roles;
  const at = filled(path, plan.inPath);
  const sample = schema ? sampleOf(schema, contract, plan.known) : null;
  const body = schema ? JSON.stringify(sample) : null;
  const call = (what: string, over: Partial<HostileCall> = {}): HostileCall => ({
    ...{ name: `${method} ${path}, ${what}`, method, path: at, role, body, refused: false, ...over },
  });
  const named = entrance.parameters.some((parameter) => parameter.in === 'path');
  return [
    // Whoever must not, before anybody who may.
    ...ROLES.map((other) =>
      call(`as ${other}`, { role: other, refused: !roles.includes(other) && !roles.includes('public') }),
    ),
    ...strayPaths(path, plan.inPath).map((stray) => call(`at ${stray.slice(0, 90)}`, { path: stray })),
    ...(named
      ? [call('at what nobody knows', { path: path.replaceAll(PARAMETER, UNKNOWN_ID), refused: true })]
      : []),
    ...(method === 'GET'
      ? queriesOf(entrance).map((query) => call(`with ?${query.slice(0, 60)}`, { path: `${at}?${query}` }))
      : []),
    ...(schema
      ? spoiledBodies(schema, contract, sample).map(({ what, body: spoiled, refused }) =>
          call(what, { body: spoiled, refused }),
        )
      : method === 'GET'
        ? []
        : [call('with a body that is not asked for', { body: '{"unknown":1}', refused: true })]),
  ];
};

/**
 * Requests to every entrance of a contract that no honest client sends: every role, things that nobody knows, and each member of each
 * body spoiled in every way that can be made from its schema. Some are fine by accident: none may end in a 5xx.
 */
export const hostileCalls = (contract: Contract, plan: HostilePlan): HostileCall[] =>
  entrancesOf(contract)
    .filter(({ path }) => !isLeftOut(path))
    .flatMap((entrance) => callsAt(entrance, contract, plan));

/** Entrances of a contract, also those that take files, at which no call knocks. */
export const untriedEntrances = ({ paths }: Contract, calls: readonly HostileCall[]): string[] => {
  const tried = new Set(calls.map(({ name }) => name.split(',')[0]));
  return Object.entries(paths)
    .filter(([path]) => !isLeftOut(path))
    .flatMap(([path, methods]) => Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`))
    .filter((entrance) => !tried.has(entrance));
};

/** Commands that are sent several times at once under one id. */
export const twinCalls = (contract: Contract, plan: HostilePlan): HostileCall[] =>
  entrancesOf(contract)
    .filter(({ method, path }) => method === 'POST' && !isLeftOut(path))
    .map((entrance) => {
      const { method, path, permission, body } = entrance;
      const [role = 'public'] = plan.rolesOf(permission);
      return {
        ...{ name: `${method} ${path}`, method, path: filled(path, plan.inPath), role, refused: false },
        body: body ? JSON.stringify(sampleOf(body, contract, plan.known)) : null,
      };
    });
