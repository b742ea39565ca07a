import { Requires } from '@jejak/auth';
import { LANGUAGES, type Language, PUBLIC_TOPICS, type PublicTopic } from '@jejak/contracts/notification';
import type { CommandContext } from '@jejak/event-store';
import { AnswersMore, CallerRate, Context } from '@jejak/http';
import { RuleViolated } from '@jejak/kernel';
import { SETTINGS } from '@jejak/service';
import { Body, Controller, HttpCode, Inject, Post, Req } from '@nestjs/common';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsEmail,
  IsIn,
  IsString,
  MaxLength,
} from 'class-validator';
import type { IncomingMessage } from 'node:http';
import { Channels } from '../channel/channels';
import { isMailAddress } from '../channel/mail-text';
import { NotificationSettings } from '../notification.settings';
import { Subscribers } from './subscribers';

class AskRequest {
  @IsEmail() @MaxLength(254) readonly email!: string;
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(PUBLIC_TOPICS.length)
  @ArrayUnique()
  @IsIn(PUBLIC_TOPICS, { each: true })
  readonly topics!: PublicTopic[];
  @IsIn(LANGUAGES) readonly language!: Language;
}

class CodeRequest {
  /** As it stands in the mail; dashes and small letters do not matter. */
  @IsString() @MaxLength(40) readonly code!: string;
}

const WINDOW_MS = 10 * 60_000;

/**
 * The public is told of vacancies and results by e-mail, once whoever reads the mail of the address has said so. The answers say
 * nothing of whether an address is known. @source domain.md 11
 */
@Controller('public-subscriptions')
export class SubscriberController {
  private readonly rate: CallerRate;

  constructor(
    private readonly subscribers: Subscribers,
    private readonly channels: Channels,
    @Inject(SETTINGS) settings: NotificationSettings,
  ) {
    this.rate = new CallerRate({ most: settings.publicSubscriptions, windowMs: WINDOW_MS });
  }

  @Post()
  @HttpCode(202)
  @Requires('notification:subscribe-publicly')
  @AnswersMore()
  async ask(
    @Body() { email, topics, language }: AskRequest,
    @Context() context: CommandContext,
    @Req() request: IncomingMessage,
  ): Promise<{ accepted: true }> {
    this.rate.take(request);
    if (!this.channels.available.includes('EMAIL') || !isMailAddress(email))
      throw new RuleViolated('CHANNEL_UNAVAILABLE', 'Nothing can be sent to this address from here.', {
        field: 'email',
        params: { channel: 'EMAIL' },
      });
    await this.subscribers.ask({ email, topics, language }, context);
    return { accepted: true };
  }

  /** The second yes. Twice is once. */
  @Post('confirm')
  @HttpCode(200)
  @Requires('notification:subscribe-publicly')
  @AnswersMore()
  async confirm(
    @Body() { code }: CodeRequest,
    @Context() context: CommandContext,
    @Req() request: IncomingMessage,
  ): Promise<{ confirmed: true }> {
    this.rate.take(request);
    await this.subscribers.confirm(code, context);
    this.rate.giveBack(request);
    return { confirmed: true };
  }

  @Post('leave')
  @HttpCode(200)
  @Requires('notification:subscribe-publicly')
  @AnswersMore()
  async leave(
    @Body() { code }: CodeRequest,
    @Context() context: CommandContext,
    @Req() request: IncomingMessage,
  ): Promise<{ left: true }> {
    this.rate.take(request);
    await this.subscribers.leave(code, context);
    this.rate.giveBack(request);
    return { left: true };
  }
}
