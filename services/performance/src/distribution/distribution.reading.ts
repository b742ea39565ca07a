import { EventStore, type Gather } from '@jejak/event-store';
import type { StreamRef } from '@jejak/kernel';
import { isHeadOf, People } from '@jejak/organisation';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Cycles } from '../cycle/cycles';
import { evaluation } from '../evaluation/evaluation.decider';
import { evaluationStream } from '../evaluation/evaluation-id';
import { organisationResult } from '../organisation-result/organisation-result.decider';
import { organisationResultStream } from '../organisation-result/organisation-result.stream';
import { Rulebook } from '../rules/rulebook';
import type { DistributionRules } from '../scoring/distribution';
import type { DistributionGiven, DistributionReview, StaffEvaluation } from './distribution.decider';

/** Gathers what the review of a unit's predicates reads. */
@Injectable()
export class DistributionReading {
  constructor(
    private readonly store: EventStore,
    private readonly db: DataSource,
    private readonly people: People,
    private readonly rulebook: Rulebook,
    private readonly cycles: Cycles,
  ) {}

  /** @throws RuleViolated POLICY_MISSING */
  of(by: string, unitId: string, year: number): Gather<DistributionReview, DistributionGiven> {
    return async (_, now) => {
      const [today, asking, staff, result, rules, cycle] = await Promise.all([
        this.rulebook.today(now),
        this.people.file(by),
        this.staff(unitId, year),
        this.store.state(organisationResult, organisationResultStream(unitId, year)),
        this.rules(year),
        this.cycles.of(year),
      ]);
      const head = isHeadOf(asking?.file ?? null, unitId, today.date);
      const heads: readonly (StreamRef | null | undefined)[] = [
        ...[asking?.head, result.head, cycle?.head],
        ...staff.inputs,
      ];
      return {
        given: {
          ...{ head, rules: rules.distribution, cycle: cycle?.status ?? null },
          organisation: result.state.status === 'set' ? result.state.predicate : null,
          // Whoever leads the unit is rated by its result, and not one of its staff.
          staff: staff.rows.filter(({ employeeId }) => employeeId !== by),
        },
        policy: rules.ref,
        policies: today.refs,
        inputs: heads.flatMap((ref) => ref ?? []),
      };
    };
  }

  /** The pattern that the year pinned on its first day. @throws RuleViolated POLICY_MISSING */
  async rules(year: number): Promise<{ readonly ref: string; readonly distribution: DistributionRules }> {
    return this.rulebook.distributionRules(`${year}-01-01`);
  }

  /** The read model says which evaluations there are; what each says is read from its stream. */
  async staff(
    unitId: string,
    year: number,
  ): Promise<{ rows: readonly StaffEvaluation[]; inputs: readonly StreamRef[] }> {
    const ids = await this.db.query<{ id: string }[]>(
      'select evaluation_id as id from rm.evaluation_list where unit_id = $1 and year = $2 order by evaluation_id',
      [unitId, year],
    );
    const found = await Promise.all(ids.map(({ id }) => this.store.state(evaluation, evaluationStream(id))));
    return {
      rows: found.flatMap(({ state }) =>
        state.status === 'absent'
          ? []
          : {
              evaluationId: state.opened.evaluationId,
              employeeId: state.opened.employeeId,
              raterId: state.rated?.raterId ?? null,
              predicate: state.decided?.predicate ?? state.rated?.predicate ?? null,
            },
      ),
      inputs: found.flatMap(({ head }) => head ?? []),
    };
  }
}
