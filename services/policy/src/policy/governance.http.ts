import { Requires } from '@jejak/auth';
import type { Appended, CommandContext } from '@jejak/event-store';
import { Context } from '@jejak/http';
import type { Clock } from '@jejak/kernel';
import { CLOCK } from '@jejak/service';
import { Body, Controller, HttpCode, Inject, Post } from '@nestjs/common';
import { Key, VersionNumber } from '../request-formats';
import { Rulebook } from '../rules/rulebook';
import { Governance, sessionIdOf } from './governance';
import {
  ApproveRequest,
  ConsultationRequest,
  DraftPolicyRequest,
  DraftTextRequest,
  PublishRequest,
  SocialisationRequest,
  textOf,
} from './governance.requests';

/** The life of a version, from its draft to its first day. @source domain.md 8.1 */
@Controller('policies/:key/versions')
export class GovernanceController {
  constructor(
    private readonly governance: Governance,
    private readonly rulebook: Rulebook,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Post()
  @HttpCode(200)
  @Requires('policy:draft')
  draft(
    @Key() key: string,
    @Body() request: DraftPolicyRequest,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    const { kind = 'PARAMETERS' } = request;
    const draft = { ...textOf(request), type: 'DraftPolicy', by: context.actor, key, kind } as const;
    return this.governance.execute(key, draft, context);
  }

  @Post(':version/revise')
  @HttpCode(200)
  @Requires('policy:draft')
  revise(
    @Key() key: string,
    @VersionNumber() version: number,
    @Body() request: DraftTextRequest,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    const revised = { ...textOf(request), type: 'RevisePolicy', by: context.actor, version } as const;
    return this.governance.execute(key, revised, context);
  }

  @Post(':version/consultation')
  @HttpCode(200)
  @Requires('policy:consult')
  consult(
    @Key() key: string,
    @VersionNumber() version: number,
    @Body() { closesOn }: ConsultationRequest,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    const command = { type: 'OpenConsultation', by: context.actor, version, closesOn } as const;
    return this.governance.execute(key, command, context);
  }

  @Post(':version/approve')
  @HttpCode(200)
  @Requires('policy:approve')
  approve(
    @Key() key: string,
    @VersionNumber() version: number,
    @Body() { effectiveFrom }: ApproveRequest,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    const command = { type: 'ApprovePolicy', by: context.actor, version, effectiveFrom } as const;
    return this.governance.execute(key, command, context);
  }

  @Post(':version/publish')
  @HttpCode(200)
  @Requires('policy:publish')
  publish(
    @Key() key: string,
    @VersionNumber() version: number,
    @Body() { effectiveFrom }: PublishRequest,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    const day = { effectiveFrom: effectiveFrom ?? null };
    return this.governance.execute(
      key,
      { type: 'PublishPolicy', by: context.actor, version, ...day },
      context,
    );
  }

  /** People were told of it. */
  @Post(':version/socialisation')
  @HttpCode(200)
  @Requires('policy:socialise')
  socialise(
    @Key() key: string,
    @VersionNumber() version: number,
    @Body() { title, heldOn, participants }: SocialisationRequest,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    const session = { sessionId: sessionIdOf(context), title, heldOn, participants };
    return this.governance.execute(
      key,
      { type: 'RecordSocialisation', by: context.actor, version, ...session },
      context,
    );
  }

  /** What its timer does by itself on its day: a machine account that asks is told why not. */
  @Post(':version/bring-into-force')
  @HttpCode(200)
  @Requires('policy:activate')
  async bringIntoForce(
    @Key() key: string,
    @VersionNumber() version: number,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    const { date: on } = await this.rulebook.today(this.clock.now());
    return this.governance.execute(key, { type: 'BringIntoForce', version, on, asked: true }, context);
  }
}
