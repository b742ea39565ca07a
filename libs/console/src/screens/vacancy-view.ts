/** A vacancy as everyone may see it. */
export interface VacancyView {
  readonly vacancyId: string;
  readonly status: string;
  readonly year: number;
  readonly position: string;
  readonly formationCode: string | null;
  readonly appointmentKind: string | null;
  readonly stages: readonly { readonly kind: string; readonly weight: string }[];
  readonly seats: number | null;
  readonly requirements: readonly { readonly kind: string; readonly text: string }[];
  readonly documentKinds: readonly string[];
  readonly pinnedPolicies: readonly string[];
  readonly openAt: string | null;
  readonly closeAt: string | null;
  /** `SUPPRESSED` where there are so few that it would point at somebody. */
  readonly applicants: number | 'SUPPRESSED';
}

/** Whether one can apply, by the state that the service gives. */
export const openNow = ({ status }: Pick<VacancyView, 'status'>): boolean => status === 'open';
