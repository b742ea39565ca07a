import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Breaches } from './breaches';
import { Installation } from './installation';

const AT = '/api/audit/v1/breaches';
const open = {
  breachId: 'b2',
  noticedAt: '2027-06-01',
  dueAt: '2027-06-04',
  persons: 12,
  authorityAt: null,
  personsAt: null,
  overdue: true,
};
const done = {
  ...open,
  breachId: 'b1',
  authorityAt: '2027-05-02',
  personsAt: '2027-05-02',
  overdue: false,
  persons: null,
};

/** Answers as an installation would, by path. */
describe('jejak ops breach', () => {
  let server: Server;
  let answers: Record<string, object>;
  let asked: { readonly path: string; readonly body: unknown }[];
  let breaches: Breaches;

  beforeEach(async () => {
    asked = [];
    answers = {
      [`GET ${AT}`]: { items: [open, done] },
      [`POST ${AT}`]: { stream: 'breach-b3' },
      [`POST ${AT}/b2/measures`]: {},
      [`POST ${AT}/b2/notifications`]: {},
      [`GET ${AT}/b2/notification?to=AUTHORITY`]: { text: 'Kepada: lembaga' },
      [`GET ${AT}/b2/notification?to=PERSONS`]: { text: 'Kepada: subjek data' },
    };
    server = createServer((incoming, response) => {
      const path = `${incoming.method ?? ''} ${incoming.url ?? ''}`;
      let text = '';
      incoming.on('data', (chunk: Buffer) => (text += chunk.toString()));
      incoming.on('end', () => {
        asked.push({ path, body: text === '' ? null : JSON.parse(text) });
        const answer = path in answers ? answers[path] : undefined;
        response.writeHead(answer === undefined ? 404 : 200, { 'content-type': 'application/json' });
        response.end(JSON.stringify(answer ?? { code: 'NONE' }));
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    breaches = new Breaches(new Installation(`http://127.0.0.1:${port}`), { token: 't', role: 'hr_admin' });
  });
  afterEach(() => new Promise<void>((resolve) => server.close(() => resolve())));

  it('lists the register; somebody who has not been notified is not well', async () => {
    const { text, well } = await breaches.list();
    expect(well).toBe(false);
    expect(text).toContain('to be notified by 2027-06-04, OVERDUE');
    answers[`GET ${AT}`] = { items: [done] };
    expect(await breaches.list()).toMatchObject({ well: true });
    answers[`GET ${AT}`] = { items: [] };
    expect((await breaches.list()).text).toBe('The register is empty.');
  });

  it('records what happened, and what was done and sent', async () => {
    await breaches.record({
      noticed: '2027-06-01T09:00:00+07:00',
      data: 'IDENTITY, CONTACT',
      persons: 12,
      account: 'Diska hilang.',
    });
    await breaches.measure('b2', 'Ditemukan.', 14);
    await breaches.notified('b2', 'AUTHORITY', '045/17');
    expect(asked).toEqual([
      {
        path: `POST ${AT}`,
        body: {
          noticedAt: '2027-06-01T02:00:00.000Z',
          concerned: ['IDENTITY', 'CONTACT'],
          persons: 12,
          account: 'Diska hilang.',
        },
      },
      { path: `POST ${AT}/b2/measures`, body: { measure: 'Ditemukan.', persons: 14 } },
      { path: `POST ${AT}/b2/notifications`, body: { to: 'AUTHORITY', letter: '045/17' } },
    ]);
  });

  it('drafts both notifications of the newest that is not notified, or one of one', async () => {
    expect((await breaches.draft()).text).toBe('Kepada: lembaga\nKepada: subjek data');
    expect((await breaches.draft('b2', 'PERSONS')).text).toBe('Kepada: subjek data');
    answers[`GET ${AT}`] = { items: [done] };
    expect((await breaches.draft()).text).toBe('Every breach of the register has been notified.');
  });
});
