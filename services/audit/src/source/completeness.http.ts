import { Requires } from '@jejak/auth';
import type { CommandContext } from '@jejak/event-store';
import { AnswersMore, Context } from '@jejak/http';
import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString, Matches, Max, Min } from 'class-validator';
import { Purpose } from '../access/purpose';
import { type Answer, Answers } from '../answer/answers';
import { IsStream } from '../request-formats';
import { SOURCES } from '../sources';
import { type CompletenessItem, completeness } from './completeness';
import { type DocumentItem, document } from './document';

class CompletenessQuery extends Purpose {
  /** Default every service. */
  @IsOptional() @IsIn([...SOURCES]) readonly source?: string;
  /** The number from which on it is counted. */
  @IsOptional() @Type(() => Number) @IsInt() @Min(0) @Max(Number.MAX_SAFE_INTEGER) readonly from: number = 0;
}

/** What a sheet of paper says of itself, as its code has it. */
class DocumentRequest extends Purpose {
  @IsStream() readonly stream!: string;
  @IsInt() @Min(0) @Max(Number.MAX_SAFE_INTEGER) readonly index!: number;
  /** base64url of the leaf hash. */
  @IsString() @Matches(/^[A-Za-z0-9_-]{43}$/) readonly leafHash!: string;
}

/** What shows that nothing was left out, and that a document is what the log has. For inspectors: each asking is a fact. */
@Controller('verify')
export class CompletenessController {
  constructor(private readonly answers: Answers) {}

  /** Question 6. */
  @Get('completeness')
  @Requires('audit:read-timeline')
  completeness(
    @Query() { source, from, ...purpose }: CompletenessQuery,
    @Context() context: CommandContext,
  ): Promise<Answer<CompletenessItem>> {
    const sources = source === undefined ? SOURCES : [source];
    return this.answers.answer(
      { purpose, context, what: 'audit.completeness', ...(source === undefined ? {} : { object: source }) },
      (reading) => completeness(reading, sources, from),
    );
  }

  /** Question 9. */
  @Post('document')
  @HttpCode(200)
  @AnswersMore()
  @Requires('audit:read-timeline')
  document(
    @Body() { stream, index, leafHash, ...purpose }: DocumentRequest,
    @Context() context: CommandContext,
  ): Promise<Answer<DocumentItem>> {
    return this.answers.answer(
      { purpose, context, what: 'audit.document', object: stream },
      (reading, size) => document(reading, size, { stream, index, leafHash }),
    );
  }
}
