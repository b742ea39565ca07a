/** One's own application, with its way so far. */
export interface MyApplication {
  readonly applicationId: string;
  readonly vacancyId: string;
  readonly position: string | null;
  readonly year: number;
  readonly status: string;
  readonly participantNo: string | null;
  readonly documents: readonly { readonly kind: string; readonly sha256: string; readonly size?: number }[];
  readonly scores: Scores | null;
  readonly timeline: readonly {
    readonly fact: string;
    readonly at: string;
    readonly eventId: string;
    readonly version: number;
  }[];
  readonly nextDeadline: {
    readonly what: 'REGISTRATION' | 'OBJECTION';
    readonly stage: string | null;
    readonly at: string;
  } | null;
  readonly version: number;
}

/** What was scored so far; null where it was not. */
export interface Scores {
  readonly twk: number | null;
  readonly tiu: number | null;
  readonly tkp: number | null;
  readonly total: number | null;
  readonly cat: string | null;
  readonly interview: string | null;
  readonly psychological: string | null;
  readonly rank: number | null;
  readonly final: string | null;
}

const LOST = ['admin-rejected', 'disqualified', 'skd-failed', 'skd-outranked', 'not-selected', 'withdrawn'];
const WON = ['selected', 'appointed'];

/** What a state means to the applicant. */
export const kindOfApplication = (status: string): 'ok' | 'bad' | 'info' =>
  WON.includes(status) ? 'ok' : LOST.includes(status) ? 'bad' : 'info';
