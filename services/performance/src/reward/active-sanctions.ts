import { EventStore } from '@jejak/event-store';
import type { StreamRef } from '@jejak/kernel';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { discipline } from '../discipline/discipline.decider';
import { disciplineStream } from '../discipline/discipline.reading';
import { holdsBack } from '../discipline/discipline.state';

/** Whether a medium or heavy sanction of an employee holds. */
@Injectable()
export class ActiveSanctions {
  constructor(
    private readonly store: EventStore,
    private readonly db: DataSource,
  ) {}

  async of(employeeId: string): Promise<{ yes: boolean; read: readonly StreamRef[] }> {
    const ids = await this.db.query<{ id: string }[]>(
      `select case_id as id from rm.discipline_list where employee_id = $1 and level in ('MEDIUM', 'HEAVY')
       order by case_id limit 100`,
      [employeeId],
    );
    const found = await Promise.all(ids.map(({ id }) => this.store.state(discipline, disciplineStream(id))));
    return {
      yes: found.some(({ state }) => holdsBack(state)),
      read: found.flatMap(({ head }) => head ?? []),
    };
  }
}
