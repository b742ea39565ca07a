import { expect } from '@jest/globals';
import type { Answer } from './city';

/** The names of the facts that an accepted command recorded. */
export const accepted = (answer: Answer): string => {
  expect(answer).toMatchObject({ status: 200 });
  return answer.body.events.map(({ type }) => type.split('.')[2]).join(' ');
};

/** What the answer to a refused command matches. */
export const refused = (status: number, code: string) => ({
  status,
  body: { code, type: `/problems/${code}` },
});

/** The id of the aggregate that a command was for. */
export const idOf = ({ body }: Answer): string => body.stream.slice(-36);

/** A row of any list: a test reads the members that its list has. */
export interface Row {
  readonly needId: string;
  readonly employeeId: string;
  readonly enrolmentId: string;
  readonly attendance: string | null;
  readonly gain: string | null;
}

/** The JSON of any answer: a test reads the members that its answer has. */
export interface Body {
  readonly stream: string;
  readonly events: readonly { readonly type: string }[];
  readonly items: readonly Row[];
  readonly recommended: readonly unknown[];
  readonly experiences: readonly { readonly experienceId: string }[];
  readonly [member: string]: unknown;
}

/** The row that a test goes on with. @throws Error where the list has none such */
export const rowOf = ({ items }: Body, what: string, wanted: (row: Row) => boolean): Row => {
  const found = items.find(wanted);
  if (!found) throw new Error(`no row: ${what}`);
  return found;
};
