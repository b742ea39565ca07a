import { setTimeout as pause } from 'node:timers/promises';
import { naturalId } from '@jejak/kernel';
import { type Accepted, type Installation, isAway, Refused, type RequestOptions } from '../installation';
import type { SignIn } from '../sign-in';
import type { Memory } from './memory';
import type { Person } from './people';

/** Read models follow in milliseconds; a system that has just started takes longer. */
const PATIENCE_MS = 60_000;
const LOOK_MS = 100;

/** Refusals by what is so: they pass once a service, or a read model, has heard what was said. A malformed command never does. */
const BY_WHAT_IS_SO = [403, 404, 409, 422, 429];

/** A read model that does not show yet what is waited for. */
class NotYet extends Error {}

/** Whether what stands in the way passes by itself: every command has an id, so none is done twice. */
const passes = (error: unknown): boolean => {
  if (error instanceof NotYet || isAway(error)) return true;
  return error instanceof Refused && BY_WHAT_IS_SO.includes(error.problem.status);
};

const STAFF = /^S-\d{4}$/;
/** The first so many of them work in the immunisation section. */
const SECTION = 18;

/** A file that somebody hands in. */
export interface HandedIn {
  readonly mediaType: string;
  readonly content: string;
}

/** Hears of what is part of the story and changes nothing. */
export type Tell = (line: string) => void;

/** One person or machine client of the demonstration, in one role. */
export class Player {
  constructor(
    private readonly installation: Installation,
    private readonly signIn: SignIn,
    private readonly memory: Memory,
    private readonly key: string,
    private readonly role: string | undefined,
    private readonly tell: Tell,
  ) {}

  /**
   * Gives a command under an id of its own, so that a demonstration that was interrupted goes on where it stopped. Waits
   * while the service has not yet heard of what it needs.
   * @param step names the command in the story
   * @param body what is asked; where it rests on something that has just been read, how to read that: again with each attempt
   * @throws Refused
   */
  async does<Answer = Accepted>(
    step: string,
    path: string,
    body: object | (() => Promise<object>) = {},
  ): Promise<Answer> {
    const commandId = naturalId('demonstration', step);
    return this.insists(async () =>
      this.installation.json<Answer>('POST', path, {
        ...(await this.options()),
        ...{ commandId, body: typeof body === 'function' ? await (body as () => Promise<object>)() : body },
      }),
    );
  }

  /**
   * Gives a command that the rules refuse; it is part of the story.
   * @param code of the refusal
   * @throws Error when it is taken, or refused for another reason
   */
  async isRefused(code: string, step: string, path: string, body: object = {}): Promise<void> {
    const commandId = naturalId('demonstration', step);
    const found = await this.insists(async () =>
      this.installation
        .command(path, { ...(await this.options()), commandId, body })
        .then(() => undefined)
        .catch((error: unknown) => {
          const refusal = error instanceof Refused ? error.problem.code : undefined;
          // Of a scene that was interrupted, what came behind the refusal may have happened: then the reason is another.
          if (refusal === code || (refusal !== undefined && this.memory.resumed)) return refusal;
          throw error;
        }),
    );
    if (found === undefined) throw new Error(`${step} should have been refused as ${code}, and was done`);
    if (found === code) this.tell(`refused as the rules say: ${code} (${step})`);
  }

  /** Hands in a file, and reads the answer. @throws Refused */
  async handsIn<Answer>(
    step: string,
    path: string,
    { mediaType, content }: HandedIn,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Answer> {
    const commandId = naturalId('demonstration', step);
    return this.insists(async () =>
      this.installation.json<Answer>('POST', path, {
        ...(await this.options()),
        ...{ commandId, headers },
        upload: { stream: new Blob([content]).stream(), mediaType },
      }),
    );
  }

  /** Reads until the answer is as wanted. @throws Refused, Error when it never is */
  async reads<Answer>(path: string, wanted: (answer: Answer) => boolean): Promise<Answer> {
    return this.insists(async () => {
      const answer = await this.installation
        .json<Answer>('GET', path, await this.options())
        .catch((error: unknown) => {
          // What a command made is not in the read model yet.
          throw error instanceof Refused && error.problem.status === 404 ? new NotYet(error.message) : error;
        });
      if (!wanted(answer)) throw new NotYet(`${path} did not show what was awaited`);
      return answer;
    });
  }

  /** Reads a text that everyone may read, until it is as wanted. @throws Refused, Error when it never is */
  async readsText(path: string, wanted: (text: string) => boolean): Promise<string> {
    return this.insists(async () => {
      const text = await (await this.installation.ok('GET', path)).text();
      if (!wanted(text)) throw new NotYet(`${path} did not show what was awaited`);
      return text;
    });
  }

  /** Asks again while what stands in the way passes by itself. */
  private async insists<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
    const endsAt = Date.now() + PATIENCE_MS;
    for (;;) {
      try {
        return await ask();
      } catch (error) {
        if (!passes(error) || Date.now() > endsAt) throw error;
        await pause(LOOK_MS);
      }
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
    private readonly tell: Tell,
  ) {}

  /** @param key of a person, or the id of a machine client. @param role where the person has several */
  as(key: string, role?: string): Player {
    return new Player(this.installation, this.signIn, this.memory, key, role, this.tell);
  }

  /** Everyone who works for the city and has no part of their own, in the order of their file. */
  staff(): readonly Person[] {
    return this.people.filter(({ key }) => STAFF.test(key));
  }

  /** The colleagues of E-1 in the immunisation section that have no part of their own. */
  section(): readonly Person[] {
    return this.staff().slice(0, SECTION);
  }

  /** Everyone with a number who acts as an employee from the beginning. */
  employees(): readonly Person[] {
    return this.people.filter(({ nip, roles }) => nip !== undefined && roles.includes('employee'));
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
