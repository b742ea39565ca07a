import { Requires } from '@jejak/auth';
import { DEGREES, type Degree, FUNCTIONAL_LEVELS, type FunctionalLevel } from '@jejak/contracts/career';
import { type Predicate, PREDICATES } from '@jejak/contracts/performance';
import { type Appended, type CommandContext, EventStore } from '@jejak/event-store';
import { Context, Id } from '@jejak/http';
import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { IsIn, IsInt, IsOptional, IsString, Matches, Max, MaxLength, Min } from 'class-validator';
import { CareerReading } from '../credit/career-reading';
import { IsLegalDate, IsSha256 } from '../credit/request-formats';
import { careerRecord, type CareerRecordCommand, recordStream } from './career-record.decider';

class DocumentedRequest {
  /** Left out, the record is refused. */
  @IsOptional() @IsSha256() readonly documentSha256?: string;
}
class PastPredicateRequest extends DocumentedRequest {
  @IsInt() @Min(1990) @Max(2999) readonly year!: number;
  @IsIn(PREDICATES) @MaxLength(20) readonly predicate!: Predicate;
}
class PastRankRequest extends DocumentedRequest {
  @IsString() @MaxLength(6) @Matches(/^(I|II|III|IV)\/[a-e]$/) readonly rank!: string;
  /** Left out of posts without one. */
  @IsOptional() @IsIn(FUNCTIONAL_LEVELS) @MaxLength(20) readonly level?: FunctionalLevel;
  /** Legal date: since when (TMT). */
  @IsLegalDate() readonly from!: string;
}
class EducationRequest extends DocumentedRequest {
  @IsIn(DEGREES) @MaxLength(10) readonly degree!: Degree;
  @IsString() @MaxLength(200) @Matches(/\S/) readonly field!: string;
}

/** A command short of its document and of who gives it. */
type Undocumented = CareerRecordCommand extends infer Command
  ? Command extends CareerRecordCommand
    ? Omit<Command, 'documentSha256' | 'by'>
    : never
  : never;

/** What a person brought along; a record goes by its employee's id. @source domain.md 7.2 */
@Controller('career-records')
export class CareerRecordController {
  constructor(
    private readonly store: EventStore,
    private readonly reading: CareerReading,
  ) {}

  @Post(':id/import-past-predicate')
  @HttpCode(200)
  @Requires('career:import-record')
  predicate(
    @Id() employeeId: string,
    @Body() { year, predicate, documentSha256 }: PastPredicateRequest,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    return this.record({ type: 'ImportPastPredicate', employeeId, year, predicate }, documentSha256, context);
  }

  @Post(':id/import-past-rank')
  @HttpCode(200)
  @Requires('career:import-record')
  rank(
    @Id() employeeId: string,
    @Body() { rank, level, from, documentSha256 }: PastRankRequest,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    return this.record(
      { type: 'ImportPastRank', employeeId, rank, level: level ?? null, from },
      documentSha256,
      context,
    );
  }

  @Post(':id/record-education')
  @HttpCode(200)
  @Requires('career:import-record')
  education(
    @Id() employeeId: string,
    @Body() { degree, field, documentSha256 }: EducationRequest,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    return this.record({ type: 'RecordEducation', employeeId, degree, field }, documentSha256, context);
  }

  private record(
    said: Undocumented,
    documentSha256: string | undefined,
    context: CommandContext,
  ): Promise<Appended> {
    const { employeeId } = said;
    const command = { ...said, by: context.actor, documentSha256: documentSha256 ?? null };
    return this.store.execute(careerRecord, recordStream(employeeId), command, context, async () => {
      const { inputs } = await this.reading.employee(employeeId);
      return { given: {}, inputs };
    });
  }
}
