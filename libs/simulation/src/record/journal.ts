import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import type { Scenario } from '../city/organisation';

/** How far a city's life is recorded in an installation. */
export interface Progress {
  readonly scenario: Scenario;
  /** Number of the last step that is recorded, with all before it. */
  readonly recorded: number;
  readonly whole: boolean;
}

/** Says so in a file of the installation, so that a life that was cut short can go on. */
export class Journal {
  constructor(private readonly file: string) {}

  /** Null where no life was begun. */
  read(): Progress | null {
    try {
      // Written by this very class.
      return JSON.parse(readFileSync(this.file, 'utf8')) as Progress;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
      throw error;
    }
  }

  write(progress: Progress): void {
    // Renamed into place: a process that dies here leaves the earlier word.
    writeFileSync(`${this.file}.new`, JSON.stringify(progress));
    renameSync(`${this.file}.new`, this.file);
  }
}

export const sameScenario = (a: Scenario, b: Scenario): boolean =>
  a.seed === b.seed && a.city === b.city && a.years === b.years && a.firstYear === b.firstYear;
