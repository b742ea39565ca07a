import { Requires } from '@jejak/auth';
import type { CommandContext } from '@jejak/event-store';
import { AnswersMore, Context } from '@jejak/http';
import type { ParkedStream, ReplayProgress } from '@jejak/messaging';
import type { Logger } from '@jejak/observability';
import type { RebuildProgress } from '@jejak/projections';
import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { IsInt, IsOptional, Matches, MaxLength, Min } from 'class-validator';
import type { OperatorAct } from '@jejak/contracts/every-service';
import { LOGGER } from '../platform.module';
import { type OperatorActDetails, OperatorActs } from './acts';
import { Operations, type OperatorStatus, type OutboxOutcome, type RedriveOutcome } from './operations';

class ParkedRequest {
  /** A projection or reaction; default all. */
  @IsOptional()
  @Matches(/^[\w.-]{1,100}$/)
  readonly consumer?: string;
}

class StreamRequest {
  /** Only this one; default all, oldest first, at most 200 at once. */
  @IsOptional()
  @MaxLength(200)
  @Matches(/^[a-z0-9-]+$/)
  readonly stream?: string;
}

class ReplayRequest {
  /** First number; default 1. */
  @IsOptional()
  @IsInt()
  @Min(1)
  readonly from?: number;

  /** Last number; default the highest that was published. */
  @IsOptional()
  @IsInt()
  @Min(1)
  readonly to?: number;
}

/** What an operator sees and does, the same in every service; it shows no personal data. */
@Controller('operator')
@AnswersMore()
export class OperatorController {
  constructor(
    private readonly operations: Operations,
    private readonly acts: OperatorActs,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  @Get('status')
  @Requires('operations:read')
  status(): Promise<OperatorStatus> {
    return this.operations.status();
  }

  /** Streams that are parked, oldest first, at most 200. */
  @Get('parked')
  @Requires('operations:read')
  async parked(@Query() { consumer }: ParkedRequest): Promise<{ items: ParkedStream[] }> {
    return { items: await this.operations.parked(consumer) };
  }

  /** Replays parked streams in order, each in one transaction. */
  @Post('projections/:name/redrive')
  @HttpCode(200)
  @Requires('operations:redrive')
  async redrive(
    @Param('name') name: string,
    @Body() { stream }: StreamRequest,
    @Context() context: CommandContext,
  ): Promise<RedriveOutcome> {
    await this.about('REDRIVE', { part: name, stream }, context);
    return this.operations.redrive(name, stream);
  }

  /** Builds the read model anew beside the live one, and exchanges them. */
  @Post('projections/:name/rebuild')
  @HttpCode(202)
  @Requires('operations:rebuild')
  async rebuild(@Param('name') name: string, @Context() context: CommandContext): Promise<RebuildProgress> {
    await this.about('REBUILD', { part: name }, context);
    return this.operations.rebuild(name);
  }

  @Get('projections/:name/rebuild')
  @Requires('operations:read')
  progress(@Param('name') name: string): Promise<RebuildProgress> {
    return this.operations.progress(name);
  }

  /** Brings back what the last rebuild replaced, caught up. */
  @Post('projections/:name/rollback')
  @HttpCode(202)
  @Requires('operations:rebuild')
  async rollback(@Param('name') name: string, @Context() context: CommandContext): Promise<RebuildProgress> {
    await this.about('ROLLBACK', { part: name }, context);
    return this.operations.rollback(name);
  }

  /** Gives up the rebuild in hand, or drops what was kept for a rollback. */
  @Post('projections/:name/discard')
  @HttpCode(202)
  @Requires('operations:rebuild')
  async discard(@Param('name') name: string, @Context() context: CommandContext): Promise<RebuildProgress> {
    await this.about('DISCARD', { part: name }, context);
    return this.operations.discard(name);
  }

  /** Gives streams another try whose events the broker would not take. */
  @Post('outbox/redrive')
  @HttpCode(200)
  @Requires('operations:redrive')
  async redriveOutbox(
    @Body() { stream }: StreamRequest,
    @Context() context: CommandContext,
  ): Promise<OutboxOutcome> {
    await this.about('OUTBOX_REDRIVE', { stream }, context);
    return this.operations.redriveOutbox(stream);
  }

  /** Sends what was published once more, under the same numbers; how far it is stands in the status. */
  @Post('replay')
  @HttpCode(202)
  @Requires('operations:replay')
  async replay(
    @Body() { from, to }: ReplayRequest,
    @Context() context: CommandContext,
  ): Promise<ReplayProgress> {
    await this.about('REPLAY', { from, to }, context);
    return this.operations.replay(from, to);
  }

  /** Recorded, and in the security log, before it is done. What there is not, nobody can act on. @throws NotFound `PROJECTION_UNKNOWN` */
  private async about(act: OperatorAct, details: OperatorActDetails, context: CommandContext): Promise<void> {
    if (details.part !== undefined) this.operations.assertKnown(details.part);
    await this.acts.record(act, details, context);
    const { actor, role } = context;
    this.logger.info(
      { sec: true, kind: act, part: details.part ?? 'service', actor, role },
      'An operator acts',
    );
  }
}
