import { Requires } from '@jejak/auth';
import type { CommandContext } from '@jejak/event-store';
import { Context } from '@jejak/http';
import { Malformed } from '@jejak/kernel';
import { Controller, Get, Param, Query } from '@nestjs/common';
import { Purpose } from '../access/purpose';
import { type Answer, Answers } from '../answer/answers';
import { type CaseGraph, caseGraph } from './case-graph';

/** Questions about one business case: what belongs together by its correlation id. */
@Controller('cases')
export class CasesController {
  constructor(private readonly answers: Answers) {}

  /** Question 13: the chain as a graph, gaps marked. */
  @Get(':case/graph')
  @Requires('audit:read-timeline')
  graph(
    @Param('case') corr: string,
    @Query() purpose: Purpose,
    @Context() context: CommandContext,
  ): Promise<Answer<CaseGraph>> {
    if (!/^[A-Za-z0-9-]{1,100}$/.test(corr))
      throw new Malformed('VALIDATION_FAILED', 'This is no id of a case.', { field: 'case' });
    return this.answers.answer({ purpose, context, what: 'audit.case', object: corr }, (reading, size) =>
      caseGraph(reading, size, corr),
    );
  }
}
