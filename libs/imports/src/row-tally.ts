import type { RowFault } from './csv/table';
import { MAX_REPORTED, type RowFlag } from './import-kind';
import type { ImportRows } from './import-rows';

/** Counts the bad and marked rows of one pass over a large file: the first are kept for its report, all are noted. */
export class RowTally {
  readonly faults: RowFault[] = [];
  readonly flags: RowFlag[] = [];
  rejected = 0;
  flagged = 0;

  constructor(
    private readonly rows: ImportRows,
    private readonly importId: string,
  ) {}

  async add(faults: readonly RowFault[], flags: readonly RowFlag[] = []): Promise<void> {
    const sorted = [...faults].sort((a, b) => a.row - b.row);
    this.rejected += faults.length;
    this.flagged += flags.length;
    this.faults.push(...sorted.slice(0, MAX_REPORTED - this.faults.length));
    this.flags.push(...flags.slice(0, MAX_REPORTED - this.flags.length));
    await this.rows.note(this.importId, faults, flags);
  }
}
