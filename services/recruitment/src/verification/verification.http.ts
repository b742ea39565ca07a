import { Requires } from '@jejak/auth';
import { VERIFICATION_OUTCOMES, type VerificationOutcome } from '@jejak/contracts/recruitment';
import type { Appended, CommandContext } from '@jejak/event-store';
import { Context, Id } from '@jejak/http';
import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ArrayMaxSize, IsArray, IsIn, IsOptional, IsString, Matches, MaxLength } from 'class-validator';
import { CommitteeActs } from '../committee/committee-acts';

/** Two of them, and what joins them, fit into the reason of a rejection. */
const LONGEST_REASON = 1_999;

class VerifyRequest {
  @IsIn(VERIFICATION_OUTCOMES) readonly outcome!: VerificationOutcome;
  /** The requirements that are not met, by their places among those announced, from 1. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(50)
  @IsString({ each: true })
  @MaxLength(2, { each: true })
  @Matches(/^[1-9][0-9]?$/, { each: true })
  readonly requirementRefs?: string[];
  /** Why it is refused, for the applicant. */
  @IsOptional() @IsString() @MaxLength(LONGEST_REASON) readonly reason?: string;
}

/** The verification of applications, by two of the vacancy's committee, and a third if they differ. */
@Controller('applications')
export class VerificationController {
  constructor(private readonly acts: CommitteeActs) {}

  @Post(':id/verify')
  @HttpCode(200)
  @Requires('recruitment:verify')
  verify(
    @Id() id: string,
    @Body() { outcome, requirementRefs, reason }: VerifyRequest,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    const finding = { outcome, requirementRefs: requirementRefs ?? [], reason: reason ?? null };
    return this.acts.execute(id, { ...finding, type: 'VerifyApplication', by: context.actor }, context);
  }
}
