import { setTimeout as pause } from 'node:timers/promises';
import { naturalId } from '@jejak/kernel';
import { type Accepted, type Installation, Refused, type RequestOptions } from '../installation';
import type { SignIn } from '../sign-in';

/** Read models follow in milliseconds; a system that has just started takes longer. */
const PATIENCE_MS = 60_000;
const LOOK_MS = 100;

/** Refusals that pass once a service has heard what another one said. */
const NOT_HEARD_YET = ['POLICY_MISSING', 'NOT_RELATED', 'EMPLOYEE_NOT_FOUND', 'UNVERIFIED_DATA'];

/** One person or machine client of the demonstration, in one role. */
export class Player {
  constructor(
    private readonly installation: Installation,
    private readonly signIn: SignIn,
    private readonly key: string,
    private readonly role?: string,
  ) {}

  /**
   * Gives a command under an id of its own, so that a demonstration that was interrupted goes on where it stopped. Waits
   * while the service has not yet heard of what it needs.
   * @param step names the command in the story
   * @throws Refused
   */
  async does(step: string, path: string, body: object = {}): Promise<Accepted> {
    const commandId = naturalId('demonstration', step);
    const endsAt = Date.now() + PATIENCE_MS;
    for (;;) {
      try {
        return await this.installation.command(path, { ...(await this.options()), commandId, body });
      } catch (error) {
        const code = error instanceof Refused ? error.problem.code : undefined;
        if (code === undefined || !NOT_HEARD_YET.includes(code) || Date.now() > endsAt) throw error;
        await pause(LOOK_MS);
      }
    }
  }

  /** Reads until the answer is as wanted. @throws Refused, Error when it never is */
  async reads<Answer>(path: string, wanted: (answer: Answer) => boolean): Promise<Answer> {
    const endsAt = Date.now() + PATIENCE_MS;
    for (;;) {
      const answer = await this.installation
        .json<Answer>('GET', path, await this.options())
        .catch((error: unknown) => {
          if (error instanceof Refused && error.problem.status === 404) return undefined;
          throw error;
        });
      if (answer !== undefined && wanted(answer)) return answer;
      if (Date.now() > endsAt) throw new Error(`${path} did not show what was awaited`);
      await pause(LOOK_MS);
    }
  }

  private async options(): Promise<RequestOptions> {
    return { token: await this.signIn.token(this.key), ...(this.role ? { role: this.role } : {}) };
  }
}
