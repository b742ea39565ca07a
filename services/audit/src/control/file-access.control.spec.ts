import { describe, expect, it } from '@jest/globals';
import { byOffice, isTied, type Ties } from './file-access.control';

const [reader, supervisor, superior] = ['R', 'S', 'T'].map((letter) => `p_${letter.repeat(22)}`);
const [unit, other] = [1, 2].map((n) => `0198c1a2-0000-7000-8000-${String(n).padStart(12, '0')}`);
const untied: Ties = {
  ...{ reader, hasCase: false, line: [supervisor, superior], dutyScopes: [] },
  ...{ unitId: unit, isEmployee: true },
};

describe('C11: a read of a file', () => {
  it.each<[string, Partial<Ties>, boolean]>([
    ['nothing', {}, false],
    ['a case', { hasCase: true }, true],
    ['the person’s supervisor', { reader: supervisor }, true],
    ['the superior of that one', { reader: superior }, true],
    ['a duty for the person’s unit', { dutyScopes: [unit] }, true],
    ['a duty for the whole city', { dutyScopes: [null] }, true],
    ['a duty for another unit', { dutyScopes: [other] }, false],
    [
      'any duty, of somebody who is no employee',
      { dutyScopes: [other], isEmployee: false, unitId: null },
      true,
    ],
    ['no duty, of somebody who is no employee', { isEmployee: false, unitId: null, line: [] }, false],
  ])('with %s behind it', (_, ties, tied) => expect(isTied({ ...untied, ...ties })).toBe(tied));
  it.each([
    ['hr_admin', true],
    ['hr_admin:data_officer', true],
    ['leadership', true],
    ['supervisor', false],
    ['committee', false],
    ['employee:complaint_officer', false],
    // What inspectors have is a case.
    ['inspector', false],
  ])('under the role %s is one of an office: %s', (role, office) => expect(byOffice(role)).toBe(office));
});
