import { Requires } from '@jejak/auth';
import {
  type CompetencyTestRegistered,
  FUNCTIONAL_LEVELS,
  type FunctionalLevel,
} from '@jejak/contracts/career';
import { type Appended, type CommandContext, EventStore, type Gather } from '@jejak/event-store';
import { Exported } from '@jejak/exports';
import { Context, Id, IsLegalDate, keyset, type Page, PageRequest } from '@jejak/http';
import { type Calendar, type Clock, legalDate } from '@jejak/kernel';
import { readable, readerOf } from '@jejak/organisation';
import { CLOCK } from '@jejak/service';
import { Body, Controller, Get, HttpCode, Inject, Post, Query } from '@nestjs/common';
import { IsIn, MaxLength } from 'class-validator';
import { DataSource } from 'typeorm';
import { CareerReading } from '../credit/career-reading';
import { CareerRulebook } from '../credit/career-rulebook';
import { IsScore } from '../credit/request-formats';
import { Duties } from '../duty/duties';
import { covers } from '../employee/period';
import {
  type CompetencyTest,
  competencyTest,
  type CompetencyTestCommand,
  type CompetencyTestGiven,
  testStream,
} from './competency-test.decider';
import type { CompetencyTestRow } from './competency-test.projection';

class RegisterRequest {
  /** The level above, for which one is tested. */
  @IsIn(FUNCTIONAL_LEVELS) @MaxLength(20) readonly level!: FunctionalLevel;
}
class RecordRequest {
  /** 0 to 100, at most 2 places. */
  @IsScore(2) readonly score!: string;
  @IsLegalDate() readonly takenOn!: string;
}

const tests = keyset('competency-tests', { testId: 'uuid' });

/** Tests for a level. @source domain.md 7.2 */
@Controller('competency-tests')
export class CompetencyTestController {
  constructor(
    private readonly store: EventStore,
    private readonly reading: CareerReading,
    private readonly rulebook: CareerRulebook,
    private readonly duties: Duties,
    private readonly db: DataSource,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Post()
  @HttpCode(200)
  @Requires('career:register-test')
  register(@Body() { level }: RegisterRequest, @Context() context: CommandContext): Promise<Appended> {
    const [testId, employeeId] = [context.commandId, context.actor];
    return this.ask(testId, { type: 'RegisterCompetencyTest', testId, employeeId, level }, context);
  }

  @Post(':id/record')
  @HttpCode(200)
  @Requires('career:record-test')
  record(
    @Id() id: string,
    @Body() { score, takenOn }: RecordRequest,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    return this.ask(id, { type: 'RecordCompetencyTest', by: context.actor, score, takenOn }, context);
  }

  @Get()
  @Requires('career:read')
  @Exported('competency-tests', [
    ...(['testId', 'employeeId', 'level', 'status', 'score', 'passMark'] as const),
    ...(['takenOn', 'validUntil', 'assessedBy'] as const),
  ])
  async list(
    @Query() { cursor, limit }: PageRequest,
    @Context() { actor, role }: CommandContext,
  ): Promise<Page<CompetencyTestRow & { readonly version: number }>> {
    const after = tests.after(cursor);
    const { date } = await this.rulebook.today(this.clock.now());
    const rows = await this.db.query<(CompetencyTestRow & { readonly version: number })[]>(
      `select test_id as "testId", employee_id as "employeeId", level, status, score::text as score,
         pass_mark::text as "passMark", taken_on::text as "takenOn", valid_until::text as "validUntil",
         assessed_by as "assessedBy", version::int
       from rm.competency_test_list
       where ${readable('employee_id')} and ($4::uuid is null or test_id > $4) order by test_id limit $5`,
      [readerOf(actor), role, date, after?.testId ?? null, limit + 1],
    );
    return tests.page(rows, limit, ({ testId }) => ({ testId }));
  }

  private ask(id: string, command: CompetencyTestCommand, context: CommandContext): Promise<Appended> {
    return this.store.execute(competencyTest, testStream(id), command, context, this.gather(command));
  }

  private gather(command: CompetencyTestCommand): Gather<CompetencyTest, CompetencyTestGiven> {
    return async (state, now) => {
      const { calendar, date, rules, refs } = await this.rulebook.today(now);
      const employeeId =
        command.type === 'RegisterCompetencyTest'
          ? command.employeeId
          : state.status === 'absent'
            ? null
            : state.registered.employeeId;
      const on = command.type === 'RecordCompetencyTest' ? command.takenOn : date;
      const person = employeeId === null ? null : await this.reading.employee(employeeId);
      const unitId = person?.value.positions.find((one) => covers(one, on))?.unitId ?? null;
      const assessor =
        command.type === 'RecordCompetencyTest'
          ? await this.duties.holds(command.by, 'assessor', { unitId, date: on })
          : null;
      return {
        given: {
          ...{ date, rules, assessor: assessor?.held ?? false },
          registeredOn:
            state.status === 'absent' ? null : await this.registeredOn(state.registered, calendar),
          supervisorId: person?.value.relations.find((one) => covers(one, on))?.supervisorId ?? null,
        },
        policy: rules.refs.find((ref) => ref.startsWith('car.other@')),
        policies: refs,
        inputs: [...(person?.inputs ?? []), ...(assessor?.inputs ?? [])],
      };
    };
  }

  /** The legal date on which somebody registered. */
  private async registeredOn(
    { testId }: CompetencyTestRegistered['data'],
    calendar: Calendar,
  ): Promise<string> {
    const [registered] = await this.store.history(testStream(testId));
    return legalDate(registered.envelope.at, calendar);
  }
}
