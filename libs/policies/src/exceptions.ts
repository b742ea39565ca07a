import { type StreamRef, streamOf } from '@jejak/kernel';
import type { Pool } from 'pg';

/** Whether a rule is not to hold for a case, and what says so. */
export interface Excepted {
  readonly yes: boolean;
  readonly inputs: readonly StreamRef[];
}

export const NOT_EXCEPTED: Excepted = { yes: false, inputs: [] };

/**
 * Exceptions that the leadership has granted: a late command of one case is then not refused. For a service that has the projection
 * `exceptionList`, and its table. @source domain.md 2.4, 8.1
 */
export class Exceptions {
  constructor(private readonly pool: Pool) {}

  /**
   * @param stream of the case
   * @param rule the key of the policy that sets the deadline
   * @param now ISO instant
   */
  async of(stream: string, rule: string, now: string): Promise<Excepted> {
    const { rows } = await this.pool.query<{ id: string; version: string; hash: string }>(
      `select exception_id as id, version, hash from rm.policy_exception
       where case_stream = $1 and rule = $2 and expires_at > $3::timestamptz order by expires_at desc, exception_id limit 1`,
      [stream, rule, now],
    );
    if (rows.length === 0) return NOT_EXCEPTED;
    const [{ id, version, hash }] = rows;
    return { yes: true, inputs: [{ stream: streamOf('exception', id), ver: Number(version), hash }] };
  }
}
