import { type CareerFacts, type creditLedger, levelOf, type RankStep } from '@jejak/career/life';
import type { CyclePeriod, EvaluationFinalised, OrganisationPredicate } from '@jejak/contracts/performance';
import type {
  CycleGiven,
  DistributionGiven,
  measurement,
  PlanGiven,
  rewardBudget,
} from '@jejak/performance/life';
import type { City, Employee, Unit } from './organisation';
import { inForce, type policy } from '@jejak/policy/life';
import type { probation } from '@jejak/training/life';
import type { ThingOf } from '../engine/step';
import { foundedOn } from './days';
import { leavingFrom } from './turnover';
import { type Rules, rulesFrom } from './rules';

type Sanction = CareerFacts['sanctions'][number];
type Final = EvaluationFinalised['data'];

/** One of a unit's rated staff, as the review of its predicates sees them. */
export type Rated = DistributionGiven['staff'][number];
/** What citizens said of an officer in a year: marks of counted reviews, added up. */
export interface Heard {
  readonly n: number;
  readonly total: number;
}

/**
 * What lives know of each other beside their own streams, as read models would tell them: kept as short as it is asked for.
 * Keys of years are `<id>|<year>`.
 */
export class Board {
  /** Of cycles that were opened. */
  private readonly cycles = new Map<
    number,
    { status: NonNullable<PlanGiven['cycle']>; periods: readonly CyclePeriod[] }
  >();
  private readonly results = new Map<string, OrganisationPredicate>();
  private readonly rated = new Map<string, Rated[]>();
  private readonly heard = new Map<string, Heard>();
  private readonly past = new Map<string, Record<string, PlanGiven['past'][string]>>();
  private readonly learned = new Map<string, number>();
  /** Every policy of the city by its key, as far as its versions have come. */
  readonly policies: Map<string, ThingOf<typeof policy>> = new Map();
  private readonly rules = new Map<number, Rules>();
  /** Of each person, those that were not revoked, by their case. */
  private readonly sanctions = new Map<string, ReadonlyMap<string, Sanction>>();
  /** The points of whoever earns some. */
  readonly ledgers: Map<string, ThingOf<typeof creditLedger>> = new Map();
  /** Of candidates, until they are put forward. */
  readonly probations: Map<string, ThingOf<typeof probation>> = new Map();
  private readonly finals = new Map<string, readonly Final[]>();
  private readonly ranks = new Map<string, readonly RankStep[]>();

  /** In which year whose place becomes free, and who has it after them. */
  private readonly leaving: ReadonlyMap<Employee, number>;
  private readonly followers = new Map<Employee, Employee>();

  /** The last amount of an indicator that a system delivered about somebody, or about a unit. */
  private readonly amounts = new Map<string, ThingOf<typeof measurement>>();
  private readonly indices = new Map<string, string>();
  private readonly budgets = new Map<string, ThingOf<typeof rewardBudget>>();

  constructor(private readonly city: City) {
    this.leaving = leavingFrom(city);
  }

  /** Who has somebody's place in a year from its beginning on; null where it is free. */
  holderOf(place: Employee, year: number): Employee | null {
    const left = this.leaving.get(place);
    if (left === undefined || year < left) return place;
    return year === left ? null : (this.followers.get(place) ?? null);
  }

  /** Whose places become free in a year. */
  leaversOf(year: number): readonly Employee[] {
    return [...this.leaving].flatMap(([one, left]) => (left === year ? one : []));
  }

  follows(place: Employee, newcomer: Employee): void {
    this.followers.set(place, newcomer);
  }

  /** Who works through a year. */
  employeesOf(year: number): readonly Employee[] {
    return this.city.employees.flatMap((one) => this.holderOf(one, year) ?? []);
  }

  staffOf(unit: Unit, year: number): readonly Employee[] {
    return (this.city.staffOf.get(unit) ?? []).flatMap((one) => this.holderOf(one, year) ?? []);
  }

  /** @param sanction as it is now; null: it was revoked */
  sanctioned(employeeId: string, caseId: string, sanction: Sanction | null): void {
    const own = new Map(this.sanctions.get(employeeId));
    if (sanction) own.set(caseId, sanction);
    else own.delete(caseId);
    this.sanctions.set(employeeId, own);
  }

  sanctionsOf(employeeId: string): readonly Sanction[] {
    return [...(this.sanctions.get(employeeId)?.values() ?? [])];
  }

  /** A medium or heavy sanction was decided: nobody rewards or promotes whom one holds, nor soon after. */
  heldBack(employeeId: string): boolean {
    return this.sanctionsOf(employeeId).some(({ level }) => level !== 'LIGHT');
  }

  finalised({ id }: Employee, final: Final): void {
    this.finals.set(id, [...(this.finals.get(id) ?? []), final].slice(-COUNTING));
  }

  /** Of the last years, oldest first. */
  finalsOf({ id }: Employee): readonly Final[] {
    return this.finals.get(id) ?? [];
  }

  promoted({ id }: Employee, step: RankStep): void {
    this.ranks.set(id, [...(this.ranks.get(id) ?? []), step]);
  }

  /** Ranks and levels in order of date: that of the file stands from its first day. */
  stepsOf({ id, file: { start, golongan, jenjang } }: Employee): readonly RankStep[] {
    const first = { from: start, rank: golongan, level: levelOf(jenjang), assumed: true };
    return [first, ...(this.ranks.get(id) ?? [])];
  }

  /** Of a year, as asked for the first time on its first day. */
  rulesOf(year: number, firstYear: number): Rules {
    const known = this.rules.get(year);
    if (known) return known;
    const changed = [...this.policies].flatMap(([key, { state }]) => {
      const found = inForce(state);
      return found && found.version > 1 ? { ...found, key } : [];
    });
    const rules = rulesFrom(foundedOn(firstYear), changed);
    this.rules.set(year, rules);
    // An evaluation is final before the year after the next one begins.
    this.rules.delete(year - 2);
    return rules;
  }

  delivered(indicatorId: string, whose: string, amount: ThingOf<typeof measurement>): void {
    this.amounts.set(`${indicatorId}|${whose}`, amount);
  }

  deliveredTo(indicatorId: string, whose: string): ThingOf<typeof measurement> | null {
    return this.amounts.get(`${indicatorId}|${whose}`) ?? null;
  }

  /** What citizens find of a unit, as its survey of a year came to. */
  found({ unitId }: Unit, year: number, index: string): void {
    this.indices.set(`${unitId}|${year}`, index);
    this.indices.delete(`${unitId}|${year - 2}`);
  }

  indexOf({ unitId }: Unit, year: number): string | null {
    return this.indices.get(`${unitId}|${year}`) ?? null;
  }

  /** What rewards took of a budget line: everybody's grants of a year come to the same. */
  budgetOf(
    line: string,
    year: number,
    first: () => ThingOf<typeof rewardBudget>,
  ): ThingOf<typeof rewardBudget> {
    const known = this.budgets.get(`${line}|${year}`) ?? first();
    this.budgets.set(`${line}|${year}`, known);
    this.budgets.delete(`${line}|${year - 2}`);
    return known;
  }

  opened(year: number, periods: readonly CyclePeriod[]): void {
    this.cycles.set(year, { status: 'OPEN', periods });
  }

  moved(year: number, status: 'EVALUATING' | 'CLOSED'): void {
    this.cycles.set(year, { periods: this.periodsOf(year), status });
  }

  cycleOf(year: number): PlanGiven['cycle'] {
    return this.cycles.get(year)?.status ?? null;
  }

  periodsOf(year: number): readonly CyclePeriod[] {
    return this.cycles.get(year)?.periods ?? [];
  }

  achieved({ unitId }: Unit, year: number, predicate: OrganisationPredicate): void {
    this.results.set(`${unitId}|${year}`, predicate);
  }

  resultOf({ unitId }: Unit, year: number): OrganisationPredicate | null {
    return this.results.get(`${unitId}|${year}`) ?? null;
  }

  rates({ unitId }: Unit, year: number, rated: Rated): void {
    const key = `${unitId}|${year}`;
    this.rated.set(key, [...(this.rated.get(key) ?? []), rated]);
  }

  /** Of a unit and year, for the last time: nobody asks again. */
  takeRated({ unitId }: Unit, year: number): readonly Rated[] {
    const key = `${unitId}|${year}`;
    const found = this.rated.get(key) ?? [];
    this.rated.delete(key);
    return found;
  }

  hears({ id }: Employee, year: number, mark: number): void {
    const { n, total } = this.heard.get(`${id}|${year}`) ?? { n: 0, total: 0 };
    this.heard.set(`${id}|${year}`, { n: n + 1, total: total + mark });
  }

  takeHeard({ id }: Employee, year: number): Heard | null {
    const key = `${id}|${year}`;
    const found = this.heard.get(key) ?? null;
    this.heard.delete(key);
    return found;
  }

  realised({ id }: Employee, indicatorId: string, year: number, value: string): void {
    const own = this.past.get(id) ?? {};
    this.past.set(id, { ...own, [indicatorId]: [...(own[indicatorId] ?? []), { year, value }] });
  }

  pastOf({ id }: Employee): PlanGiven['past'] {
    return this.past.get(id) ?? {};
  }

  learns({ id }: Employee, year: number, jp: number): void {
    this.learned.set(`${id}|${year}`, this.learnedBy(id, year) + jp);
  }

  learnedBy(id: string, year: number): number {
    return this.learned.get(`${id}|${year}`) ?? 0;
  }
}

/** Years whose predicates a promotion asks for. */
const COUNTING = 2;

/** Everything that a life knows. */
export interface World {
  readonly city: City;
  readonly rules: Rules;
  readonly board: Board;
}

/**
 * The world as a year sees it that has begun: what the year and its plans pin is what was in force when it began, to the end of its
 * last evaluation. @source domain.md 2.5
 */
export const worldIn = (world: World, year: number): World => ({
  ...world,
  rules: world.board.rulesOf(year, world.city.scenario.firstYear),
});

/** What decisions of the year's cycle read, where nothing is open. */
export const cycleGiven = ({ rules }: World): CycleGiven => ({
  ...{ calendar: rules.calendar, inForce: rules.plan.pinned.filter((ref) => ref !== 'gov.other@1') },
  ...{ rules: rules.cycle, pendingPlans: 0, pendingObjections: 0, pendingEvaluations: 0 },
});
