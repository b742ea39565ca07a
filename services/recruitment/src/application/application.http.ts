import { Requires } from '@jejak/auth';
import { CHANNELS, type Channel } from '@jejak/contracts/recruitment';
import { type Appended, type CommandContext, EventStore, execution, type Gather } from '@jejak/event-store';
import { Context, Id } from '@jejak/http';
import { naturalId, NotFound, RuleViolated, streamOf } from '@jejak/kernel';
import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import {
  IsBoolean,
  IsIn,
  IsNotEmpty,
  IsOptional,
  IsString,
  IsUUID,
  Matches,
  MaxLength,
} from 'class-validator';
import { SelectionPolicies } from '../policies/selection-policies';
import { IsLegalDate } from '../request-formats';
import { vacancy } from '../vacancy/vacancy.decider';
import { type Application, application, type ApplicationGiven } from './application.decider';
import { ParticipantNumbers } from './participant-numbers';
import { RankedAbove } from './ranked-above';

/** How people who apply can have heard of a vacancy: all but the import of a finished round. */
const HEARD_BY = CHANNELS.filter((channel) => channel !== 'IMPORT');

class SubmitApplicationRequest {
  @IsIn(HEARD_BY) readonly channel!: Channel;
  /** Grade point average, or a school-leaver's average of the diploma. */
  @IsOptional() @IsString() @MaxLength(6) @Matches(/^\d{1,3}(\.\d{1,2})?$/) readonly educationGpa?: string;
  @IsLegalDate() readonly birthDate!: string;
  /** The applicant has read how personal data will be processed. */
  @IsBoolean() readonly noticeAccepted!: boolean;
}

class NipApprovalRequest {
  @IsString() @MaxLength(18) @Matches(/^\d{18}$/) readonly nip!: string;
  /** The approval of the national agency. */
  @IsString() @IsNotEmpty() @MaxLength(200) readonly decision!: string;
}

class AppointRequest {
  /** The id by which the person is known as an employee. */
  @IsUUID() @MaxLength(36) readonly employeeId!: string;
  /** First day of the appointment. */
  @IsLegalDate() readonly tmt!: string;
  /** Last day of a PPPK's contract. */
  @IsOptional() @IsLegalDate() readonly contractEnd?: string;
  /** Why this one: of a senior leader (JPT) who is not the first of the ranking. */
  @IsOptional() @IsString() @MaxLength(4000) readonly reason?: string;
}

/** Applications, from the applicant's own submission to the appointment. */
@Controller()
export class ApplicationController {
  constructor(
    private readonly store: EventStore,
    private readonly policies: SelectionPolicies,
    private readonly numbers: ParticipantNumbers,
    private readonly ranked: RankedAbove,
  ) {}

  /** One a person and selection year: the caller's own. */
  @Post('vacancies/:id/apply')
  @HttpCode(200)
  @Requires('recruitment:apply')
  async apply(
    @Id() vacancyId: string,
    @Body() { educationGpa, ...request }: SubmitApplicationRequest,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    const { state, head } = await this.store.state(vacancy, streamOf('vacancy', vacancyId));
    if (state.status === 'cancelled')
      throw new RuleViolated('WINDOW_CLOSED', 'The vacancy was cancelled: it takes no applications.');
    // What is not announced, nobody who applies may know of.
    if (!('announced' in state)) throw new NotFound('VACANCY_NOT_FOUND', 'There is no such vacancy.');
    const { year, openAt, closeAt, pinnedPolicies } = state.announced;
    const applicationId = naturalId('application', context.actor, String(year));
    const command = {
      ...request,
      educationGpa: educationGpa ?? null,
      type: 'SubmitApplication',
      applicationId,
      applicantId: context.actor,
    } as const;
    const gather: Gather<Application, ApplicationGiven> = async () => {
      const { age, calendar, refs } = await this.policies.ofVacancy(pinnedPolicies);
      const limits = { min: age.min, max: state.draft.listedPost ? age.maxListed : age.max };
      const applied = { vacancyId, year, openAt, closeAt, age: limits, calendar };
      return {
        given: { vacancy: applied, participantNo: await this.numbers.next() },
        policies: refs,
        inputs: head ? [head] : [],
      };
    };
    return this.store.execute(application, streamOf('application', applicationId), command, context, gather);
  }

  @Post('applications/:id/record-nip')
  @HttpCode(200)
  @Requires('recruitment:record-nip')
  recordNip(
    @Id() id: string,
    @Body() request: NipApprovalRequest,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    const command = { ...request, type: 'RecordNipApproval' } as const;
    return this.store.execute(application, streamOf('application', id), command, context, { given: {} });
  }

  /** In order of rank, after the objections are closed and the number is approved; the last seat completes the vacancy. */
  @Post('applications/:id/appoint')
  @HttpCode(200)
  @Requires('recruitment:appoint')
  async appoint(
    @Id() id: string,
    @Body() { employeeId, tmt, contractEnd, reason }: AppointRequest,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    const { given: appointment, policies, inputs, vacancyId } = await this.ranked.of(id);
    const command = {
      ...{ employeeId, tmt, contractEnd: contractEnd ?? null, reason: reason ?? null },
      type: 'AppointCandidate',
    } as const;
    const { expectedVersion: _, ...plain } = context;
    const filled = appointment.jpt ? appointment.jpt.filled : appointment.above.length;
    const openSeats = appointment.seats - filled - 1;
    const [answer] = await this.store.executeTogether([
      execution({
        ...{ decider: application, stream: streamOf('application', id), command, context },
        gather: { given: { appointment }, ...(policies ? { policies } : {}), inputs },
      }),
      execution({
        ...{
          decider: vacancy,
          stream: streamOf('vacancy', vacancyId),
          command: { type: 'CompleteVacancy' } as const,
        },
        ...{ context: plain, gather: { given: { openSeats } } },
      }),
    ]);
    return answer;
  }
}
