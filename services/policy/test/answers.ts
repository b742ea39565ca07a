import { expect } from '@jest/globals';
import type { Answer, Asking } from './city';

/** The names of the facts that an accepted command recorded. */
export const accepted = (answer: Answer): string => {
  expect(answer).toMatchObject({ status: 200 });
  return answer.body.events.map(({ type }) => type.split('.')[2]).join(' ');
};

/** What the answer to a refused command matches. */
export const refused = (status: number, code: string, more: object = {}) => ({
  status,
  body: { code, type: `/problems/${code}`, ...more },
});

/** The id of the aggregate that a command was for. */
export const idOf = ({ body }: Answer): string => body.stream.slice(-36);

/** Simulates a version and waits for the end. */
export const simulated = async (
  as: Asking,
  version: string,
  period: { readonly from: string; readonly to: string },
  wait: (look: () => Promise<Answer | false>) => Promise<Answer>,
  headers: Readonly<Record<string, string>> = {},
): Promise<Answer> => {
  const begun = await as.post(`policies/${version}/simulations`, period, headers);
  expect(begun).toMatchObject({ status: 202, body: { hypothetical: true } });
  return wait(async () => {
    const answer = await as.get(`policies/${version}/simulations/${String(begun.body.simulationId)}`);
    return answer.body.status !== 'RUNNING' && answer;
  });
};
