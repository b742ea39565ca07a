import { Requires } from '@jejak/auth';
import { DEGREES, type Degree, FUNCTIONAL_LEVELS, type FunctionalLevel } from '@jejak/contracts/career';
import { type Predicate, PREDICATES } from '@jejak/contracts/performance';
import type { Appended, CommandContext } from '@jejak/event-store';
import { Context, Id, IsLegalDate } from '@jejak/http';
import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { IsIn, IsInt, IsOptional, IsString, Matches, Max, MaxLength, Min } from 'class-validator';
import { IsSha256 } from '../credit/request-formats';
import type { CareerRecordCommand } from './career-record.decider';
import { CareerRecords } from './career-records';

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
  constructor(private readonly records: CareerRecords) {}

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
    const command = { ...said, by: context.actor, documentSha256: documentSha256 ?? null };
    return this.records.execute(command, context);
  }
}
