import { readFileSync } from 'node:fs';

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

  /** @throws Error when two share a key or an id */
  constructor(readonly all: readonly Person[]) {
    this.byKey = new Map(all.map((person) => [person.key, person]));
    this.byId = new Map(all.map((person) => [person.id, person]));
    if (this.byKey.size !== all.length || this.byId.size !== all.length)
      throw new Error('Two people of the demonstration have the same key or id.');
  }

  named(key: string): Person | undefined {
    return this.byKey.get(key);
  }

  withId(id: string): Person | undefined {
    return this.byId.get(id);
  }
}

/** @throws Error when the file cannot be read as a list of people */
export const readPeople = (file: string): People => {
  const list: unknown = JSON.parse(readFileSync(file, 'utf8'));
  if (!Array.isArray(list) || !list.every(isPerson))
    throw new Error(`${file} is no list of people: each has key, id, name and roles.`);
  return new People(list);
};
