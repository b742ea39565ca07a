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
  silenced,
} from './panel.state';

/** Follows from a conflict that a member has declared; for one application only. */
export interface RecuseSelf {
  readonly type: 'RecuseSelf';
  readonly by: string;
}

/** Follows from the conflicts that were declared: of everybody of the panel who is not recused for this application yet. */
export interface RecuseDeclared {
  readonly type: 'RecuseDeclared';
}

/** By the chair, about somebody who has not declared what others know. */
export interface RecusePanelist {
  readonly type: 'RecusePanelist';
  readonly by: string;
  readonly panelist: string;
  readonly reason: string;
}

/** By the chair: the reserve fills the places that a recusal, a declared conflict or an erasure has left open. */
export interface ReplacePanelist {
  readonly type: 'ReplacePanelist';
  readonly by: string;
}

/** Fills open places, each with the next of the reserve, as far as the reserve goes. */
const fill = (recusals: Recusals, given: PanelGiven): PanelistReplaced[] => {
  const { panel, rules, application } = given;
  const barred = [...application.conflicts, ...given.erased];
  const free = given.onDuty.filter((person) => !barred.includes(person));
  if (!panel) return [];
  const facts: PanelistReplaced[] = [];
  let current = recusals;
  for (const panelist of openPlaces(panel, recusals)) {
    const reserve = nextReserve(panel, current, free, rules);
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

/** The recusals, and behind them who takes the places. */
const leaving = (facts: readonly PanelistRecused[], state: Panel, given: PanelGiven): PanelEvent[] => [
  ...facts,
  ...fill({ ...state, recused: [...state.recused, ...facts.map(({ data }) => data.panelist)] }, given),
];

/** Under the member's own key; about one who was erased nothing is recorded any more, only about whom they do not score. */
const aboutPanelist = (panelist: string, { erased, application }: PanelGiven) => ({
  subject: erased.includes(panelist) ? application.applicantId : panelist,
});

/** Those of `people` who are of the panel and not recused yet, without anybody's word but their own. */
const ownRecusals = (people: readonly string[], state: Panel, given: PanelGiven): PanelistRecused[] =>
  people
    .filter((person) => isOfPanel(person, given) && !state.recused.includes(person))
    .map((person) =>
      panelistRecused({ ...ofPanel(given), panelist: person, recusedBy: null }, aboutPanelist(person, given)),
    );

/** Once the scores are open nobody is recused any more: that is a matter of an objection then. */
const recuseAll = (people: readonly string[], state: Panel, given: PanelGiven): PanelEvent[] => {
  if (state.status !== 'scoring') return [];
  const facts = ownRecusals(people, state, given);
  return facts.length === 0 ? [] : leaving(facts, state, given);
};

/** Before the scores are open only. */
const assertScoring = (state: Panel): void => {
  if (state.status !== 'scoring') throw illegal(state, 'they must not be revealed');
};

/**
 * Together with the declaration: the recusal, and who takes the place. Nothing for who is not of the panel; nor once the
 * scores are open, when a conflict is a matter of an objection, not of a vanishing score.
 * @source domain.md 4.2
 */
export const recuseSelf = ({ by }: RecuseSelf, state: Panel, given: PanelGiven): PanelEvent[] =>
  recuseAll([by], state, given);

/** @source domain.md 4.2 DeclareConflict: also one that was declared before there was a panel */
export const recuseDeclared = (state: Panel, given: PanelGiven): PanelEvent[] =>
  recuseAll([...given.application.conflicts].sort(), state, given);

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
    { ...aboutPanelist(panelist, given), reason: why },
  );
  return leaving([recused], state, given);
};

export const replacePanelist = ({ by }: ReplacePanelist, state: Panel, given: PanelGiven): PanelEvent[] => {
  assertScoring(state);
  assertDisinterested(by, state, given);
  assertChairs(given);
  const leave = ownRecusals([...given.application.conflicts, ...silenced(state, given)], state, given);
  const left = { ...state, recused: [...state.recused, ...leave.map(({ data }) => data.panelist)] };
  if (!given.panel || openPlaces(given.panel, left).length === 0) return leave;
  const filled = fill(left, given);
  if (filled.length === 0)
    throw new RuleViolated('PANEL_COMPOSITION', 'Nobody in reserve can take the open place.', {
      params: { members: given.rules.minMembers, external: given.rules.minExternal },
    });
  return [...leave, ...filled];
};
