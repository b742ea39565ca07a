import { expect } from '@jest/globals';
import type { Answer } from './city';

/** The names of the facts that an accepted command recorded. */
export const accepted = (answer: Answer): string => {
  expect(answer).toMatchObject({ status: 200 });
  return (answer.body.events as readonly { type: string }[]).map(({ type }) => type.split('.')[2]).join(' ');
};

/** What the answer to a refused command matches. */
export const refused = (status: number, code: string) => ({
  status,
  body: { code, type: `/problems/${code}` },
});

/** The id of the aggregate that a command was for. */
export const idOf = ({ body }: Answer): string => String(body.stream).slice(-36);
