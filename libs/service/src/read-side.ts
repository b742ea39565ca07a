import type { Pool, QueryResult } from 'pg';
import { DataSource, type QueryRunner } from 'typeorm';

/** A text is worth a name of its own on each connection when it comes again; texts that are put together by a caller's wish may not. */
const NAMED_FROM = 3;
const MOST_NAMED = 300;
const MOST_COUNTED = 2_000;

/** SQLSTATE of a prepared statement whose table is another one since, after a rebuild or a migration. */
const SHAPE_CHANGED = '0A000';

/**
 * TypeORM's data source, for migrations, transactions and the questions of the read side. A question goes to its pool at once, and one
 * that is asked often as a named statement, so that the server plans it once per connection: by TypeORM's own way each takes a query
 * runner, and is planned each time.
 */
export class ReadSide extends DataSource {
  private readonly counts = new Map<string, number>();
  private readonly names = new Map<string, string>();
  private named = 0;

  override async query<Answer = unknown>(
    text: string,
    parameters?: unknown[],
    runner?: QueryRunner,
  ): Promise<Answer> {
    const { master: pool } = this.driver as { readonly master?: Pool };
    // In somebody's transaction, or not open yet.
    if (runner || !pool) return super.query<Answer>(text, parameters as never, runner);
    return answerOf(await this.ask(pool, text, parameters ?? [])) as Answer;
  }

  private async ask(pool: Pool, text: string, values: unknown[]): Promise<QueryResult> {
    // Without values it may be several statements, which cannot have a name.
    const name = values.length === 0 ? undefined : this.nameOf(text);
    if (name === undefined) return pool.query(text, values);
    try {
      return await pool.query({ name, text, values });
    } catch (error) {
      if ((error as { readonly code?: unknown }).code !== SHAPE_CHANGED) throw error;
      // Another name, other statements.
      this.names.delete(text);
      this.counts.delete(text);
      return pool.query(text, values);
    }
  }

  private nameOf(text: string): string | undefined {
    const known = this.names.get(text);
    if (known !== undefined) return known;
    const count = (this.counts.get(text) ?? 0) + 1;
    if (count < NAMED_FROM || this.names.size >= MOST_NAMED) {
      if (this.counts.size >= MOST_COUNTED) this.counts.clear();
      this.counts.set(text, count);
      return undefined;
    }
    const name = `read-${(this.named += 1)}`;
    this.names.set(text, name);
    this.counts.delete(text);
    return name;
  }
}

/** As TypeORM answers. */
const answerOf = ({ command, rows, rowCount }: QueryResult): unknown =>
  command === 'UPDATE' || command === 'DELETE' ? [rows, rowCount] : rows;
