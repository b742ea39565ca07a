import { Requires } from '@jejak/auth';
import { type Appended, type CommandContext, EventStore } from '@jejak/event-store';
import { Context, Id, IsId } from '@jejak/http';
import type { Duty } from '@jejak/kernel';
import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsString, Matches, MaxLength, ValidateNested } from 'class-validator';
import { panel, type PanelCommand } from './panel.decider';
import { panelStream } from './panel.state';
import { Panels } from './panels';

class RecusePanelistRequest {
  @IsId() @MaxLength(36) readonly panelist!: string;
  @IsString() @MaxLength(4000) readonly reason!: string;
}

class NoteRequest {
  @IsString() @MaxLength(100) readonly criterion!: string;
  @IsString() @MaxLength(4000) readonly note!: string;
}

class SealScoreRequest {
  /** 0–100, at most 3 decimals. */
  @IsString() @MaxLength(9) @Matches(/^-?(0|[1-9]\d{0,3})(\.\d{1,3})?$/) readonly score!: string;
  /** One on each criterion of the rubric. */
  @IsArray()
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  @Type(() => NoteRequest)
  readonly notes!: NoteRequest[];
}

class ReconcilePanelRequest {
  /** The words agreed to; the same words of more than half of the panel are the panel's. */
  @IsString() @MaxLength(4000) readonly justification!: string;
}

/** The panel of one application: recusals, sealed scores, their reveal, and the explanation of a spread. */
@Controller('applications/:id')
export class PanelController {
  constructor(
    private readonly store: EventStore,
    private readonly panels: Panels,
  ) {}

  /** By the chair, about a member who has not declared a conflict. Asks for the duty `committee_chair`. */
  @Post('recuse-panelist')
  @HttpCode(200)
  @Requires('recruitment:declare-conflict')
  recuse(
    @Id() id: string,
    @Body() { panelist, reason }: RecusePanelistRequest,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    const command = {
      type: 'RecusePanelist',
      by: context.actor,
      ...{ panelist: panelist.toLowerCase(), reason },
    } as const;
    return this.execute(id, command, context, 'committee_chair');
  }

  /** By the chair: fills open places when the reserve has people again. Asks for the duty `committee_chair`. */
  @Post('replace-panelist')
  @HttpCode(200)
  @Requires('recruitment:declare-conflict')
  replace(@Id() id: string, @Context() context: CommandContext): Promise<Appended> {
    return this.execute(id, { type: 'ReplacePanelist', by: context.actor }, context, 'committee_chair');
  }

  /** Once: nobody sees the score before every member has sealed one. */
  @Post('seal-score')
  @HttpCode(200)
  @Requires('recruitment:score')
  seal(
    @Id() id: string,
    @Body() { score, notes }: SealScoreRequest,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    const command = {
      type: 'SealScore',
      by: context.actor,
      score,
      notes: notes.map(({ criterion, note }) => ({ criterion: criterion.trim(), note })),
    } as const;
    return this.execute(id, command, context, 'panelist');
  }

  /** Opens the scores when the last is sealed. */
  @Post('reveal-scores')
  @HttpCode(200)
  @Requires('recruitment:reveal')
  reveal(@Id() id: string, @Context() context: CommandContext): Promise<Appended> {
    return this.execute(id, { type: 'RevealScores' }, context);
  }

  /** A member's consent to an explanation of scores that lie far apart. */
  @Post('reconcile-panel')
  @HttpCode(200)
  @Requires('recruitment:reconcile')
  reconcile(
    @Id() id: string,
    @Body() { justification }: ReconcilePanelRequest,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    return this.execute(
      id,
      { type: 'ReconcilePanel', by: context.actor, justification },
      context,
      'panelist',
    );
  }

  private execute(
    applicationId: string,
    command: PanelCommand,
    context: CommandContext,
    duty?: Duty,
  ): Promise<Appended> {
    return this.store.execute(
      panel,
      panelStream(applicationId),
      command,
      // A command that needs the duty is refused to who has it not: what is recorded was done under it.
      duty === undefined ? context : { ...context, duty },
      (_, now) => this.panels.givenFor(applicationId, context.actor, now),
    );
  }
}
