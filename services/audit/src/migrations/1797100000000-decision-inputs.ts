import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Which version of which stream a decision read, the other way round: what rests on it. Written with the entries; those that are there
 * already say in their leaves what they read. @source audit-ledger.md section 14, questions 2 and 15
 */
export class DecisionInputs1797100000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE ledger.decision_input (stream text, ver int, idx bigint, PRIMARY KEY (stream, ver, idx));
      CREATE INDEX decision_input_idx ON ledger.decision_input (idx);
      INSERT INTO ledger.decision_input (stream, ver, idx)
        SELECT DISTINCT i->>'stream', (i->>'ver')::int, l.idx
          FROM ledger.log_entry l,
               jsonb_array_elements(coalesce(convert_from(l.leaf, 'UTF8')::jsonb #> '{core,inputs}', '[]')) AS i;
      CREATE TRIGGER no_update BEFORE UPDATE ON ledger.decision_input
        FOR EACH ROW EXECUTE FUNCTION ledger.refuse_change();
      CREATE TRIGGER no_delete BEFORE DELETE OR TRUNCATE ON ledger.decision_input
        FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();
      ALTER TABLE ledger.decision_input ENABLE ALWAYS TRIGGER no_update;
      ALTER TABLE ledger.decision_input ENABLE ALWAYS TRIGGER no_delete;
    `);
  }

  /** Forward only: a log is not taken down. */
  async down(): Promise<void> {
    await Promise.reject(new Error('the log is append-only'));
  }
}
