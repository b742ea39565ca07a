import { type Appended, EventStore } from '@jejak/event-store';
import { naturalId, plusDays } from '@jejak/kernel';
import type { DueTimer } from '@jejak/projections';
import type { TimerCommands } from '@jejak/service';
import { People, positionOn } from '@jejak/organisation';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Cycles } from '../cycle/cycles';
import { plan } from './plan.decider';
import { planIdOf, PlanReading, planStream, positionOfPlan, type PositionOfPlan } from './plan.reading';
import type { PlanCommand } from './plan.state';
import { positionTimers } from './plan.timers';

/** A position as the event told of it that set the timer. */
interface TakenUp {
  readonly employeeId: string;
  readonly position: string;
  readonly unitId: string;
  readonly from: string;
  readonly to: string | null;
  /** By promotion: also the plan of the same post ends. */
  readonly promoted?: boolean;
}

/** Gives the commands that the passing of time, or a new position, gives to plans. */
@Injectable()
export class PlanTimerCommands implements TimerCommands {
  constructor(
    private readonly store: EventStore,
    private readonly db: DataSource,
    private readonly people: People,
    private readonly cycles: Cycles,
    private readonly reading: PlanReading,
  ) {}

  async fire(timer: DueTimer): Promise<Appended | void> {
    if (timer.name === positionTimers.name) return this.takeUp(timer);
    const { command, key } = timer;
    if (command === 'MarkOverdue') return this.ask(key, { type: command }, timer.context);
    if (command !== 'ClosePlan') throw new Error(`no timer of plans gives ${command}`);
    const found = await this.reading.of(key);
    if (!found) throw new Error('a timer was set by a plan that is not there');
    return this.ask(
      key,
      { type: command, cause: 'PERIOD_ENDED', lastDay: found.plan.periodEnd },
      timer.context,
    );
  }

  /** Ends the plans of other positions the day before, and opens the one of this position. */
  private async takeUp({ payload, context }: DueTimer): Promise<Appended | void> {
    // Of this set, whose payload it is.
    const taken = payload as unknown as TakenUp;
    const { employeeId, from } = taken;
    const earlier = await this.earlierPlans(taken);
    for (const planId of earlier) {
      const close: PlanCommand = {
        type: 'ClosePlan',
        cause: 'POSITION_CHANGED',
        lastDay: plusDays(from, -1),
      };
      await this.ask(planId, close, { ...context, commandId: naturalId(context.commandId, planId) });
    }
    const year = Number(from.slice(0, 4));
    // Where the year is not open, now or for ever, there is nothing to draft in.
    if ((await this.cycles.of(year)) === null) return;
    const position = await this.positionOf(taken, year);
    const planId = planIdOf(employeeId, position);
    return this.store.execute(
      plan,
      planStream(planId),
      { type: 'OpenPlan', planId, employeeId, year },
      context,
      this.reading.opening(employeeId, year, position),
    );
  }

  /** As career has it, whose word the employee's own draft goes by; as it was appointed to, where career does not know yet. */
  private async positionOf(
    { employeeId, position, unitId, from, to }: TakenUp,
    year: number,
  ): Promise<PositionOfPlan> {
    const read = await this.people.file(employeeId);
    const held =
      positionOn(read?.file ?? null, from)?.from === from
        ? positionOfPlan(read?.file ?? null, year, from)
        : null;
    const last = `${year}-12-31`;
    return (
      held ?? { position, unitId, from, periodStart: from, periodEnd: to !== null && to < last ? to : last }
    );
  }

  /** Plans of the year for another post, which began before and run beyond the day. */
  private async earlierPlans({
    employeeId,
    position,
    unitId,
    from,
    promoted = false,
  }: TakenUp): Promise<string[]> {
    const rows = await this.db.query<{ id: string }[]>(
      `select plan_id as id from rm.plan_list
       where employee_id = $1 and status <> 'CLOSED' and period_start < $2::date and period_end >= $2::date
         and ($5::boolean or (position, unit_id) <> ($3, $4::uuid)) order by plan_id`,
      [employeeId, from, position, unitId, promoted],
    );
    return rows.map(({ id }) => id);
  }

  private ask(planId: string, command: PlanCommand, context: DueTimer['context']): Promise<Appended> {
    return this.store.execute(plan, planStream(planId), command, context, this.reading.existing(command));
  }
}
