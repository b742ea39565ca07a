import type { Decider } from '@jejak/kernel';
import { type Panel, type PanelEvent, type PanelGiven, withoutSilenced } from './panel.state';
import {
  type RecuseDeclared,
  recuseDeclared,
  type RecusePanelist,
  recusePanelist,
  type RecuseSelf,
  recuseSelf,
  type ReplacePanelist,
  replacePanelist,
} from './recusal';
import {
  type ReconcilePanel,
  reconcilePanel,
  type RevealScores,
  revealScores,
  type SealScore,
  sealScore,
} from './scoring';

export type PanelCommand =
  RecuseSelf | RecuseDeclared | RecusePanelist | ReplacePanelist | SealScore | RevealScores | ReconcilePanel;

const decide = (command: PanelCommand, state: Panel, given: PanelGiven): PanelEvent[] => {
  switch (command.type) {
    case 'RecuseSelf':
      return recuseSelf(command, state, given);
    case 'RecuseDeclared':
      return recuseDeclared(state, given);
    case 'RecusePanelist':
      return recusePanelist(command, state, given);
    case 'ReplacePanelist':
      return replacePanelist(command, state, given);
    case 'SealScore':
      return sealScore(command, withoutSilenced(state, given), given);
    case 'RevealScores':
      return revealScores(withoutSilenced(state, given), given);
    case 'ReconcilePanel':
      return reconcilePanel(command, state, given);
  }
};

const evolve = (state: Panel, event: PanelEvent): Panel => {
  switch (event.type) {
    case 'PanelistRecused':
      return { ...state, recused: [...state.recused, event.data.panelist] };
    case 'PanelistReplaced':
      return {
        ...state,
        replacements: { ...state.replacements, [event.data.panelist]: event.data.replacement },
      };
    case 'PanelScoreSealed':
      return { ...state, seals: { ...state.seals, [event.data.panelist]: event.data } };
    case 'PanelScoresRevealed':
      return { ...state, status: 'revealed', revealed: event.data };
    case 'PanelSpreadFlagged':
      return { ...state, status: 'flagged' };
    case 'PanelReconciliationAgreed':
      return { ...state, agreed: { ...state.agreed, [event.data.panelist]: event.data.justification } };
    case 'PanelReconciled':
      return { ...state, status: 'reconciled' };
  }
};

/**
 * The panel of one application: who has a conflict, what each has sealed, and what came out. Nobody sees a score before
 * all are sealed. @source domain.md 4.1, 4.2
 */
export const panel: Decider<PanelCommand, PanelEvent, Panel, PanelGiven> = {
  initial: { status: 'scoring', recused: [], replacements: {}, seals: {}, agreed: {}, revealed: null },
  decide,
  evolve,
};
