import { Requires } from '@jejak/auth';
import { RANKED_STAGES, type RankedStage } from '@jejak/contracts/recruitment';
import { type Appended, type CommandContext } from '@jejak/event-store';
import { Context, Id, IsId } from '@jejak/http';
import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { IsIn, IsOptional, IsString, MaxLength } from 'class-validator';
import { AnnouncedVacancies } from '../committee/announced-vacancies';
import { DutyHolders } from '../committee/duty-holders';
import { Stages } from '../ranking/stages';
import { IsSha256 } from '../request-formats';
import { Publications } from './publications';

class PublishRequest {
  @IsIn(RANKED_STAGES) readonly stage!: RankedStage;
  /** The ranking that the committee has seen. */
  @IsId() @MaxLength(36) readonly rankingId!: string;
  /** The committee's minute on rows that no criterion separates. */
  @IsOptional() @IsSha256() readonly tieMinuteSha256?: string;
  /** For a later version: what it changes and why, for the public. */
  @IsOptional() @IsString() @MaxLength(4000) readonly change?: string;
}

/** The publication of results. */
@Controller('vacancies')
export class PublicationController {
  constructor(
    private readonly vacancies: AnnouncedVacancies,
    private readonly stages: Stages,
    private readonly publications: Publications,
    private readonly duties: DutyHolders,
  ) {}

  /** Publishes a stage's ranking, first or anew, if the records still give it. Asks for the duty `committee_chair`. */
  @Post(':id/publish-result')
  @HttpCode(200)
  @Requires('recruitment:publish')
  async publish(
    @Id() vacancyId: string,
    @Body() { stage, rankingId, tieMinuteSha256, change }: PublishRequest,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    const { rules, scope } = await this.vacancies.of(vacancyId);
    const { windowDays, calendar, reasonMinChars, retentionYears } = rules;
    const chairs = await this.duties.holds(context.actor, ['committee_chair'], scope);
    const computed = await this.stages.compute(vacancyId, stage);
    return this.publications.publish(
      { vacancyId, stage, rankingId, tieMinuteSha256: tieMinuteSha256 ?? null, change: change ?? null },
      computed,
      { objection: { windowDays, calendar }, reasonMinChars, retentionYears, chairs },
      chairs ? { ...context, duty: 'committee_chair' } : context,
    );
  }
}
