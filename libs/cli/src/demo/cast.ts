import { setTimeout as pause } from 'node:timers/promises';
import { naturalId } from '@jejak/kernel';
import { type Accepted, type Installation, Refused, type RequestOptions } from '../installation';
import type { SignIn } from '../sign-in';
import type { Memory } from './memory';
import type { Person } from './people';

/** Read models follow in milliseconds; a system that has just started takes longer. */
const PATIENCE_MS = 60_000;
const LOOK_MS = 100;

/** Refusals that pass once a service, or a read model, has heard what was said. */
const NOT_HEARD_YET = [
  ...['POLICY_MISSING', 'NOT_RELATED', 'EMPLOYEE_NOT_FOUND', 'UNVERIFIED_DATA', 'STAGE_NOT_SETTLED'],
  ...['EVALUATION_NOT_FOUND', 'INPUT_MISSING', 'NOT_ELIGIBLE', 'RESOURCE_MISSING'],
];

/** A file that somebody hands in. */
export interface HandedIn {
  readonly mediaType: string;
  readonly content: string;
}

/** One person or machine client of the demonstration, in one role. */
export class Player {
  constructor(
    private readonly installation: Installation,
    private readonly signIn: SignIn,
    private readonly memory: Memory,
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

  /**
   * Gives a command that the rules refuse; it is part of the story.
   * @param code of the refusal
   * @throws Error when it is taken, or refused for another reason
   */
  async isRefused(code: string, step: string, path: string, body: object = {}): Promise<void> {
    const commandId = naturalId('demonstration', step);
    const endsAt = Date.now() + PATIENCE_MS;
    for (;;) {
      const refusal = await this.installation
        .command(path, { ...(await this.options()), commandId, body })
        .then(() => undefined)
        .catch((error: unknown) => {
          if (error instanceof Refused) return error;
          throw error;
        });
      if (!refusal) throw new Error(`${step} should have been refused as ${code}, and was done`);
      const found = refusal.problem.code ?? '';
      // Of a scene that was interrupted, what came behind the refusal may have happened: then the reason is another.
      if (found === code || this.memory.resumed) return;
      if (!NOT_HEARD_YET.includes(found) || Date.now() > endsAt) throw refusal;
      await pause(LOOK_MS);
    }
  }

  /** Hands in a file, and reads the answer. @throws Refused */
  async handsIn<Answer>(
    step: string,
    path: string,
    { mediaType, content }: HandedIn,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Answer> {
    return this.installation.json<Answer>('POST', path, {
      ...(await this.options()),
      ...{ commandId: naturalId('demonstration', step), headers },
      upload: { stream: new Blob([content]).stream(), mediaType },
    });
  }

  /** Reads until the answer is as wanted. @throws Refused, Error when it never is */
  async reads<Answer>(path: string, wanted: (answer: Answer) => boolean): Promise<Answer> {
    const endsAt = Date.now() + PATIENCE_MS;
    for (;;) {
      const answer = await this.installation
        .json<Answer>('GET', path, await this.options())
        .catch((error: unknown) => {
          if (!(error instanceof Refused)) throw error;
          const { status, code = '' } = error.problem;
          if (status === 404 || NOT_HEARD_YET.includes(code)) return undefined;
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

/** Everyone who plays. */
export class Cast {
  constructor(
    private readonly installation: Installation,
    private readonly signIn: SignIn,
    private readonly people: readonly Person[],
    private readonly memory: Memory,
  ) {}

  /** @param key of a person, or the id of a machine client. @param role where the person has several */
  as(key: string, role?: string): Player {
    return new Player(this.installation, this.signIn, this.memory, key, role);
  }

  /** @throws Error for who is not of the demonstration */
  person(key: string): Person {
    const found = this.people.find((one) => one.key === key);
    if (!found) throw new Error(`${key} is not among the people of the demonstration`);
    return found;
  }

  /** @throws Error for who is not of the demonstration */
  withId(id: string): Person {
    const found = this.people.find((one) => one.id === id);
    if (!found) throw new Error(`${id} is nobody of the demonstration`);
    return found;
  }
}
