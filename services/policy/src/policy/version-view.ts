import { type Cell, cellOf, withoutSmallCells } from '@jejak/publication';
import type { Version } from './policy.state';

/** A shift between two predicates as the public sees it. */
interface ShiftView {
  readonly from: string;
  readonly to: string;
  readonly count: Cell;
}

/** What a draft would have come to, with the small counts left out. `hypothetical` is always true. */
export type SimulationView = Omit<Version['simulations'][number], 'effects'> & {
  readonly effects: {
    readonly of: string;
    readonly evaluated: number;
    readonly changed: Cell;
    readonly shifts: readonly ShiftView[];
  } | null;
  /** Whether it is of the text as it stands, or of an earlier revision. */
  readonly current: boolean;
};

/** A version as everybody sees it: everything of it but who wrote it. */
export type VersionView = Omit<Version, 'authors' | 'simulations' | 'simulated'> & {
  readonly key: string;
  readonly simulations: readonly SimulationView[];
};

/** Whether everybody may know of a version: a draft is known to HR, leadership and inspectors until people are asked about it. */
export const isPublic = ({ revision, consultation }: Version): boolean =>
  revision === 0 || consultation !== null;

/** @param minCell the smallest count that is shown. From `pub` @source domain.md 2.7, 8.1 (published openly) */
export const publicOf = (key: string, of: Version, minCell: number): VersionView => {
  const { authors: _, simulated: __, simulations, ...shown } = of;
  return {
    ...{ key, ...shown },
    simulations: simulations.map(({ effects, ...simulation }) => ({
      ...simulation,
      current: simulation.revision === of.revision,
      effects: effects && {
        ...{ of: effects.of, evaluated: effects.evaluated, changed: cellOf(effects.changed, minCell) },
        shifts: shiftsOf(effects.shifts, minCell),
      },
    })),
  };
};

const shiftsOf = (
  shifts: readonly { readonly from: string; readonly to: string; readonly count: number }[],
  minCell: number,
): ShiftView[] => {
  const name = (from: string, to: string): string => `${from}>${to}`;
  const cells = withoutSmallCells(
    new Map(shifts.map(({ from, to, count }) => [name(from, to), count])),
    minCell,
  );
  return shifts.map(({ from, to }) => ({ from, to, count: cells.get(name(from, to)) ?? 'SUPPRESSED' }));
};
