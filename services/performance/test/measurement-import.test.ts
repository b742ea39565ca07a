import { subjectKeyDestroyed } from '@jejak/contracts/audit';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { naturalId, newId, streamOf } from '@jejak/kernel';
import { eventually } from '@jejak/testing';
import { refused } from './answers';
import { type Asking, type City, startCity } from './city';
import { E1, POSITION, SUP1, UNIT } from './nurse';

const NIP = '199001012019042001';
const HEADER = 'source,indicator_id,unit_code,nip,from,to,quantity,evidence_sha256';
const year = (of: number, quantity: string): string =>
  `REGISTER,I-1,,${NIP},${of}-01-01,${of}-12-31,${quantity},`;
const file = (...rows: readonly string[]): string => [HEADER, ...rows].join('\r\n');

describe('POST /imports/measurements', () => {
  let city: City;
  let service: Asking;
  const path = 'imports/measurements';
  const good = file(year(2023, '1010'), year(2024, '1060'), year(2025, '1120.50'));

  beforeAll(async () => {
    city = await startCity(UNIT, '2026-01-05');
    await city.employee({ id: E1, nip: NIP, position: POSITION, supervisorId: SUP1 });
    service = city.as('svc', 'service', 'client');
  }, 120_000);
  afterAll(() => city.stop(), 60_000);

  it('looks a file through without recording anything', async () => {
    const found = await service.post(`${path}?dryRun=true`, good);
    expect(found).toMatchObject({
      status: 200,
      body: { state: 'DRY_RUN', rows: 3, accepted: 3, rejected: 0 },
    });
    expect(await service.get(`imports/${String(found.body.importId)}`)).toMatchObject(
      refused(404, 'IMPORT_NOT_FOUND'),
    );
  });

  it('keeps everything out for a bad row, and says which and why', async () => {
    const bad = file(
      year(2023, '1010'),
      `SELF,I-1,,${NIP},2024-01-01,2024-12-31,7,`,
      'REGISTER,I-1,,199901012020011001,2024-01-01,2024-12-31,7,',
      'REGISTER,I-1,NOWHERE,,2024-01-01,2024-12-31,7,',
      year(2026, '7'),
      `REGISTER,I-1,,${NIP},2024-02-30,2024-12-31,7,`,
      `REGISTER,I-1,,${NIP},2024-01-01,2024-12-31,1e3,`,
      'REGISTER,I-1,,,2024-01-01,2024-12-31,7,',
      'REGISTER,I-1',
      year(2023, '1011'),
    );
    const { status, body } = await service.post(path, bad);
    expect({ status, code: body.code }).toEqual({ status: 422, code: 'IMPORT_REJECTED' });
    expect(body.report).toMatchObject({
      ...{ state: 'REFUSED', rows: 10, accepted: 0, rejected: 9 },
      faults: [
        { row: 2, line: 3, column: 'source', code: 'SOURCE_NOT_VALIDATED' },
        { row: 3, column: 'nip', code: 'EMPLOYEE_NOT_FOUND' },
        { row: 4, column: 'unit_code', code: 'UNIT_NOT_FOUND' },
        { row: 5, column: 'to', code: 'RULE_VIOLATED' },
        { row: 6, column: 'from', code: 'DATE_INVALID' },
        { row: 7, column: 'quantity', code: 'VALUE_INVALID' },
        { row: 8, column: 'nip', code: 'VALUE_MISSING' },
        { row: 9, code: 'ROW_WIDTH' },
        { row: 10, code: 'IMPORT_MISMATCH' },
      ],
    });
  });

  it('takes a good file over once', async () => {
    const done = await service.post(path, good);
    expect(done).toMatchObject({
      status: 200,
      body: { state: 'COMPLETED', accepted: 3, duplicate: 0, faults: [] },
    });
    expect(await service.get(`imports/${String(done.body.importId)}`)).toEqual({
      status: 200,
      body: done.body,
    });
    expect(await service.post(path, good)).toEqual(done);
    const stream = streamOf(
      'measurement',
      naturalId('measurement', 'REGISTER', 'I-1', '', E1, '2025-01-01', '2025-12-31'),
    );
    const [fact] = await city.performance.platform.store.history(stream);
    expect(fact).toMatchObject({
      type: 'MeasurementIngested',
      data: { quantity: '1120.5', employeeId: E1, unitId: null },
    });
  });

  it('takes the good rows over where that is asked for; what is there is a duplicate', async () => {
    const more = file(year(2023, '1010.0'), year(2025, '7'), year(2022, '990'));
    const done = await service.post(`${path}?mode=good-rows`, more);
    expect(done).toMatchObject({
      status: 200,
      body: { accepted: 1, duplicate: 1, faults: [{ row: 2, code: 'IMPORT_MISMATCH' }] },
    });
  });

  it('refuses what is no such table', async () => {
    expect(await service.post(path, HEADER)).toMatchObject(refused(400, 'FILE_EMPTY'));
    expect(await service.post(path, 'source,colour\nREGISTER,red')).toMatchObject(
      refused(400, 'COLUMN_UNKNOWN'),
    );
    expect(await service.post(path, 'source,source\nREGISTER,SELF')).toMatchObject(
      refused(400, 'COLUMN_REPEATED'),
    );
    expect(await service.post(path, 'source\nREGISTER')).toMatchObject(refused(400, 'COLUMN_MISSING'));
    expect(await city.as(E1, 'employee').post(path, good)).toMatchObject(refused(403, 'FORBIDDEN_ROLE'));
  });

  it('knows nobody by the number of an erased person, and nothing that the number said', async () => {
    const rows = async (sql: string): Promise<object[]> =>
      (await city.performance.platform.pool.query<object>(sql, [E1])).rows;
    const number = 'select from rm.nip_index where employee_id = $1';
    const profile = 'select kind, sex, birth_year as born from rm.staff_profile where employee_id = $1';
    expect(await rows(number)).toHaveLength(1);
    expect(await rows(profile)).toEqual([{ kind: 'PNS', sex: 'FEMALE', born: 1990 }]);
    const { audit } = city;
    const erased = {
      requestId: newId(),
      basis: 'REQUEST',
      archiveCode: null,
      entries: 7,
      approvedBy: newId(),
    } as const;
    // Of somebody who is nobody here, too.
    for (const subjectId of [newId(), E1])
      await audit.tell(streamOf('privacy', newId()), subjectKeyDestroyed({ subjectId, ...erased }));
    await eventually('the number leads nowhere', async () => (await rows(number)).length === 0);
    await eventually('the profile is scrubbed', async () => {
      const [row] = (await rows(profile)) as { sex: string | null; born: number | null }[];
      return row.sex === null && row.born === null;
    });
    expect(await city.performance.platform.keys.isDestroyed(E1)).toBe(true);
    expect((await service.post(`${path}?dryRun=true`, file(year(2021, '950')))).body).toMatchObject({
      faults: [{ row: 1, column: 'nip', code: 'EMPLOYEE_NOT_FOUND' }],
    });
  });
});
