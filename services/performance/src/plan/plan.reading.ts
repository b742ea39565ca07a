import { EventStore, type Gather, type Gathered } from '@jejak/event-store';
import { naturalId, NotFound, type StreamRef, streamOf } from '@jejak/kernel';
import { Injectable } from '@nestjs/common';
import { Cycles } from '../cycle/cycles';
import { MeasurementsRead } from '../measurement/measurements-read';
import { type EmployeeFile, positionOn, relationOn } from '../people/employee-file';
import { People } from '../people/people';
import { Rulebook } from '../rules/rulebook';
import { plan, type Plan, type PlanGiven } from './plan.decider';

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

/** Gathers what decisions about plans read beside their stream. */
@Injectable()
export class PlanReading {
  constructor(
    private readonly store: EventStore,
    private readonly people: People,
    private readonly rulebook: Rulebook,
    private readonly cycles: Cycles,
    private readonly measurements: MeasurementsRead,
  ) {}

  /** For a draft: whose, and for which year. */
  draft(employeeId: string, year: number): Gather<Plan, PlanGiven> {
    return (_, now) => this.gather({ employeeId, year, indicators: [], periodStart: null }, now);
  }

  /** For every later command. @throws NotFound PLAN_NOT_FOUND */
  existing(): Gather<Plan, PlanGiven> {
    return (state, now) => {
      if (state.status === 'absent') throw new NotFound('PLAN_NOT_FOUND', 'There is no such plan.');
      return this.gather(state, now);
    };
  }

  private async gather(
    about: {
      readonly employeeId: string;
      readonly year: number;
      readonly indicators: Parameters<MeasurementsRead['past']>[1];
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
    const position = positionOfPlan(own?.file ?? null, year, today.date);
    const periodStart = about.periodStart ?? position?.periodStart ?? `${year}-01-01`;
    const rules = await this.rulebook.planRules(periodStart, now);
    const past = await this.measurements.past({ employeeId, unitId: unitId ?? null }, indicators, year);
    const heads = [cycle?.head, own?.head, above?.head, ...past.inputs];
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
      },
      policy: rules.pinned.find((ref) => ref.startsWith('perf.plan.indicators@')),
      policies: [...today.refs, ...rules.pinned],
      inputs: heads.filter((head): head is StreamRef => head !== undefined),
    };
  }

  /** A plan as another decision of this service reads it: from its stream, so never behind. */
  async of(planId: string): Promise<{ plan: Exclude<Plan, { status: 'absent' }>; head: StreamRef } | null> {
    const { state, head } = await this.store.state(plan, planStream(planId));
    return state.status === 'absent' || head === null ? null : { plan: state, head };
  }
}
