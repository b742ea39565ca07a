import { Requires } from '@jejak/auth';
import { RANKED_STAGES, type RankedStage, SKB_COMPONENTS } from '@jejak/contracts/recruitment';
import type { Appended, CommandContext } from '@jejak/event-store';
import { Exported } from '@jejak/exports';
import { Context, Id, keyset, languageOf, type Language, type Page, PageRequest } from '@jejak/http';
import { type Clock, NotAuthorised, NotFound } from '@jejak/kernel';
import { Policies } from '@jejak/policies';
import { CLOCK } from '@jejak/service';
import { Body, Controller, Get, Headers, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { IsIn } from 'class-validator';
import { DataSource } from 'typeorm';
import { onCommittee } from '../committee/duty-holders';
import { SelectionPolicies } from '../policies/selection-policies';
import { type IntegratedScore, integratedScore } from '../selection/integrated-score';
import { PERCENT, weighedBy } from '../selection/pppk';
import { type AnnouncedStages, schemeOf } from '../selection/scheme';
import { totalOfMaxima } from '../selection/skd';
import { type WeightedStep, weightedSteps } from '../selection/weighted';
import { RankingTable } from './ranking-table';
import type { RankingTableRow } from './ranking.projection';
import { Stages } from './stages';
import { type WhyThisRank, whyThisRank } from './why';

class RankRequest {
  @IsIn(RANKED_STAGES) readonly stage!: RankedStage;
}

class RankingQuery extends PageRequest {
  @IsIn(RANKED_STAGES) readonly stage: RankedStage = 'FINAL';
}

class RankingRowQuery {
  @IsIn(RANKED_STAGES) readonly stage: RankedStage = 'FINAL';
}

/** A row in its place, with the reason for it. No id of a person or application: in public there is the number only. */
interface RankingView extends Omit<RankingTableRow, 'rankingId' | 'applicationId' | 'components'> {
  readonly why: WhyThisRank;
  /** The steps to the ranked score: of SKD and SKB to the final one, or component by component; null in the SKD. */
  readonly components: Omit<IntegratedScore, 'final'> | readonly WeightedStep[] | null;
}

interface Published {
  readonly rankingId: string;
  readonly stages: AnnouncedStages;
  readonly pinnedPolicies: readonly string[];
}

const byPlace = keyset('ranking', { rankingId: 'uuid', place: 'integer' });

/** Of a ranking as a file. */
const COLUMNS = [
  'place',
  'rank',
  'participantNo',
  'total',
  'twk',
  'tiu',
  'tkp',
  'gpa',
  'skb',
  'final',
  'tieBreakUsed',
  'outcome',
  'missed',
  'components',
] as const;

/** Rankings: computed by the service account, published by the committee, and explained to everyone. */
@Controller()
export class RankingController {
  constructor(
    private readonly stages: Stages,
    private readonly table: RankingTable,
    private readonly policies: SelectionPolicies,
    private readonly db: DataSource,
    private readonly days: Policies,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Ranks a stage from what is recorded now; the same records give the same ranking. The stream names its id. */
  @Post('vacancies/:id/rank')
  @HttpCode(200)
  @Requires('recruitment:rank')
  async rank(
    @Id() vacancyId: string,
    @Body() { stage }: RankRequest,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    return this.stages.record(await this.stages.compute(vacancyId, stage), context);
  }

  /** The published ranking of a stage, in its newest version. */
  @Get('vacancies/:id/ranking')
  @Requires('recruitment:read-published')
  @Exported('ranking', COLUMNS)
  async published(
    @Id() vacancyId: string,
    @Query() { stage, cursor, limit }: RankingQuery,
    @Headers('accept-language') language?: string,
  ): Promise<Page<RankingView>> {
    // Who goes on reads the version that they began with, also when a newer one has come since.
    const result = await this.newest(vacancyId, stage, byPlace.after(cursor)?.rankingId);
    return this.page(result, stage, cursor, limit, languageOf(language));
  }

  /** One participant's row of the published ranking, with the reason for its place. */
  @Get('vacancies/:id/ranking/:participantNo')
  @Requires('recruitment:read-published')
  async ofParticipant(
    @Id() vacancyId: string,
    @Param('participantNo') participantNo: string,
    @Query() { stage }: RankingRowQuery,
    @Headers('accept-language') language?: string,
  ): Promise<RankingView> {
    const { rankingId, ...rules } = await this.newest(vacancyId, stage);
    const row = await this.table.ofParticipant(rankingId, participantNo);
    if (!row) throw new NotFound('PARTICIPANT_NOT_FOUND', 'The published ranking has no such participant.');
    const [above] = row.place === 1 ? [] : await this.table.from(rankingId, row.place - 1, 1);
    const components = await this.componentsBy(stage, rules);
    return viewOf(stage, row, above, components, languageOf(language));
  }

  /** A ranking before it is published, for those who will. */
  @Get('vacancies/:id/rankings/:rankingId')
  @Requires('recruitment:publish')
  @Exported('ranking', COLUMNS)
  async computed(
    @Id() vacancyId: string,
    @Id('rankingId') rankingId: string,
    @Query() { cursor, limit, stage }: RankingQuery,
    @Context() { actor }: CommandContext,
    @Headers('accept-language') language?: string,
  ): Promise<Page<RankingView>> {
    const { date } = await this.days.cityDay(this.clock.now());
    const [vacancy] = await this.db.query<(Omit<Published, 'rankingId'> & { member: boolean })[]>(
      `SELECT pinned_policies AS "pinnedPolicies", stages, ${onCommittee('$2', '$3')} AS member
       FROM rm.vacancy v WHERE vacancy_id = $1`,
      [vacancyId, actor, date],
    );
    if (!vacancy) throw new NotFound('VACANCY_NOT_FOUND', 'There is no such vacancy.');
    if (!vacancy.member)
      throw new NotAuthorised('NOT_RELATED', 'Only the committee of the vacancy sees what is not published.');
    return this.page({ rankingId, ...vacancy }, stage, cursor, limit, languageOf(language));
  }

  /** @param rankingId the published one that is meant; else the newest */
  private async newest(vacancyId: string, stage: RankedStage, rankingId?: string): Promise<Published> {
    const [found] = await this.db.query<Published[]>(
      `SELECT s.ranking_id AS "rankingId", v.pinned_policies AS "pinnedPolicies", v.stages
       FROM rm.stage_result s JOIN rm.vacancy v USING (vacancy_id)
       WHERE s.vacancy_id = $1 AND s.stage = $2 AND ($3::uuid IS NULL OR s.ranking_id = $3)
       ORDER BY s.result_version DESC LIMIT 1`,
      [vacancyId, stage, rankingId ?? null],
    );
    if (!found) throw new NotFound('RESULT_NOT_PUBLISHED', 'No result of this stage is published.');
    return found;
  }

  private async page(
    { rankingId, ...rules }: Published,
    stage: RankedStage,
    cursor: string | undefined,
    limit: number,
    language: Language,
  ): Promise<Page<RankingView>> {
    const last = Number(byPlace.after(cursor)?.place ?? 0);
    // The row above the first one comes along: it says why that one stands below it.
    const rows = await this.table.from(rankingId, Math.max(last, 1), limit + (last === 0 ? 1 : 2));
    const components = await this.componentsBy(stage, rules);
    const views = rows.map((row, at) => viewOf(stage, row, rows[at - 1], components, language));
    return byPlace.page(last === 0 ? views : views.slice(1), limit, ({ place }) => ({
      ...{ rankingId, place: String(place) },
    }));
  }

  private async componentsBy(
    stage: RankedStage,
    { pinnedPolicies, stages }: Omit<Published, 'rankingId'>,
  ): Promise<Components> {
    if (stage === 'SKD') return () => null;
    const scheme = schemeOf(stages);
    if (stage === 'SKB' || scheme.kind !== 'SKD_SKB') {
      const { pppk, skbWeights } = await this.policies.ofVacancy(pinnedPolicies);
      const weighed =
        scheme.kind === 'SKD_SKB'
          ? SKB_COMPONENTS.map((kind) => ({ kind, weight: skbWeights[kind], most: String(PERCENT) }))
          : weighedBy(scheme.components, pppk);
      return ({ components }) => components && weightedSteps(components, weighed);
    }
    const { weights, max } = await this.policies.ofRound(pinnedPolicies);
    return ({ total, skb }) => {
      if (skb === null || total === null) return null;
      const { final: _, ...steps } = integratedScore(total, skb, totalOfMaxima(max), weights);
      return steps;
    };
  }
}

type Components = (row: RankingTableRow) => RankingView['components'];

const viewOf = (
  stage: RankedStage,
  row: RankingTableRow,
  above: RankingTableRow | undefined,
  components: Components,
  language: Language,
): RankingView => {
  const { rankingId: _, applicationId: __, components: ___, ...shown } = row;
  return { ...shown, why: whyThisRank(stage, row, above, language), components: components(row) };
};
