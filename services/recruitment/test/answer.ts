/** A row of any list: a test reads the members that its list has. */
export interface Row {
  readonly vacancyId: string;
  readonly applicationId: string;
  readonly adminResultId: string;
  readonly status: string;
  readonly list: string;
  readonly applicants: number | 'SUPPRESSED';
  readonly participantNo: string;
  readonly rank: number | null;
  readonly final: string;
  readonly skb: string;
  readonly twk: number | null;
  readonly tiu: number | null;
  readonly tkp: number | null;
  readonly total: number | null;
  /** The thresholds that were missed. */
  readonly missed: readonly string[];
  readonly tieBreakUsed: string | null;
  readonly outcome: string;
  readonly why: {
    readonly criterion: string | null;
    readonly own: string | null;
    readonly aboveParticipantNo: string | null;
    readonly sentence: string;
  };
  readonly components: object | null;
  readonly datasetId: string;
  readonly resultVersion: number;
  readonly sha256: string;
  readonly stage: string;
}

/** A row that an import refused, or marked. */
export interface Reported {
  readonly row: number;
  readonly line: number;
  readonly code: string;
  readonly flag: string;
  readonly column?: string;
  readonly rule: string;
}

/** The JSON of any answer: a test reads the members that its answer has. */
export interface Body extends Row {
  readonly code?: string;
  readonly stream: string;
  readonly version: number;
  readonly events: readonly { readonly id: string; readonly type: string }[];
  readonly items: readonly Row[];
  readonly next: string | null;
  readonly results: readonly Row[];
  readonly versions: readonly Row[];
  readonly pinnedPolicies: readonly string[];
  readonly importId: string;
  readonly state: string;
  readonly rows: number;
  readonly faults: readonly Reported[];
  readonly flags: readonly Reported[];
  readonly report: Body;
}

/** An answer, its body read. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** Only where the answer is JSON. */
  readonly body: Body;
}
