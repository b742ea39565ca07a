import { Requires } from '@jejak/auth';
import { type Appended, type CommandContext, EventStore } from '@jejak/event-store';
import { Context } from '@jejak/http';
import { type Clock, endOfDay, isUuid, naturalId, NotAuthorised, streamOf } from '@jejak/kernel';
import { CLOCK } from '@jejak/service';
import { Body, Controller, Get, HttpCode, Inject, Post } from '@nestjs/common';
import { IsOptional, IsString } from 'class-validator';
import { DataSource } from 'typeorm';
import { Governance } from '../policy/governance';
import { versionOf } from '../policy/guards';
import { policy } from '../policy/policy.decider';
import { streamOfPolicy } from '../policy/policy-stream';
import { IsPercentage, Key, VersionNumber } from '../request-formats';
import { Rulebook } from '../rules/rulebook';
import { acknowledgement } from './acknowledgement.decider';
import { type Coverage, coverageOf } from './coverage';

class AcknowledgeRequest {
  /** Per cent of right answers, where a quiz was taken. */
  @IsOptional() @IsString() @IsPercentage() readonly quizScore?: string;
}

const EMPLOYED = `select 1 from rm.employment
  where employee_id = $1 and start_date <= $2::date and (last_day is null or last_day >= $2::date)`;

/** That people know of a version. @source domain.md 8.1 (AcknowledgePolicy, coverage) */
@Controller('policies/:key/versions/:version')
export class AcknowledgementController {
  constructor(
    private readonly store: EventStore,
    private readonly db: DataSource,
    private readonly governance: Governance,
    private readonly rulebook: Rulebook,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The caller has read it. */
  @Post('acknowledge')
  @HttpCode(200)
  @Requires('policy:acknowledge')
  acknowledge(
    @Key() key: string,
    @VersionNumber() version: number,
    @Body() { quizScore }: AcknowledgeRequest,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    const { actor: employeeId } = context;
    if (!isUuid(employeeId))
      throw new NotAuthorised('NOT_RELATED', 'Only who works for the city acknowledges its policies.');
    const stream = streamOf(
      'policy-acknowledgement',
      naturalId('policy-acknowledgement', key, String(version), employeeId),
    );
    const command = {
      type: 'AcknowledgePolicy',
      key,
      version,
      employeeId,
      quizScore: quizScore ?? null,
    } as const;
    return this.store.execute(acknowledgement, stream, command, context, async (_, now) => {
      const { date, refs } = await this.rulebook.today(now);
      const [{ state, head }, employed] = await Promise.all([
        this.store.state(policy, streamOfPolicy(key)),
        this.db.query<unknown[]>(EMPLOYED, [employeeId, date]),
      ]);
      const { status } = versionOf(state, version).of;
      return {
        given: { status, employed: employed.length > 0 },
        policies: refs,
        inputs: head ? [head] : [],
      };
    });
  }

  /** How many of those who work for the city today know of it, and what is asked. Names nobody. */
  @Get('coverage')
  @Requires('policy:read')
  async coverage(
    @Key() key: string,
    @VersionNumber() version: number,
  ): Promise<Coverage & { readonly minCoverage: string; readonly onDay: string }> {
    const { state } = await this.store.state(policy, streamOfPolicy(key));
    versionOf(state, version);
    const { date: onDay, calendar, rules } = await this.rulebook.today(this.clock.now());
    const counted = await this.governance.coverage(key, version, onDay, endOfDay(onDay, calendar));
    return { ...coverageOf(counted), minCoverage: rules.socialise.minCoverage, onDay };
  }
}
