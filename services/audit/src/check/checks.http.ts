import { Requires } from '@jejak/auth';
import type { CommandContext, KeyStore } from '@jejak/event-store';
import { Context, IsId } from '@jejak/http';
import { Malformed } from '@jejak/kernel';
import { KEY_STORE } from '@jejak/service';
import { Controller, Get, Inject, Query } from '@nestjs/common';
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString, Matches, Max, Min } from 'class-validator';
import { type Answer, Answers } from '../answer/answers';
import { purposeIn } from '../search/events.http';
import { rights, type Separation, separation, SEPARATIONS } from './authority-checks';
import { PeriodQuery, spanOf, yearOf } from './period';
import { bursts, lateChanges, uniformity } from './rating-checks';

class SeparationQuery extends PeriodQuery {
  @IsOptional() @IsIn(Object.keys(SEPARATIONS)) readonly rule?: Separation;
}

class BurstsQuery extends PeriodQuery {
  /** A person; default everybody. */
  @IsOptional() @IsId() readonly actor?: string;
  /** Seconds. */
  @IsOptional() @Type(() => Number) @IsInt() @Min(1) @Max(86_400) readonly window: number = 60;
  @IsOptional() @Type(() => Number) @IsInt() @Min(1) @Max(10_000) readonly min: number = 10;
  /** Only clusters with acts outside of these hours of the city, or on a weekend: `07:30-16:00`. */
  @IsOptional()
  @IsString()
  @Matches(/^([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d$/)
  readonly officeHours?: string;
}

class UniformityQuery extends PeriodQuery {
  /** Fewer staff say nothing. */
  @IsOptional() @Type(() => Number) @IsInt() @Min(2) @Max(10_000) readonly min: number = 2;
}

class RightsQuery extends PeriodQuery {
  /** As the log knew rights at the time of each act. */
  @IsOptional() @IsIn(['act']) readonly asOf?: string;
}

/** Checks over the log: each says what it finds, and how far it looked, also where that is nothing. @source audit-ledger.md section 14 */
@Controller('checks')
@Requires('audit:read-timeline')
export class ChecksController {
  constructor(
    private readonly answers: Answers,
    @Inject(KEY_STORE) private readonly keys: KeyStore,
  ) {}

  /** Question 4. */
  @Get('late')
  late(@Query() query: PeriodQuery, @Context() context: CommandContext): Promise<Answer<object>> {
    const span = spanOf(query);
    return this.answers.answer(this.asked('audit.late', query, context), (reading, size) =>
      lateChanges(reading, size, span, query),
    );
  }

  /** Question 10. */
  @Get('separation')
  separation(@Query() query: SeparationQuery, @Context() context: CommandContext): Promise<Answer<object>> {
    const span = spanOf(query);
    return this.answers.answer(this.asked('audit.separation', query, context), (reading, size) =>
      separation(reading, size, span, query.rule, query),
    );
  }

  /** Question 11. `type` is the name of a fact; default those of ratings. */
  @Get('bursts')
  async bursts(@Query() query: BurstsQuery, @Context() context: CommandContext): Promise<Answer<object>> {
    const { actor: person, window: windowSeconds, min, type, officeHours } = query;
    const span = spanOf(query);
    if (type !== undefined && !/^[A-Z][A-Za-z0-9]*$/.test(type))
      throw new Malformed('VALIDATION_FAILED', 'type is the name of a fact here.', { field: 'type' });
    // Whoever is erased is nobody's actor any more.
    const gone = person !== undefined && (await this.keys.isDestroyed(person));
    const actor = person === undefined ? null : gone ? '' : await this.keys.pseudonym(person);
    const [opens = '', closes = ''] = officeHours?.split('-') ?? [];
    const wanted = {
      ...{ actor, windowSeconds, min, names: type === undefined ? null : [type] },
      officeHours: officeHours === undefined ? null : ([opens, closes] as const),
    };
    return this.answers.answer(this.asked('audit.bursts', query, context), (reading, size) =>
      bursts(reading, size, span, wanted),
    );
  }

  /** Question 18. `period` is a year. */
  @Get('uniformity')
  uniformity(@Query() query: UniformityQuery, @Context() context: CommandContext): Promise<Answer<object>> {
    const year = yearOf(query.period ?? '');
    return this.answers.answer(this.asked('audit.uniformity', query, context), (reading, size) =>
      uniformity(reading, size, year, query.min),
    );
  }

  /** Question 21. */
  @Get('rights')
  rights(@Query() query: RightsQuery, @Context() context: CommandContext): Promise<Answer<object>> {
    const span = spanOf(query);
    return this.answers.answer(this.asked('audit.rights', query, context), (reading, size) =>
      rights(reading, size, span, query),
    );
  }

  private asked(what: string, query: PeriodQuery, context: CommandContext) {
    return { purpose: purposeIn(query), context, what };
  }
}
