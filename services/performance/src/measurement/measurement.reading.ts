import { EventStore, type Gather, type Gathered } from '@jejak/event-store';
import { NotFound, type StreamRef } from '@jejak/kernel';
import { Injectable } from '@nestjs/common';
import { Cycles } from '../cycle/cycles';
import { holdsDuty, relationOn } from '../people/employee-file';
import { People } from '../people/people';
import { PlanReading } from '../plan/plan.reading';
import { Rulebook } from '../rules/rulebook';
import type { Measurement, MeasurementGiven } from './measurement.decider';
import { measurementStream } from './measurements-read';

const NOTHING: Pick<MeasurementGiven, 'plan' | 'supervisorId' | 'steward' | 'lastEventId'> = {
  ...{ plan: null, supervisorId: null, steward: false, lastEventId: null },
};

const heads = (...found: readonly (StreamRef | null | undefined)[]): StreamRef[] =>
  found.flatMap((head) => head ?? []);

/** Gathers what decisions about amounts read beside their stream. */
@Injectable()
export class MeasurementReading {
  constructor(
    private readonly store: EventStore,
    private readonly people: People,
    private readonly rulebook: Rulebook,
    private readonly cycles: Cycles,
    private readonly plans: PlanReading,
  ) {}

  /** For a report on a plan. */
  report(planId: string): Gather<Measurement, MeasurementGiven> {
    return async (_, now) => {
      const [today, found] = await Promise.all([this.rulebook.today(now), this.plans.of(planId)]);
      const cycle = found && (await this.cycles.of(found.plan.year));
      const { calendar, reasonMinimum, refs } = today;
      return {
        given: {
          ...NOTHING,
          calendar,
          reasonMinimum,
          plan: found?.plan ?? null,
          cycle: cycle?.status ?? null,
        },
        policies: refs,
        inputs: heads(found?.head, cycle?.head),
      };
    };
  }

  /** For verdicts: who asks matters, by relation or by duty. @throws NotFound MEASUREMENT_NOT_FOUND */
  verdict(by: string): Gather<Measurement, MeasurementGiven> {
    return async (state, now) => {
      if (state.status === 'absent')
        throw new NotFound('MEASUREMENT_NOT_FOUND', 'There is no such measurement.');
      const { employeeId, unitId, to } = state;
      const [{ calendar, date, reasonMinimum, refs }, cycle, of, asking] = await Promise.all([
        this.rulebook.today(now),
        this.cycles.of(yearOf(to)),
        employeeId === null ? null : this.people.file(employeeId),
        this.people.file(by),
      ]);
      return {
        given: {
          ...{ ...NOTHING, calendar, reasonMinimum, cycle: cycle?.status ?? null },
          supervisorId: relationOn(of?.file ?? null, date)?.supervisorId ?? null,
          steward: holdsDuty(asking?.file ?? null, 'data_steward', unitId, date),
        },
        policies: refs,
        inputs: heads(cycle?.head, of?.head, asking?.head),
      };
    };
  }

  /** For the correction that an objection's decision orders. */
  correction(measurementId: string): Gather<Measurement, MeasurementGiven> {
    return async (_, now) => {
      const [{ calendar, reasonMinimum, refs }, history] = await Promise.all([
        this.rulebook.today(now),
        this.store.history(measurementStream(measurementId)),
      ]);
      const lastEventId = history.at(-1)?.envelope.id ?? null;
      return { given: { ...NOTHING, calendar, reasonMinimum, cycle: null, lastEventId }, policies: refs };
    };
  }

  /** For amounts that a source delivers: what holds for the year in which each ends. */
  async delivery(year: number, now: string): Promise<Gathered<MeasurementGiven>> {
    const [{ calendar, reasonMinimum, refs }, cycle] = await Promise.all([
      this.rulebook.today(now),
      this.cycles.of(year),
    ]);
    return {
      given: { ...NOTHING, calendar, reasonMinimum, cycle: cycle?.status ?? null },
      policies: refs,
      inputs: heads(cycle?.head),
    };
  }
}

export const yearOf = (legalDate: string): number => Number(legalDate.slice(0, 4));
