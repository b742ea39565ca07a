import type { Role } from '@jejak/kernel';
import { randomUUID } from 'node:crypto';
import type { HostileAnswer } from './answers';
import { type HostileCall, type HostilePlan, twinCalls } from './calls';
import type { Contract } from './contract';

/** Somebody who sends what no honest client does, to one service. */
export interface HostileCaller {
  readonly contract: () => Promise<Contract>;
  /** The request as it is. */
  readonly send: (call: HostileCall, headers?: Readonly<Record<string, string>>) => Promise<HostileAnswer>;
}

/**
 * @param url of the service
 * @param signedIn the headers of whoever comes in under a role
 */
export const hostileCaller = (
  url: string,
  signedIn: (role: Role) => Promise<Readonly<Record<string, string>>>,
): HostileCaller => ({
  contract: async () => (await (await fetch(`${url}/docs-json`)).json()) as Contract,
  send: async ({ role, method, path, body }, headers = {}) => {
    const response = await fetch(`${url}${path}`, {
      method,
      headers: {
        ...(await signedIn(role)),
        ...(body === null ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === null ? {} : { body }),
    });
    const contentType = response.headers.get('content-type') ?? '';
    return { status: response.status, contentType, text: await response.text() };
  },
});

const TWINS = [1, 2, 3, 4];

/**
 * Sends every command several times at once under one id, and after one that was accepted the same with its members in another order,
 * and another one under that id.
 * @param otherOf a body that says something else, or the same where there is none; left out: no more than the twins are sent
 * @returns where the twins have more than one outcome, the second answer is not the first, or the other body is taken
 */
export const twinFaults = async (
  { contract, send }: HostileCaller,
  plan: HostilePlan,
  otherOf?: (body: string) => string,
): Promise<string[]> => {
  const faults: string[] = [];
  for (const call of twinCalls(await contract(), plan)) {
    const key = { 'idempotency-key': randomUUID() };
    const twins = await Promise.all(TWINS.map(() => send(call, key)));
    const outcomes = new Set(twins.map(({ status, text }) => (status < 300 ? text : String(status))));
    if (outcomes.size > 1 || twins.some(({ status }) => status >= 500))
      faults.push(`${call.name}: ${[...outcomes].join(' | ')}`);
    if (!otherOf || twins[0].status >= 300 || call.body === null) continue;
    // The same members in another order are the same body.
    const members = Object.entries(JSON.parse(call.body) as object);
    const turned = JSON.stringify(Object.fromEntries([...members].reverse()));
    const again = await send({ ...call, body: turned }, key);
    if (again.text !== twins[0].text) faults.push(`${call.name}, again: ${again.text.slice(0, 200)}`);
    const other = otherOf(call.body);
    // A command that changed nothing is not remembered: whatever comes under its id is decided as the first.
    if (other === call.body || twins[0].text.includes('"events":[]')) continue;
    const { status, text } = await send({ ...call, body: other }, key);
    if (!text.includes('IDEMPOTENCY_MISMATCH'))
      faults.push(`${call.name}, with another body: ${status} ${text.slice(0, 200)}`);
  }
  return faults;
};
