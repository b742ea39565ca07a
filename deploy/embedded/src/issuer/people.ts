import { parse } from 'csv-parse/sync';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Someone whom the demonstration lets sign in. Fictional. */
export interface Person {
  /** What people call them: `E-1`. */
  readonly key: string;
  /** UUID: the `sub` of their tokens. */
  readonly id: string;
  readonly name: string;
  readonly roles: readonly string[];
  readonly nip?: string;
}

/** The machine account of the scenario, under the key that the scenario calls it by. */
export const SERVICE_ACCOUNT = { key: 'SVC', clientId: 'service-svc' } as const;

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';

const isPerson = (value: unknown): value is Person => {
  if (typeof value !== 'object' || value === null) return false;
  const { key, id, name, roles } = value as Partial<Record<keyof Person, unknown>>;
  return isText(key) && isText(id) && isText(name) && Array.isArray(roles) && roles.every(isText);
};

/** Everyone of the demonstration, by key and by id. */
export class People {
  private readonly byKey: ReadonlyMap<string, Person>;
  private readonly byId: ReadonlyMap<string, Person>;

  /**
   * @param all those with a part in the story: the page to sign in on lists them
   * @param staff who works for the city besides
   * @throws Error when two share a key or an id
   */
  constructor(
    readonly all: readonly Person[],
    staff: readonly Person[] = [],
  ) {
    const everyone = [...all, ...staff];
    this.byKey = new Map(everyone.map((person) => [person.key, person]));
    this.byId = new Map(everyone.map((person) => [person.id, person]));
    if (this.byKey.size !== everyone.length || this.byId.size !== everyone.length)
      throw new Error('Two people of the demonstration have the same key or id.');
  }

  named(key: string): Person | undefined {
    return this.byKey.get(key);
  }

  withId(id: string): Person | undefined {
    return this.byId.get(id);
  }
}

interface StaffRow {
  readonly name: string;
  readonly email: string;
  readonly employee_id: string;
}

/** The file of employees beside that of the people, where there is one: the key is the name of the mailbox. */
const readStaff = (file: string): Person[] =>
  existsSync(file)
    ? parse<StaffRow>(readFileSync(file), { columns: true }).map(({ name, email, employee_id: id }) => ({
        ...{ key: email.split('@')[0].toUpperCase(), id, name },
        roles: ['employee'],
      }))
    : [];

/** @throws Error when the file cannot be read as a list of people */
export const readPeople = (file: string): People => {
  const list: unknown = JSON.parse(readFileSync(file, 'utf8'));
  if (!Array.isArray(list) || !list.every(isPerson))
    throw new Error(`${file} is no list of people: each has key, id, name and roles.`);
  return new People(list, readStaff(join(dirname(file), 'staff.csv')));
};
