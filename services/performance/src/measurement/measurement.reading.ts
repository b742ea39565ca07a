import { EventStore, type Gather, type Gathered } from '@jejak/event-store';
import { NotFound, type Recorded, type StreamRef } from '@jejak/kernel';
import { holdsDuty, People, positionOn, relationOn } from '@jejak/organisation';
import { Injectable } from '@nestjs/common';
import { Cycles } from '../cycle/cycles';
import { PlanReading } from '../plan/plan.reading';
import { Rulebook } from '../rules/rulebook';
import { Sources } from '../source/sources';
import type { Ingest, Measurement, MeasurementGiven } from './measurement.state';
import { type KnownAmounts, measurementStream, MeasurementsRead } from './measurements-read';
import { type Datum, lookedAt, type QualityRules } from './quality';

const NOTHING: Pick<MeasurementGiven, 'plan' | 'supervisorId' | 'steward' | 'correctsEventId' | 'delivery'> =
  {
    ...{ plan: null, supervisorId: null, steward: false, correctsEventId: null, delivery: null },
  };

/** Facts that say what an amount is, or whether it counts: one of them is what a correction puts right. */
const SAYING = [
  'ProgressReported',
  'MeasurementIngested',
  'MeasurementQuarantined',
  'MeasurementVerified',
  'MeasurementRejected',
  'MeasurementCorrected',
];
const correctable = (history: readonly Recorded[]): string | null =>
  history.findLast(({ type }) => SAYING.includes(type))?.envelope.id ?? null;

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
    private readonly sources: Sources,
    private readonly measurements: MeasurementsRead,
  ) {}

  /** For a report on a plan: what is known of the same, and what the sources that know the indicator hold possible. */
  report(
    planId: string,
    amount: Pick<Ingest, 'measurementId' | 'indicatorId' | 'quantity' | 'from' | 'to'>,
  ): Gather<Measurement, MeasurementGiven> {
    return async (_, now) => {
      const [today, found] = await Promise.all([this.rulebook.today(now), this.plans.of(planId)]);
      const { calendar, date, reasonMinimum, refs } = today;
      const common = { ...NOTHING, calendar, reasonMinimum };
      if (!found) return { given: { ...common, plan: null, cycle: null }, policies: refs };
      const of = { ...amount, employeeId: found.plan.employeeId, unitId: null };
      const [cycle, { rules, ref }, known, schemas] = await Promise.all([
        this.cycles.of(found.plan.year),
        this.rulebook.executionRules(date),
        this.measurements.known([of]),
        this.measurements.schemasOf(amount.indicatorId),
      ]);
      const { amounts, inputs } = narrowed(of, known.of(of), rules.quality);
      return {
        given: {
          ...{ ...common, plan: found.plan, cycle: cycle?.status ?? null },
          heldAgainst: { schemas, known: amounts, quality: rules.quality },
        },
        policies: [...refs, ref],
        inputs: [...heads(found.head, cycle?.head), ...inputs],
      };
    };
  }

  /** For verdicts: who asks matters, by relation or by duty. @throws NotFound MEASUREMENT_NOT_FOUND */
  verdict(by: string): Gather<Measurement, MeasurementGiven> {
    return async (state, now) => {
      if (state.status === 'absent')
        throw new NotFound('MEASUREMENT_NOT_FOUND', 'There is no such measurement.');
      const { measurementId, employeeId, unitId, to } = state;
      const history = await this.store.history(measurementStream(measurementId));
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
          steward: holdsDuty(
            asking?.file ?? null,
            'data_steward',
            unitId ?? positionOn(of?.file ?? null, date)?.unitId ?? null,
            date,
          ),
          correctsEventId: correctable(history),
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
      const correctsEventId = correctable(history);
      return { given: { ...NOTHING, calendar, reasonMinimum, cycle: null, correctsEventId }, policies: refs };
    };
  }

  /** For one amount that a source delivers. */
  delivery(command: Ingest): Gather<Measurement, MeasurementGiven> {
    return async (_, now) => (await this.deliveries([command], now))[0];
  }

  /**
   * For amounts that sources deliver, in the order of the commands: the year in which each ends, its source, and what is known
   * of the same. An amount is held against those before it in the list too.
   */
  async deliveries(commands: readonly Ingest[], now: string): Promise<Gathered<MeasurementGiven>[]> {
    const { calendar, date, reasonMinimum, refs } = await this.rulebook.today(now);
    const years = [...new Set(commands.map(({ to }) => yearOf(to)))];
    const codes = [...new Set(commands.map(({ source }) => source))];
    const [cycles, sources, { rules, ref }, known] = await Promise.all([
      Promise.all(years.map(async (year) => [year, await this.cycles.of(year)] as const)),
      Promise.all(codes.map(async (code) => [code, await this.sources.byCode(code)] as const)),
      this.rulebook.executionRules(date),
      this.measurements.known(commands.filter(({ ofCase }) => ofCase === undefined)),
    ]);
    const [cycleOf, sourceOf] = [new Map(cycles), new Map(sources)];
    return commands.map((command) => {
      const cycle = cycleOf.get(yearOf(command.to)) ?? null;
      const { source = null, head = null } = sourceOf.get(command.source) ?? {};
      const others = narrowed(command, known.of(command), rules.quality);
      if (source && command.ofCase === undefined) known.add({ ...command, sourceId: source.sourceId });
      return {
        given: {
          ...{ ...NOTHING, calendar, reasonMinimum, cycle: cycle?.status ?? null },
          delivery: { source, known: others.amounts, quality: rules.quality },
        },
        policies: [...refs, ref],
        inputs: [...heads(cycle?.head, head), ...others.inputs],
      };
    });
  }
}

/** A decision names what it looked at, and not everything that there is: years of daily reports are thousands. */
const narrowed = (
  datum: Datum,
  { amounts, inputs }: ReturnType<KnownAmounts['of']>,
  rules: QualityRules,
): ReturnType<KnownAmounts['of']> => {
  const seen = lookedAt(datum, amounts, rules);
  const streams = new Set(seen.map(({ measurementId }) => measurementStream(measurementId)));
  return { amounts: seen, inputs: inputs.filter(({ stream }) => streams.has(stream)) };
};

export const yearOf = (legalDate: string): number => Number(legalDate.slice(0, 4));
