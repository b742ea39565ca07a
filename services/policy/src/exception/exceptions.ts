import { type Appended, type CommandContext, EventStore } from '@jejak/event-store';
import { streamOf } from '@jejak/kernel';
import { isHeadOf, People } from '@jejak/organisation';
import type { DueTimer } from '@jejak/projections';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Rulebook } from '../rules/rulebook';
import { exception, type ExceptionCommand } from './exception.decider';

export const exceptionStream = (exceptionId: string): string => streamOf('exception', exceptionId);

/** Gives commands to exceptions, with what they read. */
@Injectable()
export class Exceptions {
  constructor(
    private readonly store: EventStore,
    private readonly db: DataSource,
    private readonly people: People,
    private readonly rulebook: Rulebook,
  ) {}

  execute(exceptionId: string, command: ExceptionCommand, context: CommandContext): Promise<Appended> {
    return this.store.execute(exception, exceptionStream(exceptionId), command, context, async (_, now) => {
      const { calendar, date: today, rules, refs } = await this.rulebook.today(now);
      const { exceptionDays, reasonMinimum } = rules;
      const given = { calendar, today, exceptionDays, reasonMinimum };
      if (command.type !== 'RequestException') return { given, policies: refs };
      const [head, employee, [known]] = await Promise.all([
        this.people.file(command.by),
        command.employeeId === null ? null : this.people.file(command.employeeId),
        this.db.query<unknown[]>('select from rm.policy_file where key = $1', [command.rule]),
      ]);
      return {
        given: {
          ...given,
          isHead: isHeadOf(head?.file ?? null, command.unitId, today),
          ruleExists: known !== undefined,
          employeeExists: command.employeeId === null || employee !== null,
        },
        policies: refs,
        inputs: [head, employee].flatMap((read) => (read ? [read.head] : [])),
      };
    });
  }

  fire({ key, context }: DueTimer): Promise<Appended> {
    return this.execute(key, { type: 'ExpireException' }, context);
  }
}
