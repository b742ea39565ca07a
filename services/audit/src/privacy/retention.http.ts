import { Requires } from '@jejak/auth';
import { Exported } from '@jejak/exports';
import { type Page, PageRequest } from '@jejak/http';
import { Controller, Get, Query } from '@nestjs/common';
import { type EndedPerson, RetentionEnds } from './retention-ends';

/** Of whom the law keeps nothing any more. @source domain.md 2.6 */
@Controller('retention-ended')
export class RetentionController {
  constructor(private readonly ends: RetentionEnds) {}

  /** By id; an answer may hold fewer than asked for, and says where to go on. */
  @Get()
  @Requires('audit:read-erasures')
  @Exported('retention-ended', [
    ...(['personId', 'until', 'entries', 'held', 'filed', 'logIncomplete'] as const),
  ])
  list(@Query() request: PageRequest): Promise<Page<EndedPerson>> {
    return this.ends.page(request);
  }
}
