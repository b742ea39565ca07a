/** One step of the schema's history. Released steps are never changed; a later one says what follows. */
export interface Migration {
  /** 1, 2, 3 … without a hole. */
  readonly version: number;
  readonly name: string;
  /** Statements in the simple protocol; everything in schema `es`. */
  readonly sql: string;
}
