import { type JpCredited, trainingContracts } from '@jejak/contracts/training';
import { projection } from '@jejak/projections';

/** Training hours of a person and year, as training has told of them: courses passed, learning elsewhere, onboarding. */
export interface LearningHoursRow {
  readonly employeeId: string;
  readonly year: number;
  readonly credited: number;
  /** What was credited, so that nothing counts twice. */
  readonly refs: readonly string[];
  readonly stream: string;
  readonly readVersion: number;
  readonly hash: string;
}

/** `JpCredited` says what `TrainingPassed` and `ExternalLearningCredited` came to, each once. @source domain.md 6.3, 12 */
export const learningHours = projection<JpCredited, LearningHoursRow>()({
  table: 'learning_hours',
  source: trainingContracts,
  key: ({ data }) => [data.employeeId, String(data.year)],
  opens: {
    JpCredited: ({ data: { employeeId, year, jp, ref }, envelope: { stream, version, hash } }, row) =>
      row?.refs.includes(ref)
        ? row
        : {
            ...{ employeeId, year, credited: (row?.credited ?? 0) + jp, refs: [...(row?.refs ?? []), ref] },
            ...{ stream, readVersion: version, hash },
          },
  },
});
