import { Requires } from '@jejak/auth';
import type { CommandContext } from '@jejak/event-store';
import { Context, IsId } from '@jejak/http';
import type { Clock } from '@jejak/kernel';
import { CLOCK, SETTINGS } from '@jejak/service';
import { Controller, Get, Inject, Query } from '@nestjs/common';
import { IsOptional } from 'class-validator';
import { type Answer, Answers } from '../answer/answers';
import type { AuditSettings } from '../audit.settings';
import { PeriodQuery, spanOf, yearOf } from '../check/period';
import { purposeIn } from '../search/events.http';
import { SOURCES } from '../sources';
import { assurance } from './assurance';
import { distribution } from './distribution';
import { type ObjectionItem, objections } from './objections';

class DistributionQuery extends PeriodQuery {
  @IsOptional() @IsId() readonly unit?: string;
}

/** Reports over the log. @source audit-ledger.md section 14 */
@Controller('reports')
@Requires('audit:read-timeline')
export class ReportsController {
  constructor(
    private readonly answers: Answers,
    @Inject(SETTINGS) private readonly settings: AuditSettings,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Question 17. `period` is a year. */
  @Get('distribution')
  distribution(
    @Query() query: DistributionQuery,
    @Context() context: CommandContext,
  ): Promise<Answer<object>> {
    const year = yearOf(query.period ?? '');
    return this.answers.answer(
      { purpose: purposeIn(query), context, what: 'audit.distribution' },
      (reading, size) => distribution(reading, size, year, query.unit ?? null),
    );
  }

  /** Question 16. `period` is that in which they were filed. */
  @Get('objections')
  objections(
    @Query() query: PeriodQuery,
    @Context() context: CommandContext,
  ): Promise<Answer<ObjectionItem>> {
    const span = spanOf(query);
    return this.answers.answer(
      { purpose: purposeIn(query), context, what: 'audit.objections' },
      (reading, size) => objections(reading, size, span, this.clock.now(), query),
    );
  }

  /** Question 25. */
  @Get('assurance')
  assurance(@Query() query: PeriodQuery, @Context() context: CommandContext): Promise<Answer<object>> {
    const span = spanOf(query);
    return this.answers.answer(
      { purpose: purposeIn(query), context, what: 'audit.assurance' },
      (reading, size) => assurance(reading, size, span, SOURCES, this.settings.silenceAlarmMs / 1000),
    );
  }
}
