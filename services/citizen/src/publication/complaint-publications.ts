import { citizenContracts, type ComplaintClosed, type ComplaintFiled } from '@jejak/contracts/citizen';
import { type DatasetPublished, datasetPublished } from '@jejak/contracts/every-service';
import { type Appended, type CommandContext, EventStore } from '@jejak/event-store';
import { type Clock, endOfDay, legalDate, plusDays, plusMonths, RuleViolated } from '@jejak/kernel';
import { type DueTimer, timers } from '@jejak/projections';
import { CLOCK } from '@jejak/service';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Rulebook } from '../rules/rulebook';
import { type ComplaintCounts, complaintsFile } from './complaints-file';
import { DatasetFiles } from './dataset-files';

/** The first and last legal date of a month yyyy-mm. */
export const monthOf = (month: string): { readonly from: string; readonly to: string } => {
  const from = `${month}-01`;
  return { from, to: plusDays(plusMonths(from, 1), -1) };
};

/** The days of the month are over everywhere in the country: nothing is said of a month that goes on. */
const LAST_ZONE = { zone: 'Asia/Jakarta' };

/** At the end of the month in which a day lies, what was filed in another is published. */
const publishing = (filedOn: string, day: string) => [
  {
    dueAt: endOfDay(monthOf(day.slice(0, 7)).to, LAST_ZONE),
    command: 'PublishComplaints',
    key: filedOn.slice(0, 7),
  },
];

/**
 * A month in which something was filed is published when it is over, and again at the end of each later month in which something of it was
 * closed: most answers come after it. @source domain.md 9.3
 */
export const complaintMonths = timers<ComplaintFiled | ComplaintClosed | DatasetPublished>({
  name: 'complaint-months',
  source: {
    service: citizenContracts.service,
    events: { ...citizenContracts.events, DatasetPublished: datasetPublished },
  },
  of: {
    ComplaintFiled: ({ data: { filedOn } }) => publishing(filedOn, filedOn),
    ComplaintClosed: ({ data: { filedOn }, envelope: { at } }) => {
      const closedOn = legalDate(at, LAST_ZONE);
      // In its own month it is published anyhow.
      return closedOn.slice(0, 7) === filedOn.slice(0, 7) ? [] : publishing(filedOn, closedOn);
    },
  },
  done: {
    DatasetPublished: ({ data: { kind, period } }) =>
      kind === 'complaints-monthly' && period ? [{ key: period.from.slice(0, 7) }] : [],
  },
});

/** Publishes the complaints of a month as open data. @source domain.md 9.3, 2.7 */
@Injectable()
export class ComplaintPublications {
  constructor(
    private readonly store: EventStore,
    private readonly db: DataSource,
    private readonly rulebook: Rulebook,
    private readonly files: DatasetFiles,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * @param month yyyy-mm
   * @param change what changed since the version before, and why; null for the first
   * @throws RuleViolated RULE_VIOLATED (`publication.month-over`), REASON_REQUIRED
   */
  async publish(month: string, change: string | null, context: CommandContext): Promise<Appended> {
    const { date, refs } = await this.rulebook.today(this.clock.now());
    const period = monthOf(month);
    if (period.to >= date)
      throw new RuleViolated('RULE_VIOLATED', 'The month is not over.', { rule: 'publication.month-over' });
    const { rules: minCell, refs: small } = await this.rulebook.smallestCell(date);
    const policies = [...refs, ...small];
    const file = complaintsFile(period, await this.counts(period), minCell, policies, change);
    const sha256 = await this.files.keep(file);
    const [appended] = await this.store.executeTogether([this.files.publication(file, sha256, context)]);
    return appended;
  }

  fire({ key, context }: DueTimer): Promise<Appended> {
    // A month has one dataset; what came after its end is a version that says so.
    return this.publish(key, 'Data yang masuk setelah akhir bulan ditambahkan.', context);
  }

  private counts({ from, to }: { readonly from: string; readonly to: string }): Promise<ComplaintCounts[]> {
    return this.db.query<ComplaintCounts[]>(
      `SELECT u.code AS "unitCode", c.class, count(*)::int AS n,
         count(c.response_minutes)::int AS answered,
         (count(*) FILTER (WHERE c.response_minutes IS NOT NULL OR c.overdue_answer))::int AS due,
         (count(*) FILTER (WHERE c.on_time AND NOT c.overdue_answer))::int AS "onTime",
         (count(*) FILTER (WHERE c.overdue_verify OR c.overdue_answer))::int AS overdue,
         round(percentile_cont(0.5) WITHIN GROUP (ORDER BY c.response_minutes)::numeric, 1)::text AS "medianMinutes"
       FROM rm.complaint c LEFT JOIN rm.unit_chart u USING (unit_id)
       WHERE c.filed_on BETWEEN $1 AND $2 GROUP BY u.code, c.class ORDER BY u.code NULLS LAST, c.class NULLS LAST`,
      [from, to],
    );
  }
}
