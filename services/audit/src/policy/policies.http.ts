import { Requires } from '@jejak/auth';
import type { CommandContext } from '@jejak/event-store';
import { Context } from '@jejak/http';
import { isLegalDate, type Clock, legalDate, Malformed } from '@jejak/kernel';
import { CLOCK } from '@jejak/service';
import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { IsOptional, IsString, MaxLength } from 'class-validator';
import { Purpose } from '../access/purpose';
import { type Answer, Answers } from '../answer/answers';
import { lastMillisecond, ZONE } from '../history/as-of';
import { type PolicyState, policyState } from './policy-state';

class PolicyQuery extends Purpose {
  /** `time:2027-02-05` or `time:` and an instant; default today. */
  @IsOptional() @IsString() @MaxLength(60) readonly asOf?: string;
}

/** The legal date that is asked for. @throws Malformed AS_OF_INVALID */
const dateIn = (asOf: string | undefined, now: string): string => {
  const at = asOf === undefined ? now : asOf.replace(/^time:/, '');
  if (asOf !== undefined && !asOf.startsWith('time:'))
    throw new Malformed('AS_OF_INVALID', 'asOf names no point in time.', { field: 'asOf' });
  if (isLegalDate(at)) return at;
  return legalDate(new Date(lastMillisecond(at, 'asOf')).toISOString(), { zone: ZONE });
};

/** Policies as the log has them. */
@Controller('policies')
export class PoliciesController {
  constructor(
    private readonly answers: Answers,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Question 14: what it said on a day, who approved it, and what the next version changed. */
  @Get(':key/state')
  @Requires('audit:read-timeline')
  state(
    @Param('key') key: string,
    @Query() { asOf, ...purpose }: PolicyQuery,
    @Context() context: CommandContext,
  ): Promise<Answer<PolicyState>> {
    if (!/^[a-z][A-Za-z.]{0,99}$/.test(key))
      throw new Malformed('VALIDATION_FAILED', 'This is no key of a policy.', { field: 'key' });
    const date = dateIn(asOf, this.clock.now());
    return this.answers.answer({ purpose, context, what: 'audit.policy', object: key }, (reading, size) =>
      policyState(reading, size, key, date),
    );
  }
}
