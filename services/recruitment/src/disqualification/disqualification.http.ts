import { Requires } from '@jejak/auth';
import type { Appended, CommandContext } from '@jejak/event-store';
import { Context, Id, IsLegalDate } from '@jejak/http';
import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { IsBoolean, IsString, MaxLength } from 'class-validator';
import { CommitteeActs } from '../committee/committee-acts';
import { IsSha256 } from '../request-formats';

class HearingRequest {
  @IsLegalDate() readonly heldOn!: string;
  /** Of the minutes. */
  @IsSha256() readonly minutesSha256!: string;
}

class DisqualifyRequest {
  /** Whether fraud is proven. */
  @IsBoolean() readonly inFavour!: boolean;
  @IsString() @MaxLength(4000) readonly reason!: string;
}

/** The way out of the selection for who is proven to have cheated: a hearing, then the votes of the committee. */
@Controller('applications')
export class DisqualificationController {
  constructor(private readonly acts: CommitteeActs) {}

  @Post(':id/record-disqualification-hearing')
  @HttpCode(200)
  @Requires('recruitment:disqualify')
  hearing(
    @Id() id: string,
    @Body() request: HearingRequest,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    const command = { ...request, type: 'RecordDisqualificationHearing', by: context.actor } as const;
    return this.acts.execute(id, command, context);
  }

  /** The caller's vote; with that of the majority the applicant is disqualified. */
  @Post(':id/disqualify')
  @HttpCode(200)
  @Requires('recruitment:disqualify')
  disqualify(
    @Id() id: string,
    @Body() request: DisqualifyRequest,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    const command = { ...request, type: 'DisqualifyApplicant', by: context.actor } as const;
    return this.acts.execute(id, command, context);
  }
}
