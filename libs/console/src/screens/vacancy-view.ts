/** One version of a published list. */
export interface PublishedResult {
  readonly datasetId: string;
  readonly resultVersion: number;
  readonly vacancyId: string;
  readonly stage: string;
  /** Of its bytes, hexadecimal. */
  readonly sha256: string;
  readonly rows: number;
  readonly publishedAt: string;
  readonly objectionClosesAt?: string | null;
}

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
  /** Of one vacancy: every version of what was published, newest first. */
  readonly results?: readonly PublishedResult[];
}

/** Whether one can apply, by the state that the service gives. */
export const openNow = ({ status }: Pick<VacancyView, 'status'>): boolean => status === 'open';
