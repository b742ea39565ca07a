/** What every answer of the audit service says of itself. */
export interface Answer<Item> {
  /** How many entries the log had, and when it was asked, in business time. */
  readonly asOf: { readonly size: number; readonly time: string };
  readonly complete: {
    readonly scope: 'stream' | 'source' | 'index';
    readonly from: number;
    readonly to: number;
    /** Versions that are missing, and parts of sources that the log has not got yet. */
    readonly gaps: readonly (
      number | { readonly source: string; readonly from: number; readonly to: number }
    )[];
  };
  readonly items: readonly Item[];
  readonly next: string | null;
  /** The fact that records this read; null where one reads about oneself. */
  readonly accessEvent: string | null;
}

/** An event of the log, as an inspector reads it. */
export interface LoggedEvent {
  readonly index: number;
  readonly id: string;
  readonly source: string;
  readonly stream: string;
  readonly version: number;
  /** `asn.performance.AnnualRated.v1` */
  readonly type: string;
  readonly at: string;
  readonly occurred: string | null;
  readonly effective: string | null;
  readonly actor: string | null;
  readonly behalf: string | null;
  readonly role: string | null;
  readonly subject: string | null;
  readonly reason: { readonly code: string; readonly text: string | null } | null;
  readonly policy: string | null;
  readonly policies: readonly string[];
  readonly inputs: readonly { readonly stream: string; readonly ver: number }[];
  readonly cause: string | null;
  readonly corr: string | null;
  readonly hash: string;
  readonly evidence: readonly unknown[];
  readonly payload: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** A field that differs, and the event that set it. */
export interface Change {
  /** `/composite`, or `status` of the object itself. */
  readonly field: string;
  readonly old?: unknown;
  readonly new?: unknown;
  readonly setBy: { readonly version: number; readonly type: string; readonly at: string };
}

/** `AnnualRated` of `asn.performance.AnnualRated.v1`. */
export const nameOfType = (type: string): string => type.split('.').at(-2) ?? type;

/** `evaluation` of `evaluation-b928…`. */
export const kindOfStream = (stream: string): string =>
  stream.replace(/-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, '');

/** A value as it stands in the record, on one line. */
export const shown = (value: unknown): string =>
  value === undefined || value === null ? '–' : typeof value === 'string' ? value : JSON.stringify(value);
