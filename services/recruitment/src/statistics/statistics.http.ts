import { Requires } from '@jejak/auth';
import type { PublishedStage } from '@jejak/contracts/recruitment';
import { Id } from '@jejak/http';
import { daysBetween, legalDate, Unavailable } from '@jejak/kernel';
import { type Cell, cellOf, withoutSmallCells } from '@jejak/publication';
import { Controller, Get } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { PublishedFiles } from '../publication/published-files';
import type { StageResultRow } from '../publication/stage-result.projection';
import { PublicVacancies } from './public-vacancy';

interface Count {
  readonly name: string;
  readonly count: Cell;
}

interface StageStatistics {
  readonly stage: PublishedStage;
  /** The newest published version, from which the counts are. */
  readonly resultVersion: number;
  /** ISO instant of the first version. */
  readonly publishedAt: string;
  /** Calendar days from the end of the stage before, or of registration, to the first version; null where that is not known. */
  readonly days: number | null;
  readonly outcomes: readonly Count[];
  /** The requirements (by their places as announced) or thresholds that were not met; one applicant may miss several. */
  readonly reasons: readonly Count[];
  /** The lowest score that advances or is selected. */
  readonly cutOff: string | null;
}

interface VacancyStatistics {
  readonly vacancyId: string;
  readonly applicants: Cell;
  /** Counts below it are suppressed. */
  readonly minCell: number;
  /** In their order, those that are published. */
  readonly stages: readonly StageStatistics[];
}

type Result = Pick<
  StageResultRow,
  'stage' | 'resultVersion' | 'rankingId' | 'adminResultId' | 'rows' | 'cutOff' | 'publishedAt'
>;

/** The newest version of each stage, with the time of its first. */
const RESULTS = `SELECT DISTINCT ON (s.stage) s.stage, s.result_version AS "resultVersion", s.ranking_id AS "rankingId",
    s.admin_result_id AS "adminResultId", s.rows, s.cut_off AS "cutOff",
    to_char(min(s.published_at) OVER (PARTITION BY s.stage) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "publishedAt"
  FROM rm.stage_result s WHERE s.vacancy_id = $1 ORDER BY s.stage, s.result_version DESC`;

const ADMIN_ROWS = 'rm.admin_result_row WHERE admin_result_id = $1';
const RANKED_ROWS = 'rm.ranking_row WHERE ranking_id = $1';

const ORDER: readonly PublishedStage[] = ['ADMIN', 'SKD', 'SKB', 'FINAL'];

/** What a stage's result can mean for somebody; what it meant for nobody is counted too. */
const OUTCOMES: Readonly<Record<PublishedStage, readonly string[]>> = {
  ADMIN: ['PASSED', 'REJECTED'],
  SKD: ['PASSED', 'OUTRANKED', 'FAILED'],
  SKB: ['RANKED'],
  FINAL: ['SELECTED', 'RESERVED', 'NOT_SELECTED', 'RANKED'],
};

/** What the public is told of a selection in numbers. @source domain.md 4.4 */
@Controller('vacancies')
export class StatisticsController {
  constructor(
    private readonly db: DataSource,
    private readonly files: PublishedFiles,
    private readonly vacancies: PublicVacancies,
  ) {}

  /** Of what is published only, and without the counts that would point at people. */
  @Get(':id/statistics')
  @Requires('recruitment:read-published')
  async find(@Id() vacancyId: string): Promise<VacancyStatistics> {
    const { applicants, closeAt, minCell, calendar } = await this.vacancies.of(vacancyId);
    const results = await this.db.query<Result[]>(RESULTS, [vacancyId]);
    const stages: StageStatistics[] = [];
    let before = closeAt;
    for (const stage of ORDER) {
      const result = results.find((one) => one.stage === stage);
      if (!result) continue;
      const { resultVersion, publishedAt, cutOff } = result;
      const days =
        before === null ? null : daysBetween(legalDate(before, calendar), legalDate(publishedAt, calendar));
      const counts = await this.counts(result, minCell);
      stages.push({ ...{ stage, resultVersion, publishedAt, days, cutOff }, ...counts });
      before = publishedAt;
    }
    return { vacancyId, applicants: cellOf(applicants, minCell), minCell, stages };
  }

  private async counts(
    result: Result,
    minCell: number,
  ): Promise<Pick<StageStatistics, 'outcomes' | 'reasons'>> {
    // The rows come to the read model by a reader of their own.
    if ((await this.files.rows(result)) < result.rows)
      throw new Unavailable('UNAVAILABLE', 'The rows of a published result are still on their way.');
    const { stage, rankingId, adminResultId } = result;
    const [rows, missed] = rankingId ? [RANKED_ROWS, 'missed'] : [ADMIN_ROWS, 'requirement_refs'];
    const count = (what: string) =>
      this.db.query<{ name: string; n: number }[]>(
        `SELECT ${what} AS name, count(*)::int AS n FROM ${rows} GROUP BY 1 ORDER BY 1`,
        [rankingId ?? adminResultId],
      );
    const outcomes = new Map((await count('outcome')).map(({ name, n }) => [name, n]));
    const reasons = new Map((await count(`unnest(${missed})`)).map(({ name, n }) => [name, n]));
    // A threshold can be missed in the final result only where there is no SKD.
    const possible = outcomes.has('FAILED') ? [...new Set([...OUTCOMES[stage], 'FAILED'])] : OUTCOMES[stage];
    const all = new Map(possible.map((name) => [name, outcomes.get(name) ?? 0]));
    return { outcomes: cellsOf(all, minCell), reasons: cellsOf(reasons, minCell) };
  }
}

const cellsOf = (counts: ReadonlyMap<string, number>, minCell: number): Count[] =>
  [...withoutSmallCells(counts, minCell)].map(([name, count]) => ({ name, count }));
