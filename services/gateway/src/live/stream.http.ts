import { Public } from '@jejak/auth';
import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import { IsString, Matches, MaxLength } from 'class-validator';
import type { Request, Response } from 'express';
import { Sessions } from '../session/sessions';
import { LiveStreams } from './live-streams';
import { positionsIn } from './positions';

class StreamRequest {
  /** Names of topics, separated by commas. */
  @IsString() @Matches(/^[a-z][a-z.,]{0,199}$/) @MaxLength(200) readonly topics!: string;
}

/** What has changed, told to the browser that shows it. @source console.md 11 */
@Controller('api/stream')
@Public()
export class StreamController {
  constructor(
    private readonly sessions: Sessions,
    private readonly streams: LiveStreams,
  ) {}

  /** Server-sent events: `change` with topic, key and version; `reset` where something may have been missed. */
  @Get()
  async stream(
    @Query() { topics }: StreamRequest,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const session = await this.sessions.acting(request, response);
    const last = request.headers['last-event-id'];
    const since = typeof last === 'string' ? positionsIn(last) : undefined;
    this.streams.open(
      session,
      { topics: topics.split(','), since, reset: last !== undefined && since === undefined },
      response,
    );
  }
}
