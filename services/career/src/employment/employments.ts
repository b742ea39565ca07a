import type { EmploymentEndProposed } from '@jejak/contracts/career';
import { type Appended, type CommandContext, EventStore } from '@jejak/event-store';
import { streamOf } from '@jejak/kernel';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { CareerRulebook } from '../credit/career-rulebook';
import { employment, type EmploymentCommand } from './employment.decider';

export const employmentStream = (employeeId: string): string => streamOf('employment', employeeId);

/** What ends undecided with the employment of $1. Of an evaluation: it is contested, and no decision came after. */
const OPEN_CASES = `
  select 'DISCIPLINE' as kind, case_id as "caseId" from rm.sanction_record where employee_id = $1 and open
  union all
  select 'OBJECTION', evaluation_id from rm.evaluation_record
   where employee_id = $1 and objected_at > greatest(settled_at, final_at)
  union all
  select 'PLACEMENT', placement_id from rm.placement_list where employee_id = $1 and status = 'PROPOSED'
  union all
  select 'PROMOTION', case_id from rm.promotion_case
   where employee_id = $1 and status in ('OPENED', 'PROPOSED', 'VERIFIED', 'APPROVED', 'GRANTED', 'HELD')
  order by 1, 2`;

/** Gives commands to employments, with what they read. */
@Injectable()
export class Employments {
  constructor(
    private readonly store: EventStore,
    private readonly db: DataSource,
    private readonly rulebook: CareerRulebook,
  ) {}

  execute(employeeId: string, command: EmploymentCommand, context: CommandContext): Promise<Appended> {
    return this.store.execute(employment, employmentStream(employeeId), command, context, async (_, now) => {
      const [today, person, openCases] = await Promise.all([
        this.rulebook.talentToday(now),
        this.db.query<{ since: string }[]>(
          'select start_date::text as since from rm.employee_directory where employee_id = $1',
          [employeeId],
        ),
        this.db.query<EmploymentEndProposed['data']['openCases']>(OPEN_CASES, [employeeId]),
      ]);
      return {
        given: {
          ...{ since: person[0]?.since ?? null, today: today.date, openCases },
          reasonMinimum: today.rules.reasonMinimum,
        },
        policies: today.refs,
      };
    });
  }
}
