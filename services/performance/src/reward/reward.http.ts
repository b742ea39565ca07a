import { Requires } from '@jejak/auth';
import type { RewardKind } from '@jejak/contracts/performance';
import type { Appended, CommandContext } from '@jejak/event-store';
import { Exported } from '@jejak/exports';
import { type Awaited, Context, Id, IsId, keyset, type Page, PageRequest, ReadYourWrites } from '@jejak/http';
import { type Clock, NotFound } from '@jejak/kernel';
import { Projections } from '@jejak/projections';
import { CLOCK, FileAccess } from '@jejak/service';
import { readable, readerOf } from '@jejak/organisation';
import { Body, Controller, Get, HttpCode, Inject, Post, Query } from '@nestjs/common';
import { Type } from 'class-transformer';
import { IsBoolean, IsInt, IsOptional, IsString, Matches, Max, MaxLength, Min } from 'class-validator';
import { DataSource } from 'typeorm';
import { readableList } from '../people/readable-list';
import { Rulebook } from '../rules/rulebook';
import type { RewardRule } from './reward-rule';
import { rewardList, type RewardRow } from './reward.projection';
import { rewardIdOf, rewardStream } from './reward.reading';
import { Rewards } from './rewards';

const RULE_ID = /^[A-Z][A-Z0-9_]{0,63}$/;

class ProposeRequest {
  @IsString() @Matches(RULE_ID) readonly ruleId!: string;
  @IsId() readonly employeeId!: string;
  @IsInt() @Min(2000) @Max(2999) readonly year!: number;
}
class NominateRequest extends ProposeRequest {
  @IsString() @Matches(/\S/) @MaxLength(4000) readonly why!: string;
}
class DeclineRequest {
  @IsString() @MaxLength(4000) readonly reason!: string;
}
class ConsentRequest {
  @IsBoolean() readonly named!: boolean;
}
class RewardsRequest extends PageRequest {
  @IsOptional() @Type(() => Number) @IsInt() @Min(2000) @Max(2999) readonly year?: number;
}

interface RewardView extends RewardRow {
  readonly version: number;
}
/** What everybody reads: the person only where they consented. */
interface Recognition {
  readonly rewardId: string;
  readonly ruleId: string;
  readonly kinds: readonly RewardKind[];
  readonly unitId: string;
  readonly year: number;
  readonly employeeId: string | null;
}

const REWARD = `reward_id as "rewardId", rule_id as "ruleId", employee_id as "employeeId", unit_id as "unitId", year, status,
  nominations, kinds, inputs, conditions, amount::float8 as amount, proposed_by as "proposedBy", decided_by as "decidedBy",
  granted_on::text as "grantedOn", named, published, version::int`;
const rewards = readableList<RewardView>({
  ...{ name: 'rewards', select: REWARD, from: 'rm.reward_list', latestFirst: true },
  key: [
    ['year', 'integer', 'year'],
    ['rewardId', 'uuid', 'reward_id'],
  ],
});
const recognitions = keyset('recognitions', { year: 'integer', rewardId: 'uuid' });
const keyOf = ({ year, rewardId }: { readonly year: number; readonly rewardId: string }) => ({
  year: String(year),
  rewardId,
});

/** Rewards by rules that everybody may read. @source domain.md 5.8 */
@Controller()
export class RewardController {
  constructor(
    private readonly db: DataSource,
    private readonly given: Rewards,
    private readonly rulebook: Rulebook,
    private readonly projections: Projections,
    private readonly access: FileAccess,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Post('rewards')
  @HttpCode(200)
  @Requires('performance:propose-reward')
  propose(
    @Body() { ruleId, employeeId, year }: ProposeRequest,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    return this.given.propose({ ruleId, employeeId, year }, context);
  }

  @Post('rewards/nominate')
  @HttpCode(200)
  @Requires('performance:nominate-peer')
  nominate(
    @Body() { ruleId, employeeId, year, why }: NominateRequest,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    const rewardId = rewardIdOf(ruleId, employeeId, year);
    const of = { ruleId, employeeId, year };
    const command = { type: 'NominatePeer', by: context.actor, rewardId, why, ...of } as const;
    return this.given.ask(rewardId, command, context, of);
  }

  @Post('rewards/:id/approve')
  @HttpCode(200)
  @Requires('performance:approve-reward')
  approve(@Id() id: string, @Context() context: CommandContext): Promise<Appended> {
    return this.given.approve(id, context);
  }

  @Post('rewards/:id/decline')
  @HttpCode(200)
  @Requires('performance:approve-reward')
  decline(
    @Id() id: string,
    @Body() { reason }: DeclineRequest,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    return this.given.ask(id, { type: 'DeclineReward', by: context.actor, reason }, context);
  }

  /** Whether one is named when the reward is made known; without a word: no. */
  @Post('rewards/:id/consent')
  @HttpCode(200)
  @Requires('performance:consent-recognition')
  consent(
    @Id() id: string,
    @Body() { named }: ConsentRequest,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    return this.given.ask(id, { type: 'ConsentToRecognition', by: context.actor, named }, context);
  }

  @Post('rewards/:id/publish')
  @HttpCode(200)
  @Requires('performance:approve-reward')
  publish(@Id() id: string, @Context() context: CommandContext): Promise<Appended> {
    return this.given.ask(id, { type: 'PublishRecognition', by: context.actor }, context);
  }

  /** The rules in force, with the policy version that says so: everybody may know what is rewarded. */
  @Get('reward-rules')
  @Requires('performance:read-published')
  async rules(): Promise<{ readonly policy: string; readonly rules: readonly RewardRule[] }> {
    const { ref, rules } = await this.rulebook.rewards(this.clock.now());
    return { policy: ref, rules };
  }

  /** Rewards that the caller may read, newest year first. */
  @Get('rewards')
  @Requires('performance:read')
  @Exported('rewards', [
    'rewardId',
    'ruleId',
    'employeeId',
    'unitId',
    'year',
    'status',
    'kinds',
    'amount',
    'nominations',
    'proposedBy',
    'decidedBy',
    'grantedOn',
    'named',
    'published',
  ])
  async list(
    @Query() { year, ...page }: RewardsRequest,
    @Context() { actor, role }: CommandContext,
  ): Promise<Page<RewardView>> {
    const { date } = await this.rulebook.today(this.clock.now());
    return rewards.page(this.db, { actor, role, date }, page, [['year = ?', year]]);
  }

  @Get('rewards/:id')
  @Requires('performance:read')
  async find(
    @Id() id: string,
    @Context() context: CommandContext,
    @ReadYourWrites() awaited?: Awaited,
  ): Promise<RewardView> {
    if (awaited)
      await this.projections.reached(rewardList, rewardStream(id), awaited.version, awaited.waitMs);
    const { date } = await this.rulebook.today(this.clock.now());
    const [row] = await this.db.query<RewardView[]>(
      `select ${REWARD} from rm.reward_list where reward_id = $4 and ${readable('employee_id')}`,
      [readerOf(context.actor), context.role, date, id],
    );
    if (!row) throw new NotFound('REWARD_NOT_FOUND', 'There is no such reward for you to read.');
    await this.access.record(row.employeeId, 'performance.reward', context);
    return row;
  }

  /** What was made known, newest year first. */
  @Get('recognitions')
  @Requires('performance:read-published')
  @Exported('recognitions', ['rewardId', 'ruleId', 'kinds', 'unitId', 'year', 'employeeId'])
  async recognitions(@Query() { cursor, limit, year }: RewardsRequest): Promise<Page<Recognition>> {
    const after = recognitions.after(cursor);
    const rows = await this.db.query<Recognition[]>(
      `select reward_id as "rewardId", rule_id as "ruleId", kinds, unit_id as "unitId", year,
         case when named then employee_id end as "employeeId"
       from rm.reward_list
       where published and ($1::int is null or year = $1)
         and ($2::int is null or (year, reward_id) < ($2, $3::uuid))
       order by year desc, reward_id desc limit $4`,
      [year ?? null, after?.year ?? null, after?.rewardId ?? null, limit + 1],
    );
    return recognitions.page(rows, limit, keyOf);
  }
}
