import { type DatasetPublished } from '@jejak/contracts/every-service';
import {
  type AdoptionRoundHeld,
  trainingContracts,
  type TrainingPlanReported,
} from '@jejak/contracts/training';
import type { Appended, CommandContext } from '@jejak/event-store';
import { type Clock, naturalId, RuleViolated } from '@jejak/kernel';
import { type DueTimer, timers } from '@jejak/projections';
import { type DatasetFile, datasetsOf, OpenData, publishing } from '@jejak/publication';
import { CLOCK, type TimerCommands } from '@jejak/service';
import { Inject, Injectable } from '@nestjs/common';
import { Rulebook } from '../rules/rulebook';
import { YearFiguresReading } from './year-figures';
import { yearTables } from './year-tables';

/** What was published of years, version by version. */
export const datasets = datasetsOf(trainingContracts);

/** The id of the dataset of one table and year. */
export const datasetIdOf = (kind: string, year: number): string => naturalId('dataset', kind, String(year));

const ofYear = (year: string, dueAt: string | undefined) =>
  dueAt === undefined ? [] : [{ dueAt, command: 'PublishYear', key: year }];

/**
 * When the time for results of a year is over, its figures are published: of a year with a reported plan as its report says, of every
 * other as the round of its last quarter does. @source domain.md 6.4
 */
export const publicationTimers = timers<TrainingPlanReported | AdoptionRoundHeld | DatasetPublished>({
  name: 'publication',
  source: publishing(trainingContracts),
  of: {
    TrainingPlanReported: ({ data: { year, publishAt } }) => ofYear(String(year), publishAt),
    AdoptionRoundHeld: ({ data: { quarter, publishAt } }) => ofYear(quarter.slice(0, 4), publishAt),
  },
  done: {
    DatasetPublished: ({ data: { period } }) => (period ? [{ key: period.from.slice(0, 4) }] : []),
  },
});

/** What came in between is a later version, and says so. */
const MORE = 'Data yang masuk setelah terbitan sebelumnya ditambahkan.';

/** Publishes what a year of learning comes to as open data. @source domain.md 6.4, 2.7; UU 14/2008 */
@Injectable()
export class YearPublications implements TimerCommands {
  constructor(
    private readonly data: OpenData,
    private readonly figures: YearFiguresReading,
    private readonly rulebook: Rulebook,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * All tables of a year that is over, or none; a table that is published already as it is says nothing new.
   * @param change what a later version changes and why, in words for the public
   * @returns for each table what was appended
   * @throws RuleViolated RULE_VIOLATED (`publication.year-over`), REASON_REQUIRED, POLICY_MISSING
   */
  async publish(year: number, change: string | null, context: CommandContext): Promise<Appended[]> {
    const today = await this.rulebook.today(this.clock.now());
    const period = { from: `${year}-01-01`, to: `${year}-12-31` };
    if (period.to >= today.date)
      throw new RuleViolated('RULE_VIOLATED', 'The year is not over.', {
        ...{ field: 'year', rule: 'publication.year-over' },
      });
    const rules = await this.rulebook.governing(period.from, today);
    const figures = await this.figures.of(year, today.calendar);
    const tables = yearTables(figures, rules.jp.pns, today.rules.minCell);
    const policies = [...new Set([...today.refs, ...rules.refs])].sort();
    const files = tables.map(({ kind, title, rows, content }): DatasetFile => ({
      ...{ datasetId: datasetIdOf(kind, year), kind, title: `${title}, ${year}`, rows, content },
      ...{ period, policies },
    }));
    return this.data.publish(files, change, context);
  }

  /** The day has come. */
  async fire({ key, context }: DueTimer): Promise<Appended | void> {
    return (await this.publish(Number(key), MORE, context)).at(0);
  }
}
