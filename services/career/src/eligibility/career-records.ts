import { type Appended, type CommandContext, EventStore, type Gather } from '@jejak/event-store';
import { Injectable } from '@nestjs/common';
import { CareerReading, recordRef } from '../credit/career-reading';
import { CareerRulebook, refOf } from '../credit/career-rulebook';
import {
  type CareerRecord,
  careerRecord,
  type CareerRecordCommand,
  type CareerRecordGiven,
  recordStream,
} from './career-record.decider';

/** Gives commands to the records of what people brought along, each with what it is held against. */
@Injectable()
export class CareerRecords {
  constructor(
    private readonly store: EventStore,
    private readonly reading: CareerReading,
    private readonly rulebook: CareerRulebook,
  ) {}

  execute(command: CareerRecordCommand, context: CommandContext): Promise<Appended> {
    const { employeeId } = command;
    return this.store.execute(
      ...([careerRecord, recordStream(employeeId), command, context, this.gather(employeeId)] as const),
    );
  }

  /** @throws NotFound EMPLOYEE_NOT_FOUND · RuleViolated POLICY_MISSING · Unavailable while the file is not read yet */
  gather(employeeId: string): Gather<CareerRecord, CareerRecordGiven> {
    return async (_, now) => {
      const [today, steps, evaluations] = await Promise.all([
        this.rulebook.today(now),
        this.reading.steps(employeeId),
        this.reading.evaluations(employeeId),
      ]);
      const first = evaluations.reduce<(typeof evaluations)[number] | null>(
        (found, row) => (row.year !== null && row.year < (found?.year ?? row.year + 1) ? row : found),
        null,
      );
      return {
        given: {
          ...{
            date: today.date,
            start: steps.value.find(({ assumed }) => assumed)?.from ?? null,
            rankDay: today.rules.dayOfMonth,
          },
          firstEvaluated: first?.year ?? null,
        },
        policy: refOf(today.refs, 'car.promo.dates'),
        policies: today.refs,
        inputs: [...steps.inputs, ...(first ? [recordRef(first)] : [])],
      };
    };
  }
}
