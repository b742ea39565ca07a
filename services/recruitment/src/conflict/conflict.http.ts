import { Requires } from '@jejak/auth';
import { CONFLICT_KINDS, type ConflictKind } from '@jejak/contracts/recruitment';
import { type Appended, type CommandContext, EventStore, execution } from '@jejak/event-store';
import { AnswersMore, Context, Id } from '@jejak/http';
import { streamOf } from '@jejak/kernel';
import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { IsIn, IsOptional, IsString, Matches, MaxLength } from 'class-validator';
import { application } from '../application/application.decider';
import { CommitteeActs } from '../committee/committee-acts';
import { panel } from '../panel/panel.decider';
import { panelStream } from '../panel/panel.state';
import { Panels } from '../panel/panels';

class ConflictRequest {
  @IsIn(CONFLICT_KINDS) readonly kind!: ConflictKind;
  /** What ties the two; read by nobody but those who inspect. */
  @IsOptional() @IsString() @Matches(/\S/) @MaxLength(4000) readonly explanation?: string;
}

/** Conflicts of interest of a vacancy's committee. */
@Controller('applications')
export class ConflictController {
  constructor(
    private readonly store: EventStore,
    private readonly acts: CommitteeActs,
    private readonly panels: Panels,
  ) {}

  /**
   * The caller's own; from then on the caller neither verifies, scores nor votes about this applicant. Who is of the panel is
   * recused in the same transaction, and replaced from the reserve. The answer has the facts of both.
   */
  @Post(':id/declare-conflict')
  @HttpCode(200)
  @Requires('recruitment:declare-conflict')
  @AnswersMore()
  async declare(
    @Id() id: string,
    @Body() { kind, explanation }: ConflictRequest,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    const by = context.actor;
    const { expectedVersion: _, ...plain } = context;
    const [declared, recused] = await this.store.executeTogether([
      execution({
        ...{ decider: application, stream: streamOf('application', id), context },
        ...{ gather: this.acts.gatherFor(by) },
        command: { type: 'DeclareConflict', ...{ by, kind, explanation: explanation ?? null } } as const,
      }),
      execution({
        ...{ decider: panel, stream: panelStream(id), command: { type: 'RecuseSelf', by } as const },
        ...{ context: plain, gather: (_state, now) => this.panels.givenFor(id, by, now) },
      }),
    ]);
    return { ...declared, events: [...declared.events, ...recused.events] };
  }
}
