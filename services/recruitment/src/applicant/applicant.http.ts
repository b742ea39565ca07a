import { Requires } from '@jejak/auth';
import { type Appended, type CommandContext, EventStore } from '@jejak/event-store';
import { Context } from '@jejak/http';
import { Erased, NotFound } from '@jejak/kernel';
import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { IsBoolean, IsEmail, IsOptional, IsString, Matches, MaxLength } from 'class-validator';
import { applicant, applicantStream } from './applicant.decider';
import { NikVerified } from './nik-verified';

class RegisterApplicantRequest {
  @IsString() @Matches(/\S/) @MaxLength(200) readonly name!: string;
  @IsEmail() @MaxLength(254) readonly email!: string;
  @IsOptional() @IsString() @MaxLength(16) @Matches(/^\+?\d{6,15}$/) readonly phone?: string;
  /** The applicant has read how personal data will be processed. */
  @IsBoolean() readonly noticeAccepted!: boolean;
}

interface RegistrationView {
  readonly applicantId: string;
  readonly name: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly version: number;
}

/** The caller as an applicant. Nobody else is ever named: what is read and done here is the caller's own. */
@Controller()
export class ApplicantController {
  constructor(private readonly store: EventStore) {}

  /** Once a person; before it nobody applies. */
  @Post('applicants')
  @HttpCode(200)
  @Requires('recruitment:apply')
  register(
    @Body() { phone, ...request }: RegisterApplicantRequest,
    @NikVerified() nikVerified: boolean,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    const command = {
      ...request,
      phone: phone ?? null,
      type: 'RegisterApplicant',
      applicantId: context.actor,
      nikVerified,
    } as const;
    return this.store.execute(applicant, applicantStream(context.actor), command, context);
  }

  /** Name and contact as they were given; from the fact itself, for no read model holds them. */
  @Get('my/registration')
  @Requires('recruitment:apply')
  async registration(@Context() { actor }: CommandContext): Promise<RegistrationView> {
    const { state, version } = await this.store.state(applicant, applicantStream(actor));
    if (state.status === 'absent') throw new NotFound('APPLICANT_NOT_FOUND', 'You have not registered.');
    const { name, email, phone, applicantId } = state.registered;
    if (name === null) throw new Erased('SUBJECT_ERASED', 'What was personal about you has been erased.');
    return { applicantId, name, email, phone: phone ?? null, version };
  }
}
