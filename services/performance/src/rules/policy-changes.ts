import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { PERIOD_POLICIES } from './period-policies';

/** A policy that has changed since it was pinned: what is shown goes on under the version of then. */
export interface PolicyChange {
  readonly key: string;
  readonly pinned: string;
  readonly inForce: string;
  /** Legal date. */
  readonly since: string;
}

interface InForce {
  readonly key: string;
  readonly version: number;
  readonly since: string;
}

/** Marks what dashboards show by a version that is no longer the one in force. @source domain.md 2.5, 12 (PolicyInForce) */
@Injectable()
export class PolicyChanges {
  constructor(private readonly db: DataSource) {}

  /** Since a plan pinned these versions. */
  async of(pinned: readonly string[], date: string): Promise<PolicyChange[]> {
    const keys = pinned.map((ref) => ref.split('@')[0]);
    const found = await this.inForce(keys, date);
    return found.flatMap(({ key, version, since }) => {
      const inForce = `${key}@${version}`;
      const before = pinned.find((ref) => ref.startsWith(`${key}@`));
      return before === undefined || before === inForce ? [] : [{ key, pinned: before, inForce, since }];
    });
  }

  /** Since the first day of a year. */
  async ofYear(year: number, date: string): Promise<PolicyChange[]> {
    const pinned = await this.inForce(PERIOD_POLICIES, `${year}-01-01`);
    return this.of(
      pinned.map(({ key, version }) => `${key}@${version}`),
      date,
    );
  }

  private inForce(keys: readonly string[], date: string): Promise<InForce[]> {
    return this.db.query<InForce[]>(
      `select distinct on (key) key, policy_version as version, effective_from::text as since from rm.policy_version
       where key = any($1::text[]) and effective_from <= $2::date and (last_day is null or last_day >= $2::date)
       order by key, effective_from desc, policy_version desc`,
      [keys, date],
    );
  }
}
