/** Requests about one's own data, the newest first. */
export interface DataRequests {
  readonly items: readonly {
    readonly requestId: string;
    readonly personId: string;
    readonly kind: string;
    readonly status: string;
    readonly filedAt: string;
    readonly dueAt: string;
    readonly overdue: boolean;
    readonly ground: string | null;
    readonly until: string | null;
    readonly version: number;
  }[];
}
