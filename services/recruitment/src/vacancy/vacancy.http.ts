import { Requires } from '@jejak/auth';
import {
  APPOINTMENT_KINDS,
  type AppointmentKind,
  DOCUMENT_KINDS,
  type DocumentKind,
  FORMATION_KINDS,
  type FormationKind,
  JPT_COMPONENTS,
  type JptComponent,
} from '@jejak/contracts/recruitment';
import { type Appended, type CommandContext, EventStore, execution, type Gather } from '@jejak/event-store';
import { Context, Id, IsId, IsLegalDate } from '@jejak/http';
import { naturalId, NotFound, streamOf } from '@jejak/kernel';
import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { SelectionPolicies } from '../policies/selection-policies';
import { formation } from '../formation/formation.decider';
import { FormationSeats } from '../formation/formation-seats';
import { IsSha256, MOST_SEATS } from '../request-formats';
import { RequirementRequest } from './requirement.request';
import { vacancy, type VacancyGiven } from './vacancy.decider';
import type { Vacancy } from './vacancy.state';

class AppointmentRequest {
  @IsIn(APPOINTMENT_KINDS) readonly kind!: AppointmentKind;
  @IsString() @MaxLength(5) @Matches(/^(I|II|III|IV)\/[a-e]$/) readonly golongan!: string;
}

class AssessmentRequest {
  @IsIn(JPT_COMPONENTS) readonly kind!: JptComponent;
  /** Percent. */
  @IsString() @MaxLength(7) @Matches(/^(0|[1-9]\d{0,2})(\.\d{1,3})?$/) readonly weight!: string;
}

class DraftVacancyRequest {
  /** The year of the national selection. */
  @IsInt() @Min(2000) @Max(2100) readonly year!: number;
  /** The approved formation: gives position and unit, and the seats there are. */
  @IsId() @MaxLength(36) readonly formationId!: string;
  @IsIn(FORMATION_KINDS) readonly formationKind!: FormationKind;
  @IsInt() @Min(1) @Max(MOST_SEATS) readonly seats!: number;
  @ValidateNested() @Type(() => AppointmentRequest) readonly appointment!: AppointmentRequest;
  @IsArray()
  @ArrayMaxSize(50)
  @ValidateNested({ each: true })
  @Type(() => RequirementRequest)
  readonly requirements!: RequirementRequest[];
  /** What applicants must show; left out: what the requirements ask for. Identity and diploma in any case. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(50)
  @IsIn(DOCUMENT_KINDS, { each: true })
  readonly documentKinds?: DocumentKind[];
  /** One of the posts for which the decree allows a higher age. */
  @IsOptional() @IsBoolean() readonly listedPost: boolean = false;
  /** What an open selection (JPT) assesses, in the order in which it breaks ties; the weights sum to 100. */
  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(JPT_COMPONENTS.length)
  @ValidateNested({ each: true })
  @Type(() => AssessmentRequest)
  readonly assessments?: AssessmentRequest[];
  /** Whether the result of the SKB is published by itself, before the final one. */
  @IsOptional() @IsBoolean() readonly skbPublished: boolean = false;
}

class AnnounceVacancyRequest {
  /** First and last date on which applications are taken. */
  @IsLegalDate() readonly openOn!: string;
  @IsLegalDate() readonly closeOn!: string;
  /** Of the signed announcement. */
  @IsOptional() @IsSha256() readonly documentSha256?: string;
}

class CancelVacancyRequest {
  @IsString() @MaxLength(4000) readonly reason!: string;
}

/** A vacancy from its draft to its announcement, or its cancellation. */
@Controller('vacancies')
export class VacancyController {
  constructor(
    private readonly store: EventStore,
    private readonly policies: SelectionPolicies,
    private readonly seats: FormationSeats,
  ) {}

  @Post()
  @HttpCode(200)
  @Requires('recruitment:draft-vacancy')
  async draft(@Body() request: DraftVacancyRequest, @Context() context: CommandContext): Promise<Appended> {
    // Repeated with the same key it is the same vacancy.
    const vacancyId = naturalId('vacancy', context.commandId);
    const { requirements, appointment, formationId, assessments, ...rest } = request;
    const seatsOf = streamOf('formation', formationId);
    const { state } = await this.store.state(formation, seatsOf);
    if (state.status === 'absent') throw new NotFound('FORMATION_NOT_FOUND', 'There is no such formation.');
    const { position, unitId, level } = state.proposal;
    const command = {
      ...{ ...rest, position, unitId, level, formationId },
      appointment: { ...appointment },
      requirements: requirements.map((requirement) => ({ ...requirement })),
      ...(assessments ? { assessments: assessments.map(({ kind, weight }) => ({ kind, weight })) } : {}),
      type: 'DraftVacancy',
      by: context.actor,
      vacancyId,
    } as const;
    const taking = { type: 'TakeSeats', vacancyId, seats: request.seats } as const;
    const { expectedVersion: _, ...plain } = context;
    const [answer] = await this.store.executeTogether([
      execution({
        ...{ decider: vacancy, stream: streamOf('vacancy', vacancyId), command, context },
        gather: { given: {} },
      }),
      execution({
        decider: formation,
        stream: seatsOf,
        command: taking,
        context: plain,
        gather: this.seats.gather(formationId),
      }),
    ]);
    return answer;
  }

  @Post(':id/approve')
  @HttpCode(200)
  @Requires('recruitment:approve-vacancy')
  approve(@Id() id: string, @Context() context: CommandContext): Promise<Appended> {
    const command = { type: 'ApproveVacancy', by: context.actor } as const;
    return this.store.execute(vacancy, streamOf('vacancy', id), command, context, { given: {} });
  }

  @Post(':id/announce')
  @HttpCode(200)
  @Requires('recruitment:announce-vacancy')
  announce(
    @Id() id: string,
    @Body() { openOn, closeOn, documentSha256 }: AnnounceVacancyRequest,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    const command = {
      type: 'AnnounceVacancy',
      openOn,
      closeOn,
      documentSha256: documentSha256 ?? null,
    } as const;
    return this.store.execute(vacancy, streamOf('vacancy', id), command, context, this.inForce);
  }

  /** Before its final result; its seats return to the formation. */
  @Post(':id/cancel')
  @HttpCode(200)
  @Requires('recruitment:cancel-vacancy')
  async cancel(
    @Id() id: string,
    @Body() { reason }: CancelVacancyRequest,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    const stream = streamOf('vacancy', id);
    const { state } = await this.store.state(vacancy, stream);
    if (!('draft' in state)) throw new NotFound('VACANCY_NOT_FOUND', 'There is no such vacancy.');
    const command = { type: 'CancelVacancy', by: context.actor, reason } as const;
    const returning = { type: 'ReturnSeats', vacancyId: id } as const;
    const { expectedVersion: _, ...plain } = context;
    const seatsOf = streamOf('formation', state.draft.formationId);
    const [answer] = await this.store.executeTogether([
      execution({
        ...{ decider: vacancy, stream, command, context },
        gather: (_state, now) => this.policies.reasons(now),
      }),
      execution({
        ...{ decider: formation, stream: seatsOf, command: returning, context: plain },
        gather: { given: {} },
      }),
    ]);
    return answer;
  }

  /** The policies in force now: those that the announcement pins. */
  private readonly inForce: Gather<Vacancy, VacancyGiven> = async (state, now) => {
    const draft = 'draft' in state ? state.draft : null;
    const rules = await this.policies.forVacancy(now, draft && draft.appointment.kind);
    const kind = draft && draft.formationKind;
    const policies = { ...rules, threshold: kind && rules.thresholdOf(kind) };
    const seats = draft && (await this.seats.of(draft.formationId));
    if (!seats) return { given: { policies }, policies: rules.refs };
    const { inputs, ...formationSeats } = seats;
    return { given: { policies, formationSeats }, policies: rules.refs, inputs };
  };
}
