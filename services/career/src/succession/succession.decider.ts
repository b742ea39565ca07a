import {
  type SuccessionFormed,
  successionFormed,
  type SuccessorNominated,
  successorNominated,
} from '@jejak/contracts/career';
import { Conflict, type Decider, NotFound, RuleViolated } from '@jejak/kernel';

export type SuccessionCommand =
  | {
      readonly type: 'FormSuccession';
      readonly by: string;
      readonly successionId: string;
      readonly position: string;
      readonly unitId: string;
      readonly candidates: readonly string[];
    }
  | { readonly type: 'Nominate'; readonly by: string; readonly employeeId: string };

export type SuccessionEvent = SuccessionFormed | SuccessorNominated;

export type Succession =
  | { readonly status: 'absent' }
  | { readonly status: 'formed'; readonly successionId: string; readonly candidates: readonly string[] };

/** Where somebody stands in the nine-box. */
export interface Standing {
  /** Null: not mapped. */
  readonly box: number | null;
  readonly outdated: boolean;
  /** On which the box rests, sorted by id. */
  readonly evaluations: NonNullable<SuccessionFormed['data']['candidates'][number]['evaluations']>;
  /** In the city's service. */
  readonly employed: boolean;
}

export interface SuccessionGiven {
  /** The lowest box of the pool (`car.ninebox` successionMinBox). */
  readonly minBox: number;
  readonly unitOpen: boolean;
  /** Of everybody whom the command names. */
  readonly standings: Readonly<Record<string, Standing>>;
}

/**
 * Somebody who may follow in a critical post, with the box and what it rests on.
 * @throws NotFound EMPLOYEE_NOT_FOUND · Conflict TALENT_MAP_OUTDATED · RuleViolated NOT_IN_SUCCESSION_POOL, SOD_VIOLATION
 * @source domain.md 7.2, 7.5; parameter `car.ninebox` successionMinBox
 */
const inPool = (
  employeeId: string,
  by: string,
  { minBox, standings }: SuccessionGiven,
): SuccessionFormed['data']['candidates'][number] => {
  const standing = standings[employeeId];
  if (by === employeeId)
    throw new RuleViolated('SOD_VIOLATION', 'Nobody nominates themselves.', { rule: 'sod.own-file' });
  if (!standing?.employed)
    throw new NotFound('EMPLOYEE_NOT_FOUND', 'There is no such employee.', { field: 'employeeId' });
  const { box, outdated, evaluations } = standing;
  if (box === null || box < minBox)
    throw new RuleViolated(
      'NOT_IN_SUCCESSION_POOL',
      `Only who stands in box ${minBox} or above may follow.`,
      {
        rule: 'succession.min-box',
        params: { employeeId, box: box ?? 0, min: minBox },
      },
    );
  if (outdated)
    throw new Conflict('TALENT_MAP_OUTDATED', 'The map of this person rests on what has changed since.', {
      params: { employeeId },
    });
  return { employeeId, box, ...(evaluations.length > 0 ? { evaluations } : {}) };
};

const decide = (command: SuccessionCommand, state: Succession, given: SuccessionGiven): SuccessionEvent[] => {
  switch (command.type) {
    case 'FormSuccession': {
      const { type: _, by, candidates, ...post } = command;
      if (state.status !== 'absent')
        throw new Conflict('SUCCESSION_EXISTS', 'The succession of this post is formed already.');
      if (!given.unitOpen)
        throw new NotFound('UNIT_NOT_FOUND', 'There is no such unit.', { field: 'unitId' });
      const named = candidates
        .map((employeeId) => inPool(employeeId, by, given))
        .sort((a, b) => b.box - a.box || (a.employeeId < b.employeeId ? -1 : 1));
      return [successionFormed({ ...post, formedBy: by, candidates: named })];
    }
    case 'Nominate': {
      const { by, employeeId } = command;
      if (state.status === 'absent')
        throw new NotFound('SUCCESSION_NOT_FOUND', 'There is no succession of this post.');
      const { successionId, candidates } = state;
      if (candidates.includes(employeeId))
        throw new Conflict('ILLEGAL_TRANSITION', 'This person is nominated already.');
      const candidate = inPool(employeeId, by, given);
      return [successorNominated({ successionId, ...candidate, nominatedBy: by }, { subject: employeeId })];
    }
  }
};

/** Who may follow in one critical post. @source domain.md 7.1, 7.2; PermenPANRB 3/2020 */
export const succession: Decider<SuccessionCommand, SuccessionEvent, Succession, SuccessionGiven> = {
  initial: { status: 'absent' },
  decide,
  evolve: (state, event) => {
    if (event.type === 'SuccessionFormed') {
      const { successionId, candidates } = event.data;
      return { status: 'formed', successionId, candidates: candidates.map(({ employeeId }) => employeeId) };
    }
    return state.status === 'absent'
      ? state
      : { ...state, candidates: [...state.candidates, event.data.employeeId] };
  },
};
