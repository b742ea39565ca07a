import { type PanelMember, recruitmentContracts, type RubricCriterion } from '@jejak/contracts/recruitment';
import { projection } from '@jejak/projections';
import { exceeds } from './composition';
import type { Panel, PanelEvent } from './panel.state';
import type { VacancyPanelEvent } from './vacancy-panel.decider';

/** The panel of a vacancy. Who is of it, only its members are told; the public reads the kinds. */
export interface VacancyPanelRow {
  readonly vacancyId: string;
  readonly members: readonly PanelMember[];
  readonly reserves: readonly PanelMember[];
  readonly rubric: readonly RubricCriterion[];
}

export const vacancyPanels = projection<VacancyPanelEvent, VacancyPanelRow>()({
  table: 'vacancy_panel',
  source: recruitmentContracts,
  key: ({ data }) => data.vacancyId,
  opens: {
    PanelAppointed: ({ data: { appointedBy: _, ...panel } }) => panel,
  },
  on: {
    PanelReserveAppointed: (row, { data }) => ({ ...row, reserves: [...row.reserves, ...data.reserves] }),
  },
});

/** How far the panel of one application is. No score before the reveal: what is sealed is in no read model. */
export interface PanelSheetRow {
  readonly applicationId: string;
  readonly vacancyId: string;
  readonly status: Panel['status'];
  /** Persons. */
  readonly recused: readonly string[];
  readonly replacements: readonly string[];
  readonly sealed: readonly string[];
  /** Null before the reveal, like `spread`. */
  readonly mean: string | null;
  readonly spread: string | null;
}

type At = Pick<PanelSheetRow, 'applicationId' | 'vacancyId'>;

/** The row as it was, or that of a panel of which nothing was known yet. */
const rowAt = (row: PanelSheetRow | undefined, { applicationId, vacancyId }: At): PanelSheetRow =>
  row ?? {
    ...{ applicationId, vacancyId, status: 'scoring', recused: [], replacements: [], sealed: [] },
    ...{ mean: null, spread: null },
  };

export const panelSheets = projection<PanelEvent, PanelSheetRow>()({
  table: 'panel_sheet',
  source: recruitmentContracts,
  key: ({ data }) => data.applicationId,
  opens: {
    PanelistRecused: ({ data }, row) => {
      const before = rowAt(row, data);
      return {
        ...before,
        recused: [...before.recused, data.panelist],
        sealed: before.sealed.filter((panelist) => panelist !== data.panelist),
      };
    },
    PanelScoreSealed: ({ data }, row) => {
      const before = rowAt(row, data);
      return { ...before, sealed: [...before.sealed, data.panelist] };
    },
  },
  on: {
    PanelistReplaced: (row, { data }) => ({ ...row, replacements: [...row.replacements, data.replacement] }),
    // What is flagged is told by the fact itself: between two batches nothing must look settled that is not.
    PanelScoresRevealed: (row, { data: { mean, spread, maxSpread } }) => ({
      ...row,
      ...{ mean, spread, status: exceeds(spread, maxSpread) ? 'flagged' : 'revealed' },
    }),
    PanelReconciled: (row) => ({ ...row, status: 'reconciled' }),
  },
  ignores: ['PanelSpreadFlagged', 'PanelReconciliationAgreed'],
});
