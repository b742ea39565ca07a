import { Requires } from '@jejak/auth';
import type { CommandContext } from '@jejak/event-store';
import { Context } from '@jejak/http';
import { Controller, Get, Query } from '@nestjs/common';
import { Purpose } from '../access/purpose';
import { type Answer, Answers } from '../answer/answers';
import { SOURCES } from '../sources';
import { type SourceItem, sourcesStatus } from './sources-status';

/** Whether the log has everything that its sources have. */
@Controller('sources')
export class SourcesController {
  constructor(private readonly answers: Answers) {}

  @Get()
  @Requires('audit:read-timeline')
  list(@Query() purpose: Purpose, @Context() context: CommandContext): Promise<Answer<SourceItem>> {
    return this.answers.answer({ purpose, context, what: 'audit.sources' }, (reading) =>
      sourcesStatus(reading, SOURCES),
    );
  }
}
