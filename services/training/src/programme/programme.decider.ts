import {
  type Component,
  COMPONENTS,
  type ProgrammeDefined,
  programmeDefined,
  type ProgrammeKind,
  type StateProgramme,
} from '@jejak/contracts/training';
import { Conflict, type Decider, NotFound, RuleViolated } from '@jejak/kernel';

export type ProgrammeCommand = { readonly type: 'DefineProgramme' } & ProgrammeDefined['data'];

export type Programme =
  { readonly status: 'absent' } | ({ readonly status: 'defined' } & ProgrammeDefined['data']);

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

const decide = (
  { type: _, ...data }: ProgrammeCommand,
  state: Programme,
  { statutoryJp, unknown }: ProgrammeGiven,
): ProgrammeDefined[] => {
  if (state.status === 'defined')
    throw new Conflict('PROGRAMME_EXISTS', 'This programme is defined already.');
  const { kind, stateProgramme, jp, components, competencies, prerequisites } = data;
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
  return [
    programmeDefined({
      ...data,
      components: COMPONENTS.filter((component) => components.includes(component)),
      competencies: [...new Set(competencies)].sort(),
      prerequisites: [...new Set(prerequisites)].sort(),
    }),
  ];
};

/** The catalogue: what can be learned, and how it is assessed. @source domain.md 6.1, 6.3; regulations of LAN */
export const programme: Decider<ProgrammeCommand, ProgrammeDefined, Programme, ProgrammeGiven> = {
  initial: { status: 'absent' },
  decide,
  evolve: (_, { data }) => ({ status: 'defined', ...data }),
};
