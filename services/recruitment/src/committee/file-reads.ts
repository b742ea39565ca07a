import type { CommandContext } from '@jejak/event-store';
import { type Clock, reasonFor } from '@jejak/kernel';
import { CLOCK, FileAccess } from '@jejak/service';
import { IsId } from '@jejak/http';
import { Inject, Injectable } from '@nestjs/common';
import { IsOptional, IsString, Matches, MaxLength } from 'class-validator';
import { SelectionPolicies } from '../policies/selection-policies';

/** What a look into another person's file says beside what it asks for. */
export class FileReadQuery {
  /** Why, in the reader's own words; sealed under the key of the person whose file it is. */
  @IsOptional() @IsString() @MaxLength(4000) readonly reason?: string;
  /** The inspection, complaint or objection that it is for. */
  @IsOptional() @IsId() @MaxLength(36) readonly caseId?: string;
  /** Of the read model, to read one's own writes. */
  @IsOptional() @IsString() @MaxLength(10) @Matches(/^\d+$/) readonly version?: string;
}

/**
 * Reads of applicants' files. Who is on the committee reads for the case that is assigned to them: the assignment says why. Everyone
 * else says it in words.
 * @source domain.md 2.1 (access to another person's file), 10.1 rule 5
 */
@Injectable()
export class FileReads {
  constructor(
    private readonly access: FileAccess,
    private readonly policies: SelectionPolicies,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Records a look that has been found allowed.
   * @param assignedCase what a member of the committee reads it for: the vacancy, or the objection
   * @returns whether there is a file to read: false once the person is erased
   * @throws RuleViolated REASON_REQUIRED
   */
  async record(
    subjectId: string,
    what: string,
    { reason, caseId }: FileReadQuery,
    assignedCase: string,
    context: CommandContext,
  ): Promise<boolean> {
    const assigned = context.role === 'committee';
    const named = assigned ? (caseId ?? assignedCase) : caseId;
    const asked = context.actor !== subjectId && !(assigned && reason === undefined);
    return this.access.record(subjectId, what, context, {
      ...(named === undefined ? {} : { caseId: named.toLowerCase() }),
      ...(asked ? { reason: await this.why(reason ?? '') } : {}),
    });
  }

  private async why(reason: string) {
    const { given } = await this.policies.reasons(this.clock.now());
    return reasonFor('ACCESS', reason, given.reasonMinChars);
  }
}
