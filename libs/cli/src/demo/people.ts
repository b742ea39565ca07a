import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Someone of the demonstration; nobody real. */
export interface Person {
  readonly key: string;
  /** The id of the identity provider, and so of the employee's file. */
  readonly id: string;
  readonly name: string;
  readonly roles: readonly string[];
  /** 18 digits, of employees. */
  readonly nip?: string;
}

/** The files of the demonstration, shipped beside the code. */
export const demoFile = (...path: readonly string[]): string => join(__dirname, '..', '..', 'demo', ...path);

/** Everyone, as the embedded issuer knows them. */
export const readPeople = (): Person[] =>
  JSON.parse(readFileSync(demoFile('people.json'), 'utf8')) as Person[];
