import {
  type ExperienceShared,
  experienceShared,
  type PracticeAdopted,
  practiceAdopted,
  type TopicOpened,
  topicOpened,
} from '@jejak/contracts/training';
import { Conflict, type Decider, NotAuthorised, NotFound } from '@jejak/kernel';

export type TopicCommand =
  | ({ readonly type: 'OpenTopic' } & TopicOpened['data'])
  | ({ readonly type: 'ShareExperience' } & Omit<ExperienceShared['data'], 'topicId'>)
  | {
      readonly type: 'AdoptPractice';
      readonly by: string;
      readonly asHr: boolean;
      readonly experienceId: string;
      readonly unitId: string;
    };
export type TopicEvent = TopicOpened | ExperienceShared | PracticeAdopted;

export interface Topic {
  readonly topicId: string | null;
  readonly experiences: readonly string[];
  /** Experience and unit. */
  readonly adopted: readonly string[];
}

export interface TopicGiven {
  /** Whether who adopts speaks for the unit, as its head. */
  readonly headOfUnit: boolean;
}

const adoption = ({
  experienceId,
  unitId,
}: {
  readonly experienceId: string;
  readonly unitId: string;
}): string => `${experienceId}|${unitId}`;

const decide = (command: TopicCommand, state: Topic, { headOfUnit }: TopicGiven): TopicEvent[] => {
  if (command.type === 'OpenTopic') {
    if (state.topicId !== null) throw new Conflict('ILLEGAL_TRANSITION', 'This topic is open already.');
    const { type: _, ...data } = command;
    return [topicOpened(data, { subject: data.openedBy })];
  }
  const { topicId } = state;
  if (topicId === null) throw new NotFound('TOPIC_NOT_FOUND', 'There is no such topic.');
  switch (command.type) {
    case 'ShareExperience': {
      const { type: _, ...data } = command;
      if (state.experiences.includes(data.experienceId)) return [];
      return [experienceShared({ topicId, ...data }, { subject: data.sharedBy })];
    }
    case 'AdoptPractice': {
      const { by, asHr, experienceId, unitId } = command;
      if (!state.experiences.includes(experienceId))
        throw new NotFound('EXPERIENCE_NOT_FOUND', 'Nobody told of this.', { field: 'experienceId' });
      if (state.adopted.includes(adoption({ experienceId, unitId })))
        throw new Conflict('PRACTICE_ADOPTED', 'This unit does so already.');
      if (!asHr && !headOfUnit)
        throw new NotAuthorised('NOT_RELATED', 'The head of the unit says what the unit does.');
      return [practiceAdopted({ topicId, experienceId, unitId, adoptedBy: by }, { subject: by })];
    }
  }
};

const evolve = (state: Topic, event: TopicEvent): Topic => {
  switch (event.type) {
    case 'TopicOpened':
      return { ...state, topicId: event.data.topicId };
    case 'ExperienceShared':
      return { ...state, experiences: [...state.experiences, event.data.experienceId] };
    case 'PracticeAdopted':
      return { ...state, adopted: [...state.adopted, adoption(event.data)] };
  }
};

/** A discussion: what worked for some, and which units do it now. @source domain.md 6.1, 6.2 */
export const topic: Decider<TopicCommand, TopicEvent, Topic, TopicGiven> = {
  initial: { topicId: null, experiences: [], adopted: [] },
  decide,
  evolve,
};
