import { Requires } from '@jejak/auth';
import type { Predicate } from '@jejak/contracts/performance';
import type { FunctionalLevel, PromotionKind } from '@jejak/contracts/career';
import { type CommandContext, EventStore } from '@jejak/event-store';
import { Context } from '@jejak/http';
import { type Clock, decimal, fixed, plusDays } from '@jejak/kernel';
import { CLOCK } from '@jejak/service';
import { Controller, Get, Inject } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { CareerReading } from '../credit/career-reading';
import { CareerRulebook } from '../credit/career-rulebook';
import type { CareerRules } from '../credit/career-rules';
import { creditLedger } from '../credit/credit-ledger.decider';
import { balanceOf, type CreditLedger, ledgerStream } from '../credit/credit-ledger.state';
import { levelAbove, needOf, policyNameOf, rankSince, standingOn } from '../credit/ladder';
import { levelParts } from '../credit/credit-points';
import { type LastCheck, lastChecksOf } from '../eligibility/last-checks';
import { rankStepOf } from '../eligibility/promotion-target';
import { type Forecast, forecastOf } from './forecast';

/** A rung that points lead to. */
interface Rung {
  readonly kind: Extract<PromotionKind, 'LEVEL' | 'RANK_FUNCTIONAL'>;
  readonly rank: string | null;
  readonly level: FunctionalLevel;
  readonly needed: string;
  /** Points that are missing, 2 places; `0.00` where there are enough. */
  readonly toGo: string;
  /** If every year is rated Baik, or Sangat Baik. */
  readonly forecast: readonly Forecast[];
}

interface MyCareer {
  readonly employeeId: string;
  readonly rank: string | null;
  readonly rankSince: string | null;
  /** Null outside functional positions: then there is no ladder of points. */
  readonly level: FunctionalLevel | null;
  /** Points a year. */
  readonly coefficient: string | null;
  readonly balance: string | null;
  readonly ladder: readonly Rung[];
  /** The last check of each kind of promotion, also of those that nobody asked for. */
  readonly eligibility: readonly LastCheck[];
}

/** At which the forecast is shown. @source domain.md 7.7 */
const SHOWN: readonly Predicate[] = ['BAIK', 'SANGAT_BAIK'];

/** One's own career: where one stands, what is above, how much is missing, and when it is reached. @source domain.md 7.7 */
@Controller('me/career')
export class MyCareerController {
  constructor(
    private readonly store: EventStore,
    private readonly reading: CareerReading,
    private readonly rulebook: CareerRulebook,
    private readonly db: DataSource,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get()
  @Requires('career:read')
  async find(@Context() { actor: employeeId }: CommandContext): Promise<MyCareer> {
    const { date, rules } = await this.rulebook.today(this.clock.now());
    const steps = (await this.reading.steps(employeeId)).value;
    const { rank = null, level = null } = standingOn(steps, date) ?? {};
    const since = rankSince(steps, date);
    const eligibility = await lastChecksOf(this.db, employeeId);
    const standing = { employeeId, rank, rankSince: since, eligibility };
    if (!level) return { ...standing, level, coefficient: null, balance: null, ladder: [] };
    const { state } = await this.store.state(creditLedger, ledgerStream(employeeId));
    const balance = balanceOf(state, level);
    const coefficient = rules.coefficient[policyNameOf(level)] ?? null;
    const next = nextCredit(state, date);
    const parts = levelParts({ from: next, to: `${next.slice(0, 4)}-12-31` }, steps, rules.other.minMonths);
    const months = parts.find((part) => part.level === level)?.months ?? 12;
    const firstYear = Number(next.slice(0, 4));
    const ladder = rungsOf({ rank, level }, rules).map((rung) => {
      const missing = decimal(rung.needed).minus(balance);
      return {
        ...rung,
        toGo: fixed(missing.greaterThan(0) ? missing : 0, 2),
        forecast: SHOWN.flatMap((predicate) => {
          const pct = rules.conversion[predicate];
          if (pct === undefined || coefficient === null) return [];
          const { needed } = rung;
          return [forecastOf(predicate, { balance, needed, firstYear, months, pct, coefficient })];
        }),
      };
    });
    return { ...standing, level, coefficient, balance, ladder };
  }
}

/** The rungs above: the next rank inside the level, and the next level. @source domain.md 7.3 */
const rungsOf = (
  { rank, level }: { readonly rank: string | null; readonly level: FunctionalLevel },
  rules: CareerRules,
): Omit<Rung, 'toGo' | 'forecast'>[] => {
  const need = needOf(rules, level);
  const above = levelAbove(level);
  const step = rank ? rankStepOf({ rank, level }, rules) : null;
  return [
    ...(need && step?.next
      ? [
          {
            ...{ kind: 'RANK_FUNCTIONAL' as const, rank: step.next, level },
            needed: decimal(need.nextRank).times(step.step).toFixed(),
          },
        ]
      : []),
    ...(need?.nextLevel && above
      ? [
          {
            ...{ kind: 'LEVEL' as const, rank: needOf(rules, above)?.ranks[0] ?? null, level: above },
            needed: need.nextLevel,
          },
        ]
      : []),
  ];
};

/** The first day that is in no entry yet; where there is none, the beginning of the year. */
const nextCredit = ({ imported, conversions }: CreditLedger, date: string): string => {
  const ends = conversions.filter(({ reversed }) => !reversed).map(({ data }) => data.to);
  const last = [...ends, ...(imported ? [imported.asOf] : [])].sort().at(-1);
  return last === undefined ? `${date.slice(0, 4)}-01-01` : plusDays(last, 1);
};
