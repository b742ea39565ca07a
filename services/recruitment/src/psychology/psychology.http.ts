import { Requires } from '@jejak/auth';
import { type Appended, type CommandContext, EventStore, type Gather } from '@jejak/event-store';
import { Context, Id, IsLegalDate } from '@jejak/http';
import { naturalId, NotFound, RuleViolated, streamOf } from '@jejak/kernel';
import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { IsNotEmpty, IsString, Matches, MaxLength } from 'class-validator';
import { application, type ApplicationGiven } from '../application/application.decider';
import type { Application } from '../application/application.state';
import { Panels } from '../panel/panels';
import { FileReadQuery, FileReads } from '../committee/file-reads';
import { DutyHolders } from '../committee/duty-holders';
import { isLicensed, psychologist, psychologistStream } from './licence.decider';

class RegisterLicenceRequest {
  /** Of the licence to practise (SIPP). */
  @IsString() @Matches(/\S/) @MaxLength(60) readonly licenceNo!: string;
  /** First and last day of its validity. */
  @IsLegalDate() readonly validFrom!: string;
  @IsLegalDate() readonly validTo!: string;
}

class PsychologicalResultRequest {
  /** 0–100, at most 3 decimals. */
  @IsString() @MaxLength(9) @Matches(/^-?(0|[1-9]\d{0,3})(\.\d{1,3})?$/) readonly score!: string;
  /** Where the report lies. */
  @IsString() @IsNotEmpty() @MaxLength(500) readonly reportRef!: string;
  @IsString() @IsNotEmpty() @MaxLength(60) readonly licenceNo!: string;
}

/** Where the report of a psychological test lies; its details are in no read model. */
interface ReportView {
  readonly applicationId: string;
  readonly score: string;
  /** Null once it is erased. */
  readonly reportRef: string | null;
}

/** Psychological tests: licences, results, and who may read where a report lies. */
@Controller()
export class PsychologyController {
  constructor(
    private readonly store: EventStore,
    private readonly panels: Panels,
    private readonly duties: DutyHolders,
    private readonly reads: FileReads,
  ) {}

  /** A licence that the HR agency has seen; the same number again with other dates is its renewal or its end. */
  @Post('psychologists/:id/register-licence')
  @HttpCode(200)
  @Requires('recruitment:license-psychologist')
  registerLicence(
    @Id() personId: string,
    @Body() { licenceNo, validFrom, validTo }: RegisterLicenceRequest,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    const command = {
      type: 'RegisterLicence',
      by: context.actor,
      personId,
      ...{ licenceNo, validFrom, validTo },
    } as const;
    return this.store.execute(psychologist, psychologistStream(personId), command, context, { given: {} });
  }

  /** Asks for the duty `psychologist` and a registered licence. */
  @Post('applications/:id/record-psychological-result')
  @HttpCode(200)
  @Requires('recruitment:record-psychological-result')
  record(
    @Id() id: string,
    @Body() { score, reportRef, licenceNo }: PsychologicalResultRequest,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    const command = {
      type: 'RecordPsychologicalResult',
      by: context.actor,
      ...{ score, reportRef, licenceNo },
    } as const;
    const gather: Gather<Application, ApplicationGiven> = async (_, now) => {
      const { state } = await this.panels.applied(id);
      const { vacancyId, year } = state.submitted;
      const { scope, policies, inputs } = await this.panels.selecting(vacancyId, now);
      const licences = await this.store.state(psychologist, psychologistStream(context.actor));
      const own = naturalId('application', context.actor, String(year));
      const { state: applied } = await this.store.state(application, streamOf('application', own));
      const psychological = {
        psychologist: await this.duties.holds(context.actor, ['psychologist'], scope),
        licensed: isLicensed(licences.state, licenceNo, scope.on),
        applies: 'submitted' in applied && applied.submitted.vacancyId === vacancyId,
      };
      return {
        given: { psychological },
        policies: policies.refs,
        inputs: licences.head ? [...inputs, licences.head] : inputs,
      };
    };
    // Who has not the duty is refused: what is recorded was done under it.
    const onDuty = { ...context, duty: 'psychologist' } as const;
    return this.store.execute(application, streamOf('application', id), command, onDuty, gather);
  }

  /** For the applicant, the psychologist who wrote it, and an inspector on a case, who says why: that is recorded. */
  @Get('applications/:id/psychological-report')
  @Requires('recruitment:read')
  async report(
    @Id() id: string,
    @Query() why: FileReadQuery,
    @Context() context: CommandContext,
  ): Promise<ReportView> {
    const { state } = await this.store.state(application, streamOf('application', id));
    const result = 'submitted' in state ? state.psychological : null;
    const { applicantId, vacancyId } =
      'submitted' in state ? state.submitted : { applicantId: null, vacancyId: '' };
    const { actor, role } = context;
    const own = role === 'applicant' && actor === applicantId;
    const author = role === 'committee' && actor === result?.psychologist;
    if (!result || applicantId === null || !(own || author || role === 'inspector'))
      throw new NotFound('PSYCHOLOGICAL_REPORT_NOT_FOUND', 'There is no such report for you to read.');
    // Of everything else about an applicant a reason is enough; this is sensitive (domain.md 2.6).
    if (role === 'inspector' && why.caseId === undefined)
      throw new RuleViolated('RULE_VIOLATED', 'An inspector reads a psychological report for a case only.', {
        ...{ field: 'caseId', rule: 'rec.psychological-report' },
      });
    await this.reads.record(applicantId, 'recruitment.psychological-report', why, vacancyId, context);
    return { applicationId: id, score: result.score, reportRef: result.reportRef };
  }
}
