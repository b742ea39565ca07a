import { Requires } from '@jejak/auth';
import type { CommandContext } from '@jejak/event-store';
import { Context, Id, IsId, PageRequest } from '@jejak/http';
import { KEY_STORE } from '@jejak/service';
import { Controller, Get, Inject, Query } from '@nestjs/common';
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import { Purpose } from '../access/purpose';
import { type Answer, Answers } from '../answer/answers';
import type { Item } from '../history/item';
import type { Keys } from '../history/payload';
import { Proofs } from '../proof/proofs';
import { SOURCES } from '../sources';
import { type ChainItem, chainOf } from './event-chain';
import { type Neighbour, neighbourhood } from './neighbourhood';
import { type EventGroup, type Grouping, GROUPINGS, groups, search } from './search';

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
  /** `operator`, `employee:data_steward`; a role alone is meant with every duty. */
  @IsOptional() @IsString() @MaxLength(60) readonly role?: string;
  /** Not the events: how many there are of each. */
  @IsOptional() @IsIn(GROUPINGS) readonly groupBy?: Grouping;
}

export class NeighbourhoodQuery extends Purpose {
  /** Before, and after. */
  @IsOptional() @Type(() => Number) @IsInt() @Min(1) @Max(1_440) readonly minutes: number = 30;
}

export class EventQuery extends Purpose {
  /** `inclusion`: a C2SP tlog-proof that the event stands in the log. */
  @IsOptional() @IsIn(['none', 'inclusion']) readonly proof?: string;
}

/** Questions over the whole log. */
@Controller('events')
export class EventsController {
  constructor(
    private readonly answers: Answers,
    private readonly proofs: Proofs,
    @Inject(KEY_STORE) private readonly keys: Keys,
  ) {}

  /** Over many persons, so their personal fields stay closed: those are for reads of one file. */
  @Get()
  @Requires('audit:read-timeline')
  list(
    @Query() query: AllEventsQuery,
    @Context() context: CommandContext,
  ): Promise<Answer<Item | EventGroup>> {
    const { groupBy } = query;
    return this.answers.answer<Item | EventGroup>(
      { purpose: purposeIn(query), context, what: 'audit.events' },
      (reading, size) =>
        groupBy === undefined
          ? search(reading, size, query, query, null)
          : groups(reading, size, query, groupBy),
    );
  }

  @Get(':id')
  @Requires('audit:read-timeline')
  find(
    @Id() id: string,
    @Query() { proof, ...purpose }: EventQuery,
    @Context() context: CommandContext,
  ): Promise<Answer<ChainItem>> {
    return this.answers.answer(
      { purpose, context, what: 'audit.event', object: id },
      async (reading, size) => {
        const found = await chainOf(reading, size, id, this.keys);
        if (proof !== 'inclusion') return found;
        return { ...found, proof: await this.proofs.ofEntry(found.items[0].event.index, 'any') };
      },
    );
  }

  /** Question 12: what happened shortly before and after, and could have to do with it. */
  @Get(':id/neighbourhood')
  @Requires('audit:read-timeline')
  neighbourhood(
    @Id() id: string,
    @Query() { minutes, ...purpose }: NeighbourhoodQuery,
    @Context() context: CommandContext,
  ): Promise<Answer<Neighbour>> {
    return this.answers.answer(
      { purpose, context, what: 'audit.neighbourhood', object: id },
      (reading, size) => neighbourhood(reading, size, id, minutes),
    );
  }
}

export const purposeIn = ({ purpose, caseId }: EventsQuery): Purpose => ({
  ...(purpose === undefined ? {} : { purpose }),
  ...(caseId === undefined ? {} : { caseId }),
});
