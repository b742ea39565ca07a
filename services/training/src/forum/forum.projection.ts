import {
  type ExperienceShared,
  type PracticeAdopted,
  type TeamActivityHeld,
  type TopicOpened,
  trainingContracts,
} from '@jejak/contracts/training';
import { projection } from '@jejak/projections';

export interface TopicRow {
  readonly topicId: string;
  readonly openedBy: string;
  readonly openedAt: string;
  /** In order; the words stand in the log. */
  readonly experiences: readonly {
    readonly experienceId: string;
    readonly sharedBy: string;
    readonly units: readonly string[];
  }[];
}

/** Discussions, and which units do what others told of. */
export const topicList = projection<TopicOpened | ExperienceShared | PracticeAdopted, TopicRow>()({
  table: 'topic_list',
  source: trainingContracts,
  key: ({ data }) => data.topicId,
  opens: {
    TopicOpened: ({ data: { topicId, openedBy }, envelope: { at } }) => ({
      ...{ topicId, openedBy, openedAt: at, experiences: [] },
    }),
  },
  on: {
    ExperienceShared: (row, { data: { experienceId, sharedBy } }) => ({
      ...row,
      experiences: [...row.experiences, { experienceId, sharedBy, units: [] }],
    }),
    PracticeAdopted: (row, { data: { experienceId, unitId } }) => ({
      ...row,
      experiences: row.experiences.map((told) =>
        told.experienceId === experienceId ? { ...told, units: [...told.units, unitId] } : told,
      ),
    }),
  },
});

export interface TeamActivityRow {
  readonly activityId: string;
  readonly organisedBy: string;
  readonly heldOn: string;
  readonly units: readonly string[];
  readonly participants: number;
}

/** What units did together. */
export const teamActivityList = projection<TeamActivityHeld, TeamActivityRow>()({
  table: 'team_activity_list',
  source: trainingContracts,
  key: ({ data }) => data.activityId,
  opens: { TeamActivityHeld: ({ data: { goal: _, ...row } }) => row },
});
