import { newId } from '@jejak/kernel';
import { eventually } from '@jejak/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { type City, pdfOf, type Person, startCity, WHY } from './city';
import { announced, applyFor, idOf, outcomeOf, type Staff, staffOf } from './round';

const sha256Of = (content: Buffer): string => createHash('sha256').update(content).digest('hex');
const LETTER = pdfOf('surat pengalaman kerja Melati Ujicoba');

describe('documents of applicants (domain.md 4.2, 4.5)', () => {
  let city: City;
  let staff: Staff;
  let [melati, other, inspector, outsider]: Person[] = [];
  let vacancyId: string;
  let applicationId: string;

  beforeAll(async () => {
    city = await startCity('2026-02-02T02:00:00.000Z');
    staff = await staffOf(city);
    [melati, other, inspector, outsider] = await Promise.all([
      city.person('applicant'),
      city.person('applicant'),
      city.person('inspector'),
      city.person('committee'),
    ]);
    vacancyId = await announced(city, staff, 'Perawat', {
      requirements: [{ kind: 'EXPERIENCE', text: 'Dua tahun di rumah sakit' }],
    });
  });
  afterAll(() => city.stop());

  const upload = (file: Buffer, as = melati, kind = 'EXPERIENCE_LETTER', headers = {}) =>
    city.ask('POST', `/my/documents?kind=${kind}`, {
      ...{ as, headers },
      file: { type: 'application/pdf', content: file },
    });
  const refusal = async (asked: ReturnType<typeof upload>): Promise<[number, string | undefined]> => {
    const { status, body } = await asked;
    return [status, body.code];
  };
  const own = async (as: Person): Promise<string[]> => {
    const { body } = await city.ask('GET', '/my/documents', { as });
    return body.items.map(({ sha256 }) => sha256);
  };

  it('are asked for by the vacancy, and named where one is missing', async () => {
    await city.settled();
    const { body } = await city.ask('GET', `/vacancies/${vacancyId}`);
    expect(body).toMatchObject({ documentKinds: ['DIPLOMA', 'EXPERIENCE_LETTER', 'IDENTITY'] });
    const missing = await applyFor(city, vacancyId, melati);
    expect([missing.status, missing.body.code]).toEqual([422, 'DOCUMENT_MISSING']);
    expect((missing.body as unknown as { detail: string }).detail).toContain('EXPERIENCE_LETTER');
  });

  it.each<[string, Buffer]>([
    ['an archive', Buffer.from('PK\x03\x04 and so on', 'latin1')],
    ['a program', Buffer.from('MZ\x90\x00 and so on', 'latin1')],
    ['a page', Buffer.from('<html><script>alert(1)</script></html>')],
    ['a PDF that was cut off', LETTER.subarray(0, 20)],
  ])('refuse %s, whatever the sender calls it', async (_, file) => {
    for (const type of ['application/pdf', 'image/png', 'application/octet-stream'])
      expect(await refusal(upload(file, melati, 'OTHER', { 'content-type': type }))).toEqual([
        422,
        'DOCUMENT_TYPE_REFUSED',
      ]);
  });

  it('refuse what is too large, empty, compressed, or of a kind that there is not', async () => {
    const large = Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(64 * 1024), Buffer.from('%%EOF')]);
    expect(await refusal(upload(large))).toEqual([413, 'DOCUMENT_TOO_LARGE']);
    const larger = Buffer.alloc(11 * 1024 * 1024, 0x20);
    expect(await refusal(upload(larger))).toEqual([413, 'BODY_TOO_LARGE']);
    expect(await refusal(upload(Buffer.alloc(0)))).toEqual([400, 'BODY_INCOMPLETE']);
    expect(await refusal(upload(LETTER, melati, 'OTHER', { 'content-encoding': 'gzip' }))).toEqual([
      415,
      'MEDIA_TYPE_UNSUPPORTED',
    ]);
    expect(await refusal(upload(LETTER, melati, 'OTHER', { 'content-type': 'application/zip' }))).toEqual([
      415,
      'MEDIA_TYPE_UNSUPPORTED',
    ]);
    expect(await refusal(upload(LETTER, melati, 'LOVE_LETTER'))).toEqual([400, 'VALIDATION_FAILED']);
    expect(await refusal(upload(LETTER, staff.hr))).toEqual([403, 'FORBIDDEN_ROLE']);
    expect(await refusal(upload(LETTER, await city.stranger({ nik_verified: true })))).toEqual([
      422,
      'IDENTITY_UNVERIFIED',
    ]);
    expect(await own(melati)).toHaveLength(2);
  });

  it('are kept once each, and so many an applicant', async () => {
    const { body } = await upload(LETTER);
    expect(body).toEqual({
      ...{ kind: 'EXPERIENCE_LETTER', sha256: sha256Of(LETTER), mediaType: 'application/pdf' },
      ...{ size: LETTER.length, uploadedAt: '2026-02-02T02:00:00.000Z' },
    });
    city.at('2026-02-03T02:00:00.000Z');
    expect((await upload(LETTER)).body).toEqual(body);
    expect(await own(melati)).toHaveLength(3);
    for (const text of ['one', 'two', 'three']) expect((await upload(pdfOf(text), other)).status).toBe(200);
    expect(await refusal(upload(pdfOf('four'), other))).toEqual([422, 'TOO_MANY_DOCUMENTS']);
  });

  it('go with the application: those that are named, or the newest of each kind', async () => {
    // Melati’s letter is nothing that another applicant can hand in.
    const stolen = { documents: [{ kind: 'EXPERIENCE_LETTER', sha256: sha256Of(LETTER) }] };
    expect(await outcomeOf(applyFor(city, vacancyId, other, stolen))).toEqual([422, 'DOCUMENT_MISSING']);
    const wrong = { documents: [{ kind: 'EXPERIENCE_LETTER', sha256: 'x' }] };
    expect(await outcomeOf(applyFor(city, vacancyId, melati, wrong))).toEqual([400, 'VALIDATION_FAILED']);
    const submitted = await applyFor(city, vacancyId, melati);
    expect(submitted.status).toBe(200);
    applicationId = idOf(submitted);
    const { body } = await city.ask('GET', `/applications/${applicationId}/documents`, { as: melati });
    expect(body.items).toHaveLength(3);
    expect(body.items[1]).toEqual({
      ...{ kind: 'EXPERIENCE_LETTER', sha256: sha256Of(LETTER), mediaType: 'application/pdf' },
      size: LETTER.length,
    });
  });

  it('are read by their owner, the committee of the vacancy and inspectors; every other reading is refused', async () => {
    const path = `/applications/${applicationId}/documents/${sha256Of(LETTER)}`;
    const mine = `/my/documents/${sha256Of(LETTER)}`;
    for (const [as, from] of [
      [melati, path],
      [melati, mine],
      [staff.chair, path],
      [inspector, `${path}${WHY}`],
    ] as const) {
      const { status, text, headers } = await city.ask('GET', from, { as });
      expect([status, text]).toEqual([200, LETTER.toString()]);
      expect(headers.get('content-type')).toBe('application/pdf');
      expect(headers.get('content-disposition')).toBe('attachment; filename="experience_letter.pdf"');
      expect(headers.get('cache-control')).toBe('private, no-store');
      expect(headers.get('x-content-type-options')).toBe('nosniff');
    }
    const asked = async (as: Person, from: string): Promise<[number, string | undefined]> => {
      const { status, body } = await city.ask('GET', from, { as });
      return [status, body.code];
    };
    expect(await asked(inspector, path)).toEqual([422, 'REASON_REQUIRED']);
    expect(await asked(inspector, `${path}?reason=perlu`)).toEqual([422, 'REASON_REQUIRED']);
    for (const as of [outsider, staff.hr, staff.mayor])
      expect(await asked(as, path)).toEqual([403, 'NOT_RELATED']);
    expect(await asked(other, path)).toEqual([404, 'APPLICATION_NOT_FOUND']);
    expect(await asked(other, mine)).toEqual([404, 'DOCUMENT_NOT_FOUND']);
    expect(await asked(staff.provider, path)).toEqual([403, 'FORBIDDEN_ROLE']);
    expect((await city.ask('GET', path)).status).toBe(401);
    for (const unknown of ['f'.repeat(64), '../keys', "x'--"])
      expect(
        await asked(
          inspector,
          `/applications/${applicationId}/documents/${encodeURIComponent(unknown)}${WHY}`,
        ),
      ).toEqual([404, 'DOCUMENT_NOT_FOUND']);
    expect(await asked(inspector, `/applications/${newId()}/documents`)).toEqual([
      404,
      'APPLICATION_NOT_FOUND',
    ]);
    // Who is not its owner is remembered: the chair once, the inspector also for what was looked for in vain.
    const { rows } = await city.service.platform.pool.query<{ n: number; forCase: number }>(
      `select count(*)::int as n, count(*) filter (where data->>'caseId' = $1)::int as "forCase" from es.events
       where event_type like '%FileRead%' and strpos(data::text, 'recruitment.document') > 0`,
      [vacancyId],
    );
    // The chair reads for the vacancy that is assigned; what the inspector said stands in no clear text.
    expect(rows).toEqual([{ n: 1 + 1 + 3, forCase: 1 }]);
  });

  it('lie sealed, and are gone with the key of their owner', async () => {
    const { pool, keys } = city.service.platform;
    const { rows } = await pool.query<{ sealed: Buffer }>(
      'select sealed from recruitment.document where applicant_id = $1',
      [melati.id],
    );
    for (const { sealed } of rows) expect(sealed.includes('%PDF')).toBe(false);
    await keys.destroy(melati.id);
    for (const [as, path] of [
      [inspector, `/applications/${applicationId}/documents/${sha256Of(LETTER)}${WHY}`],
      [melati, `/my/documents/${sha256Of(LETTER)}`],
    ] as const)
      await eventually('the document is gone', async () => {
        const { status, body } = await city.ask('GET', path, { as });
        return status === 410 && body.code === 'SUBJECT_ERASED';
      });
  });
});
