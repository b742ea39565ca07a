import {
  type ConflictKind,
  conflictDeclared,
  type PanelistRecused,
  panelistRecused,
  type PanelistReplaced,
  panelistReplaced,
} from '@jejak/contracts/recruitment';
import { NotAuthorised, reasonFor, RuleViolated } from '@jejak/kernel';
import { nextReserve, openPlaces, type Recusals } from './composition';
import {
  assertDisinterested,
  illegal,
  ofPanel,
  type Panel,
  type PanelEvent,
  type PanelGiven,
} from './panel.state';

/** By a member about themselves; for one application only. */
export interface DeclareConflict {
  readonly type: 'DeclareConflict';
  readonly by: string;
  readonly kind: ConflictKind;
  readonly explanation: string;
}

/** By the chair, about somebody who has not declared what others know. */
export interface RecusePanelist {
  readonly type: 'RecusePanelist';
  readonly by: string;
  readonly panelist: string;
  readonly reason: string;
}

/** By the chair: the reserve fills the places that a recusal has left open. */
export interface ReplacePanelist {
  readonly type: 'ReplacePanelist';
  readonly by: string;
}

/** Fills open places, each with the next of the reserve, as far as the reserve goes. */
const fill = (recusals: Recusals, given: PanelGiven): PanelistReplaced[] => {
  const { panel, onDuty, rules, application } = given;
  if (!panel) return [];
  const facts: PanelistReplaced[] = [];
  let current = recusals;
  for (const panelist of openPlaces(panel, recusals)) {
    const reserve = nextReserve(panel, current, onDuty, rules);
    if (!reserve) break;
    const { personId: replacement } = reserve;
    current = { ...current, replacements: { ...current.replacements, [panelist]: replacement } };
    facts.push(
      panelistReplaced({ ...ofPanel(given), panelist, replacement }, { subject: application.applicantId }),
    );
  }
  return facts;
};

const assertOfPanel = (person: string, { panel }: PanelGiven): void => {
  const people = panel ? [...panel.members, ...panel.reserves] : [];
  if (!people.some(({ personId }) => personId === person))
    throw new RuleViolated('NOT_PANEL_MEMBER', 'This person is not of the panel.');
};

const assertChairs = ({ chairs }: PanelGiven): void => {
  if (!chairs) throw new NotAuthorised('NOT_RELATED', 'Only the chair of the committee does this.');
};

const leaving = (panelist: string, state: Panel, recused: PanelistRecused, given: PanelGiven) => [
  recused,
  ...fill({ ...state, recused: [...state.recused, panelist] }, given),
];

/** Before the scores are open only: afterwards a conflict is a matter of an objection, not of a vanishing score. */
const assertScoring = (state: Panel): void => {
  if (state.status !== 'scoring') throw illegal(state, 'they must not be revealed');
};

/** The declaration, the recusal that follows from it, and who takes the place. @source domain.md 4.2 */
export const declareConflict = (
  { by, kind, explanation }: DeclareConflict,
  state: Panel,
  given: PanelGiven,
): PanelEvent[] => {
  assertScoring(state);
  assertOfPanel(by, given);
  if (state.recused.includes(by)) return [];
  const of = ofPanel(given);
  return [
    conflictDeclared({ ...of, panelist: by, kind, explanation }, { subject: by }),
    ...leaving(by, state, panelistRecused({ ...of, panelist: by, recusedBy: null }, { subject: by }), given),
  ];
};

export const recusePanelist = (
  { by, panelist, reason }: RecusePanelist,
  state: Panel,
  given: PanelGiven,
): PanelEvent[] => {
  assertScoring(state);
  assertDisinterested(by, state, given);
  assertChairs(given);
  assertOfPanel(panelist, given);
  if (state.recused.includes(panelist)) return [];
  const why = reasonFor('OVERRIDE', reason, given.reasonMinChars);
  const recused = panelistRecused(
    { ...ofPanel(given), panelist, recusedBy: by },
    { subject: panelist, reason: why },
  );
  return leaving(panelist, state, recused, given);
};

export const replacePanelist = ({ by }: ReplacePanelist, state: Panel, given: PanelGiven): PanelEvent[] => {
  assertScoring(state);
  assertDisinterested(by, state, given);
  assertChairs(given);
  if (!given.panel || openPlaces(given.panel, state).length === 0) return [];
  const facts = fill(state, given);
  if (facts.length === 0)
    throw new RuleViolated('PANEL_COMPOSITION', 'Nobody in reserve can take the open place.', {
      params: { members: given.rules.minMembers, external: given.rules.minExternal },
    });
  return facts;
};
