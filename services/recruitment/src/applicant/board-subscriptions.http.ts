import { Requires } from '@jejak/auth';
import { FORMATION_KINDS, type FormationKind } from '@jejak/contracts/recruitment';
import { type Appended, type CommandContext, EventStore } from '@jejak/event-store';
import { Context, Id, IsId } from '@jejak/http';
import { naturalId } from '@jejak/kernel';
import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { IsIn, IsOptional, IsString, Matches, MaxLength } from 'class-validator';
import { applicant, applicantStream } from './applicant.decider';
import type { Subscription } from './board-subscription';

/** What is left out fits all; with nothing in it: every new vacancy. */
class SubscribeRequest {
  /** Part of the position's name or of a requirement. */
  @IsOptional() @IsString() @MaxLength(100) @Matches(/\S/) readonly text?: string;
  @IsOptional() @IsId() @MaxLength(36) readonly unitId?: string;
  @IsOptional() @IsIn(FORMATION_KINDS) readonly formationKind?: FormationKind;
}

/** Of which new vacancies an applicant is told: the caller's own. */
@Controller('my/subscriptions')
export class BoardSubscriptionController {
  constructor(private readonly store: EventStore) {}

  @Post()
  @HttpCode(200)
  @Requires('recruitment:apply')
  subscribe(
    @Body() { text, unitId, formationKind }: SubscribeRequest,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    const filter = {
      text: text?.trim() ?? null,
      unitId: unitId ?? null,
      formationKind: formationKind ?? null,
    };
    // Repeated with the same key it is the same subscription.
    const subscriptionId = naturalId('subscription', context.commandId);
    const command = { type: 'SubscribeToBoard', subscriptionId, filter } as const;
    return this.store.execute(applicant, applicantStream(context.actor), command, context);
  }

  @Get()
  @Requires('recruitment:apply')
  async list(@Context() { actor }: CommandContext): Promise<{ items: readonly Subscription[]; next: null }> {
    const { state } = await this.store.state(applicant, applicantStream(actor));
    return { items: state.status === 'registered' ? state.subscriptions : [], next: null };
  }

  @Post(':id/cancel')
  @HttpCode(200)
  @Requires('recruitment:apply')
  cancel(@Id() subscriptionId: string, @Context() context: CommandContext): Promise<Appended> {
    const command = { type: 'UnsubscribeFromBoard', subscriptionId } as const;
    return this.store.execute(applicant, applicantStream(context.actor), command, context);
  }
}
