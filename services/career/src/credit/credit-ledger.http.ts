import { Requires } from '@jejak/auth';
import { DEGREES, type Degree, type FunctionalLevel } from '@jejak/contracts/career';
import type { Appended, CommandContext } from '@jejak/event-store';
import { type Awaited, Context, Id, IsId, IsLegalDate, ReadYourWrites } from '@jejak/http';
import { type Clock, fixed, NotFound, sum } from '@jejak/kernel';
import { readable, readerOf } from '@jejak/organisation';
import { Projections } from '@jejak/projections';
import { CLOCK, FileAccess } from '@jejak/service';
import { Body, Controller, Get, HttpCode, Inject, Post } from '@nestjs/common';
import { IsBoolean, IsIn, IsOptional, MaxLength } from 'class-validator';
import { DataSource } from 'typeorm';
import { CareerRulebook } from './career-rulebook';
import { creditEntries, type CreditEntryRow } from './credit-entry.projection';
import { ledgerStream } from './credit-ledger.state';
import { CreditLedgers } from './credit-ledgers';
import { negated } from './credit-points';
import { IsPoints, IsSha256, WhyRequest } from './request-formats';

class ImportBalanceRequest {
  @IsPoints() readonly balance!: string;
  /** Legal date: what was earned up to it, included, is in the balance. */
  @IsLegalDate() readonly asOf!: string;
  /** Of the decree (PAK); left out, the balance is refused. */
  @IsOptional() @IsSha256() readonly documentSha256?: string;
}
class CorrectBalanceRequest extends WhyRequest {
  /** What it should have been. */
  @IsPoints() readonly balance!: string;
  /** Of the decree that says so; left out, the correction is refused. */
  @IsOptional() @IsSha256() readonly documentSha256?: string;
}
class ConvertRequest {
  @IsId() @MaxLength(36) readonly evaluationId!: string;
}
class EducationCreditRequest {
  @IsIn(DEGREES) @MaxLength(10) readonly degree!: Degree;
  /** Whether the diploma belongs to the position. */
  @IsBoolean() readonly related!: boolean;
  @IsOptional() @IsSha256() readonly documentSha256?: string;
}

/** A section of a ledger. */
interface SectionView {
  readonly level: FunctionalLevel;
  readonly balance: string;
}
export interface CreditLedgerView {
  readonly employeeId: string;
  /** By level, in the order in which they were begun. */
  readonly sections: readonly SectionView[];
  /** In the order in which they were made; none is ever changed. */
  readonly entries: readonly CreditEntryRow[];
}

const ENTRY = `entry_id as "entryId", employee_id as "employeeId", seq, kind, level, points::text as points,
  taken_from as "takenFrom", to_char(recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "recordedAt",
  evaluation_id as "evaluationId", evaluation_version as "evaluationVersion", case_id as "caseId", detail`;

/** The credit points of functional officers; a ledger goes by its employee's id. @source domain.md 7.2, 7.3 */
@Controller('credit-ledgers')
export class CreditLedgerController {
  constructor(
    private readonly ledgers: CreditLedgers,
    private readonly rulebook: CareerRulebook,
    private readonly projections: Projections,
    private readonly access: FileAccess,
    private readonly db: DataSource,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Post(':id/import-balance')
  @HttpCode(200)
  @Requires('career:import-record')
  importBalance(
    @Id() employeeId: string,
    @Body() { balance, asOf, documentSha256: sha256 }: ImportBalanceRequest,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    const documentSha256 = sha256 ?? null;
    const { actor: by } = context;
    const command = { type: 'ImportCreditBalance', by, employeeId, balance, asOf, documentSha256 } as const;
    return this.ledgers.execute(command, context);
  }

  @Post(':id/correct-balance')
  @HttpCode(200)
  @Requires('career:import-record')
  correctBalance(
    @Id() employeeId: string,
    @Body() { balance, reason, documentSha256: sha256 }: CorrectBalanceRequest,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    const documentSha256 = sha256 ?? null;
    const { actor: by } = context;
    return this.ledgers.execute(
      { type: 'CorrectCreditBalance', by, employeeId, balance, documentSha256, reason },
      context,
    );
  }

  @Post(':id/convert')
  @HttpCode(200)
  @Requires('career:convert')
  convert(
    @Id() employeeId: string,
    @Body() { evaluationId }: ConvertRequest,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    const command = { type: 'ConvertPredicate', employeeId, evaluationId } as const;
    return this.ledgers.execute(command, context, { id: evaluationId });
  }

  @Post(':id/add-education-credit')
  @HttpCode(200)
  @Requires('career:add-education-credit')
  addEducation(
    @Id() employeeId: string,
    @Body() { degree, related, documentSha256: sha256 }: EducationCreditRequest,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    const documentSha256 = sha256 ?? null;
    const { actor: by } = context;
    const command = { type: 'AddEducationCredit', by, employeeId, degree, related, documentSha256 } as const;
    return this.ledgers.execute(command, context);
  }

  /** Every entry, and the balance of each section. */
  @Get(':id')
  @Requires('career:read')
  async find(
    @Id() employeeId: string,
    @Context() context: CommandContext,
    @ReadYourWrites() awaited?: Awaited,
  ): Promise<CreditLedgerView> {
    if (awaited)
      await this.projections.reached(
        creditEntries,
        ledgerStream(employeeId),
        awaited.version,
        awaited.waitMs,
      );
    const { date } = await this.rulebook.today(this.clock.now());
    const entries = await this.db.query<CreditEntryRow[]>(
      `select ${ENTRY} from rm.credit_entry where employee_id = $4 and ${readable('employee_id')} order by seq`,
      [readerOf(context.actor), context.role, date, employeeId],
    );
    if (entries.length === 0)
      throw new NotFound('LEDGER_NOT_FOUND', 'There is no such ledger for you to read.');
    await this.access.record(employeeId, 'career.credit-ledger', context);
    return { employeeId, sections: sectionsOf(entries), entries };
  }
}

const sectionsOf = (entries: readonly CreditEntryRow[]): SectionView[] => {
  const moves = entries.flatMap(({ level, points, takenFrom }) => [
    { level, points },
    ...(takenFrom === null ? [] : [{ level: takenFrom, points: negated(points) }]),
  ]);
  return [...new Set(entries.map(({ level }) => level))].map((level) => {
    const own = moves.filter((move) => move.level === level);
    return { level, balance: fixed(sum(own.map(({ points }) => points)), 2) };
  });
};
