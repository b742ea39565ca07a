import { type Appended, type CommandContext, EventStore } from '@jejak/event-store';
import { streamOf } from '@jejak/kernel';
import { Injectable } from '@nestjs/common';
import { talent, type TalentCommand } from './talent.decider';
import { TalentReading } from './talent.reading';

export const talentStream = (employeeId: string): string => streamOf('talent', employeeId);

/** Gives commands about somebody's potential and box, each with what it reads. */
@Injectable()
export class Talents {
  constructor(
    private readonly store: EventStore,
    private readonly reading: TalentReading,
  ) {}

  execute(employeeId: string, command: TalentCommand, context: CommandContext): Promise<Appended> {
    return this.store.execute(
      ...([talent, talentStream(employeeId), command, context, this.reading.of(command)] as const),
    );
  }
}
