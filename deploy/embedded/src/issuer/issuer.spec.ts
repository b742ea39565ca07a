import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { clientAdapter, isLoopback, isMachineClient } from './clients';
import { MemoryAdapter, type Shelf } from './memory-adapter';
import { People, type Person, readPeople } from './people';
import { readIssuerSettings } from './settings';
import { pageLanguage, signInPage } from './sign-in-page';
import { loadState } from './state';

const folder = mkdtempSync(join(tmpdir(), 'jejak-issuer-'));
afterAll(() => rmSync(folder, { recursive: true }));

const someone = (key: string, changes: Partial<Person> = {}): Person => ({
  key,
  id: `id-${key}`,
  name: `Pegawai ${key}`,
  roles: ['employee'],
  ...changes,
});

describe('the settings', () => {
  it('have defaults but for the port', () => {
    expect(readIssuerSettings({ PORT: '4000' })).toMatchObject({
      host: '127.0.0.1',
      port: 4000,
      issuer: 'http://127.0.0.1:4000',
      peopleFile: expect.stringMatching(/people\.json$/),
    });
    expect(readIssuerSettings({ PORT: '1', JEJAK_OIDC_ISSUER: 'http://localhost:8080/issuer/' }).issuer).toBe(
      'http://localhost:8080/issuer',
    );
  });

  it('let it listen elsewhere, as a container must', () => {
    expect(readIssuerSettings({ PORT: '4000', JEJAK_HOST: '0.0.0.0' }).host).toBe('0.0.0.0');
  });

  it.each([[undefined], [''], ['0'], ['65536'], ['x'], ['1.5']])('refuse the port %p', (PORT) => {
    expect(() => readIssuerSettings({ PORT })).toThrow('PORT must be');
  });

  it('refuse production, whatever else they say', () => {
    expect(() => readIssuerSettings({ PORT: '4000', NODE_ENV: 'production' })).toThrow('NODE_ENV=production');
  });
});

describe('the people', () => {
  const file = join(folder, 'people.json');
  const read = (value: unknown): People => {
    writeFileSync(file, JSON.stringify(value));
    return readPeople(file);
  };

  it('are found by key and by id', () => {
    const people = read([someone('E-1'), someone('E-2')]);
    expect(people.named('E-1')?.id).toBe('id-E-1');
    expect(people.withId('id-E-2')?.key).toBe('E-2');
    expect(people.named('toString')).toBeUndefined();
  });

  it('are also those in the file of employees beside them, whom the page does not list', () => {
    const staff = join(folder, 'staff.csv');
    writeFileSync(staff, 'nip,name,email,employee_id\n1,Pegawai S-0001,s-0001@kota.example,id-1\n');
    const people = read([someone('E-1')]);
    expect(people.named('S-0001')).toEqual({
      ...{ key: 'S-0001', id: 'id-1', name: 'Pegawai S-0001', roles: ['employee'] },
    });
    expect(people.all.map(({ key }) => key)).toEqual(['E-1']);
    rmSync(staff);
  });

  it.each([
    ['no list', {}],
    ['someone without roles', [{ key: 'a', id: 'b', name: 'c' }]],
    ['someone without a key', [someone('')]],
    ['someone whose role is no text', [someone('a', { roles: [1] as unknown as string[] })]],
    ['nobody', [null]],
  ])('are refused with %s', (_, value) => {
    expect(() => read(value)).toThrow('no list of people');
  });

  it('are refused when two are one', () => {
    expect(() => new People([someone('a'), someone('a', { id: 'x' })])).toThrow('same key or id');
    expect(() => new People([someone('a'), someone('b', { id: 'id-a' })])).toThrow('same key or id');
  });
});

describe('the state', () => {
  it('is made once and found again, for the owner’s eyes', async () => {
    const made = await loadState(join(folder, 'state'));
    expect(await loadState(join(folder, 'state'))).toEqual(made);
    expect(made.keys).toMatchObject([
      { kty: 'EC', alg: 'ES256', d: expect.any(String), kid: expect.any(String) },
    ]);
    expect(statSync(join(folder, 'state')).mode & 0o777).toBe(0o700);
    expect(statSync(join(folder, 'state', 'issuer.json')).mode & 0o777).toBe(0o600);
  });

  it('that cannot be read is not replaced in silence', async () => {
    writeFileSync(join(folder, 'issuer.json'), '{"keys":');
    await expect(loadState(folder)).rejects.toThrow(SyntaxError);
    expect(readFileSync(join(folder, 'issuer.json'), 'utf8')).toBe('{"keys":');
  });
});

describe('the clients', () => {
  it.each([
    ['service-import', true],
    ['service-a', true],
    ['service-', false],
    ['service--x', false],
    ['Service-import', false],
    ['service-import\n', false],
    ['xservice-import', false],
    [`service-${'x'.repeat(61)}`, false],
  ])('%p is a machine: %p', (id, machine) => {
    expect(isMachineClient(id)).toBe(machine);
  });

  it('are known by their names alone', async () => {
    expect(await clientAdapter.find('service-import')).toMatchObject({ grant_types: ['client_credentials'] });
    expect(await clientAdapter.find('jejak-console')).toMatchObject({
      grant_types: ['authorization_code', 'refresh_token'],
    });
    expect(await clientAdapter.find('nobody')).toBeUndefined();
  });

  it.each([
    ['http://127.0.0.1:8080/signed-in', true],
    ['http://localhost/', true],
    ['http://[::1]:3000/x?y=1', true],
    ['https://127.0.0.1/', false],
    ['http://127.0.0.1.evil.example/', false],
    ['http://evil.example/127.0.0.1', false],
    ['http://a@127.0.0.1/', false],
    ['http://127.0.0.1/#x', false],
    ['javascript:alert(1)', false],
    ['//127.0.0.1/', false],
    ['', false],
  ])('may return to %p: %p', (uri, allowed) => {
    expect(isLoopback(uri)).toBe(allowed);
  });
});

describe('the shelf', () => {
  const shelf: Shelf = new Map();
  const codes = new MemoryAdapter('AuthorizationCode', shelf);
  const sessions = new MemoryAdapter('Session', shelf);

  it('keeps each kind apart, and forgets what has run out', async () => {
    await codes.upsert('1', { grantId: 'g' }, 60);
    await sessions.upsert('1', { uid: 'u' }, 60);
    await sessions.upsert('2', { uid: 'v' }, 0);
    expect(await codes.find('1')).toEqual({ grantId: 'g' });
    expect(await sessions.findByUid('u')).toEqual({ uid: 'u' });
    expect(await codes.findByUid('u')).toBeUndefined();
    expect(await sessions.find('2')).toBeUndefined();
  });

  it('marks what was used, and drops what was revoked', async () => {
    await codes.consume('1');
    expect(await codes.find('1')).toMatchObject({ consumed: expect.any(Number) });
    await codes.revokeByGrantId('g');
    expect(await codes.find('1')).toBeUndefined();
    await sessions.destroy('1');
    expect(await sessions.find('1')).toBeUndefined();
  });
});

describe('the page', () => {
  it('shows names as names, whatever is in them', () => {
    const page = signInPage('id', [someone('<b>', { name: '"><script>alert(1)</script>' })]);
    expect(page).not.toContain('<script>');
    expect(page).toContain('value="&lt;b&gt;"');
    expect(page).toContain('&quot;&gt;&lt;script&gt;');
  });

  it('has a language, a title, a heading and a form that it names', () => {
    const page = signInPage('en', [someone('E-1')]);
    expect(page).toMatch(/<html lang="en">[\s\S]*<title>[^<]+<\/title>[\s\S]*<main>[\s\S]*<h1 id="heading">/);
    expect(page).toContain('<form method="post" aria-labelledby="heading">');
    expect(signInPage('en', [], true)).toContain('role="alert"');
  });

  it.each([
    [undefined, undefined, 'id'],
    [undefined, 'en-GB,en;q=0.9', 'en'],
    [undefined, 'fr,en;q=0.5', 'en'],
    [undefined, 'id-ID', 'id'],
    [undefined, 'in', 'id'],
    [undefined, 'fr', 'id'],
    ['en', 'id', 'en'],
    ['id en', 'en', 'id'],
    [7, 'english', 'id'],
  ])('of ui_locales %p and Accept-Language %p is in %s', (locales, accepted, language) => {
    expect(pageLanguage(locales, accepted)).toBe(language);
  });
});
