import {
  type PanelAppointed,
  panelAppointed,
  type PanelMember,
  type PanelReserveAppointed,
  panelReserveAppointed,
  type RubricCriterion,
} from '@jejak/contracts/recruitment';
import { Conflict, decimal, type Decider, RuleViolated, streamOf, sum } from '@jejak/kernel';
import { type AppointedPanel, isComposed, type PanelRules } from './composition';

export type VacancyPanelCommand =
  | {
      readonly type: 'AppointPanel';
      readonly by: string;
      readonly vacancyId: string;
      readonly members: readonly PanelMember[];
      readonly reserves: readonly PanelMember[];
      readonly rubric: readonly RubricCriterion[];
    }
  | {
      readonly type: 'AppointPanelReserve';
      readonly by: string;
      readonly vacancyId: string;
      readonly reserves: readonly PanelMember[];
    };

export type VacancyPanelEvent = PanelAppointed | PanelReserveAppointed;

/** Null: the interviews of this vacancy are held elsewhere, and their scores come by file. */
export type VacancyPanel = AppointedPanel | null;

export interface VacancyPanelGiven {
  /** Announced, and its final result not published. */
  readonly vacancyOpen: boolean;
  /** Whether interviews are held here: that of a PPPK is a paper of its test. */
  readonly hasInterview: boolean;
  /** Those of the people named who have the duty `panelist` for this vacancy today. */
  readonly onDuty: readonly string[];
  /** Those of the people named who have applied for this very vacancy. */
  readonly applying: readonly string[];
  /** Applicants whose interview or psychological test was scored elsewhere already. */
  readonly scoredElsewhere: number;
  readonly rules: PanelRules;
}

/** What holds for everybody who is given a part in the panel. */
const assertPeople = (
  by: string,
  people: readonly PanelMember[],
  { vacancyOpen, hasInterview, applying, onDuty }: VacancyPanelGiven,
): void => {
  if (!vacancyOpen)
    throw new Conflict('ILLEGAL_TRANSITION', 'A panel is appointed between announcement and final result.');
  if (!hasInterview)
    throw new RuleViolated('RULE_VIOLATED', 'This vacancy has no interview by a panel.', {
      rule: 'rec.stages',
    });
  const ids = people.map(({ personId }) => personId);
  if (ids.includes(by)) throw new RuleViolated('SOD_VIOLATION', 'Nobody appoints themselves to a panel.');
  if (ids.some((id) => applying.includes(id)))
    throw new RuleViolated('CONFLICT_OF_INTEREST', 'An applicant has no part in the panel.');
  if (new Set(ids).size < ids.length)
    throw new RuleViolated('RULE_VIOLATED', 'Each person has one part in the panel.', {
      rule: 'rec.panel.once',
    });
  if (ids.some((id) => !onDuty.includes(id)))
    throw new RuleViolated('RULE_VIOLATED', 'Only who has the duty of a panelist is appointed.', {
      rule: 'rec.panel.duty',
    });
};

const assertRubric = (rubric: readonly RubricCriterion[]): void => {
  if (new Set(rubric.map(({ name }) => name)).size < rubric.length)
    throw new RuleViolated('RULE_VIOLATED', 'The criteria of a rubric have different names.', {
      field: 'rubric',
      rule: 'rec.panel.rubric',
    });
  const weights = rubric.map(({ weight }) => weight);
  if (weights.some((weight) => !decimal(weight).greaterThan(0)) || !sum(weights).equals(100))
    throw new RuleViolated('WEIGHTS_NOT_100', 'The weights of the rubric do not sum to 100.', {
      field: 'rubric',
    });
};

const samePeople = (one: readonly PanelMember[], other: readonly PanelMember[]): boolean =>
  one.length === other.length &&
  one.every(({ personId, kind }, at) => personId === other[at].personId && kind === other[at].kind);

const sameRubric = (one: readonly RubricCriterion[], other: readonly RubricCriterion[]): boolean =>
  one.length === other.length &&
  one.every(({ name, weight }, at) => name === other[at].name && weight === other[at].weight);

const appoint = (
  { by, vacancyId, members, reserves, rubric }: Extract<VacancyPanelCommand, { type: 'AppointPanel' }>,
  state: VacancyPanel,
  given: VacancyPanelGiven,
): VacancyPanelEvent[] => {
  if (state) {
    const same =
      samePeople(state.members, members) &&
      samePeople(state.reserves, reserves) &&
      sameRubric(state.rubric, rubric);
    if (same) return [];
    throw new Conflict('ILLEGAL_TRANSITION', 'The panel is appointed; more people can stand in reserve.');
  }
  assertPeople(by, [...members, ...reserves], given);
  assertRubric(rubric);
  if (!isComposed(members, given.rules))
    throw new RuleViolated('PANEL_COMPOSITION', 'The panel is too small, or has too few from outside.', {
      field: 'members',
      params: { members: given.rules.minMembers, external: given.rules.minExternal },
    });
  if (given.scoredElsewhere > 0)
    throw new RuleViolated('RULE_VIOLATED', 'Interviews of this vacancy were scored elsewhere already.', {
      rule: 'rec.panel',
    });
  return [
    panelAppointed({
      ...{ vacancyId, appointedBy: by },
      ...{ members: [...members], reserves: [...reserves], rubric: [...rubric] },
    }),
  ];
};

const appointReserve = (
  { by, vacancyId, reserves }: Extract<VacancyPanelCommand, { type: 'AppointPanelReserve' }>,
  state: VacancyPanel,
  given: VacancyPanelGiven,
): VacancyPanelEvent[] => {
  if (!state) throw new Conflict('ILLEGAL_TRANSITION', 'No panel is appointed for this vacancy.');
  assertPeople(by, reserves, given);
  const known = [...state.members, ...state.reserves].map(({ personId }) => personId);
  if (reserves.some(({ personId }) => known.includes(personId)))
    throw new RuleViolated('RULE_VIOLATED', 'Each person has one part in the panel.', {
      rule: 'rec.panel.once',
    });
  return [panelReserveAppointed({ vacancyId, appointedBy: by, reserves: [...reserves] })];
};

/** The panel of a vacancy: who is of it and what it looks at. @source domain.md 4.1, 4.2 */
export const vacancyPanel: Decider<VacancyPanelCommand, VacancyPanelEvent, VacancyPanel, VacancyPanelGiven> =
  {
    initial: null,
    decide: (command, state, given) => {
      switch (command.type) {
        case 'AppointPanel':
          return appoint(command, state, given);
        case 'AppointPanelReserve':
          return appointReserve(command, state, given);
      }
    },
    evolve: (state, event) => {
      switch (event.type) {
        case 'PanelAppointed': {
          const { members, reserves, rubric } = event.data;
          return { members, reserves, rubric };
        }
        case 'PanelReserveAppointed':
          return state && { ...state, reserves: [...state.reserves, ...event.data.reserves] };
      }
    },
  };

export const vacancyPanelStream = (vacancyId: string): string => streamOf('vacancy-panel', vacancyId);
