import { Requires } from '@jejak/auth';
import { type Appended, type CommandContext, EventStore, type Gather } from '@jejak/event-store';
import { Context, Id, IsLegalDate } from '@jejak/http';
import { NotFound, streamOf } from '@jejak/kernel';
import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsOptional, IsString, MaxLength, ValidateNested } from 'class-validator';
import { SelectionPolicies } from '../policies/selection-policies';
import { IsSha256 } from '../request-formats';
import { RequirementRequest } from './requirement.request';
import { vacancy, type VacancyGiven } from './vacancy.decider';
import type { Vacancy } from './vacancy.state';

class AmendVacancyRequest {
  /** Last date on which applications are taken. */
  @IsOptional() @IsLegalDate() readonly closeOn?: string;
  /** All that are asked from now on. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(50)
  @ValidateNested({ each: true })
  @Type(() => RequirementRequest)
  readonly requirements?: RequirementRequest[];
  /** Of the new signed announcement. */
  @IsOptional() @IsSha256() readonly documentSha256?: string;
  @IsString() @MaxLength(4000) readonly reason!: string;
}

/** Amendments of announced vacancies. */
@Controller('vacancies')
export class AmendmentController {
  constructor(
    private readonly store: EventStore,
    private readonly policies: SelectionPolicies,
  ) {}

  /** What is left out stays; once registration is open only in the applicants' favour. */
  @Post(':id/amend')
  @HttpCode(200)
  @Requires('recruitment:amend-vacancy')
  amend(
    @Id() id: string,
    @Body() { requirements, ...request }: AmendVacancyRequest,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    const command = {
      ...request,
      ...(requirements ? { requirements: requirements.map((requirement) => ({ ...requirement })) } : {}),
      type: 'AmendVacancy',
      by: context.actor,
    } as const;
    return this.store.execute(vacancy, streamOf('vacancy', id), command, context, this.pinned);
  }

  /** The policies pinned at the announcement. @throws NotFound VACANCY_NOT_FOUND */
  private readonly pinned: Gather<Vacancy, VacancyGiven> = async (state) => {
    if (state.status === 'absent') throw new NotFound('VACANCY_NOT_FOUND', 'There is no such vacancy.');
    if (!('announced' in state)) return { given: {} };
    const { minDays, calendar, reasonMinChars, refs } = await this.policies.ofVacancy(
      state.announced.pinnedPolicies,
    );
    return { given: { amendment: { minDays, calendar }, reasonMinChars }, policies: refs };
  };
}
