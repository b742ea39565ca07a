import { Requires } from '@jejak/auth';
import { type Stage, type StageResultPublished, STAGES } from '@jejak/contracts/recruitment';
import { type Appended, type CommandContext, EventStore, type Gathered } from '@jejak/event-store';
import { Context, Id, type IncomingUpload, IsId, Upload } from '@jejak/http';
import {
  deadline,
  DOCUMENT_MEDIA_TYPES,
  type EvidenceRef,
  naturalId,
  NotAuthorised,
  NotFound,
  type Recorded,
  streamOf,
} from '@jejak/kernel';
import { CaseFiles } from '@jejak/service';
import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ArrayMaxSize, IsArray, IsIn, IsOptional, IsString, Matches, MaxLength } from 'class-validator';
import { application } from '../application/application.decider';
import { AnnouncedVacancies } from '../committee/announced-vacancies';
import { COMMITTEE_DUTIES, DutyHolders } from '../committee/duty-holders';
import { IsInstant, IsSha256 } from '../request-formats';
import { clarification, type ClarificationCommand, type ClarificationGiven } from './clarification.decider';

class ScheduleRequest {
  @IsIn(STAGES) readonly stage!: Stage;
  @IsInstant() readonly startsAt!: string;
  @IsString() @Matches(/\S/) @MaxLength(300) readonly place!: string;
  /** Why so late, where it is later than the policy wants. */
  @IsOptional() @IsString() @MaxLength(4000) readonly reason?: string;
}

class AskRequest {
  @IsString() @Matches(/\S/) @MaxLength(4000) readonly question!: string;
}

const Texts = { each: true } as const;

class HoldRequest {
  @IsInstant() readonly heldAt!: string;
  /** The people who came. */
  @IsArray()
  @ArrayMaxSize(1000)
  @IsId(Texts)
  @MaxLength(36, Texts)
  readonly attendees!: string[];
  @IsArray()
  @ArrayMaxSize(50)
  @IsString(Texts)
  @Matches(/\S/, Texts)
  @MaxLength(2000, Texts)
  readonly questions!: string[];
  /** In the order of the questions. */
  @IsArray()
  @ArrayMaxSize(50)
  @IsString(Texts)
  @Matches(/\S/, Texts)
  @MaxLength(2000, Texts)
  readonly answers!: string[];
  @IsOptional() @IsString() @MaxLength(4000) readonly reason?: string;
}

class MinutesRequest {
  @IsSha256() readonly sha256!: string;
}

/** Minutes are about nobody in particular: they are sealed under the installation's key. */
export const minutesOf = (clarificationId: string) => ({ caseId: clarificationId, subjectId: null });

/** Sessions in which the committee explains a published result. @source domain.md 4.2 */
@Controller()
export class ClarificationController {
  constructor(
    private readonly vacancies: AnnouncedVacancies,
    private readonly store: EventStore,
    private readonly duties: DutyHolders,
    private readonly files: CaseFiles,
  ) {}

  /** Later than the policy wants it is allowed, marked, and says why. */
  @Post('vacancies/:id/clarifications')
  @HttpCode(200)
  @Requires('recruitment:schedule-clarification')
  async schedule(
    @Id() vacancyId: string,
    @Body() { stage, startsAt, place, reason = '' }: ScheduleRequest,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    // Repeated with the same key it is the same session.
    const clarificationId = naturalId('clarification', context.commandId);
    const at = new Date(startsAt).toISOString();
    const { rules, scope } = await this.vacancies.of(vacancyId);
    const published = await this.newestResult(vacancyId, stage);
    const result = published && {
      version: published.data.version,
      dueAt: deadline(published.envelope.at, rules.clarifiedWithinDays, rules.calendar),
    };
    const onCommittee = await this.duties.holds(context.actor, COMMITTEE_DUTIES, scope);
    const command = {
      type: 'ScheduleClarification',
      ...{ by: context.actor, clarificationId, vacancyId, stage, startsAt: at, place, reason },
    } as const;
    const { reasonMinChars, refs: policies } = rules;
    const given = { result, onCommittee, reasonMinChars };
    return this.execute(clarificationId, command, context, { given, policies });
  }

  /** A question beforehand, of who has applied for the vacancy. */
  @Post('clarifications/:id/ask')
  @HttpCode(200)
  @Requires('recruitment:ask-clarification')
  async ask(
    @Id() id: string,
    @Body() { question }: AskRequest,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    const { vacancyId } = await this.session(id);
    const { year } = (await this.vacancies.of(vacancyId)).announced;
    const applicationId = naturalId('application', context.actor, String(year));
    const { state } = await this.store.state(application, streamOf('application', applicationId));
    const applied = 'submitted' in state && state.submitted.vacancyId === vacancyId;
    const command = { type: 'AskClarification', by: context.actor, question } as const;
    return this.execute(id, command, context, { given: { applied } });
  }

  /** Records a session that took place: who came, what was asked, and what was answered. */
  @Post('clarifications/:id/hold')
  @HttpCode(200)
  @Requires('recruitment:schedule-clarification')
  async hold(
    @Id() id: string,
    @Body() { heldAt, attendees, questions, answers, reason = '' }: HoldRequest,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    const { vacancyId } = await this.session(id);
    const { rules, scope } = await this.vacancies.of(vacancyId);
    const onCommittee = await this.duties.holds(context.actor, COMMITTEE_DUTIES, scope);
    const command = {
      type: 'HoldClarification',
      ...{ by: context.actor, questions, answers, reason, heldAt: new Date(heldAt).toISOString() },
      attendees: attendees.map((person) => person.toLowerCase()),
    } as const;
    const { reasonMinChars, refs: policies } = rules;
    return this.execute(id, command, context, { given: { onCommittee, reasonMinChars }, policies });
  }

  /** Takes over the file of the minutes: PDF, JPEG or PNG. It is public once its SHA-256 is published. */
  @Post('clarifications/:id/minutes-file')
  @HttpCode(200)
  @Requires('recruitment:schedule-clarification')
  async keepMinutes(
    @Id() id: string,
    @Upload({ types: DOCUMENT_MEDIA_TYPES, text: false }) upload: IncomingUpload,
    @Context() context: CommandContext,
  ): Promise<EvidenceRef> {
    const { vacancyId } = await this.session(id);
    const { scope } = await this.vacancies.of(vacancyId);
    if (!(await this.duties.holds(context.actor, COMMITTEE_DUTIES, scope)))
      throw new NotAuthorised('NOT_RELATED', 'Only a member of the vacancy’s committee does this.');
    return this.files.keep(minutesOf(id), upload);
  }

  @Post('clarifications/:id/publish-minutes')
  @HttpCode(200)
  @Requires('recruitment:schedule-clarification')
  async publishMinutes(
    @Id() id: string,
    @Body() { sha256 }: MinutesRequest,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    const { vacancyId } = await this.session(id);
    const { scope } = await this.vacancies.of(vacancyId);
    const onCommittee = await this.duties.holds(context.actor, COMMITTEE_DUTIES, scope);
    const files = (await this.files.refsOf(id)).map((file) => file.sha256);
    const command = { type: 'PublishMinutes', by: context.actor, sha256 } as const;
    return this.execute(id, command, context, { given: { onCommittee, files } });
  }

  private execute(
    id: string,
    command: ClarificationCommand,
    context: CommandContext,
    gathered: Gathered<ClarificationGiven>,
  ): Promise<Appended> {
    return this.store.execute(clarification, streamOf('clarification', id), command, context, gathered);
  }

  private async session(id: string) {
    const { state } = await this.store.state(clarification, streamOf('clarification', id));
    if (state.status === 'absent')
      throw new NotFound('CLARIFICATION_NOT_FOUND', 'There is no such clarification session.');
    return state.scheduled;
  }

  private async newestResult(
    vacancyId: string,
    stage: Stage,
  ): Promise<Recorded<StageResultPublished> | null> {
    const history = await this.store.history(streamOf('vacancy', vacancyId));
    return (
      history
        .filter((event): event is Recorded<StageResultPublished> => event.type === 'StageResultPublished')
        .findLast(({ data }) => data.stage === stage) ?? null
    );
  }
}
