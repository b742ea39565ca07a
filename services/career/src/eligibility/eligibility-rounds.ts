import type { FunctionalLevel, PromotionKind } from '@jejak/contracts/career';
import { type Appended, type CommandContext, EventStore } from '@jejak/event-store';
import { type Clock, decimal, naturalId, plusMonths } from '@jejak/kernel';
import { CLOCK } from '@jejak/service';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { CareerRulebook, type Today } from '../credit/career-rulebook';
import { needOf } from '../credit/ladder';
import { eligibilityRound, type EligibilityRoundCommand, roundStream } from './eligibility-round.decider';
import { EligibilitySelfCheck } from './self-check';

/** Points of every section of every ledger. */
const BALANCES = `
  select employee_id as "employeeId", level, sum(points)::text as balance from (
    select employee_id, level, points from rm.credit_entry
    union all
    select employee_id, taken_from, -points from rm.credit_entry where taken_from is not null) entry
  group by 1, 2 order by 1, 2`;

/** Whose last step is a rank of a staff post that is held since $1 or longer. */
const STAFF = `
  select employee_id as "employeeId" from rm.rank_history
  where steps -> -1 ->> 'rank' is not null and steps -> -1 ->> 'level' is null and steps -> -1 ->> 'from' <= $1
  order by 1`;

/** So many are asked about at once: while the round is held no later timer of the service is fired. */
const AT_ONCE = 5;

interface Asked {
  readonly employeeId: string;
  readonly kinds: readonly PromotionKind[];
}

/** Holds the yearly round: of the many, those are asked about whose points or years may be enough. @source domain.md 7.4 */
@Injectable()
export class EligibilityRounds {
  constructor(
    private readonly store: EventStore,
    private readonly db: DataSource,
    private readonly rulebook: CareerRulebook,
    private readonly checks: EligibilitySelfCheck,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  plan(context: CommandContext): Promise<Appended> {
    return this.execute({ type: 'PlanRound' }, context);
  }

  /** Asked again after a failure, what was recorded stays recorded once. */
  async hold(on: string, context: CommandContext): Promise<Appended> {
    const today = await this.rulebook.today(this.clock.now());
    const people = await this.people(today);
    let recorded = 0;
    for (let at = 0; at < people.length; at += AT_ONCE) {
      const news = await Promise.all(
        people.slice(at, at + AT_ONCE).map((person) => this.askAbout(person, context)),
      );
      for (const count of news) recorded += count;
    }
    return this.execute({ type: 'HoldRound', on, asked: people.length, recorded }, context);
  }

  /** @returns how much of it was news */
  private async askAbout({ employeeId, kinds }: Asked, context: CommandContext): Promise<number> {
    let recorded = 0;
    for (const kind of kinds) {
      const commandId = naturalId(context.commandId, employeeId);
      const news = await this.checks.ask({ employeeId, kind, after: null }, { ...context, commandId });
      if (news) recorded += 1;
    }
    return recorded;
  }

  private async people({ date, rules }: Today): Promise<Asked[]> {
    const balances =
      await this.db.query<{ employeeId: string; level: FunctionalLevel; balance: string }[]>(BALANCES);
    const enough = balances.filter(({ level, balance }) => {
      const need = needOf(rules, level);
      const least = [need?.nextRank, need?.nextLevel].filter((points) => typeof points === 'string');
      return least.some((points) => decimal(balance).greaterThanOrEqualTo(points));
    });
    const officers = [...new Set(enough.map(({ employeeId }) => employeeId))];
    const before = plusMonths(date, -12 * rules.other.yearsInRank.regular + 1);
    const staff = await this.db.query<{ employeeId: string }[]>(STAFF, [before]);
    return [
      ...officers.map((employeeId) => ({ employeeId, kinds: ['LEVEL', 'RANK_FUNCTIONAL'] as const })),
      ...staff.map(({ employeeId }) => ({ employeeId, kinds: ['RANK_REGULAR'] as const })),
    ];
  }

  private execute(command: EligibilityRoundCommand, context: CommandContext): Promise<Appended> {
    return this.store.execute(eligibilityRound, roundStream(), command, context, async (_, now) => {
      const { calendar, date, rules, refs } = await this.rulebook.today(now);
      return { given: { calendar, date, rules }, policies: refs };
    });
  }
}
