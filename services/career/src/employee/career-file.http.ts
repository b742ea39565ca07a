import { Requires } from '@jejak/auth';
import type { Degree, FunctionalLevel } from '@jejak/contracts/career';
import type { Predicate, RewardKind, SanctionLevel } from '@jejak/contracts/performance';
import { type CommandContext, EventStore } from '@jejak/event-store';
import { Context, Id } from '@jejak/http';
import { NotFound, type StreamRef } from '@jejak/kernel';
import { readable } from '@jejak/organisation';
import { FileAccess } from '@jejak/service';
import { Controller, Get } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { CareerReading } from '../credit/career-reading';
import { isContested, isFinal } from '../credit/evaluation-record.projection';
import { importedYears } from '../credit/last-finals';
import { careerRecord, recordStream } from '../eligibility/career-record.decider';
import { Readership } from './readership';

type FactRef = Pick<StreamRef, 'stream' | 'ver'>;

/** What a career consists of, each part with the fact that says so. */
interface CareerFileView {
  readonly employeeId: string;
  readonly positions: readonly object[];
  /** In order of date; `assumed`: the first day of the file stands for it. */
  readonly ranks: readonly (FactRef & {
    readonly from: string;
    readonly rank: string | null;
    readonly level: FunctionalLevel | null;
    readonly assumed: boolean;
  })[];
  /** Degrees by their documents, in the order in which they were recorded. */
  readonly education: readonly Degree[];
  /** What trainings taught: each competency by the first fact of it. */
  readonly competencies: readonly (FactRef & { readonly competency: string })[];
  /** By reference, newest first; `predicate` null while the evaluation is not final. */
  readonly evaluations: readonly (FactRef & {
    readonly evaluationId: string;
    readonly year: number | null;
    readonly evaluationVersion: number;
    readonly predicate: Predicate | null;
    readonly contested: boolean;
  })[];
  /** Years before the installation, where performance knows no evaluation of them. */
  readonly pastPredicates: readonly { readonly year: number; readonly predicate: Predicate }[];
  /** Sanctions that were decided and stand; `until` null while not served, or for good. */
  readonly sanctions: readonly (FactRef & {
    readonly caseId: string;
    readonly level: SanctionLevel;
    readonly until: string | null;
  })[];
  /** Rewards that were granted, the latest first; amounts in whole rupiah. */
  readonly rewards: readonly (FactRef & {
    readonly rewardId: string;
    readonly ruleId: string;
    readonly kinds: readonly RewardKind[];
    readonly amount: number;
    readonly year: number;
    readonly grantedOn: string;
  })[];
}

/** Positions, ranks, education, competencies, sanctions, rewards and evaluations of one person. @source domain.md 7.1, 12 (TrainingPassed) */
@Controller('employees')
export class CareerFileController {
  constructor(
    private readonly store: EventStore,
    private readonly db: DataSource,
    private readonly reading: CareerReading,
    private readonly readership: Readership,
    private readonly access: FileAccess,
  ) {}

  @Get(':id/career-file')
  @Requires('career:read')
  async find(@Id() id: string, @Context() context: CommandContext): Promise<CareerFileView> {
    const [own] = await this.db.query<{ positions: readonly object[] }[]>(
      `select positions from rm.employee_directory where ${readable('employee_id')} and employee_id = $4`,
      [...(await this.readership.of(context)), id],
    );
    if (!own) throw new NotFound('EMPLOYEE_NOT_FOUND', 'There is no such employee for you to read.');
    await this.access.record(id, 'career.career-file', context);
    const [steps, evaluations, record, competencies, sanctions, rewards] = await Promise.all([
      this.reading.steps(id),
      this.reading.evaluations(id),
      this.store.state(careerRecord, recordStream(id)),
      this.db.query<CareerFileView['competencies']>(
        `select key as competency, value ->> 'stream' as stream, (value ->> 'ver')::int as ver
         from rm.held_competencies, jsonb_each(held) where employee_id = $1 order by key`,
        [id],
      ),
      this.db.query<CareerFileView['sanctions']>(
        `select case_id as "caseId", level, until::text as until, stream, read_version as ver from rm.sanction_record
         where employee_id = $1 and level is not null and not revoked order by case_id limit 100`,
        [id],
      ),
      this.db.query<CareerFileView['rewards']>(
        `select reward_id as "rewardId", rule_id as "ruleId", kinds, amount::float8 as amount, year,
           granted_on::text as "grantedOn", stream, read_version as ver
         from rm.reward_record where employee_id = $1 order by granted_on desc, reward_id limit 100`,
        [id],
      ),
    ]);
    return {
      employeeId: id,
      positions: own.positions,
      ranks: steps.value.map(({ from, rank, level, assumed, stream, ver }) => ({
        ...{ from, rank, level, assumed, stream, ver },
      })),
      education: record.state.degrees,
      competencies,
      evaluations: evaluations.map((row) => ({
        ...{ evaluationId: row.evaluationId, year: row.year, evaluationVersion: row.evaluationVersion },
        predicate: isFinal(row) || isContested(row) ? row.predicate : null,
        ...{ contested: isContested(row), stream: row.stream, ver: row.readVersion },
      })),
      pastPredicates: importedYears(record.state.predicates, evaluations).map(({ year, predicate }) => ({
        ...{ year, predicate },
      })),
      sanctions,
      rewards,
    };
  }
}
