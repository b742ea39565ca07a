import {
  panelReconciled,
  panelReconciliationAgreed,
  panelScoreSealed,
  panelScoresRevealed,
  panelSpreadFlagged,
  type RubricCriterion,
} from '@jejak/contracts/recruitment';
import { decimal, fixed, reasonFor, RuleViolated, sum } from '@jejak/kernel';
import { standing } from '../committee/electorate';
import { commitmentOf, sheetOf, sheetText } from './commitment';
import { exceeds, isComposed } from './composition';
import {
  assertDisinterested,
  assertMember,
  illegal,
  ofPanel,
  type Panel,
  type PanelEvent,
  type PanelGiven,
  scoring,
} from './panel.state';

/** By a member: a score with a note on each criterion of the rubric. */
export interface SealScore {
  readonly type: 'SealScore';
  readonly by: string;
  /** Decimal text, 0–100. */
  readonly score: string;
  readonly notes: readonly { readonly criterion: string; readonly note: string }[];
}

export interface RevealScores {
  readonly type: 'RevealScores';
}

/** By a member: agrees to an explanation; the same words of the majority are the panel's. */
export interface ReconcilePanel {
  readonly type: 'ReconcilePanel';
  readonly by: string;
  readonly justification: string;
}

const MOST = 100;

/** The notes in the order of the rubric: exactly one for each criterion. */
const notesBy = (
  rubric: readonly RubricCriterion[],
  notes: SealScore['notes'],
): (readonly [string, string])[] => {
  const byCriterion = new Map(notes.map(({ criterion, note }) => [criterion, note.trim()]));
  const missing = rubric.map(({ name }) => name).filter((name) => !byCriterion.get(name));
  if (missing.length > 0 || notes.length !== rubric.length)
    throw new RuleViolated('RUBRIC_REQUIRED', 'A score has one note on each criterion of the rubric.', {
      field: 'notes',
      params: { missing },
    });
  return rubric.map(({ name }) => [name, byCriterion.get(name) ?? ''] as const);
};

/** Seals a member's score, once: the same again is nothing new, another one is refused. @source domain.md 4.2 */
export const sealScore = (command: SealScore, state: Panel, given: PanelGiven): PanelEvent[] => {
  const { by } = command;
  assertDisinterested(by, state, given);
  const sealed = state.seals[by]?.value;
  if (state.seals[by] === undefined) {
    if (state.status !== 'scoring') throw illegal(state, 'they must not be revealed');
    if (!given.application.inInterview)
      throw illegal(state, 'the applicant must have passed the stage before');
  }
  assertMember(by, state, given);
  const notes = notesBy(given.panel?.rubric ?? [], command.notes);
  if (decimal(command.score).lessThan(0) || decimal(command.score).greaterThan(MOST))
    throw new RuleViolated('SCORE_OUT_OF_RANGE', 'A score lies between 0 and 100.', {
      field: 'score',
      params: { most: MOST },
    });
  const score = fixed(command.score, 3);
  if (sealed !== undefined) {
    if (sealed !== null && sheetText({ score, notes, salt: sheetOf(sealed).salt }) === sealed) return [];
    throw new RuleViolated('SCORE_SEALED', 'The score is sealed, and is not changed any more.');
  }
  const value = sheetText({ score, notes, salt: given.salt });
  return [
    panelScoreSealed(
      { ...ofPanel(given), panelist: by, commitment: commitmentOf(value), value },
      { subject: given.application.applicantId },
    ),
  ];
};

/** What a member sealed. @throws RuleViolated RULE_VIOLATED where the text is not the one committed to */
const opened = ({ value, commitment }: Panel['seals'][string]): string => {
  if (value === null || commitmentOf(value) !== commitment)
    throw new RuleViolated('RULE_VIOLATED', 'A sealed score is not the one that was committed to.', {
      rule: 'rec.panel.commitment',
    });
  return sheetOf(value).score;
};

/**
 * Opens the scores when the last is sealed: their mean, rounded half-up to 3 decimals, is the interview's component. Scores
 * further apart than the policy allows are flagged.
 * @source domain.md 4.2, 4.3 rules 3 and 4
 */
export const revealScores = (state: Panel, given: PanelGiven): PanelEvent[] => {
  if (state.status !== 'scoring') return [];
  if (!given.application.inInterview) throw illegal(state, 'the applicant must have passed the stage before');
  const members = scoring(state, given);
  const missing = members.filter(({ personId }) => !(personId in state.seals)).length;
  if (missing > 0 || members.length === 0)
    throw new RuleViolated('PANEL_INCOMPLETE', 'A member has not sealed a score yet.', {
      params: { missing: members.length === 0 ? given.rules.minMembers : missing },
    });
  if (!isComposed(members, given.rules))
    throw new RuleViolated('PANEL_COMPOSITION', 'The panel is too small, or has too few from outside.', {
      params: { members: given.rules.minMembers, external: given.rules.minExternal },
    });
  const scores = members
    .map(({ personId, kind }) => ({ panelist: personId, kind, score: opened(state.seals[personId]) }))
    .sort((a, b) => (a.panelist < b.panelist ? -1 : 1));
  const points = scores.map(({ score }) => score);
  const byHeight = [...points].sort((a, b) => decimal(a).cmp(b));
  const spread = fixed(decimal(byHeight[byHeight.length - 1]).minus(byHeight[0]), 3);
  const mean = fixed(sum(points).div(points.length), 3);
  const { maxSpread } = given.rules;
  const subject = { subject: given.application.applicantId };
  const of = ofPanel(given);
  return [
    panelScoresRevealed({ ...of, scores, mean, spread, maxSpread }, subject),
    ...(exceeds(spread, maxSpread) ? [panelSpreadFlagged({ ...of, spread, maxSpread }, subject)] : []),
  ];
};

/** One member's consent to an explanation of the spread; with that of the majority the flag is closed. */
export const reconcilePanel = (
  { by, justification }: ReconcilePanel,
  state: Panel,
  given: PanelGiven,
): PanelEvent[] => {
  if (state.status !== 'flagged' || !state.revealed) throw illegal(state, 'they must be flagged');
  assertDisinterested(by, state, given);
  assertMember(by, state, given);
  const { text } = reasonFor('DEVIATION', justification, given.reasonMinChars);
  if (state.agreed[by] === text) return [];
  const agreed = { ...state.agreed, [by]: text };
  const members = standing(
    scoring(state, given).map(({ personId }) => personId),
    given.erased,
    Object.keys(agreed),
  );
  const agreedBy = members.filter((member) => agreed[member] === text).sort();
  const subject = { subject: given.application.applicantId };
  const of = ofPanel(given);
  const { mean } = state.revealed;
  return [
    panelReconciliationAgreed({ ...of, panelist: by, justification: text }, subject),
    ...(agreedBy.length * 2 > members.length
      ? [panelReconciled({ ...of, agreedBy, mean, justification: text }, subject)]
      : []),
  ];
};
