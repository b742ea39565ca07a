import { Requires } from '@jejak/auth';
import {
  ORGANISATION_PREDICATES,
  type OrganisationPredicate,
  type OrganisationResultSet,
} from '@jejak/contracts/performance';
import { type Appended, type CommandContext, EventStore } from '@jejak/event-store';
import { Exported } from '@jejak/exports';
import { Context, Id, IsId, keyset, type Page, PageRequest } from '@jejak/http';
import { type Clock, NotFound } from '@jejak/kernel';
import { type EmployeeFile, isHeadOf, People, readerOf } from '@jejak/organisation';
import { CLOCK } from '@jejak/service';
import { Body, Controller, Get, HttpCode, Inject, Param, ParseIntPipe, Post, Query } from '@nestjs/common';
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString, Max, MaxLength, Min, MinLength } from 'class-validator';
import { DataSource } from 'typeorm';
import { Cycles } from '../cycle/cycles';
import { UnitResults } from '../direction/unit-results';
import { visibleUnit } from '../people/visible-unit';
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

class OrganisationResultsRequest extends PageRequest {
  /** Left out: the year before this one. */
  @IsOptional() @Type(() => Number) @IsInt() @Min(2000) @Max(2999) readonly year?: number;
}

interface OrganisationResultLine {
  readonly unitId: string;
  readonly code: string | null;
  readonly name: string | null;
  readonly year: number;
  readonly predicate: OrganisationPredicate;
}

interface OrganisationResultView extends OrganisationResultLine {
  readonly setBy: string;
  /** On what it rests, in words; null where they are erased. */
  readonly basis: string | null;
}

const results = keyset('organisation-results', { unitId: 'uuid' });
/** Parameters $1 the city's day, $2 the year, $3 who reads, $4 under which role. */
const RESULTS = `select u.unit_id as "unitId", c.code, c.name, u.year, u.predicate
  from rm.organisation_result_list u left join rm.unit_chart c using (unit_id)
  where u.year = $2 and ${visibleUnit('$1', '$3', '$4')}`;

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
    private readonly db: DataSource,
    @Inject(CLOCK) private readonly clock: Clock,
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

  /** What the units achieved in a year: for leaders all of them, for the head of a unit the own one. */
  @Get()
  @Requires('performance:read')
  @Exported('organisation-results', ['unitId', 'code', 'name', 'year', 'predicate'])
  async list(
    @Query() { cursor, limit, year }: OrganisationResultsRequest,
    @Context() context: CommandContext,
  ): Promise<Page<OrganisationResultLine>> {
    const { date, values } = await this.asked(year, context);
    const after = results.after(cursor);
    const rows = await this.db.query<OrganisationResultLine[]>(
      `${RESULTS} and ($5::uuid is null or u.unit_id > $5) order by u.unit_id limit $6`,
      [date, ...values, after?.unitId ?? null, limit + 1],
    );
    return results.page(rows, limit, ({ unitId }) => ({ unitId }));
  }

  /** One of them, with its basis. */
  @Get(':id/:year')
  @Requires('performance:read')
  async find(
    @Id() unitId: string,
    @Param('year', ParseIntPipe) year: number,
    @Context() context: CommandContext,
  ): Promise<OrganisationResultView> {
    const { date, values } = await this.asked(year, context);
    const [row] = await this.db.query<OrganisationResultLine[]>(`${RESULTS} and u.unit_id = $5`, [
      ...[date, ...values, unitId],
    ]);
    const [fact] = row ? await this.store.history(organisationResultStream(unitId, year)) : [];
    if (!row || !fact)
      throw new NotFound('ORGANISATION_RESULT_NOT_FOUND', 'There is no such result for you to read.');
    // The stream holds this fact only.
    const { setBy, basis } = fact.data as OrganisationResultSet['data'];
    return { ...row, setBy, basis };
  }

  private async asked(year: number | undefined, { actor, role }: CommandContext) {
    const { date } = await this.rulebook.today(this.clock.now());
    return { date, values: [year ?? Number(date.slice(0, 4)) - 1, readerOf(actor), role] };
  }
}
