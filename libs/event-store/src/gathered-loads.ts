import { Unavailable } from '@jejak/kernel';

/** A stream that is asked for, and the command that asks; null where none does. */
export interface Asked {
  readonly stream: string;
  readonly commandId: string | null;
}

/** Of one statement at most: a batch that grows with what waits must not grow without end. */
const MOST_TOGETHER = 64;

interface Waiting<Answer> {
  readonly asked: Asked;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Loads that are asked for in one turn of the event loop go to the database in one statement. While few commands come each goes alone,
 * and loses nothing; while many come a turn takes longer and brings more, and what a command costs goes down with its share of round
 * trips. Each load begins after it was asked for, so it sees whatever was committed before.
 */
export class GatheredLoads<Answer> {
  private waiting: Waiting<Answer>[] = [];

  constructor(
    private readonly loadOne: (asked: Asked) => Promise<Answer>,
    /** In the order given. */
    private readonly loadEach: (asked: readonly Asked[]) => Promise<readonly Answer[]>,
  ) {}

  load(asked: Asked): Promise<Answer> {
    return new Promise((resolve, reject) => {
      if (this.waiting.length === 0) setImmediate(() => this.send());
      this.waiting.push({ asked, resolve, reject });
    });
  }

  private send(): void {
    const { waiting } = this;
    this.waiting = [];
    for (let at = 0; at < waiting.length; at += MOST_TOGETHER)
      void this.answer(waiting.slice(at, at + MOST_TOGETHER));
  }

  private async answer(together: readonly Waiting<Answer>[]): Promise<void> {
    if (together.length > 1)
      try {
        const answers = await this.loadEach(together.map(({ asked }) => asked));
        together.forEach(({ resolve }, nth) => resolve(answers[nth]));
        return;
      } catch (error) {
        // The database is away for all of them; anything else is the fault of one, and nobody else's.
        if (error instanceof Unavailable) {
          for (const { reject } of together) reject(error);
          return;
        }
      }
    for (const { asked, resolve, reject } of together) this.loadOne(asked).then(resolve, reject);
  }
}
