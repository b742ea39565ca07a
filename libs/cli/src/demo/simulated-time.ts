import { renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { CommandFailed, EXIT } from '../exit';

/** The city of the demonstration is seven hours ahead of UTC. */
const OFFSET = '+07:00';

/** Moves the business time of an installation on this machine (docs/adr/0006). Services never let it go back. */
export class SimulatedTime {
  constructor(private readonly file: string) {}

  /** @throws CommandFailed where the installation simulates nothing */
  static ofThisMachine(): SimulatedTime {
    const file = process.env.JEJAK_CLOCK_FILE;
    if (!file)
      throw new CommandFailed(
        'The demonstration lives in simulated time: JEJAK_CLOCK_FILE names the clock of the installation.',
        EXIT.usage,
      );
    return new SimulatedTime(file);
  }

  /** A file of this installation that goes with its time. */
  besides(name: string): string {
    return join(dirname(this.file), name);
  }

  /** Lets time stand at an hour of a legal date, by the clock on the wall of the city. */
  moveTo(date: string, time = '09:00:00.000'): void {
    this.write({ at: new Date(`${date}T${time}${OFFSET}`).toISOString() });
  }

  /** From here on it ticks. */
  run(date: string, time = '12:00:00.000'): void {
    this.write({ at: new Date(`${date}T${time}${OFFSET}`).toISOString(), since: new Date().toISOString() });
  }

  private write(simulation: object): void {
    const draft = `${this.file}.new`;
    writeFileSync(draft, JSON.stringify(simulation));
    renameSync(draft, this.file);
  }
}
