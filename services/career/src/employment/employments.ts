import type { EmploymentEndProposed } from '@jejak/contracts/career';
import { type Appended, type CommandContext, EventStore } from '@jejak/event-store';
import { type StreamRef, streamOf } from '@jejak/kernel';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { CareerRulebook } from '../credit/career-rulebook';
import { employee } from '../employee/employee.decider';
import { streamOfEmployee } from '../employee/employee.http';
import { placement } from '../placement/placement.decider';
import { placementStream } from '../placement/placement-stream';
import { promotion } from '../promotion/promotion.decider';
import { promotionStream } from '../promotion/promotions';
import { employment, type EmploymentCommand } from './employment.decider';

export const employmentStream = (employeeId: string): string => streamOf('employment', employeeId);

/** What is open, and of what another service told the exact fact that says so. */
type OpenCase = EmploymentEndProposed['data']['openCases'][number] & {
  readonly [Member in keyof StreamRef]: StreamRef[Member] | null;
};

/** What ends undecided with the employment of $1. Of an evaluation: it is contested, and no decision came after. */
const OPEN_CASES = `
  select 'DISCIPLINE' as kind, case_id as "caseId", stream, read_version::int as ver, hash
   from rm.sanction_record where employee_id = $1 and open
  union all
  select 'OBJECTION', evaluation_id, stream, read_version::int, hash from rm.evaluation_record
   where employee_id = $1 and objected_at > greatest(settled_at, final_at)
  union all
  select 'PLACEMENT', placement_id, null, null, null from rm.placement_list where employee_id = $1 and status = 'PROPOSED'
  union all
  select 'PROMOTION', case_id, null, null, null from rm.promotion_case
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

  /** @param rests the facts that the command rests on */
  execute(
    employeeId: string,
    command: EmploymentCommand,
    context: CommandContext,
    rests: readonly StreamRef[] = [],
  ): Promise<Appended> {
    return this.store.execute(employment, employmentStream(employeeId), command, context, async (_, now) => {
      const [today, person, file, open] = await Promise.all([
        this.rulebook.talentToday(now),
        this.db.query<{ since: string }[]>(
          'select start_date::text as since from rm.employee_directory where employee_id = $1',
          [employeeId],
        ),
        this.store.state(employee, streamOfEmployee(employeeId)),
        this.db.query<OpenCase[]>(OPEN_CASES, [employeeId]),
      ]);
      const cases = await Promise.all(open.map((one) => this.headOf(one)));
      const heads = [file.head, ...cases];
      return {
        given: {
          ...{ since: person[0]?.since ?? null, today: today.date },
          openCases: open.map(({ kind, caseId }) => ({ kind, caseId })),
          reasonMinimum: today.rules.reasonMinimum,
        },
        policies: today.refs,
        inputs: [...rests, ...heads.filter((head): head is StreamRef => head !== null)],
      };
    });
  }

  /** What another service told stands in the row; the own cases in their streams. */
  private async headOf({ kind, caseId, stream, ver, hash }: OpenCase): Promise<StreamRef | null> {
    if (stream !== null && ver !== null && hash !== null) return { stream, ver, hash };
    const { head } =
      kind === 'PLACEMENT'
        ? await this.store.state(placement, placementStream(caseId))
        : await this.store.state(promotion, promotionStream(caseId));
    return head;
  }
}
