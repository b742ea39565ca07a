import { EventStore, type Gather, type Gathered } from '@jejak/event-store';
import { legalDate, naturalId, NotFound, type StreamRef, streamOf } from '@jejak/kernel';
import { type EmployeeFile, People, positionOn, relationOn } from '@jejak/organisation';
import { Exceptions, NOT_EXCEPTED } from '@jejak/policies';
import { Injectable } from '@nestjs/common';
import { Employments } from '../employment/employments';
import { Cycles } from '../cycle/cycles';
import { UnitResults } from '../direction/unit-results';
import { MeasurementsRead } from '../measurement/measurements-read';
import { Rulebook } from '../rules/rulebook';
import { expectedToDate, fallsShort } from '../scoring/expected';
import { realised } from '../scoring/realisation';
import { periodsOf } from '../cycle/periods';
import { plan } from './plan.decider';
import type { Existing, Plan, PlanCommand, PlanGiven } from './plan.state';

export const planStream = (planId: string): string => streamOf('plan', planId);

/** The part of a year for which somebody holds the position of a day. */
export type PositionOfPlan = NonNullable<PlanGiven['position']>;

/** Which plan an employee has for a year, by the position of a day: one per position and period (domain.md 2.8). */
export const positionOfPlan = (
  file: EmployeeFile | null,
  year: number,
  date: string,
): PositionOfPlan | null => {
  const held = positionOn(file, date);
  const [first, last] = [`${year}-01-01`, `${year}-12-31`];
  if (!held || held.from > last) return null;
  const { position, unitId, from, to } = held;
  return {
    ...{ position, unitId, from },
    periodStart: from > first ? from : first,
    periodEnd: to !== null && to < last ? to : last,
  };
};

/** The id of a plan, and with it of its evaluation, from its natural key. */
export const planKey = (employeeId: string, { position, periodStart }: PositionOfPlan): readonly string[] => [
  employeeId,
  position,
  // A whole year goes by its number, a part by its first day: its last one is not known before.
  periodStart.endsWith('-01-01') ? periodStart.slice(0, 4) : periodStart,
];
export const planIdOf = (employeeId: string, position: PositionOfPlan): string =>
  naturalId('plan', ...planKey(employeeId, position));

/** Each stream once: two readings of one decision may rest on the same. */
const distinct = (refs: readonly StreamRef[]): StreamRef[] => [
  ...new Map(refs.map((ref) => [ref.stream, ref])).values(),
];

/** The policy that sets the deadline of a command which is refused when it comes too late: exceptions name it. */
const DEADLINE: Readonly<Partial<Record<PlanCommand['type'], string>>> = {
  SubmitPlan: 'perf.plan.deadline',
  AgreePlan: 'perf.plan.deadline',
  ContestTarget: 'perf.other',
  RequestPlanChange: 'perf.other',
};

/** Gathers what decisions about plans read beside their stream. */
@Injectable()
export class PlanReading {
  constructor(
    private readonly store: EventStore,
    private readonly people: People,
    private readonly rulebook: Rulebook,
    private readonly cycles: Cycles,
    private readonly measurements: MeasurementsRead,
    private readonly unitResults: UnitResults,
    private readonly employments: Employments,
    private readonly exceptions: Exceptions,
  ) {}

  /** For a draft: whose, and for which year. */
  draft(employeeId: string, year: number): Gather<Plan, PlanGiven> {
    return (_, now) => this.gather({ employeeId, year, indicators: [], periodStart: null }, now);
  }

  /** For the draft that follows an appointment or a change of position: of the position that is taken up. */
  opening(employeeId: string, year: number, position: PositionOfPlan): Gather<Plan, PlanGiven> {
    return async (_, now) => {
      const about = { employeeId, year, indicators: [], periodStart: position.periodStart };
      const gathered = await this.gather(about, now);
      return { ...gathered, given: { ...gathered.given, position } };
    };
  }

  /** For every later command; what is named in it is looked up. @throws NotFound PLAN_NOT_FOUND */
  existing(command: PlanCommand): Gather<Plan, PlanGiven> {
    return async (state, now) => {
      if (state.status === 'absent') throw new NotFound('PLAN_NOT_FOUND', 'There is no such plan.');
      // A change is held against the past of what it asks for, and against what was reached of what it replaces.
      const asked = command.type === 'RequestPlanChange' ? command.indicators : state.change?.indicators;
      const about = { ...state, indicators: asked ?? state.indicators };
      const gathered = await this.gather(about, now);
      const { calendar } = gathered.given;
      const agreedAt = command.type === 'ContestTarget' ? await this.lastAgreement(state.planId) : null;
      const short =
        command.type === 'RequestPlanChange'
          ? await this.missed(state, now, gathered.given)
          : { missed: [], inputs: [] };
      const deadline = DEADLINE[command.type];
      const excepted =
        deadline === undefined
          ? NOT_EXCEPTED
          : await this.exceptions.of(planStream(state.planId), deadline, now);
      return {
        ...gathered,
        given: {
          ...gathered.given,
          excepted: excepted.yes,
          agreedOn: agreedAt === null ? null : legalDate(agreedAt, calendar),
          missed: short.missed,
        },
        inputs: distinct([...(gathered.inputs ?? []), ...short.inputs, ...excepted.inputs]),
      };
    };
  }

  /** When the plan was last agreed, as it first was or as it was changed. */
  private async lastAgreement(planId: string): Promise<string | null> {
    const facts = await this.store.history(planStream(planId));
    return facts.findLast(({ type }) => type === 'PlanAgreed' || type === 'PlanChanged')?.envelope.at ?? null;
  }

  /** Which indicators fall short of what was expected by the end of the last period that is over. */
  private async missed(
    state: Existing,
    now: string,
    { calendar }: PlanGiven,
  ): Promise<{ missed: readonly string[]; inputs: readonly StreamRef[] }> {
    const { year, indicators, periodStart, periodEnd } = state;
    const today = legalDate(now, calendar);
    const periods = periodsOf(year, await this.rulebook.cycleRules(year), calendar);
    const over = periods.findLast(({ to }) => to < today)?.to;
    if (over === undefined || over < periodStart) return { missed: [], inputs: [] };
    const { readings, inputs } = await this.measurements.ofPeriod(state, indicators, state);
    const counted = readings.filter(({ status }) => status === 'VERIFIED' || status === 'CORRECTED');
    const short = indicators.filter((indicator) => {
      const own = counted.filter(({ indicatorId }) => indicatorId === indicator.indicatorId);
      const expected = expectedToDate(indicator, { from: periodStart, to: periodEnd }, over);
      return fallsShort(indicator, realised(indicator.aggregation, own), expected);
    });
    return { missed: short.map(({ indicatorId }) => indicatorId), inputs };
  }

  private async gather(
    about: {
      readonly employeeId: string;
      readonly year: number;
      readonly indicators: Parameters<MeasurementsRead['past']>[1] &
        readonly { readonly parentResultId?: string | null }[];
      readonly periodStart: string | null;
      readonly unitId?: string;
    },
    now: string,
  ): Promise<Gathered<PlanGiven>> {
    const { employeeId, year, indicators, unitId } = about;
    const [today, own, cycle] = await Promise.all([
      this.rulebook.today(now),
      this.people.file(employeeId),
      this.cycles.of(year),
    ]);
    const supervisorId = relationOn(own?.file ?? null, today.date)?.supervisorId ?? null;
    const above = supervisorId === null ? null : await this.people.file(supervisorId);
    // Career ends no position with an employment.
    const employed = await this.employments.goesOn(employeeId, today.date);
    const position = employed ? positionOfPlan(own?.file ?? null, year, today.date) : null;
    const periodStart = about.periodStart ?? position?.periodStart ?? `${year}-01-01`;
    const rules = await this.rulebook.planRules(periodStart, now);
    const past = await this.measurements.past({ employeeId, unitId: unitId ?? null }, indicators, year);
    const results = await this.resultsFor(unitId ?? position?.unitId ?? null, year, indicators);
    const heads = [cycle?.head, own?.head, above?.head, ...past.inputs, ...results.inputs];
    return {
      given: {
        ...{
          calendar: today.calendar,
          cycle: cycle?.status ?? null,
          position,
          supervisorId,
          rules,
          past: past.years,
        },
        superiorId: relationOn(above?.file ?? null, today.date)?.supervisorId ?? null,
        ...{ unitResults: results.ids, agreedOn: null, excepted: false, missed: [] },
      },
      policy: rules.pinned.find((ref) => ref.startsWith('perf.plan.indicators@')),
      policies: [...today.refs, ...rules.pinned],
      inputs: heads.filter((head): head is StreamRef => head !== undefined),
    };
  }

  /** What plans of the unit can support; of the versions read only those that the indicators name. */
  private async resultsFor(
    unitId: string | null,
    year: number,
    indicators: readonly { readonly parentResultId?: string | null }[],
  ): Promise<{ ids: readonly string[]; inputs: readonly StreamRef[] }> {
    if (unitId === null || indicators.length === 0) return { ids: [], inputs: [] };
    const { ids, inputs } = await this.unitResults.above(unitId, year);
    const named = new Set(indicators.map(({ parentResultId }) => parentResultId));
    return { ids, inputs: inputs.filter((_, at) => named.has(ids[at])) };
  }

  /** A plan as another decision of this service reads it: from its stream, so never behind. */
  async of(planId: string): Promise<{ plan: Exclude<Plan, { status: 'absent' }>; head: StreamRef } | null> {
    const { state, head } = await this.store.state(plan, planStream(planId));
    return state.status === 'absent' || head === null ? null : { plan: state, head };
  }
}
