import { Requires } from '@jejak/auth';
import {
  PANELIST_KINDS,
  type PanelistKind,
  type PanelMember,
  type RubricCriterion,
} from '@jejak/contracts/recruitment';
import { type Appended, type CommandContext, EventStore } from '@jejak/event-store';
import { Context, Id, IsId } from '@jejak/http';
import { NotFound } from '@jejak/kernel';
import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsIn,
  IsString,
  Matches,
  MaxLength,
  ValidateNested,
} from 'class-validator';
import { DataSource } from 'typeorm';
import type { VacancyPanelRow } from './panel.projection';
import { Panels } from './panels';
import { vacancyPanel, type VacancyPanelCommand, vacancyPanelStream } from './vacancy-panel.decider';

class PanelMemberRequest {
  @IsId() @MaxLength(36) readonly personId!: string;
  @IsIn(PANELIST_KINDS) readonly kind!: PanelistKind;
}

class RubricCriterionRequest {
  @IsString() @Matches(/\S/) @MaxLength(100) readonly name!: string;
  /** Percent; those of a rubric sum to 100. */
  @IsString() @MaxLength(7) @Matches(/^(0|[1-9]\d{0,2})(\.\d{1,3})?$/) readonly weight!: string;
}

class AppointPanelRequest {
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  @Type(() => PanelMemberRequest)
  readonly members!: PanelMemberRequest[];
  /** Who takes a recused member's place, in this order. */
  @IsArray()
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  @Type(() => PanelMemberRequest)
  readonly reserves!: PanelMemberRequest[];
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(10)
  @ValidateNested({ each: true })
  @Type(() => RubricCriterionRequest)
  readonly rubric!: RubricCriterionRequest[];
}

class AppointReserveRequest {
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  @Type(() => PanelMemberRequest)
  readonly reserves!: PanelMemberRequest[];
}

/** A panel as the public sees it: how many of which kind, and what they look at. No person. */
interface PanelComposition {
  readonly vacancyId: string;
  readonly members: Readonly<Partial<Record<PanelistKind, number>>>;
  readonly reserves: Readonly<Partial<Record<PanelistKind, number>>>;
  readonly rubric: readonly RubricCriterion[];
}

const plain = (people: readonly PanelMemberRequest[]): PanelMember[] =>
  people.map(({ personId, kind }) => ({ personId: personId.toLowerCase(), kind }));

const byKind = (people: readonly PanelMember[]): PanelComposition['members'] =>
  Object.fromEntries(
    PANELIST_KINDS.map(
      (kind) => [kind, people.filter((person) => person.kind === kind).length] as const,
    ).filter(([, count]) => count > 0),
  );

/** The panel of a vacancy: appointed by the HR agency, known to the public by its kinds. */
@Controller('vacancies')
export class VacancyPanelController {
  constructor(
    private readonly store: EventStore,
    private readonly panels: Panels,
    private readonly db: DataSource,
  ) {}

  /** Members, reserve and rubric, once. */
  @Post(':id/appoint-panel')
  @HttpCode(200)
  @Requires('recruitment:appoint-panel')
  appoint(
    @Id() vacancyId: string,
    @Body() { members, reserves, rubric }: AppointPanelRequest,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    const command = {
      type: 'AppointPanel',
      by: context.actor,
      vacancyId,
      ...{ members: plain(members), reserves: plain(reserves) },
      rubric: rubric.map(({ name, weight }) => ({ name: name.trim(), weight })),
    } as const;
    return this.execute(command, [...command.members, ...command.reserves], context);
  }

  /** More people in reserve, behind those there are. */
  @Post(':id/appoint-panel-reserve')
  @HttpCode(200)
  @Requires('recruitment:appoint-panel')
  appointReserve(
    @Id() vacancyId: string,
    @Body() { reserves }: AppointReserveRequest,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    const command = {
      type: 'AppointPanelReserve',
      by: context.actor,
      vacancyId,
      reserves: plain(reserves),
    } as const;
    return this.execute(command, command.reserves, context);
  }

  /** Who the panel is made up of, by kind. @source domain.md 4.4 */
  @Get(':id/panel')
  @Requires('recruitment:read-published')
  async composition(@Id() id: string): Promise<PanelComposition> {
    const [panel] = await this.db.query<VacancyPanelRow[]>(
      `SELECT vacancy_id AS "vacancyId", members, reserves, rubric FROM rm.vacancy_panel WHERE vacancy_id = $1`,
      [id],
    );
    if (!panel) throw new NotFound('PANEL_NOT_FOUND', 'No panel is appointed for this vacancy.');
    const { vacancyId, members, reserves, rubric } = panel;
    return { vacancyId, members: byKind(members), reserves: byKind(reserves), rubric };
  }

  private execute(
    command: VacancyPanelCommand,
    people: readonly PanelMember[],
    context: CommandContext,
  ): Promise<Appended> {
    const { vacancyId } = command;
    const ids = people.map(({ personId }) => personId);
    return this.store.execute(vacancyPanel, vacancyPanelStream(vacancyId), command, context, (_, now) =>
      this.panels.givenForAppointment(vacancyId, ids, now),
    );
  }
}
