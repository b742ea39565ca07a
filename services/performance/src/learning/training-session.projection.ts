import {
  type EnrolmentOpened,
  type ProgrammeDefined,
  type SessionCancelled,
  type SessionCompleted,
  type SessionScheduled,
  trainingContracts,
  type TrainingPassed,
} from '@jejak/contracts/training';
import { projection } from '@jejak/projections';

/** When and how a programme is held. */
export interface TrainingSessionRow {
  readonly sessionId: string;
  readonly programmeId: string;
  readonly competencies: readonly string[];
  readonly jp: number;
  readonly mode: SessionScheduled['data']['mode'];
  readonly startsOn: string;
  readonly endsOn: string;
  readonly status: 'SCHEDULED' | 'OPEN' | 'CANCELLED' | 'COMPLETED';
}

type SessionEvent = SessionScheduled | EnrolmentOpened | SessionCancelled | SessionCompleted;

export const trainingSessionList = projection<SessionEvent, TrainingSessionRow>()({
  table: 'training_session',
  source: trainingContracts,
  key: ({ data }) => data.sessionId,
  opens: {
    SessionScheduled: ({ data: { sessionId, programmeId, competencies, jp, mode, startsOn, endsOn } }) => ({
      ...{ sessionId, programmeId, competencies, jp, mode, startsOn, endsOn, status: 'SCHEDULED' },
    }),
  },
  on: {
    EnrolmentOpened: (row) => ({ ...row, status: 'OPEN' }),
    SessionCancelled: (row) => ({ ...row, status: 'CANCELLED' }),
    SessionCompleted: (row) => ({ ...row, status: 'COMPLETED' }),
  },
});

/** What a programme is called. */
export interface TrainingProgrammeRow {
  readonly programmeId: string;
  readonly title: string;
}

export const trainingProgrammeList = projection<ProgrammeDefined, TrainingProgrammeRow>()({
  table: 'training_programme',
  source: trainingContracts,
  key: ({ data }) => data.programmeId,
  opens: { ProgrammeDefined: ({ data: { programmeId, title } }) => ({ programmeId, title }) },
});

/** What somebody learned: a need of it that was known before is none any more. */
export interface TrainingPassedRow {
  readonly enrolmentId: string;
  readonly employeeId: string;
  readonly competencies: readonly string[];
  readonly endedOn: string;
}

export const trainingPassedList = projection<TrainingPassed, TrainingPassedRow>()({
  table: 'training_passed',
  source: trainingContracts,
  key: ({ data }) => data.enrolmentId,
  opens: {
    TrainingPassed: ({ data: { enrolmentId, employeeId, competencies, endedOn } }) => ({
      ...{ enrolmentId, employeeId, competencies, endedOn },
    }),
  },
});
