import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The heads leaves of the log, each with the checkpoint right behind it: what exact histories rest on (audit-ledger.md section 4). The
 * checkpoint is kept as it was signed, and once more with the cosignatures that made it one to rest on.
 */
export class Heads1795100000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
  }

  /** Forward only: a log is not taken down. */
  async down(): Promise<void> {
    await Promise.reject(new Error('the log is append-only'));
  }
}

const STATEMENTS = [
  `CREATE TABLE ledger.heads_leaf (
     idx bigint PRIMARY KEY, note text NOT NULL, cosigned text, sealed_at timestamptz NOT NULL DEFAULT clock_timestamp())`,
  `CREATE INDEX heads_leaf_cosigned ON ledger.heads_leaf (idx) WHERE cosigned IS NOT NULL`,
  `COMMENT ON COLUMN ledger.heads_leaf.idx IS 'where the leaf stands: its map covers the entries before it'`,
  `COMMENT ON COLUMN ledger.heads_leaf.note IS 'the signed checkpoint of idx + 1 entries'`,
  `COMMENT ON COLUMN ledger.heads_leaf.cosigned IS 'the same with cosignatures, once they are a quorum'`,
];
