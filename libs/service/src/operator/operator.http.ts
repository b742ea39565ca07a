import { Requires } from '@jejak/auth';
import type { CommandContext } from '@jejak/event-store';
import { AnswersMore, Context } from '@jejak/http';
import type { ParkedStream, ReplayProgress } from '@jejak/messaging';
import type { Logger } from '@jejak/observability';
import type { RebuildProgress } from '@jejak/projections';
import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { IsInt, IsOptional, Matches, MaxLength, Min } from 'class-validator';
import { LOGGER } from '../platform.module';
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
  redrive(
    @Param('name') name: string,
    @Body() { stream }: StreamRequest,
    @Context() context: CommandContext,
  ): Promise<RedriveOutcome> {
    this.acted('redrive', name, context);
    return this.operations.redrive(name, stream);
  }

  /** Builds the read model anew beside the live one, and exchanges them. */
  @Post('projections/:name/rebuild')
  @HttpCode(202)
  @Requires('operations:rebuild')
  rebuild(@Param('name') name: string, @Context() context: CommandContext): Promise<RebuildProgress> {
    this.acted('rebuild', name, context);
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
  rollback(@Param('name') name: string, @Context() context: CommandContext): Promise<RebuildProgress> {
    this.acted('rollback', name, context);
    return this.operations.rollback(name);
  }

  /** Gives up the rebuild in hand, or drops what was kept for a rollback. */
  @Post('projections/:name/discard')
  @HttpCode(202)
  @Requires('operations:rebuild')
  discard(@Param('name') name: string, @Context() context: CommandContext): Promise<RebuildProgress> {
    this.acted('discard', name, context);
    return this.operations.discard(name);
  }

  /** Gives streams another try whose events the broker would not take. */
  @Post('outbox/redrive')
  @HttpCode(200)
  @Requires('operations:redrive')
  redriveOutbox(
    @Body() { stream }: StreamRequest,
    @Context() context: CommandContext,
  ): Promise<OutboxOutcome> {
    this.acted('outbox-redrive', 'outbox', context);
    return this.operations.redriveOutbox(stream);
  }

  /** Sends what was published once more, under the same numbers; how far it is stands in the status. */
  @Post('replay')
  @HttpCode(202)
  @Requires('operations:replay')
  replay(@Body() { from, to }: ReplayRequest, @Context() context: CommandContext): Promise<ReplayProgress> {
    this.acted('replay', 'topic', context);
    return this.operations.replay(from, to);
  }

  private acted(kind: string, part: string, { actor, role }: CommandContext): void {
    this.logger.info({ sec: true, kind, part, actor, role }, 'An operator acted');
  }
}
