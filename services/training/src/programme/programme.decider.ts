import {
  type Component,
  COMPONENTS,
  type ProgrammeDefined,
  programmeDefined,
  type ProgrammeKind,
  type ProgrammeRevised,
  programmeRevised,
  type StateProgramme,
} from '@jejak/contracts/training';
import { Conflict, type Decider, NotFound, RuleViolated } from '@jejak/kernel';

type Contents = ProgrammeDefined['data'];

export type ProgrammeCommand =
  | ({ readonly type: 'DefineProgramme' } & Contents)
  /** What holds for sessions that are scheduled from now on. */
  | ({ readonly type: 'ReviseProgramme' } & Contents);
export type ProgrammeEvent = ProgrammeDefined | ProgrammeRevised;

/** A programme as it is now; the first edition is 1. */
export interface Edition extends Contents {
  readonly edition: number;
}
export type Programme = { readonly status: 'absent' } | ({ readonly status: 'defined' } & Edition);

export interface ProgrammeGiven {
  /** Training hours of the programmes of the state. */
  readonly statutoryJp: Readonly<Record<StateProgramme, number>>;
  /** Prerequisites that are no programmes of the catalogue. */
  readonly unknown: readonly string[];
}

/** What a leadership programme is scored by. @source domain.md 6.3 */
export const LEADERSHIP_COMPONENTS: readonly Component[] = ['THEORY', 'SIMULATION', 'CASE_STUDY'];

/** Which kind a programme of the state has. */
const KIND: Readonly<Record<StateProgramme, ProgrammeKind>> = {
  LATSAR: 'LATSAR',
  PKP: 'LEADERSHIP',
  PKA: 'LEADERSHIP',
  PKN2: 'LEADERSHIP',
};

const violated = (rule: string, message: string, field: string): RuleViolated =>
  new RuleViolated('RULE_VIOLATED', message, { rule, field });

/** What a programme may say, in a fixed order of everything. @source domain.md 6.3; regulations of LAN */
const checked = (data: Contents, { statutoryJp, unknown }: ProgrammeGiven): Contents => {
  const { programmeId, kind, stateProgramme, jp, components, competencies, prerequisites } = data;
  if ((kind === 'LATSAR') !== (stateProgramme === 'LATSAR'))
    throw violated('programme.latsar', 'The basic training is a programme of the state.', 'stateProgramme');
  if (stateProgramme !== null && KIND[stateProgramme] !== kind)
    throw violated('programme.kind', `A ${stateProgramme} is of kind ${KIND[stateProgramme]}.`, 'kind');
  if (stateProgramme !== null && jp !== statutoryJp[stateProgramme])
    throw violated(
      'programme.statutory-jp',
      `A ${stateProgramme} has ${statutoryJp[stateProgramme]} training hours.`,
      'jp',
    );
  if (kind === 'LEADERSHIP' && LEADERSHIP_COMPONENTS.some((component) => !components.includes(component)))
    throw violated(
      'programme.leadership',
      'A leadership programme is scored by theory, simulation and case study.',
      'components',
    );
  if (components.includes('PRE') && !components.includes('POST'))
    throw violated('programme.pre-post', 'A test before is compared with one after.', 'components');
  if (unknown.length > 0)
    throw new NotFound('PROGRAMME_NOT_FOUND', 'A prerequisite is no programme of the catalogue.', {
      field: 'prerequisites',
    });
  if (prerequisites.includes(programmeId))
    throw violated('programme.itself', 'A programme does not come before itself.', 'prerequisites');
  return {
    ...data,
    components: COMPONENTS.filter((component) => components.includes(component)),
    competencies: [...new Set(competencies)].sort(),
    prerequisites: [...new Set(prerequisites)].sort(),
  };
};

/** Whether two editions say the same. */
const same = (one: Contents, { status: _, edition: __, ...other }: Edition & { status: string }): boolean =>
  // Both come from `checked`, which orders what they hold; the members themselves are named in one order.
  JSON.stringify(Object.entries(one).sort()) === JSON.stringify(Object.entries(other).sort());

const decide = (
  { type, ...data }: ProgrammeCommand,
  state: Programme,
  given: ProgrammeGiven,
): ProgrammeEvent[] => {
  switch (type) {
    case 'DefineProgramme': {
      if (state.status === 'defined')
        throw new Conflict('ILLEGAL_TRANSITION', 'This programme is defined already.');
      return [programmeDefined(checked(data, given))];
    }
    case 'ReviseProgramme': {
      if (state.status === 'absent') throw new NotFound('PROGRAMME_NOT_FOUND', 'There is no such programme.');
      if (data.kind !== state.kind || data.stateProgramme !== state.stateProgramme)
        throw violated('programme.other-kind', 'Another kind is another programme.', 'kind');
      const revised = checked(data, given);
      return same(revised, state) ? [] : [programmeRevised({ ...revised, edition: state.edition + 1 })];
    }
  }
};

/** The catalogue: what can be learned, and how it is assessed. @source domain.md 6.1, 6.3; regulations of LAN */
export const programme: Decider<ProgrammeCommand, ProgrammeEvent, Programme, ProgrammeGiven> = {
  initial: { status: 'absent' },
  decide,
  evolve: (_, { data }) => ({ status: 'defined', edition: 1, ...data }),
};
