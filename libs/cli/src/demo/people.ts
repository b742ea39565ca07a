import { parse } from 'csv-parse/sync';
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

interface StaffRow {
  readonly nip: string;
  readonly name: string;
  readonly email: string;
  readonly employee_id: string;
}

/** The city's other employees, as their file has them: the key is the name of their mailbox. */
export const readStaff = (): Person[] =>
  parse<StaffRow>(readFileSync(demoFile('staff.csv')), { columns: true }).map(
    ({ nip, name, email, employee_id: id }) => ({
      ...{ key: email.split('@')[0].toUpperCase(), id, name, nip },
      roles: ['employee'],
    }),
  );

/** Everyone, as the embedded issuer knows them: those of the story, and the other employees. */
export const readPeople = (): Person[] => [
  ...(JSON.parse(readFileSync(demoFile('people.json'), 'utf8')) as Person[]),
  ...readStaff(),
];
