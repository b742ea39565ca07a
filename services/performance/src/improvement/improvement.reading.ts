import { EventStore, type Gather } from '@jejak/event-store';
import { naturalId, type StreamRef, streamOf } from '@jejak/kernel';
import { People, relationOn } from '@jejak/organisation';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Employments } from '../employment/employments';
import { evaluation } from '../evaluation/evaluation.decider';
import { evaluationStream } from '../evaluation/evaluation-id';
import { Rulebook } from '../rules/rulebook';
import type { FinalRating, Improvement, ImprovementGiven } from './improvement.state';

export const improvementStream = (improvementId: string): string => streamOf('improvement', improvementId);

/** One plan for an employee and year, however many posts were held in it. */
export const improvementIdOf = (employeeId: string, year: number): string =>
  naturalId('improvement', employeeId, String(year));

/** Gathers what decisions about improvement plans read. */
@Injectable()
export class ImprovementReading {
  constructor(
    private readonly store: EventStore,
    private readonly db: DataSource,
    private readonly people: People,
    private readonly rulebook: Rulebook,
    private readonly employments: Employments,
  ) {}

  /** @param asked whose evaluations of which year are looked at; for the other commands nobody's. @throws RuleViolated POLICY_MISSING */
  of(
    by: string,
    asked?: { readonly employeeId: string; readonly year: number },
  ): Gather<Improvement, ImprovementGiven> {
    return async (state, now) => {
      const employeeId = state.status === 'absent' ? asked?.employeeId : state.required.employeeId;
      const [today, improving] = await Promise.all([
        this.rulebook.today(now),
        this.rulebook.improvement(now),
      ]);
      const [line, acting, ratings, employed] = await Promise.all([
        employeeId === undefined ? null : this.people.lineOf(employeeId, today.date),
        this.people.file(by),
        asked ? this.ratings(asked) : { found: [], read: [] },
        employeeId === undefined || this.employments.goesOn(employeeId, today.date),
      ]);
      const above = relationOn(acting?.file ?? null, today.date);
      return {
        given: {
          ...{ calendar: today.calendar, reasonMinimum: today.reasonMinimum, rules: improving.rules },
          ...{ ratings: ratings.found, employed },
          supervisorId: line?.supervisorId ?? null,
          superiorId: line?.superiorId ?? null,
          top: above !== null && above.supervisorId === null,
        },
        policy: improving.ref,
        policies: today.refs,
        inputs: [...(line?.inputs ?? []), ...(acting ? [acting.head] : []), ...ratings.read],
      };
    };
  }

  /** The read model says which there are; what each came to is read from its stream. */
  private async ratings({
    employeeId,
    year,
  }: {
    readonly employeeId: string;
    readonly year: number;
  }): Promise<{ found: readonly FinalRating[]; read: readonly StreamRef[] }> {
    const rows = await this.db.query<{ id: string }[]>(
      `select evaluation_id as id from rm.evaluation_list where employee_id = $1 and year in ($2::int, $2::int - 1)
       order by period_end, evaluation_id limit 100`,
      [employeeId, year],
    );
    const states = await Promise.all(
      rows.map(({ id }) => this.store.state(evaluation, evaluationStream(id))),
    );
    return {
      found: states.flatMap(({ state }) => {
        if (state.status !== 'FINAL') return [];
        const { evaluationId, year: of, unitId } = state.opened;
        const predicate = state.decided?.predicate ?? state.rated?.predicate;
        return predicate === undefined ? [] : [{ evaluationId, year: of, predicate, unitId }];
      }),
      read: states.flatMap(({ head }) => head ?? []),
    };
  }
}
