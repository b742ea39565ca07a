import type { CommandContext } from '@jejak/event-store';
import type { Clock } from '@jejak/kernel';
import { readerOf } from '@jejak/organisation';
import { Policies } from '@jejak/policies';
import { CLOCK } from '@jejak/service';
import { Inject, Injectable } from '@nestjs/common';

/** Who reads, as `readable` of @jejak/organisation takes it: the person, the role, and the legal date of the relations. */
export type Reader = readonly [person: string, role: string, date: string | null];

/** Whose rows a caller reads: a supervisor those of the team as it is on the city's day. @source domain.md 1, 13 */
@Injectable()
export class Readership {
  constructor(
    private readonly policies: Policies,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws RuleViolated POLICY_MISSING for a supervisor, before the city has a calendar */
  async of({ actor, role }: Pick<CommandContext, 'actor' | 'role'>): Promise<Reader> {
    // Only of a supervisor do the rows depend on the day.
    const day = role === 'supervisor' ? await this.policies.cityDay(this.clock.now()) : null;
    return [readerOf(actor), role, day?.date ?? null];
  }
}
