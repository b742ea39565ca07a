import { Requires } from '@jejak/auth';
import type { CommandContext, KeyStore } from '@jejak/event-store';
import { Context, Id } from '@jejak/http';
import { KEY_STORE } from '@jejak/service';
import { Controller, Get, Inject, Query } from '@nestjs/common';
import { IsIn, IsOptional } from 'class-validator';
import { type Answer, Answers, wholeIndex } from '../answer/answers';
import { PeriodQuery, spanOf } from '../check/period';
import { purposeIn } from '../search/events.http';
import { search } from '../search/search';
import { actsOnSubordinates } from './acts-on-subordinates';

export class ActsQuery extends PeriodQuery {
  /** `subordinate`: only what was done to people who were theirs at the time. */
  @IsOptional() @IsIn(['subordinate']) readonly subjectRel?: string;
}

/** Questions about what one person did. */
@Controller('actors')
export class ActorsController {
  constructor(
    private readonly answers: Answers,
    @Inject(KEY_STORE) private readonly keys: KeyStore,
  ) {}

  /** Question 5. Once they are erased nobody can say what it was. */
  @Get(':personId/events')
  @Requires('audit:read-timeline')
  async events(
    @Id('personId') person: string,
    @Query() query: ActsQuery,
    @Context() context: CommandContext,
  ): Promise<Answer<object>> {
    const span = spanOf(query);
    const question = { purpose: purposeIn(query), context, what: 'audit.actor', person };
    if (await this.keys.isDestroyed(person))
      return this.answers.answer({ ...question, object: person }, async (reading, size) => ({
        ...{ complete: await wholeIndex(reading, size), items: [], erased: true },
      }));
    const pseudonym = await this.keys.pseudonym(person);
    if (query.subjectRel === 'subordinate')
      return this.answers.answer(question, (reading, size) =>
        actsOnSubordinates(reading, size, { id: person, pseudonym }, span, query),
      );
    const { period: _, subjectRel: __, ...filters } = query;
    const recorded = { from: span.since, to: new Date(Date.parse(span.before) - 1).toISOString() };
    return this.answers.answer<object>(question, (reading, size) =>
      search(reading, size, { ...filters, ...recorded, actor: pseudonym }, query, null),
    );
  }
}
