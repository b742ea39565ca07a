import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileKeyStore, kekIdOf } from '@jejak/event-store';
import { newId } from '@jejak/kernel';
import { eventually } from '@jejak/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Asking, type InspectedCity, startInspectedCity } from './inspected-city';

describe('keys of the installation (operations.md 6)', () => {
  let city: InspectedCity;
  let folder = '';
  let [one, other, inspector, employee]: readonly Asking[] = [];
  const next = Buffer.alloc(32, 9);
  let former: Buffer;
  const person = newId();
  const aad = Buffer.from('the hash of an event');
  let sealed: Buffer;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'jejak-kek-'));
    city = await startInspectedCity('2026-04-02');
    former = readFileSync(city.environment.JEJAK_KEK_FILE);
    writeFileSync(join(folder, 'kek'), next, { mode: 0o600 });
    writeFileSync(join(folder, 'former'), former, { mode: 0o600 });
    [one, other] = [city.as(newId(), 'operator'), city.as(newId(), 'operator')];
    [inspector, employee] = [city.as(newId(), 'inspector'), city.as(newId(), 'employee')];
    sealed = await city.keys().seal(person, 'about a person', aad);
  }, 240_000);
  afterAll(async () => {
    await city.stop();
    rmSync(folder, { recursive: true });
  });

  it('are listed by what wraps them, with how old that is, for operators and inspectors', async () => {
    const { body } = await inspector.get('/keys');
    expect(body).toMatchObject({
      maxAgeDays: 365,
      keks: [{ kek: kekIdOf(former), present: true, ageDays: 0, old: false }],
      log: [
        {
          vkey: expect.stringContaining('log.test/1+'),
          since: expect.any(String),
          follows: false,
          old: false,
        },
      ],
      rotation: null,
    });
    expect(await employee.get('/keys')).toMatchObject({ status: 403, body: { code: 'FORBIDDEN_ROLE' } });
    city.moveTo('2027-04-03');
    // By the clock of the log, which is simulated here; the KEK's is that of the machine.
    expect((await one.get('/keys')).body).toMatchObject({
      log: [{ ageDays: 366, old: true }],
      keks: [{ old: false }],
    });
  });

  it('are not wrapped anew where nothing is left to be, or by somebody else than operators', async () => {
    expect(await one.post('/keys/rotations')).toMatchObject({
      status: 409,
      body: { code: 'NOTHING_TO_REWRAP' },
    });
    for (const asking of [inspector, employee])
      expect(await asking.post('/keys/rotations')).toMatchObject({
        status: 403,
        body: { code: 'FORBIDDEN_ROLE' },
      });
    const absent = { status: 404, body: { code: 'KEK_ROTATION_NOT_FOUND' } };
    expect(await one.get(`/keys/rotations/${newId()}`)).toMatchObject(absent);
    expect(await one.post(`/keys/rotations/${newId()}/confirm`)).toMatchObject(absent);
  });

  it('are taken over by another KEK once two operators have said so', async () => {
    await city.restart({ JEJAK_KEK_FILE: join(folder, 'kek'), JEJAK_KEK_OTHER_FILE: join(folder, 'former') });
    const made = newId();
    await city.keys().pseudonym(made);
    expect((await one.get('/keys')).body.keks).toMatchObject([
      { kek: kekIdOf(next), present: true },
      { kek: kekIdOf(former), present: false, since: expect.any(String) },
    ]);
    const late = await one.post('/keys/rotations');
    expect(late.status).toBe(200);
    const idOf = (stream: string): string => stream.slice('kek-rotation-'.length);
    city.moveTo('2027-04-03', '09:15:00');
    expect(await other.post(`/keys/rotations/${idOf(late.body.stream)}/confirm`)).toMatchObject({
      ...{ status: 422, body: { code: 'DEADLINE_PASSED' } },
    });
    const asked = await one.post('/keys/rotations');
    const path = `/keys/rotations/${idOf(asked.body.stream)}`;
    expect(await one.post(`${path}/confirm`)).toMatchObject({ status: 422, body: { code: 'SOD_VIOLATION' } });
    await city.settled();
    expect((await one.get(path)).body).toMatchObject({ status: 'REQUESTED', kek: kekIdOf(next) });
    expect((await other.post(`${path}/confirm`)).status).toBe(202);
    const done = await eventually('every key is wrapped anew', async () => {
      const { body } = await other.get(path);
      return body.status === 'DONE' && body;
    });
    expect(await other.post(`${path}/confirm`)).toMatchObject({ body: { code: 'ILLEGAL_TRANSITION' } });
    const { body } = await inspector.get('/keys');
    expect(body).toMatchObject({
      keks: [{ kek: kekIdOf(next), keys: done.keyCount, present: true }],
      rotation: { status: 'DONE', kek: kekIdOf(next) },
    });
    expect(await city.facts('KeysRewrapped')).toMatchObject([{ kek: kekIdOf(next), keys: done.keyCount }]);
  });

  it('open as before, under the new KEK alone', async () => {
    await city.restart({ JEJAK_KEK_FILE: join(folder, 'kek') });
    expect(await city.keys().open(person, sealed, aad)).toBe('about a person');
    const store = city.environment.JEJAK_KEY_STORE;
    const old = fileKeyStore({ folder: store, kek: former, cacheMs: 0 });
    await expect(old.open(person, sealed, aad)).rejects.toThrow('wrapped by KEK');
    const left = readdirSync(store, { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(key|draft)$/.test(name))
      .map((name) => readFileSync(join(store, name), 'utf8'));
    expect(left.length).toBeGreaterThan(0);
    expect(left.filter((text) => !text.includes(kekIdOf(next)))).toEqual([]);
    await city.settled();
    expect(await city.unlikeTheirRebuild()).toEqual({});
  });
});
