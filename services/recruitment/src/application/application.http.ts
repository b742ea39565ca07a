import { Requires } from '@jejak/auth';
import { CHANNELS, type Channel, DOCUMENT_KINDS, type DocumentKind } from '@jejak/contracts/recruitment';
import { type Appended, type CommandContext, EventStore, execution, type Gather } from '@jejak/event-store';
import { Context, Id } from '@jejak/http';
import { naturalId, NotFound, RuleViolated, streamOf } from '@jejak/kernel';
import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsNotEmpty,
  IsOptional,
  IsString,
  IsUUID,
  Matches,
  MaxLength,
  ValidateNested,
} from 'class-validator';
import { applicant, applicantStream } from '../applicant/applicant.decider';
import { DocumentStore } from '../documents/document-store';
import { SelectionPolicies } from '../policies/selection-policies';
import { IsLegalDate, IsSha256 } from '../request-formats';
import { vacancy } from '../vacancy/vacancy.decider';
import { type Application, application, type ApplicationGiven } from './application.decider';
import { filledSeats } from './appointment';
import { ParticipantNumbers } from './participant-numbers';
import { RankedAbove } from './ranked-above';

/** How people who apply can have heard of a vacancy: all but the import of a finished round. */
const HEARD_BY = CHANNELS.filter((channel) => channel !== 'IMPORT');

class DocumentRequest {
  @IsIn(DOCUMENT_KINDS) readonly kind!: DocumentKind;
  @IsSha256() readonly sha256!: string;
}

class SubmitApplicationRequest {
  @IsIn(HEARD_BY) readonly channel!: Channel;
  /** Grade point average, or a school-leaver's average of the diploma. */
  @IsOptional() @IsString() @MaxLength(6) @Matches(/^\d{1,3}(\.\d{1,2})?$/) readonly educationGpa?: string;
  @IsLegalDate() readonly birthDate!: string;
  /** Of the caller's uploads; left out: the newest of each kind that the vacancy asks for. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(50)
  @ValidateNested({ each: true })
  @Type(() => DocumentRequest)
  readonly documents?: DocumentRequest[];
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
    private readonly documents: DocumentStore,
  ) {}

  /** One a person and selection year: the caller's own. */
  @Post('vacancies/:id/apply')
  @HttpCode(200)
  @Requires('recruitment:apply')
  async apply(
    @Id() vacancyId: string,
    @Body() { educationGpa, documents, ...request }: SubmitApplicationRequest,
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
      documents: documents?.map(({ kind, sha256 }) => ({ kind, sha256 })) ?? null,
      type: 'SubmitApplication',
      applicationId,
      applicantId: context.actor,
    } as const;
    const gather: Gather<Application, ApplicationGiven> = async () => {
      const { age, calendar, refs } = await this.policies.ofVacancy(pinnedPolicies);
      const uploaded = await this.documents.all(context.actor);
      const limits = { min: age.min, max: state.draft.listedPost ? age.maxListed : age.max };
      const person = await this.store.state(applicant, applicantStream(context.actor));
      const applied = { vacancyId, year, openAt, closeAt, age: limits, calendar };
      return {
        given: {
          vacancy: applied,
          registered: person.state.status === 'registered',
          documents: { required: state.draft.documentKinds ?? [], uploaded },
          participantNo: await this.numbers.next(),
        },
        policies: refs,
        inputs: [head, person.head].filter((read) => read !== null),
      };
    };
    return this.store.execute(application, streamOf('application', applicationId), command, context, gather);
  }

  /** The applicant's own only; to submit again is possible while the window is open and nothing was scored. */
  @Post('applications/:id/withdraw')
  @HttpCode(200)
  @Requires('recruitment:apply')
  withdraw(@Id() id: string, @Context() context: CommandContext): Promise<Appended> {
    const command = { type: 'Withdraw', by: context.actor } as const;
    return this.store.execute(application, streamOf('application', id), command, context, { given: {} });
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

  /** The next in reserve, where somebody above has withdrawn: from then on as if selected. */
  @Post('applications/:id/call-reserve')
  @HttpCode(200)
  @Requires('recruitment:appoint')
  async callReserve(@Id() id: string, @Context() context: CommandContext): Promise<Appended> {
    const { given, inputs, pinnedPolicies, publishedAt } = await this.ranked.of(id);
    const { above, seats } = given;
    const { reserveMonths, calendar, refs } = await this.policies.ofVacancy(pinnedPolicies);
    const reserve = { above, seats, publishedAt, reserveMonths, calendar };
    const command = { type: 'CallReserve' } as const;
    return this.store.execute(application, streamOf('application', id), command, context, {
      ...{ given: { reserve }, inputs, policies: refs },
    });
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
    const filled = appointment.jpt ? appointment.jpt.filled : filledSeats(appointment.above);
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
        ...{ context: plain, gather: { given: { openSeats, openObjections: appointment.openObjections } } },
      }),
    ]);
    return answer;
  }
}
