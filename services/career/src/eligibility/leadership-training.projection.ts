import {
  type ProgrammeKind,
  type StateProgramme,
  trainingContracts,
  type TrainingPassed,
} from '@jejak/contracts/training';
import { projection } from '@jejak/projections';

/** A leadership training, or a programme of the state, that somebody passed. */
export interface LeadershipTrainingRow {
  readonly enrolmentId: string;
  readonly employeeId: string;
  readonly kind: ProgrammeKind;
  readonly stateProgramme: StateProgramme | null;
  readonly endedOn: string;
  readonly stream: string;
  readonly readVersion: number;
  readonly hash: string;
}

/** What structural posts ask for of training; which of them a level accepts, the policy says. @source domain.md 7.4 */
export const leadershipTrainings = projection<TrainingPassed, LeadershipTrainingRow>()({
  table: 'leadership_training',
  source: trainingContracts,
  key: ({ data }) => data.enrolmentId,
  opens: {
    TrainingPassed: ({ data, envelope: { stream, version: readVersion, hash } }) => {
      const { enrolmentId, employeeId, kind, stateProgramme, endedOn } = data;
      if (kind !== 'LEADERSHIP' && stateProgramme === null) return null;
      return { enrolmentId, employeeId, kind, stateProgramme, endedOn, stream, readVersion, hash };
    },
  },
});
