import { type Appended, type CommandContext } from '@jejak/event-store';
import { type Clock, naturalId, RuleViolated } from '@jejak/kernel';
import type { DueTimer } from '@jejak/projections';
import { type DatasetFile, OpenData } from '@jejak/publication';
import { CLOCK } from '@jejak/service';
import { Inject, Injectable } from '@nestjs/common';
import { Rulebook } from '../rules/rulebook';
import { ViewRules } from '../rules/view-rules';
import { QuarterFiguresReading } from './quarter-figures';
import { quarterOf } from './quarter';
import { quarterTables } from './quarter-tables';

/** The id of the dataset of one table and quarter. */
export const datasetIdOf = (kind: string, quarter: string): string => naturalId('dataset', kind, quarter);

/** What came in between is a later version, and says so. */
const MORE = 'Data yang masuk setelah terbitan sebelumnya ditambahkan.';

/** Publishes what a quarter comes to as open data. @source domain.md 5.10, 2.7; UU 14/2008 */
@Injectable()
export class QuarterPublications {
  constructor(
    private readonly data: OpenData,
    private readonly figures: QuarterFiguresReading,
    private readonly rulebook: Rulebook,
    private readonly rules: ViewRules,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * All tables of a quarter that is over, or none; a table that is published already as it is says nothing new.
   * @param name `2027-Q1`
   * @param change what a later version changes and why
   * @returns for each table what was appended
   * @throws RuleViolated RULE_VIOLATED (`publication.quarter-over`), REASON_REQUIRED, POLICY_MISSING
   */
  async publish(name: string, change: string | null, context: CommandContext): Promise<Appended[]> {
    const { calendar, date, refs } = await this.rulebook.today(this.clock.now());
    const quarter = quarterOf(name);
    if (quarter.to >= date)
      throw new RuleViolated('RULE_VIOLATED', 'The quarter is not over.', {
        ...{ field: 'quarter', rule: 'publication.quarter-over' },
      });
    const { minCell, ref } = await this.rules.publication(date);
    const deadline = await this.rulebook.planDeadline(date);
    const tables = quarterTables(await this.figures.of(quarter, calendar, deadline), minCell);
    const files = tables.map(({ kind, title, rows, content }): DatasetFile => ({
      ...{ datasetId: datasetIdOf(kind, name), kind, title: `${title}, ${name}`, rows, content },
      ...{ period: { from: quarter.from, to: quarter.to }, policies: [...new Set([...refs, ref])].sort() },
    }));
    return this.data.publish(files, change, context);
  }

  /** The day has come. @returns nothing where the city does not publish by quarters */
  async fire({ key, context }: DueTimer): Promise<Appended | void> {
    const { date } = await this.rulebook.today(this.clock.now());
    const { quarterly } = await this.rules.publication(date);
    if (!quarterly) return;
    return (await this.publish(key, MORE, context)).at(0);
  }
}
