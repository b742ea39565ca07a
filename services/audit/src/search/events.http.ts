import { Requires } from '@jejak/auth';
import type { CommandContext } from '@jejak/event-store';
import { Context, Id, IsId, PageRequest } from '@jejak/http';
import { KEY_STORE } from '@jejak/service';
import { Controller, Get, Inject, Query } from '@nestjs/common';
import { IsIn, IsOptional, IsString, MaxLength } from 'class-validator';
import { Purpose } from '../access/purpose';
import { type Answer, Answers } from '../answer/answers';
import type { Item } from '../history/item';
import type { Keys } from '../history/payload';
import { SOURCES } from '../sources';
import { type ChainItem, chainOf } from './event-chain';
import { search } from './search';

/** Filters of every list of events. */
export class EventsQuery extends PageRequest {
  @IsOptional() @IsString() @MaxLength(100) readonly purpose?: string;
  @IsOptional() @IsId() readonly caseId?: string;
  @IsOptional() @IsIn([...SOURCES]) readonly service?: string;
  /** `AnnualRated`, `asn.performance.AnnualRated.v1`, `asn.performance.*`. */
  @IsOptional() @IsString() @MaxLength(100) readonly type?: string;
  /** Legal dates or instants; both included. */
  @IsOptional() @IsString() @MaxLength(40) readonly from?: string;
  @IsOptional() @IsString() @MaxLength(40) readonly to?: string;
}

export class AllEventsQuery extends EventsQuery {
  /** `perf.result@1`: decided under it, or with it read. */
  @IsOptional() @IsString() @MaxLength(100) readonly policy?: string;
}

/** Questions over the whole log. */
@Controller('events')
export class EventsController {
  constructor(
    private readonly answers: Answers,
    @Inject(KEY_STORE) private readonly keys: Keys,
  ) {}

  /** Over many persons, so their personal fields stay closed: those are for reads of one file. */
  @Get()
  @Requires('audit:read-timeline')
  list(@Query() query: AllEventsQuery, @Context() context: CommandContext): Promise<Answer<Item>> {
    return this.answers.answer(
      { purpose: purposeIn(query), context, what: 'audit.events' },
      (reading, size) => search(reading, size, query, query, null),
    );
  }

  @Get(':id')
  @Requires('audit:read-timeline')
  find(
    @Id() id: string,
    @Query() purpose: Purpose,
    @Context() context: CommandContext,
  ): Promise<Answer<ChainItem>> {
    return this.answers.answer({ purpose, context, what: 'audit.event', object: id }, (reading, size) =>
      chainOf(reading, size, id, this.keys),
    );
  }
}

export const purposeIn = ({ purpose, caseId }: EventsQuery): Purpose => ({
  ...(purpose === undefined ? {} : { purpose }),
  ...(caseId === undefined ? {} : { caseId }),
});
