import { EventStore, type Gather } from '@jejak/event-store';
import { naturalId, NotFound, type StreamRef, streamOf } from '@jejak/kernel';
import { isHeadOf, People, positionOn, relationOn } from '@jejak/organisation';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { evaluation } from '../evaluation/evaluation.decider';
import { evaluationStream } from '../evaluation/evaluation-id';
import { measurement } from '../measurement/measurement.decider';
import { measurementStream } from '../measurement/measurements-read';
import { Rulebook } from '../rules/rulebook';
import { realised } from '../scoring/realisation';
import { ActiveSanctions } from './active-sanctions';
import type { RewardFact, RewardRule } from './reward-rule';
import type { RewardGiven, RewardInput, RewardOf } from './reward.decider';
import type { Reward } from './reward.state';

export const rewardStream = (rewardId: string): string => streamOf('reward', rewardId);

export const rewardIdOf = (ruleId: string, employeeId: string, year: number): string =>
  naturalId('reward', ruleId, employeeId, String(year));

type Whose = { readonly employeeId: string; readonly unitId: string | null; readonly year: number };

/** Gathers what decisions about rewards read. */
@Injectable()
export class RewardReading {
  constructor(
    private readonly store: EventStore,
    private readonly db: DataSource,
    private readonly people: People,
    private readonly rulebook: Rulebook,
    private readonly sanctions: ActiveSanctions,
  ) {}

  /** @param asked for a reward that is not there yet; else the reward's own proposal says whose it is */
  of(by: string, asked?: Omit<RewardOf, 'rewardId'>): Gather<Reward, RewardGiven> {
    return async ({ proposed }, now) => {
      const whose = proposed ?? asked;
      if (!whose) throw new NotFound('REWARD_NOT_FOUND', 'There is no such reward.');
      const { ruleId, employeeId, year } = whose;
      const [today, rewards] = await Promise.all([this.rulebook.today(now), this.rulebook.rewards(now)]);
      const rule = rewards.rules.find((one) => one.ruleId === ruleId) ?? null;
      const [own, acting] = await Promise.all([this.people.file(employeeId), this.people.file(by)]);
      const file = own?.file ?? null;
      const lastDay = `${year}-12-31` < today.date ? `${year}-12-31` : today.date;
      const unitId = positionOn(file, lastDay)?.unitId ?? null;
      const [facts, contested, sanctioned] = await Promise.all([
        proposed ? { inputs: [], read: [] } : this.facts(rule, { employeeId, unitId, year }),
        this.contested(employeeId),
        this.sanctions.of(employeeId),
      ]);
      const top = relationOn(acting?.file ?? null, today.date);
      return {
        given: {
          ...{ calendar: today.calendar, reasonMinimum: today.reasonMinimum, rule, unitId },
          inputs: facts.inputs,
          supervisorId: relationOn(file, today.date)?.supervisorId ?? null,
          headsUnit: unitId !== null && isHeadOf(file, unitId, lastDay),
          contested: contested.yes,
          sanctioned: sanctioned.yes,
          top: top !== null && top.supervisorId === null,
        },
        policy: rewards.ref,
        policies: today.refs,
        inputs: [own?.head, acting?.head, ...facts.read, ...contested.read, ...sanctioned.read].flatMap(
          (ref) => ref ?? [],
        ),
      };
    };
  }

  /** The verified amounts of each fact of a rule: all that there are, so that nobody chooses. */
  private async facts(
    rule: RewardRule | null,
    whose: Whose,
  ): Promise<{ inputs: readonly RewardInput[]; read: readonly StreamRef[] }> {
    const found = await Promise.all(
      Object.entries(rule?.facts ?? {}).map(async ([fact, definition]) => {
        const amounts = await this.amounts(definition, whose);
        const value = realised(definition.aggregation, amounts.rows);
        const measurementIds = amounts.rows.map(({ measurementId }) => measurementId);
        return { input: { fact, value: value?.toString() ?? null, measurementIds }, read: amounts.read };
      }),
    );
    return { inputs: found.map(({ input }) => input), read: found.flatMap(({ read }) => read) };
  }

  private async amounts({ indicatorId, whose, earlier }: RewardFact, { employeeId, unitId, year }: Whose) {
    const of = earlier ? year - 1 : year;
    const ids = await this.db.query<{ id: string }[]>(
      `select measurement_id as id from rm.measurement_list
       where indicator_id = $1 and ${whose === 'EMPLOYEE' ? 'employee_id = $2' : 'employee_id is null and unit_id = $2'}
         and to_date between $3::date and $4::date and status in ('VERIFIED', 'CORRECTED')
       order by measurement_id limit 1000`,
      [indicatorId, whose === 'EMPLOYEE' ? employeeId : unitId, `${of}-01-01`, `${of}-12-31`],
    );
    const found = await Promise.all(
      ids.map(({ id }) => this.store.state(measurement, measurementStream(id))),
    );
    return {
      rows: found.flatMap(({ state }) => (state.status === 'absent' ? [] : state)),
      read: found.flatMap(({ head }) => head ?? []),
    };
  }

  /** The read model says which evaluations may be; what each says is read from its stream. */
  private async contested(employeeId: string): Promise<{ yes: boolean; read: readonly StreamRef[] }> {
    const ids = await this.db.query<{ id: string }[]>(
      'select evaluation_id as id from rm.evaluation_list where employee_id = $1 order by year desc limit 5',
      [employeeId],
    );
    const found = await Promise.all(ids.map(({ id }) => this.store.state(evaluation, evaluationStream(id))));
    return {
      yes: found.some(({ state }) => state.status === 'UNDER_OBJECTION'),
      read: found.flatMap(({ head }) => head ?? []),
    };
  }
}
