import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type City, type Person, startCity } from './city';

const NAME = 'Melati Ujicoba';
const request = { name: NAME, email: 'melati@contoh.test', phone: '+628123456789', noticeAccepted: true };

describe('the registration of an applicant (domain.md 4.2)', () => {
  let city: City;
  let melati: Person;
  beforeAll(async () => {
    city = await startCity();
    melati = await city.stranger({ nik_verified: true });
  });
  afterAll(() => city.stop());

  const register = async (as: Person, body: object = request): Promise<[number, string]> => {
    const { status, body: answer } = await city.ask('POST', '/applicants', { as, body });
    return [status, answer.code ?? answer.events.map(({ type }) => type.split('.')[2]).join()];
  };

  it.each([[{}], [{ nik_verified: false }], [{ nik_verified: 'true' }], [{ nik_verified: 1 }]])(
    'is refused where the token says %j of the citizen number',
    async (claims) => {
      const stranger = await city.stranger(claims);
      expect(await register(stranger)).toEqual([422, 'IDENTITY_UNVERIFIED']);
      // The body vouches for nobody.
      expect(await register(stranger, { ...request, nikVerified: true })).toEqual([400, 'VALIDATION_FAILED']);
      const read = await city.ask('GET', '/my/registration', { as: stranger });
      expect([read.status, read.body.code]).toEqual([404, 'APPLICANT_NOT_FOUND']);
    },
  );

  it('is refused without the notice, and with what is no contact', async () => {
    expect(await register(melati, { ...request, noticeAccepted: false })).toEqual([422, 'NOTICE_REQUIRED']);
    for (const wrong of [
      { email: 'melati' },
      { phone: '0812-345' },
      { name: ' ' },
      { name: 'x'.repeat(201) },
    ])
      expect(await register(melati, { ...request, ...wrong })).toEqual([400, 'VALIDATION_FAILED']);
  });

  it('is the business of applicants only', async () => {
    for (const role of ['employee', 'hr_admin', 'committee', 'inspector', 'service'] as const)
      expect(await register(await city.person(role))).toEqual([403, 'FORBIDDEN_ROLE']);
    expect((await city.ask('POST', '/applicants', { body: request })).status).toBe(401);
  });

  it('is done once, and read by nobody else', async () => {
    expect(await register(melati)).toEqual([200, 'ApplicantRegistered']);
    expect(await register(melati)).toEqual([409, 'APPLICANT_EXISTS']);
    const { body } = await city.ask('GET', '/my/registration', { as: melati });
    expect(body).toEqual({
      ...{ applicantId: melati.id, name: NAME, email: request.email, phone: request.phone, version: 1 },
    });
    const other = await city.ask('GET', '/my/registration', { as: await city.person('applicant') });
    expect(other.text).not.toContain(NAME);
  });

  it('leaves neither name nor contact in clear, and nothing once the key is destroyed', async () => {
    const { pool, keys } = city.service.platform;
    for (const secret of [NAME, request.email, request.phone]) {
      const { rows } = await pool.query<{ n: number }>(
        'select count(*)::int as n from es.events where strpos(core || data::text, $1) > 0',
        [secret],
      );
      expect(rows[0].n).toBe(0);
    }
    await keys.destroy(melati.id);
    const read = await city.ask('GET', '/my/registration', { as: melati });
    expect([read.status, read.body.code]).toEqual([410, 'SUBJECT_ERASED']);
    expect(read.text).not.toContain(NAME);
  });
});
