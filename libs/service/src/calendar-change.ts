import type { PolicyInForce } from '@jejak/contracts/policy';
import { type Recorded, Unavailable } from '@jejak/kernel';
import type { Policies } from '@jejak/policies';
import type { Projections } from '@jejak/projections';

const FIRST = '00000000-0000-0000-0000-000000000000';

/** The read models have everything after this time, or the reaction tries again. */
const CAUGHT_UP_MS = 10_000;

/**
 * What a service with clocks of working days does when another calendar of holidays comes into force: each open case goes by it.
 * @source domain.md 2.4
 */
export class CalendarChange {
  constructor(
    private readonly policies: Pick<Policies, 'calendar'>,
    private readonly projections: Pick<Projections, 'caughtUp'>,
  ) {}

  /**
   * Every open case, once the service counts by the new calendar and its list has all that was counted by the one before. Other policies
   * come to nothing.
   * @param openAfter the next ids of cases with a clock that runs behind this id, in order; none ends it
   * @throws RuleViolated POLICY_MISSING, Unavailable while calendar or cases are on their way
   */
  async each(
    { data: { key, version } }: Recorded<PolicyInForce>,
    openAfter: (id: string) => Promise<readonly string[]>,
    move: (id: string) => Promise<unknown>,
  ): Promise<void> {
    if (key !== 'gov.calendar') return;
    await this.policies.calendar(`${key}@${version}`);
    if (!(await this.projections.caughtUp(CAUGHT_UP_MS)))
      throw new Unavailable('UNAVAILABLE', 'Open cases are still on their way to the list.');
    for (let ids = await openAfter(FIRST); ids.length > 0; ids = await openAfter(ids[ids.length - 1]))
      for (const id of ids) await move(id);
  }
}
