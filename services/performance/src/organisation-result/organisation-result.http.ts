import { Requires } from '@jejak/auth';
import { ORGANISATION_PREDICATES, type OrganisationPredicate } from '@jejak/contracts/performance';
import { type Appended, type CommandContext, EventStore } from '@jejak/event-store';
import { Context, IsId } from '@jejak/http';
import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { IsIn, IsInt, IsString, Max, MaxLength, Min, MinLength } from 'class-validator';
import { Cycles } from '../cycle/cycles';
import { organisationResult } from './organisation-result.decider';
import { organisationResultStream } from './organisation-result.stream';

export class SetOrganisationResultRequest {
  @IsId() readonly unitId!: string;
  @IsInt() @Min(2000) @Max(2999) readonly year!: number;
  @IsIn(ORGANISATION_PREDICATES) readonly predicate!: OrganisationPredicate;
  /** On what it rests, in words. */
  @IsString() @MinLength(1) @MaxLength(4000) readonly basis!: string;
}

@Controller('organisation-results')
export class OrganisationResultController {
  constructor(
    private readonly store: EventStore,
    private readonly cycles: Cycles,
  ) {}

  @Post()
  @HttpCode(200)
  @Requires('performance:set-organisation-result')
  set(
    @Body() { unitId, year, predicate, basis }: SetOrganisationResultRequest,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    const command = {
      type: 'SetOrganisationResult',
      by: context.actor,
      unitId,
      year,
      predicate,
      basis,
    } as const;
    const stream = organisationResultStream(unitId, year);
    return this.store.execute(organisationResult, stream, command, context, async () => {
      const cycle = await this.cycles.of(year);
      return { given: { cycle: cycle?.status ?? null }, inputs: cycle ? [cycle.head] : [] };
    });
  }
}
