import { setTimeout as pause } from 'node:timers/promises';
import type { Accepted, Answered, PublicApi } from './public-api';

/** A command as its sender keeps it until it is accepted. */
export interface Outgoing {
  readonly path: string;
  readonly as: string;
  readonly role: string;
  /** Under which it is sent as often as need be. */
  readonly key: string;
  readonly body: object;
}

const RETRY_MS = 100;
/** Commands follow each other at a pace that leaves a small machine time for everything else. */
const PACE_MS = 40;
/** Each so manieth command is sent again although it was accepted. */
const REPEATED = 5;

/** The system or the way to it is down; what was asked is not known to have been done. */
const mayBeSentAgain = (answer: Answered | undefined): boolean =>
  answer === undefined || answer.status === 503;

/**
 * Sends commands one after the other and gives none of them up: one without an answer is sent again with its key. That is all an
 * integrator has to do.
 */
export class Integrator {
  readonly accepted: Accepted[] = [];
  /** Answers that no integrator should have to expect. */
  readonly surprises: string[] = [];
  /** How often something had to be sent again. */
  again = 0;
  private stopping = false;
  private working: Promise<void> = Promise.resolve();

  /** @param commands in their order; those of one number are sent one after the other */
  constructor(
    private readonly api: PublicApi,
    readonly name: string,
    private readonly commands: (number: number) => readonly Outgoing[],
  ) {}

  begin(): void {
    this.working = this.work();
  }

  /** Finishes what it has begun. */
  async stop(): Promise<void> {
    this.stopping = true;
    await this.working;
  }

  private async work(): Promise<void> {
    for (let number = 1; !this.stopping; number++) {
      for (const command of this.commands(number)) await this.insist(command, number);
      await pause(PACE_MS);
    }
  }

  private async insist(command: Outgoing, number: number): Promise<void> {
    const accepted = await this.send(command);
    if (!accepted) return;
    this.accepted.push(accepted);
    if (number % REPEATED !== 0) return;
    const repeated = await this.send(command);
    if (JSON.stringify(repeated) !== JSON.stringify(accepted))
      this.surprises.push(`${command.key} again: ${JSON.stringify(repeated)}`);
  }

  private async send({ path, ...asking }: Outgoing): Promise<Accepted | undefined> {
    for (;;) {
      const answer = await this.api.ask('POST', path, asking).catch(() => undefined);
      if (!mayBeSentAgain(answer)) {
        if (answer?.status === 200) return answer.json as Accepted;
        this.surprises.push(`${asking.key}: ${answer?.status ?? ''} ${answer?.text ?? ''}`);
        return undefined;
      }
      this.again++;
      await pause(RETRY_MS);
    }
  }
}
