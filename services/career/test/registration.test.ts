import { subjectKeyDestroyed } from '@jejak/contracts/audit';
import { probationPassed } from '@jejak/contracts/training';
import { newId, streamOf } from '@jejak/kernel';
import { eventually } from '@jejak/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { accepted, type Asking, type CareerCity, idOf, refused, startCareerCity } from './career-city';
import { HR1, PPK, some, UNIT } from './people';

const APPOINTED = some(1);
const person = {
  ...{ nip: '199001012026021001', nik: '1271010101900001', name: 'Pegawai Baru', kind: 'CPNS' },
  ...{ golongan: 'III/a', jenjang: 'Ahli Pertama', start: '2026-02-01' },
};
/** Somebody else's numbers. */
const other = { ...person, nip: '199001012026021002', nik: '1271010101900002', name: 'Orang Lain' };

describe('a file that HR opens by hand', () => {
  let city: CareerCity;
  let hr: Asking;
  beforeAll(async () => {
    city = await startCareerCity('2026-02-02');
    hr = city.as(HR1, 'hr_admin');
    const units = ['DINKES', 'LAMA'].map((code) => ({ code, name: code, kind: 'OPD', from: '2020-01-01' }));
    for (const unit of units) accepted(await hr.post('units/create', unit));
  }, 120_000);
  afterAll(() => city.stop());

  it('needs units whose line is no circle', async () => {
    const part = { code: 'SEKSI', name: 'Seksi', kind: 'SEKSI', from: '2020-01-01' };
    expect(await hr.post('units/create', { ...part, parentUnitId: newId() })).toMatchObject({
      ...refused(404, 'UNIT_NOT_FOUND'),
    });
    expect(accepted(await hr.post('units/create', { ...part, parentUnitId: UNIT }))).toBe('UnitCreated');
    const columns = ['unit_code', 'name', 'kind', 'parent_code', 'from', 'to'];
    const unit = (code: string, parent: string) => [code, code, 'OPD', parent, '2020-01-01', ''];
    const circle = [unit('A', 'C'), unit('B', 'A'), unit('C', 'B'), unit('D', 'C'), unit('E', 'SEKSI')];
    const { status, body } = await hr.file('imports/units', [columns, ...circle]);
    expect([status, body.code]).toEqual([422, 'IMPORT_REJECTED']);
    expect((body.report as { faults: object[] }).faults).toMatchObject(
      [1, 2, 3, 4].map((row) => ({ row, column: 'parent_code', code: 'CYCLE_IN_LINE' })),
    );
  });

  it('is opened for whom recruitment has appointed, under the id that it gave', async () => {
    const asked = { ...person, employeeId: APPOINTED };
    const mayor = city.as(PPK, 'leadership');
    expect(await mayor.post('employees/register', asked)).toMatchObject(refused(403, 'FORBIDDEN_ROLE'));
    const answer = await hr.post('employees/register', asked);
    expect(accepted(answer)).toBe('EmployeeRegistered');
    expect(idOf(answer)).toBe(APPOINTED);
    const [{ data }] = await city.facts('EmployeeRegistered');
    expect(data).toEqual({ ...asked, email: '', contractEnd: null });
    await city.settled();
    expect((await hr.get(`employees/${APPOINTED}`)).body).toMatchObject({ kind: 'CPNS', positions: [] });
  });

  it('of a candidate is that of a civil servant once the probation is passed', async () => {
    const passed = { employeeId: APPOINTED, passedOn: '2027-01-15' };
    await city.training.tell(
      streamOf('probation', APPOINTED),
      probationPassed(passed, { subject: APPOINTED }),
    );
    await eventually('it is known', async () => {
      const { body } = await hr.get(`employees/${APPOINTED}`);
      return body.kind === 'PNS';
    });
    expect((await hr.get('employees?format=csv')).text).toContain(`${APPOINTED},PNS,III/a,`);
    // What the file says, nobody rewrites.
    const [{ data }] = await city.facts('EmployeeRegistered');
    expect(data).toMatchObject({ kind: 'CPNS' });
  });

  it('is opened once, and each number belongs to one person', async () => {
    const opened = { ...person, employeeId: APPOINTED };
    expect(await hr.post('employees/register', opened)).toMatchObject(refused(409, 'EMPLOYEE_EXISTS'));
    const renumbered = { ...other, employeeId: APPOINTED };
    expect(await hr.post('employees/register', renumbered)).toMatchObject(refused(409, 'EMPLOYEE_EXISTS'));
    // Without an id the number says who it is.
    expect(await hr.post('employees/register', person)).toMatchObject(refused(409, 'EMPLOYEE_EXISTS'));
    for (const taken of [
      { ...person, employeeId: some(2) },
      { ...other, nip: person.nip },
      { ...other, nik: person.nik },
    ])
      expect(await hr.post('employees/register', taken)).toMatchObject(refused(409, 'IDENTITY_TAKEN'));
    expect(await city.facts('EmployeeRegistered')).toHaveLength(1);
  });

  it.each([
    ['a NIP of 17 digits', { nip: '19900101202602100' }, 'VALIDATION_FAILED'],
    ['a kind that the law does not know', { kind: 'HONORER' }, 'VALIDATION_FAILED'],
    ['a rank that there is not', { golongan: 'V/a' }, 'VALIDATION_FAILED'],
    ['a day that no calendar has', { start: '2026-02-30' }, 'VALIDATION_FAILED'],
    ['no name', { name: ' ' }, 'VALIDATION_FAILED'],
    ['a contract that ends before it begins', { kind: 'PPPK', contractEnd: '2026-01-31' }, 'PERIOD_INVALID'],
  ])('is refused with %s', async (_, wrong, code) => {
    const answer = await hr.post('employees/register', { ...other, ...wrong });
    expect(answer).toMatchObject({ status: 400, body: { code } });
  });

  it('gets a place only where there is a unit, and a supervisor only of whom there is a file', async () => {
    const path = `employees/${APPOINTED}`;
    const place = { position: 'Perawat', unitId: UNIT, from: '2026-02-01' };
    const nowhere = { ...place, unitId: newId() };
    expect(await hr.post(`${path}/assign-position`, nowhere)).toMatchObject({
      ...refused(404, 'UNIT_NOT_FOUND'),
    });
    expect(accepted(await hr.post(`${path}/assign-position`, place))).toBe('PositionAssigned');
    const [assigned] = await city.facts('PositionAssigned');
    expect(assigned.inputs).toMatchObject([{ stream: `unit-${UNIT}`, ver: 1 }]);

    const nobody = { supervisorId: newId(), from: '2026-02-01' };
    expect(await hr.post(`${path}/assign-supervisor`, nobody)).toMatchObject({
      ...refused(404, 'EMPLOYEE_NOT_FOUND'),
    });
    const above = idOf(await hr.post('employees/register', other));
    await city.settled();
    const relation = { supervisorId: above, from: '2026-02-01' };
    expect(accepted(await hr.post(`${path}/assign-supervisor`, relation))).toBe('SupervisorAssigned');
    const [related] = await city.facts('SupervisorAssigned');
    expect(related.inputs).toMatchObject([{ stream: `employee-${above}`, ver: 1 }]);
    await city.settled();
    const circle = { supervisorId: APPOINTED, from: '2026-02-01' };
    expect(await hr.post(`employees/${above}/assign-supervisor`, circle)).toMatchObject({
      ...refused(409, 'CYCLE_IN_LINE'),
    });
  });

  it('gets no place in a unit from the day on which that became part of another', async () => {
    const merge = { code: 'LAMA', into: 'DINKES', from: '2026-03-01' };
    await city.settled();
    const merged = await hr.post('units/merge', merge);
    expect(accepted(merged)).toBe('UnitMerged');
    const place = { position: 'Perawat Ahli', unitId: idOf(merged) };
    const path = `employees/${APPOINTED}/assign-position`;
    expect(await hr.post(path, { ...place, from: '2026-03-01' })).toMatchObject({
      ...refused(404, 'UNIT_NOT_FOUND'),
    });
    expect(accepted(await hr.post(path, { ...place, from: '2026-02-10', to: '2026-02-28' }))).toBe(
      'PositionAssigned',
    );
  });

  it('of an erased person leads nowhere by number; whoever comes with the numbers is somebody new', async () => {
    const { audit } = city;
    const about = {
      requestId: newId(),
      basis: 'REQUEST',
      archiveCode: null,
      entries: 3,
      approvedBy: newId(),
    } as const;
    const erased = subjectKeyDestroyed({ subjectId: APPOINTED, ...about });
    await audit.tell(streamOf('privacy', newId()), erased);
    await city.known(
      'the numbers are gone',
      'select (count(*) = 0)::int as n from career.identity_index where employee_id = $1',
      [APPOINTED],
    );
    const { status, body } = await hr.get(`employees/${APPOINTED}`);
    expect(status).toBe(200);
    expect(JSON.stringify(body)).not.toContain(person.name);
    const anew = await hr.post('employees/register', person);
    expect(accepted(anew)).toBe('EmployeeRegistered');
    expect(idOf(anew)).not.toBe(APPOINTED);
  });
});
