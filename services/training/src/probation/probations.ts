import { type Appended, type CommandContext, EventStore } from '@jejak/event-store';
import { naturalId, type StreamRef, streamOf } from '@jejak/kernel';
import { Injectable } from '@nestjs/common';
import { Rulebook } from '../rules/rulebook';
import { probation, type ProbationCommand } from './probation.decider';

export const probationStream = (employeeId: string): string =>
  streamOf('probation', naturalId('probation', employeeId));

/** Gives commands to probations, with what they read: what was in force on the first day. */
@Injectable()
export class Probations {
  constructor(
    private readonly store: EventStore,
    private readonly rulebook: Rulebook,
  ) {}

  /** @param rests the facts that the command rests on */
  execute(
    employeeId: string,
    command: ProbationCommand,
    context: CommandContext,
    rests: readonly StreamRef[] = [],
  ): Promise<Appended> {
    const stream = probationStream(employeeId);
    return this.store.execute(probation, stream, command, context, async ({ started }, now) => {
      const today = await this.rulebook.today(now);
      const begun = started?.tmt ?? (command.type === 'StartProbation' ? command.tmt : today.date);
      const rules = await this.rulebook.governing(begun, today);
      return {
        given: { calendar: today.calendar, months: rules.other.probationMonths },
        policy: rules.refs.find((ref) => ref.startsWith('tr.other@')),
        policies: [...new Set([...today.refs, ...rules.refs])],
        inputs: rests,
      };
    });
  }
}
