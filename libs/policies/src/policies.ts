import { type Calendar, isLegalDate, legalDate, RuleViolated } from '@jejak/kernel';
import type { Pool } from 'pg';

/** A policy version as a decision rests on it. */
export interface PinnedPolicy {
  /** `perf.result@1`: what the decision's core names. */
  readonly ref: string;
  readonly key: string;
  readonly version: number;
  /** Decimals and percentages as text, counts and days as integers (domain.md section 3). */
  readonly parameters: Readonly<Record<string, unknown>>;
}

interface Row {
  readonly key: string;
  readonly policy_version: number;
  readonly parameters: Readonly<Record<string, unknown>>;
}

/** A day of the city. */
export interface CityDay {
  readonly calendar: Calendar;
  /** The version that says so. */
  readonly ref: string;
  /** Legal date. */
  readonly date: string;
}

/** Reads the policies that this service has projected. */
export class Policies {
  constructor(private readonly pool: Pool) {}

  /**
   * The version in force on a legal date: for a period's object, its first day (domain.md 2.5). In force is what came into force
   * (`PolicyInForce`): a version that is only published, or deferred, is not, and none is after a repeal. Of a day to come it is
   * what is in force now, as far as is known.
   * @throws RuleViolated `POLICY_MISSING` where none is
   * @throws RangeError for a text that is no date
   */
  async inForce(key: string, on: string): Promise<PinnedPolicy> {
    if (!isLegalDate(on)) throw new RangeError(`${on} is no legal date`);
    const { rows } = await this.pool.query<Row>({
      name: 'policy-in-force',
      text: `SELECT key, policy_version, parameters FROM rm.policy_version
             WHERE key = $1 AND effective_from <= $2::date AND (last_day IS NULL OR last_day >= $2::date)
             ORDER BY effective_from DESC, policy_version DESC LIMIT 1`,
      values: [key, on],
    });
    return pinned(rows[0], key);
  }

  /**
   * The city's calendar at an instant, and the legal date there. Which calendar is in force depends on the date, and the date on
   * the calendar's zone: a version is in force from the beginning of its first day in its own zone.
   * @param now ISO instant
   * @throws RuleViolated `POLICY_MISSING`
   */
  async cityDay(now: string): Promise<CityDay> {
    const { rows } = await this.pool.query<Row & { effective_from: string }>({
      name: 'policy-calendar',
      text: `SELECT key, policy_version, parameters, to_char(effective_from, 'YYYY-MM-DD') AS effective_from
             FROM rm.policy_version WHERE key = 'gov.calendar' AND effective_from <= ($1::timestamptz AT TIME ZONE 'UTC')::date + 1
             ORDER BY effective_from DESC, policy_version DESC`,
      values: [now],
    });
    for (const row of rows) {
      const calendar = calendarOf(row.parameters);
      const date = calendar && legalDate(now, calendar);
      if (date && date >= row.effective_from) return { calendar, date, ref: pinned(row, row.key).ref };
    }
    throw missing('gov.calendar');
  }

  /**
   * Exactly this version, as an object pinned it at its creation.
   * @param ref `perf.result@1`
   * @throws RuleViolated `POLICY_MISSING`
   */
  async pinned(ref: string): Promise<PinnedPolicy> {
    const [, key = ref, version = '0'] = /^(.+)@([1-9][0-9]{0,8})$/.exec(ref) ?? [];
    const { rows } = await this.pool.query<Row>({
      name: 'policy-pinned',
      text: 'SELECT key, policy_version, parameters FROM rm.policy_version WHERE key = $1 AND policy_version = $2',
      values: [key, Number(version)],
    });
    return pinned(rows[0], key);
  }

  /** The city's calendar of one version. @param ref `gov.calendar@1`. @throws RuleViolated `POLICY_MISSING` */
  async calendar(ref: string): Promise<Calendar> {
    const { parameters, key } = await this.pinned(ref);
    const calendar = calendarOf(parameters);
    if (!calendar) throw missing(key);
    return calendar;
  }

  /** Several at once, by key. @throws RuleViolated `POLICY_MISSING` naming the first that is missing */
  async allInForce(keys: readonly string[], on: string): Promise<ReadonlyMap<string, PinnedPolicy>> {
    const found = await Promise.all(keys.map((key) => this.inForce(key, on)));
    return new Map(found.map((policy) => [policy.key, policy]));
  }
}

const calendarOf = ({ zone, holidays }: Row['parameters']): Calendar | null =>
  typeof zone === 'string' && Array.isArray(holidays) ? { zone, holidays: holidays.map(String) } : null;

const missing = (key: string): RuleViolated =>
  new RuleViolated('POLICY_MISSING', `No policy ${key} is in force.`, { rule: key, params: { key } });

const pinned = (row: Row | undefined, key: string): PinnedPolicy => {
  if (!row) throw missing(key);
  const { policy_version: version, parameters } = row;
  return { ref: `${row.key}@${version}`, key: row.key, version, parameters };
};
