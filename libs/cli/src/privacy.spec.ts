import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Installation } from './installation';
import { Privacy } from './privacy';

const person = '01931f00-0000-7000-8000-000000000001';
const HOLDS = `GET /api/audit/v1/legal-holds?standing=true&personId=${person}`;
const OPEN = `GET /api/audit/v1/data-requests?kind=ERASE&status=OPEN&personId=${person}`;
const hold = { holdId: 'h1', personId: person, ground: 'COURT_ORDER', caseNumber: 'PTUN-7', until: null };
const request = { requestId: 'r1', personId: person, status: 'OPEN', filedBy: null, dueAt: '2027-06-04' };

/** Answers as an installation would, by path. */
describe('jejak ops, about people', () => {
  let server: Server;
  let answers: Record<string, object | string>;
  let asked: { readonly path: string; readonly body: unknown }[];
  let privacy: Privacy;

  beforeEach(async () => {
    asked = [];
    answers = { [HOLDS]: { items: [] }, [OPEN]: { items: [request] } };
    server = createServer((incoming, response) => {
      const path = `${incoming.method ?? ''} ${incoming.url ?? ''}`;
      let text = '';
      incoming.on('data', (chunk: Buffer) => (text += chunk.toString()));
      incoming.on('end', () => {
        asked.push({ path, body: text === '' ? null : JSON.parse(text) });
        const answer = path in answers ? answers[path] : undefined;
        response.writeHead(answer === undefined ? 404 : 200, { 'content-type': 'application/json' });
        response.end(typeof answer === 'string' ? answer : JSON.stringify(answer ?? { code: 'NONE' }));
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    privacy = new Privacy(new Installation(`http://127.0.0.1:${port}`), { token: 't', role: 'hr_admin' });
  });
  afterEach(() => new Promise<void>((resolve) => server.close(() => resolve())));

  const commands = () => asked.filter(({ path }) => path.startsWith('POST'));

  it('places, lists and lifts holds', async () => {
    answers['POST /api/audit/v1/legal-holds'] = {};
    answers['POST /api/audit/v1/legal-holds/h1/lift'] = {};
    await privacy.hold(person, { ground: 'COURT_ORDER', case: 'PTUN-7', reason: 'by order' });
    answers[HOLDS] = { items: [hold] };
    expect((await privacy.holds(person)).text).toBe(`h1  ${person}  COURT_ORDER PTUN-7`);
    await privacy.unhold('h1', 'the case is over');
    expect(commands()).toEqual([
      {
        path: 'POST /api/audit/v1/legal-holds',
        body: { personId: person, ground: 'COURT_ORDER', caseNumber: 'PTUN-7', reason: 'by order' },
      },
      { path: 'POST /api/audit/v1/legal-holds/h1/lift', body: { reason: 'the case is over' } },
    ]);
  });

  it('lists to its end of whom nothing is kept any more', async () => {
    const ended = {
      personId: person,
      kinds: ['APPLICATION'],
      until: '2028-04-06',
      entries: 2,
      held: true,
      filed: false,
    };
    answers['GET /api/audit/v1/retention-ended'] = { items: [], next: 'more' };
    answers['GET /api/audit/v1/retention-ended?cursor=more'] = { items: [ended], next: null };
    expect((await privacy.retention()).text).toBe(`${person}  APPLICATION until 2028-04-06  2 entries  HELD`);
    answers['GET /api/audit/v1/retention-ended'] = { items: [], next: null };
    expect((await privacy.retention()).text).toBe('The retention of nobody has ended.');
  });

  it('erases nobody without --yes, and nobody who is held', async () => {
    const dry = await privacy.erase(person, { basis: 'REQUEST', yes: false });
    expect(dry).toMatchObject({ well: true, text: expect.stringContaining('would grant the request r1') });
    answers[HOLDS] = { items: [hold] };
    const held = await privacy.erase(person, { basis: 'REQUEST', yes: true });
    expect(held).toMatchObject({ well: false, text: expect.stringContaining('PTUN-7') });
    expect(commands()).toEqual([]);
  });

  it('grants what was asked for, and says what became unreadable and when copies end', async () => {
    answers['POST /api/audit/v1/data-requests/r1/fulfil'] = {};
    const erased = { subjectId: person, basis: 'REQUEST', entries: 41, erasedAt: '2027-06-01T02:00:00.000Z' };
    answers['GET /api/audit/v1/erasures'] = { items: [erased] };
    const { text } = await privacy.erase(person, { basis: 'REQUEST', yes: true });
    expect(text).toContain('41 entries of the log are unreadable');
    expect(text).toContain('ends by 2027-07-06');
    expect(commands()).toMatchObject([{ body: { basis: 'REQUEST' } }]);
  });

  it('takes two officers where nobody has asked', async () => {
    answers[OPEN] = { items: [] };
    answers['POST /api/audit/v1/data-requests/for-person'] = {};
    const { text } = await privacy.erase(person, { basis: 'RETENTION_ENDED', archive: 'KP.01', yes: true });
    expect(text).toContain('Another data officer grants it');
    expect(commands()).toEqual([
      { path: 'POST /api/audit/v1/data-requests/for-person', body: { kind: 'ERASE', personId: person } },
    ]);
  });
});
