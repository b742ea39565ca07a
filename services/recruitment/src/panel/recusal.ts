import {
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

/** Follows from a conflict that a member has declared; for one application only. */
export interface RecuseSelf {
  readonly type: 'RecuseSelf';
  readonly by: string;
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

const isOfPanel = (person: string, { panel }: PanelGiven): boolean =>
  panel !== null && [...panel.members, ...panel.reserves].some(({ personId }) => personId === person);

const assertOfPanel = (person: string, given: PanelGiven): void => {
  if (!isOfPanel(person, given))
    throw new RuleViolated('NOT_PANEL_MEMBER', 'This person is not of the panel.');
};

const assertChairs = ({ chairs }: PanelGiven): void => {
  if (!chairs) throw new NotAuthorised('NOT_RELATED', 'Only the chair of the committee does this.');
};

const leaving = (panelist: string, state: Panel, recused: PanelistRecused, given: PanelGiven) => [
  recused,
  ...fill({ ...state, recused: [...state.recused, panelist] }, given),
];

/** Before the scores are open only. */
const assertScoring = (state: Panel): void => {
  if (state.status !== 'scoring') throw illegal(state, 'they must not be revealed');
};

/**
 * Together with the declaration: the recusal, and who takes the place. Nothing for who is not of the panel; nor once the
 * scores are open, when a conflict is a matter of an objection, not of a vanishing score.
 * @source domain.md 4.2
 */
export const recuseSelf = ({ by }: RecuseSelf, state: Panel, given: PanelGiven): PanelEvent[] => {
  if (state.status !== 'scoring' || !isOfPanel(by, given) || state.recused.includes(by)) return [];
  const recused = panelistRecused({ ...ofPanel(given), panelist: by, recusedBy: null }, { subject: by });
  return leaving(by, state, recused, given);
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
