import { Requires } from '@jejak/auth';
import type { ExternalLearningClaimed } from '@jejak/contracts/training';
import { type Appended, type CommandContext, EventStore } from '@jejak/event-store';
import { Exported } from '@jejak/exports';
import { Context, Id, IsLegalDate, keyset, type Page, PageRequest } from '@jejak/http';
import { type Clock, naturalId, streamOf } from '@jejak/kernel';
import { readable, readerOf } from '@jejak/organisation';
import { CLOCK } from '@jejak/service';
import { Body, Controller, Get, HttpCode, Inject, Post, Query } from '@nestjs/common';
import { IsInt, IsOptional, IsString, Matches, Max, MaxLength, Min } from 'class-validator';
import { DataSource } from 'typeorm';
import { IsSha256 } from '../request-formats';
import { ReasonRequest } from '../session/session.requests';
import { Rulebook } from '../rules/rulebook';
import { externalLearning, type ExternalLearningCommand } from './external-learning.decider';
import type { ExternalLearningRow } from './external-learning.projection';

export class ClaimRequest {
  @IsString() @MaxLength(200) @Matches(/\S/) readonly title!: string;
  @IsString() @MaxLength(200) @Matches(/\S/) readonly provider!: string;
  @IsLegalDate() readonly endedOn!: string;
  @IsInt() @Min(1) @Max(2000) readonly jp!: number;
  /** Of the certificate; left out, the claim is refused. */
  @IsOptional() @IsSha256() readonly certificateSha256?: string;
}

export class CreditRequest {
  /** Training hours of the document. */
  @IsInt() @Min(1) @Max(2000) readonly documentJp!: number;
}

interface ExternalLearningView extends ExternalLearningRow {
  /** From the log; null once the person is erased. */
  readonly title: string | null;
  readonly provider: string | null;
  readonly version: number;
}

const learningStream = (learningId: string): string => streamOf('external-learning', learningId);
const learnings = keyset('external-learning', { learningId: 'uuid' });

@Controller('external-learning')
export class ExternalLearningController {
  constructor(
    private readonly store: EventStore,
    private readonly db: DataSource,
    private readonly rulebook: Rulebook,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Post()
  @HttpCode(200)
  @Requires('training:claim')
  claim(
    @Body() { title, provider, endedOn, jp, certificateSha256 }: ClaimRequest,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    const employeeId = context.actor;
    // A certificate is claimed once by a person; a claim without one names nothing that could be claimed twice.
    const learningId = naturalId('external-learning', employeeId, certificateSha256 ?? context.commandId);
    const command: ExternalLearningCommand = {
      ...{ type: 'ClaimExternalLearning', learningId, employeeId, title, provider, endedOn, jp },
      certificateSha256: certificateSha256 ?? null,
    };
    return this.ask(learningId, command, context);
  }

  @Post(':id/credit')
  @HttpCode(200)
  @Requires('training:verify-claim')
  credit(
    @Id() id: string,
    @Body() { documentJp }: CreditRequest,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    return this.ask(id, { type: 'CreditExternalLearning', by: context.actor, documentJp }, context);
  }

  @Post(':id/reject')
  @HttpCode(200)
  @Requires('training:verify-claim')
  reject(
    @Id() id: string,
    @Body() { reason }: ReasonRequest,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    return this.ask(id, { type: 'RejectExternalLearning', by: context.actor, reason }, context);
  }

  /** Claims that the caller may read. */
  @Get()
  @Requires('training:read')
  @Exported('external-learning', [
    'learningId',
    'employeeId',
    'title',
    'provider',
    'endedOn',
    'jp',
    'status',
    'certificateSha256',
  ])
  async list(
    @Query() { cursor, limit }: PageRequest,
    @Context() { actor, role }: CommandContext,
  ): Promise<Page<ExternalLearningView>> {
    const after = learnings.after(cursor);
    const { date } = await this.rulebook.today(this.clock.now());
    const rows = await this.db.query<Omit<ExternalLearningView, 'title' | 'provider'>[]>(
      `select learning_id as "learningId", employee_id as "employeeId", ended_on::text as "endedOn", jp,
         certificate_sha256 as "certificateSha256", status, version::int
       from rm.external_learning_list
       where ${readable('employee_id')} and ($4::uuid is null or learning_id > $4) order by learning_id limit $5`,
      [readerOf(actor), role, date, after?.learningId ?? null, limit + 1],
    );
    const page = learnings.page(rows, limit, ({ learningId }) => ({ learningId }));
    return { ...page, items: await Promise.all(page.items.map((row) => this.withWords(row))) };
  }

  private async withWords(
    row: Omit<ExternalLearningView, 'title' | 'provider'>,
  ): Promise<ExternalLearningView> {
    const facts = await this.store.history(learningStream(row.learningId));
    const claimed = facts.findLast(({ type }) => type === 'ExternalLearningClaimed');
    // A stream holds the events of its own decider only.
    const { title = null, provider = null } = (claimed?.data ?? {}) as Partial<
      ExternalLearningClaimed['data']
    >;
    return { ...row, title, provider };
  }

  private ask(id: string, command: ExternalLearningCommand, context: CommandContext): Promise<Appended> {
    return this.store.execute(externalLearning, learningStream(id), command, context, async (_, now) => {
      const { date, rules, refs } = await this.rulebook.today(now);
      return { given: { date, reasonMinimum: rules.reasonMinimum }, policies: refs };
    });
  }
}
