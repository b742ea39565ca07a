import { citizenContracts, type IkmPublished } from '@jejak/contracts/citizen';
import { type DatasetPublished, datasetPublished } from '@jejak/contracts/every-service';
import { type Appended, type CommandContext, EventStore } from '@jejak/event-store';
import { type Clock, endOfDay, RuleViolated, Unavailable } from '@jejak/kernel';
import { type DueTimer, Projections, timers } from '@jejak/projections';
import { CLOCK } from '@jejak/service';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Rulebook } from '../rules/rulebook';
import { DatasetFiles } from './dataset-files';
import { ikmCollection, type PublishedIkm, type Span, spanOf, spansOf } from './ikm-collection';

/** The days of a span are over everywhere in the country: nothing is said of one that goes on. */
const LAST_ZONE = { zone: 'Asia/Jakarta' };
/** The read model has every published index after this time, or the timer tries again. */
const CAUGHT_UP_MS = 10_000;

/** Published indices are collected when their half-year and year are over; one that is published later makes a later version. */
export const ikmSpans = timers<IkmPublished | DatasetPublished>({
  name: 'ikm-spans',
  source: {
    service: citizenContracts.service,
    events: { ...citizenContracts.events, DatasetPublished: datasetPublished },
  },
  of: {
    IkmPublished: ({ data: { period } }) =>
      spansOf(period.to).map(({ key, to }) => ({
        ...{ dueAt: endOfDay(to, LAST_ZONE), command: 'PublishIkmCollection', key },
      })),
  },
  done: {
    DatasetPublished: ({ data: { kind, period } }) =>
      period && (kind === 'ikm-year' || kind === 'ikm-half-year')
        ? spansOf(period.to).flatMap((span) => (span.kind === kind ? [{ key: span.key }] : []))
        : [],
  },
});

/** Publishes the indices of a half-year or year as open data. @source domain.md 9.3, 2.7 */
@Injectable()
export class IkmPublications {
  constructor(
    private readonly store: EventStore,
    private readonly db: DataSource,
    private readonly rulebook: Rulebook,
    private readonly projections: Projections,
    private readonly files: DatasetFiles,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * @param key yyyy, yyyy-H1 or yyyy-H2
   * @param change what changed since the version before, and why; null for the first
   * @throws RuleViolated RULE_VIOLATED (`publication.span-over`), REASON_REQUIRED · Unavailable while indices are on their way
   */
  async publish(key: string, change: string | null, context: CommandContext): Promise<Appended> {
    const span = spanOf(key);
    const { date, refs } = await this.rulebook.today(this.clock.now());
    if (span.to >= date)
      throw new RuleViolated('RULE_VIOLATED', 'The half-year or year is not over.', {
        rule: 'publication.span-over',
      });
    if (!(await this.projections.caughtUp(CAUGHT_UP_MS)))
      throw new Unavailable('UNAVAILABLE', 'Indices are still on their way.');
    const file = ikmCollection(span, await this.lines(span), refs, change);
    const sha256 = await this.files.keep(file);
    const [appended] = await this.store.executeTogether([this.files.publication(file, sha256, context)]);
    return appended;
  }

  fire({ key, context }: DueTimer): Promise<Appended> {
    return this.publish(key, 'Indeks yang terbit kemudian ditambahkan.', context);
  }

  private lines({ from, to }: Span): Promise<PublishedIkm[]> {
    return this.db.query<PublishedIkm[]>(
      `SELECT coalesce(u.code, s.unit_id::text) AS unit, to_char(s.from_date, 'YYYY-MM-DD') AS "from",
         to_char(s.to_date, 'YYYY-MM-DD') AS "to", s.index_value::text AS index, s.band, s.n
       FROM rm.survey s LEFT JOIN rm.unit_chart u USING (unit_id)
       WHERE s.status = 'published' AND s.to_date BETWEEN $1 AND $2 ORDER BY 1, s.to_date, s.survey_id`,
      [from, to],
    );
  }
}
