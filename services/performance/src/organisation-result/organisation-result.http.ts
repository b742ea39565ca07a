import { Requires } from '@jejak/auth';
import { ORGANISATION_PREDICATES, type OrganisationPredicate } from '@jejak/contracts/performance';
import { type Appended, type CommandContext, EventStore } from '@jejak/event-store';
import { Context, IsId } from '@jejak/http';
import { type EmployeeFile, isHeadOf, People } from '@jejak/organisation';
import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { IsIn, IsInt, IsString, Max, MaxLength, Min, MinLength } from 'class-validator';
import { Cycles } from '../cycle/cycles';
import { UnitResults } from '../direction/unit-results';
import { Rulebook } from '../rules/rulebook';
import { organisationResult } from './organisation-result.decider';
import { organisationResultStream } from './organisation-result.stream';

export class SetOrganisationResultRequest {
  @IsId() readonly unitId!: string;
  @IsInt() @Min(2000) @Max(2999) readonly year!: number;
  @IsIn(ORGANISATION_PREDICATES) readonly predicate!: OrganisationPredicate;
  /** On what it rests, in words. */
  @IsString() @MinLength(1) @MaxLength(4000) readonly basis!: string;
}

/** Units of which somebody is the head on a legal date. */
const headedOn = (file: EmployeeFile | null, date: string): string[] =>
  (file?.duties ?? []).flatMap(({ scope }) => (scope !== null && isHeadOf(file, scope, date) ? scope : []));

@Controller('organisation-results')
export class OrganisationResultController {
  constructor(
    private readonly store: EventStore,
    private readonly cycles: Cycles,
    private readonly people: People,
    private readonly units: UnitResults,
    private readonly rulebook: Rulebook,
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
    return this.store.execute(organisationResult, stream, command, context, async (_, now) => {
      const { date, refs } = await this.rulebook.today(now);
      const [cycle, asking, line] = await Promise.all([
        this.cycles.of(year),
        this.people.file(context.actor),
        this.units.lineOf(unitId),
      ]);
      const headed = headedOn(asking?.file ?? null, date);
      const leads = headed.includes(unitId)
        ? 'THIS_UNIT'
        : headed.length === 0 || headed.some((unit) => line.includes(unit))
          ? 'ABOVE'
          : 'OTHER_UNITS';
      return {
        given: { cycle: cycle?.status ?? null, unitExists: line.length > 0, leads },
        policies: refs,
        inputs: [cycle?.head, asking?.head].flatMap((head) => head ?? []),
      };
    });
  }
}
