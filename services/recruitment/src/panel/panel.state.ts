import type {
  PanelistRecused,
  PanelistReplaced,
  PanelReconciled,
  PanelReconciliationAgreed,
  PanelScoreSealed,
  PanelScoresRevealed,
  PanelSpreadFlagged,
} from '@jejak/contracts/recruitment';
import { Conflict, naturalId, RuleViolated, streamOf } from '@jejak/kernel';
import { type AppointedPanel, membersFor, type PanelRules, type Recusals } from './composition';

export type PanelEvent =
  | PanelistRecused
  | PanelistReplaced
  | PanelScoreSealed
  | PanelScoresRevealed
  | PanelSpreadFlagged
  | PanelReconciliationAgreed
  | PanelReconciled;

/** The panel of one application. Flagged: its scores lie too far apart, and are not ranked until it has said why. */
export interface Panel extends Recusals {
  readonly status: 'scoring' | 'revealed' | 'flagged' | 'reconciled';
  /** By panelist. */
  readonly seals: Readonly<Record<string, PanelScoreSealed['data']>>;
  /** What each has agreed to, by panelist. */
  readonly agreed: Readonly<Record<string, string | null>>;
  readonly revealed: PanelScoresRevealed['data'] | null;
}

/** What a panel decides by beyond its own stream. */
export interface PanelGiven {
  readonly application: {
    readonly applicationId: string;
    readonly vacancyId: string;
    readonly applicantId: string;
    /** Members of the committee who have declared a conflict with the applicant. */
    readonly conflicts: readonly string[];
    /** It has passed the SKD into the cut, or the verification where there is no SKD, and nothing has become of it since. */
    readonly inInterview: boolean;
  };
  /** Null where none is appointed for the vacancy. */
  readonly panel: AppointedPanel | null;
  /** Those of its people who have the duty `panelist` for this vacancy today. */
  readonly onDuty: readonly string[];
  /** Those of its people whose personal key is destroyed. */
  readonly erased: readonly string[];
  /** Whether the caller chairs the committee of the vacancy. */
  readonly chairs: boolean;
  /** Whether the caller has applied for this very vacancy. */
  readonly applies: boolean;
  readonly rules: PanelRules;
  /** The least length of a reason, in characters. */
  readonly reasonMinChars: number;
  /** 32 random bytes as hexadecimal digits: chance is handed in. */
  readonly salt: string;
}

export const panelIdOf = (applicationId: string): string => naturalId('panel', applicationId);
export const panelStream = (applicationId: string): string => streamOf('panel', panelIdOf(applicationId));

/** What every fact about this panel says. */
export const ofPanel = ({ application: { applicationId, vacancyId } }: PanelGiven) => ({
  panelId: panelIdOf(applicationId),
  applicationId,
  vacancyId,
});

export const illegal = (state: Panel, wanted: string): Conflict =>
  new Conflict('ILLEGAL_TRANSITION', `The panel's scores are ${state.status}: ${wanted}.`);

/** The people who score this application; none where no panel is appointed. */
export const scoring = (state: Recusals, { panel }: Pick<PanelGiven, 'panel'>) =>
  panel ? membersFor(panel, state) : [];

/** Members who were erased before they sealed a score: they will seal none. What others of the erased sealed stays counted. */
export const silenced = ({ seals }: Panel, { erased }: PanelGiven): string[] =>
  erased.filter((person) => !(person in seals));

/** The panel without whom it waits for in vain. */
export const withoutSilenced = (state: Panel, given: PanelGiven): Panel => ({
  ...state,
  recused: [...state.recused, ...silenced(state, given)],
});

/** @throws RuleViolated CONFLICT_OF_INTEREST for one who was recused here, has declared a conflict, or competes here */
export const assertDisinterested = (
  by: string,
  state: Recusals,
  { applies, application }: PanelGiven,
): void => {
  if (applies || state.recused.includes(by) || application.conflicts.includes(by))
    throw new RuleViolated('CONFLICT_OF_INTEREST', 'A conflict of interest bars from this application.');
};

/** @throws RuleViolated NOT_PANEL_MEMBER for one who is not of the panel for this application, or not on duty any more */
export const assertMember = (by: string, state: Recusals, given: PanelGiven): void => {
  const member = scoring(state, given).some(({ personId }) => personId === by);
  if (!member || !given.onDuty.includes(by))
    throw new RuleViolated('NOT_PANEL_MEMBER', 'Only a member of the panel does this.');
};
