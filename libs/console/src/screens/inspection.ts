/** An inspection, as its list shows it. */
export interface Inspection {
  readonly inspectionId: string;
  readonly inspectorId: string;
  /** Number of the letter of assignment. */
  readonly assignment: string | null;
  readonly units: readonly string[];
  readonly objects: readonly string[];
  readonly fromDate: string;
  readonly toDate: string;
  readonly status: 'OPEN' | 'CLOSED';
  readonly openedAt: string;
  readonly closedAt: string | null;
}

interface Statement {
  readonly condition: string;
  readonly criteria: string;
  readonly cause: string;
  readonly effect: string;
  readonly recommendation: string;
}

/** An inspection with its words. */
export interface InspectionFile extends Inspection {
  readonly question: string | null;
  readonly summary: string | null;
  readonly letter: { readonly size: number; readonly sha256: string; readonly mediaType: string } | null;
  readonly requests: readonly object[];
  readonly findings: readonly {
    readonly draft: Statement | null;
    readonly reply: string | null;
    readonly issued: Statement | null;
    readonly refs: readonly { readonly index: number; readonly eventId: string }[];
    readonly answer: string | null;
  }[];
}

/** A finding, as the list of findings shows it: its clocks and where it stands. */
export interface Finding {
  readonly findingId: string;
  readonly inspectionId: string;
  readonly finding: number;
  readonly severity: string;
  readonly status: string;
  readonly replied: boolean;
  readonly accepted: boolean | null;
  readonly overdue: boolean;
  readonly replyBy: string | null;
  readonly followUpBy: string | null;
  readonly issuedAt: string | null;
}
