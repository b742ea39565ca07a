import type { Gather } from '@jejak/event-store';
import { type StreamRef } from '@jejak/kernel';
import { People } from '@jejak/organisation';
import { Injectable } from '@nestjs/common';
import { PlanReading } from '../plan/plan.reading';
import { isAgreed } from '../plan/plan.state';
import { Rulebook } from '../rules/rulebook';
import type { Obstacle, ObstacleCommand, ObstacleGiven } from './obstacle.decider';

/** Gathers what decisions about obstacles read beside their stream. */
@Injectable()
export class ObstacleReading {
  constructor(
    private readonly people: People,
    private readonly plans: PlanReading,
    private readonly rulebook: Rulebook,
  ) {}

  of(command: ObstacleCommand): Gather<Obstacle, ObstacleGiven> {
    return async (state, now) => {
      const { calendar, date, refs } = await this.rulebook.today(now);
      const [{ rules, ref }, found, line, owner] = await Promise.all([
        this.rulebook.executionRules(date),
        command.type === 'RaiseObstacle' ? this.plans.of(command.planId) : null,
        state.status === 'absent' ? null : this.people.lineOf(state.employeeId, date),
        command.type === 'AgreeImprovement' ? this.people.file(command.owner) : null,
      ]);
      const plan = found && {
        ...{ employeeId: found.plan.employeeId, unitId: found.plan.unitId, agreed: isAgreed(found.plan) },
        indicatorIds: found.plan.indicators.map(({ indicatorId }) => indicatorId),
      };
      const heads = [found?.head, owner?.head].filter((head): head is StreamRef => head !== undefined);
      return {
        given: {
          ...{ calendar, plan, ownerExists: owner !== null, followUpDays: rules.obstacleDays },
          supervisorId: line?.supervisorId ?? null,
          superiorId: line?.superiorId ?? null,
        },
        policies: [...refs, ref],
        inputs: [...new Map([...heads, ...(line?.inputs ?? [])].map((head) => [head.stream, head])).values()],
      };
    };
  }
}
