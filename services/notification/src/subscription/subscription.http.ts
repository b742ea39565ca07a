import { Requires } from '@jejak/auth';
import { OUTBOUND_CHANNELS, type OutboundChannel, type Topic, TOPICS } from '@jejak/contracts/notification';
import type { Appended, CommandContext, KeyStore } from '@jejak/event-store';
import { AnswersMore, Context } from '@jejak/http';
import { isUuid, naturalId, NotAuthorised, RuleViolated } from '@jejak/kernel';
import { KEY_STORE, SETTINGS } from '@jejak/service';
import { Body, Controller, Get, HttpCode, Inject, Post } from '@nestjs/common';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsOptional,
  IsString,
  MaxLength,
  MinLength,
  ValidateNested,
} from 'class-validator';
import { Channels } from '../channel/channels';
import { isAllowedUrl, secretText, webhookSecret } from '../channel/webhook';
import { NotificationSettings } from '../notification.settings';
import { IsWallTime } from '../request-formats';
import { PersonSubscriptions } from './person-subscriptions';
import { isMandatory, type Way, wayOf } from './subscription.decider';

/** All but what is the answer to a wish. */
const OWN_TOPICS = TOPICS.filter((topic) => topic !== 'CONFIRMATION');

class QuietHoursRequest {
  /** By the clock on the city's wall, hh:mm. */
  @IsWallTime() readonly from!: string;
  @IsWallTime() readonly to!: string;
}

class SubscribeRequest {
  @IsIn(OWN_TOPICS) readonly topic!: Topic;
  /** Beside the inbox. */
  @IsArray()
  @ArrayMaxSize(OUTBOUND_CHANNELS.length)
  @ArrayUnique()
  @IsIn(OUTBOUND_CHANNELS, { each: true })
  readonly channels!: OutboundChannel[];
  /** Not told at all. */
  @IsOptional() @IsBoolean() readonly off?: boolean;
  @IsOptional() @ValidateNested() @Type(() => QuietHoursRequest) readonly quietHours?: QuietHoursRequest;
}

class WebhookRequest {
  /** https, of a host in the public network. */
  @IsString() @MinLength(8) @MaxLength(500) readonly url!: string;
}

type TopicView = Way & { readonly topic: Topic; readonly mandatory: boolean; readonly said: boolean };

interface SubscriptionsView {
  readonly topics: readonly TopicView[];
  /** By which this person can be reached here, beside the inbox. */
  readonly channels: readonly OutboundChannel[];
  readonly email: string | null;
  readonly webhook: { readonly endpointId: string; readonly url: string | null } | null;
  readonly vacancyFilters: readonly object[];
  readonly version: number;
}

/** How the caller is told of what. @source domain.md 11, 13 */
@Controller('subscriptions')
export class SubscriptionController {
  constructor(
    private readonly subscriptions: PersonSubscriptions,
    private readonly channels: Channels,
    @Inject(KEY_STORE) private readonly keys: KeyStore,
    @Inject(SETTINGS) private readonly settings: NotificationSettings,
  ) {}

  @Get('mine')
  @Requires('notification:subscribe')
  async mine(@Context() { actor }: CommandContext): Promise<SubscriptionsView> {
    const { state, version } = await this.subscriptions.of(person(actor));
    return {
      topics: OWN_TOPICS.map((topic) => ({
        ...{ topic, ...wayOf(state, topic), mandatory: isMandatory(topic), said: state.ways.has(topic) },
      })),
      channels: this.subscriptions.reaching(state, this.channels.available),
      ...{ email: state.email, webhook: state.webhook, version },
      vacancyFilters: [...state.filters].map(([filterId, filter]) => ({ filterId, ...filter })),
    };
  }

  @Post()
  @HttpCode(200)
  @Requires('notification:subscribe')
  subscribe(
    @Body() { topic, channels, off = false, quietHours }: SubscribeRequest,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    const quiet = quietHours ? { from: quietHours.from, to: quietHours.to } : null;
    const personId = person(context.actor);
    const command = { type: 'Subscribe', personId, topic, channels, off, quietHours: quiet } as const;
    return this.subscriptions.execute(command, context);
  }

  /**
   * Messages go to an address of the caller's own system, signed by HMAC-SHA-256 with the secret that is answered here: see
   * docs/integration/webhooks.md.
   */
  @Post('webhook')
  @HttpCode(200)
  @Requires('notification:subscribe')
  @AnswersMore()
  async setWebhook(
    @Body() { url }: WebhookRequest,
    @Context() context: CommandContext,
  ): Promise<{ endpointId: string; secret: string }> {
    if (!isAllowedUrl(url, this.settings.webhookOwnHosts ?? []))
      throw new RuleViolated(
        'WEBHOOK_ADDRESS_REFUSED',
        'Messages go to https addresses of the public network.',
        {
          field: 'url',
        },
      );
    const personId = person(context.actor);
    const endpointId = naturalId('webhook', personId, url);
    await this.subscriptions.execute({ type: 'SetWebhook', personId, endpointId, url }, context);
    return { endpointId, secret: secretText(await webhookSecret(this.keys, endpointId)) };
  }

  @Post('webhook/remove')
  @HttpCode(200)
  @Requires('notification:subscribe')
  removeWebhook(@Context() context: CommandContext): Promise<Appended> {
    return this.subscriptions.execute({ type: 'RemoveWebhook', personId: person(context.actor) }, context);
  }
}

/** Machines have no subscriptions. @throws NotAuthorised FORBIDDEN_ROLE */
const person = (actor: string): string => {
  if (!isUuid(actor)) throw new NotAuthorised('FORBIDDEN_ROLE', 'Only people have subscriptions.');
  return actor;
};
