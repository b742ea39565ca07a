import {
  careerContracts,
  type KinshipDeclared,
  type PlacementKind,
  type PlacementProposed,
  type PostProfileSet,
} from '@jejak/contracts/career';
import { trainingContracts, type TrainingPassed } from '@jejak/contracts/training';
import { projection } from '@jejak/projections';
import type { Placement, PlacementEvent } from './placement.decider';

export interface PlacementRow {
  readonly placementId: string;
  readonly employeeId: string;
  readonly kind: PlacementKind;
  readonly position: string;
  readonly unitId: string;
  readonly supervisorId: string | null;
  /** Legal date. */
  readonly fromDate: string;
  readonly matchScore: string;
  readonly match: PlacementProposed['data']['match'];
  readonly missing: readonly string[];
  /** Cases of promotion that the place would undo, as the last proposal or approval says. */
  readonly openPromotions: readonly string[];
  /** Whose predicates stand in the match. */
  readonly evaluations: NonNullable<PlacementProposed['data']['evaluations']>;
  readonly status: Exclude<Placement['status'], 'absent'>;
  readonly proposedBy: string;
  readonly decidedBy: string | null;
}

export const placementList = projection<PlacementEvent, PlacementRow>()({
  table: 'placement_list',
  source: careerContracts,
  key: ({ data }) => data.placementId,
  opens: {
    PlacementProposed: ({
      data: { from, minMatch: _, openPromotions = [], evaluations = [], ...proposed },
    }) => ({
      ...{ ...proposed, fromDate: from, openPromotions, evaluations, status: 'PROPOSED', decidedBy: null },
    }),
  },
  on: {
    PlacementDecided: (row, { data: { outcome, decidedBy, openPromotions = row.openPromotions } }) => ({
      ...{ ...row, status: outcome, decidedBy, openPromotions },
    }),
    PlacementLapsed: (row) => ({ ...row, status: 'LAPSED' }),
    PositionChanged: (row) => ({ ...row, status: 'EFFECTIVE' }),
  },
});

export interface PostProfileRow {
  readonly profileId: string;
  readonly position: string;
  readonly competencies: readonly string[];
  readonly experienceMonths: number;
}

export const postProfiles = projection<PostProfileSet, PostProfileRow>()({
  table: 'post_profile',
  source: careerContracts,
  key: ({ data }) => data.profileId,
  opens: { PostProfileSet: ({ data: { setBy: _, ...profile } }) => profile },
});

export interface KinshipRow {
  readonly kinshipId: string;
  readonly one: string;
  readonly other: string;
}

export const kinships = projection<KinshipDeclared, KinshipRow>()({
  table: 'kinship_list',
  source: careerContracts,
  key: ({ data }) => data.kinshipId,
  opens: {
    KinshipDeclared: ({ data: { kinshipId, people } }) => ({ kinshipId, one: people[0], other: people[1] }),
  },
});

export interface HeldCompetenciesRow {
  readonly employeeId: string;
  /** By competency: the exact fact by which it is held, the first that came. */
  readonly held: Readonly<
    Record<string, { readonly stream: string; readonly ver: number; readonly hash: string }>
  >;
}

/** What trainings taught, in whichever order they arrive. @source domain.md 12 (TrainingPassed) */
export const heldCompetencies = projection<TrainingPassed, HeldCompetenciesRow>()({
  table: 'held_competencies',
  source: trainingContracts,
  key: ({ data }) => data.employeeId,
  opens: {
    TrainingPassed: ({ data: { employeeId, competencies }, envelope }, row) => {
      const { stream, version: ver, hash } = envelope;
      const learned = competencies.map((competency) => [competency, { stream, ver, hash }] as const);
      return { employeeId, held: { ...Object.fromEntries(learned), ...row?.held } };
    },
  },
});
