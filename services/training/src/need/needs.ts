import { type Appended, type CommandContext, EventStore } from '@jejak/event-store';
import { naturalId, type StreamRef, streamOf } from '@jejak/kernel';
import { People, relationOn } from '@jejak/organisation';
import { Injectable } from '@nestjs/common';
import { programme } from '../programme/programme.decider';
import { Rulebook } from '../rules/rulebook';
import { need, type NeedCommand } from './need.decider';

export const needStream = (needId: string): string => streamOf('need', needId);

/** A person lacks a competency once at a time. */
export const needIdOf = (employeeId: string, competency: string): string =>
  naturalId('need', employeeId, competency);

/** Gives commands to needs, with what they read. */
@Injectable()
export class Needs {
  constructor(
    private readonly store: EventStore,
    private readonly people: People,
    private readonly rulebook: Rulebook,
  ) {}

  /** @param found the facts elsewhere that show what is missing */
  execute(
    needId: string,
    command: NeedCommand,
    context: CommandContext,
    found: readonly StreamRef[] = [],
  ): Promise<Appended> {
    return this.store.execute(need, needStream(needId), command, context, async (_, now) => {
      const [today, person, taught] = await Promise.all([
        this.rulebook.today(now),
        command.type === 'IdentifyNeed' ? this.people.file(command.employeeId) : null,
        command.type === 'PlanNeed'
          ? this.store.state(programme, streamOf('programme', command.programmeId))
          : null,
      ]);
      const heads = [person?.head, taught?.head];
      return {
        given: {
          employed: person !== null,
          supervisorId: relationOn(person?.file ?? null, today.date)?.supervisorId ?? null,
          programme: taught?.state.status === 'defined' ? taught.state : null,
          reasonMinimum: today.rules.reasonMinimum,
        },
        policies: today.refs,
        inputs: [...heads.filter((head): head is StreamRef => head !== undefined && head !== null), ...found],
      };
    });
  }
}
