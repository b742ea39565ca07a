import { Requires } from '@jejak/auth';
import { CHANNELS, type Channel, DOCUMENT_KINDS, type DocumentKind } from '@jejak/contracts/recruitment';
import { type Appended, type CommandContext, EventStore, type Gather } from '@jejak/event-store';
import { Context, Id, IsLegalDate } from '@jejak/http';
import { naturalId, NotFound, RuleViolated, streamOf } from '@jejak/kernel';
import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsOptional,
  IsString,
  Matches,
  MaxLength,
  ValidateNested,
} from 'class-validator';
import { applicant, applicantStream } from '../applicant/applicant.decider';
import { DocumentStore } from '../documents/document-store';
import { SelectionPolicies } from '../policies/selection-policies';
import { IsSha256 } from '../request-formats';
import { vacancy } from '../vacancy/vacancy.decider';
import { application, type ApplicationGiven } from './application.decider';
import type { Application } from './application.state';
import { ParticipantNumbers } from './participant-numbers';

/** How people who apply can have heard of a vacancy: all but the import of a finished round. */
const HEARD_BY = CHANNELS.filter((channel) => channel !== 'IMPORT');

class DocumentRequest {
  @IsIn(DOCUMENT_KINDS) readonly kind!: DocumentKind;
  @IsSha256() readonly sha256!: string;
}

class ApplicationRequest {
  /** Grade point average, or a school-leaver's average of the diploma. */
  @IsOptional() @IsString() @MaxLength(6) @Matches(/^\d{1,3}(\.\d{1,2})?$/) readonly educationGpa?: string;
  /** Of the caller's uploads; left out: the newest of each kind that the vacancy asks for. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(50)
  @ValidateNested({ each: true })
  @Type(() => DocumentRequest)
  readonly documents?: DocumentRequest[];
}

/** Each member may still be missing. */
class DraftApplicationRequest extends ApplicationRequest {
  @IsOptional() @IsIn(HEARD_BY) readonly channel?: Channel;
  @IsOptional() @IsLegalDate() readonly birthDate?: string;
}

class SubmitApplicationRequest extends ApplicationRequest {
  @IsIn(HEARD_BY) readonly channel!: Channel;
  @IsLegalDate() readonly birthDate!: string;
  /** The applicant has read how personal data will be processed. */
  @IsBoolean() readonly noticeAccepted!: boolean;
}

class SubmitDraftRequest {
  /** The applicant has read how personal data will be processed. */
  @IsBoolean() readonly noticeAccepted!: boolean;
}

const named = (documents: readonly DocumentRequest[] | undefined) =>
  documents?.map(({ kind, sha256 }) => ({ kind, sha256 })) ?? null;

/** Applying, by the applicant: one application a person and selection year. */
@Controller()
export class ApplyingController {
  constructor(
    private readonly store: EventStore,
    private readonly policies: SelectionPolicies,
    private readonly numbers: ParticipantNumbers,
    private readonly documents: DocumentStore,
  ) {}

  /** In one step, with or without a draft before it. */
  @Post('vacancies/:id/apply')
  @HttpCode(200)
  @Requires('recruitment:apply')
  async apply(
    @Id() vacancyId: string,
    @Body() { educationGpa, documents, ...request }: SubmitApplicationRequest,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    const applicationId = await this.applicationId(vacancyId, context.actor);
    const command = {
      ...request,
      educationGpa: educationGpa ?? null,
      documents: named(documents),
      type: 'SubmitApplication',
      ...{ applicationId, applicantId: context.actor },
    } as const;
    const stream = streamOf('application', applicationId);
    return this.store.execute(application, stream, command, context, this.applying(vacancyId, context.actor));
  }

  /** As often as wanted before it is submitted; what is left out is not said yet. */
  @Post('vacancies/:id/draft-application')
  @HttpCode(200)
  @Requires('recruitment:apply')
  async draft(
    @Id() vacancyId: string,
    @Body() { channel, educationGpa, birthDate, documents }: DraftApplicationRequest,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    const applicationId = await this.applicationId(vacancyId, context.actor);
    const said = {
      channel: channel ?? null,
      educationGpa: educationGpa ?? null,
      birthDate: birthDate ?? null,
    };
    const command = {
      ...{ ...said, documents: named(documents) },
      type: 'DraftApplication',
      ...{ applicationId, applicantId: context.actor },
    } as const;
    const stream = streamOf('application', applicationId);
    return this.store.execute(application, stream, command, context, this.applying(vacancyId, context.actor));
  }

  /** Submits the caller's draft as it stands. */
  @Post('applications/:id/submit')
  @HttpCode(200)
  @Requires('recruitment:apply')
  submit(
    @Id() id: string,
    @Body() { noticeAccepted }: SubmitDraftRequest,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    const command = { type: 'SubmitDraft', by: context.actor, noticeAccepted } as const;
    return this.store.execute(application, streamOf('application', id), command, context, (state, now) =>
      // Where there is no draft the decider refuses, and asks for nothing more.
      state.status === 'draft'
        ? this.applying(state.draft.vacancyId, state.draft.applicantId)(state, now)
        : { given: {} },
    );
  }

  private async applicationId(vacancyId: string, applicantId: string): Promise<string> {
    const { state } = await this.announced(vacancyId);
    return naturalId('application', applicantId, String(state.announced.year));
  }

  /** @throws RuleViolated WINDOW_CLOSED, NotFound VACANCY_NOT_FOUND */
  private async announced(vacancyId: string) {
    const { state, head } = await this.store.state(vacancy, streamOf('vacancy', vacancyId));
    if (state.status === 'cancelled')
      throw new RuleViolated('WINDOW_CLOSED', 'The vacancy was cancelled: it takes no applications.');
    // What is not announced, nobody who applies may know of.
    if (!('announced' in state)) throw new NotFound('VACANCY_NOT_FOUND', 'There is no such vacancy.');
    return { state, head };
  }

  /** What an application is decided by: vacancy and applicant as they stand, and what the applicant has uploaded. */
  private applying(vacancyId: string, applicantId: string): Gather<Application, ApplicationGiven> {
    return async () => {
      const { state, head } = await this.announced(vacancyId);
      const { year, openAt, closeAt, pinnedPolicies } = state.announced;
      const { age, calendar, refs } = await this.policies.ofVacancy(pinnedPolicies);
      const person = await this.store.state(applicant, applicantStream(applicantId));
      const uploaded = await this.documents.all(applicantId);
      const limits = { min: age.min, max: state.draft.listedPost ? age.maxListed : age.max };
      return {
        given: {
          vacancy: { vacancyId, year, openAt, closeAt, age: limits, calendar },
          registered: person.state.status === 'registered',
          documents: { required: state.draft.documentKinds ?? [], uploaded },
          participantNo: await this.numbers.next(),
        },
        policies: refs,
        inputs: [head, person.head].filter((read) => read !== null),
      };
    };
  }
}
