import type { Version } from './policy.state';

/** One parameter through the versions that were in force: what a chart of it needs. */
export interface ParameterLine {
  /** JSON pointer. */
  readonly path: string;
  readonly points: readonly {
    readonly version: number;
    /** Legal dates; `lastDay` is null while it lasts. */
    readonly from: string;
    readonly lastDay: string | null;
    /** As the version has it; null where it has no such member. */
    readonly value: unknown;
  }[];
}

const step = (name: string): string => `/${name.replace(/~/g, '~0').replace(/\//g, '~1')}`;

const leaves = (value: unknown, path: string): [string, unknown][] =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.entries(value).flatMap(([name, member]) => leaves(member, path + step(name)))
    : [[path, value]];

/** Every parameter of a policy by its pointer, sorted, with its value under each version that came into force. */
export const historyOf = (versions: readonly Version[]): ParameterLine[] => {
  const lived = versions
    .filter(
      ({ kind, status }) => kind === 'PARAMETERS' && ['IN_FORCE', 'SUPERSEDED', 'REPEALED'].includes(status),
    )
    .map((of) => ({ of, values: new Map(leaves(of.parameters, '')) }));
  const paths = [...new Set(lived.flatMap(({ values }) => [...values.keys()]))].sort();
  return paths.map((path) => ({
    path,
    points: lived.map(({ of: { version, effectiveFrom, lastDay }, values }) => ({
      ...{ version, from: effectiveFrom ?? '', lastDay },
      value: values.get(path) ?? null,
    })),
  }));
};
