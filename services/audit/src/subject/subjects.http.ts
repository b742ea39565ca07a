import { Requires } from '@jejak/auth';
import type { CommandContext, KeyStore } from '@jejak/event-store';
import { Context, Id } from '@jejak/http';
import { NotAuthorised } from '@jejak/kernel';
import { KEY_STORE } from '@jejak/service';
import { Controller, Get, Inject, Query } from '@nestjs/common';
import { IsIn, IsOptional } from 'class-validator';
import { type Answer, Answers, wholeIndex } from '../answer/answers';
import type { Item } from '../history/item';
import { EventsQuery, purposeIn } from '../search/events.http';
import { search } from '../search/search';
import { type AccessItem, accesses } from './accesses';
import { erasureOf } from './erasure-of';

export class SubjectEventsQuery extends EventsQuery {
  /** Facts about the person, or done by them. Default `subject`. */
  @IsOptional() @IsIn(['subject', 'actor']) readonly as?: 'subject' | 'actor';
}

/** Questions about one person. */
@Controller('subjects')
export class SubjectsController {
  constructor(
    private readonly answers: Answers,
    @Inject(KEY_STORE) private readonly keys: KeyStore,
  ) {}

  /**
   * Everything about a person, or done by them, in order of time. Once they are erased nobody can say what it was: the answer is the
   * erasure itself.
   */
  @Get(':personId/events')
  @Requires('audit:read-timeline')
  async events(
    @Id('personId') person: string,
    @Query() query: SubjectEventsQuery,
    @Context() context: CommandContext,
  ): Promise<Answer<Item>> {
    const question = { purpose: purposeIn(query), context, what: 'audit.subject', person };
    if (await this.keys.isDestroyed(person))
      return this.answers.answer({ ...question, object: person }, async (reading, size) => ({
        ...{
          complete: await wholeIndex(reading, size),
          items: await erasureOf(reading, person),
          erased: true,
        },
      }));
    const pseudonym = await this.keys.pseudonym(person);
    const { as = 'subject', ...filters } = query;
    return this.answers.answer(question, (reading, size) =>
      search(reading, size, { ...filters, [as]: pseudonym }, query, this.keys),
    );
  }

  /** Who looked at a person's file: theirs to know, and an inspector's. */
  @Get(':personId/accesses')
  @Requires('audit:read-own-access')
  accesses(
    @Id('personId') person: string,
    @Query() query: EventsQuery,
    @Context() context: CommandContext,
  ): Promise<Answer<AccessItem>> {
    if (person !== context.actor && context.role !== 'inspector')
      throw new NotAuthorised('NOT_RELATED', 'Everyone reads the record of accesses to their own file only.');
    const question = { purpose: purposeIn(query), context, what: 'audit.accesses', person };
    return this.answers.answer(question, (reading, size) => accesses(reading, size, person, query));
  }
}
