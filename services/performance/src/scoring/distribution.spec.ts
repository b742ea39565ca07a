import type { OrganisationPredicate } from '@jejak/contracts/performance';
import { describe, expect, it } from '@jest/globals';
import { distribution } from '../../test/nurse';
import { countsOf, sharesOf, staffOf, unmetPattern } from './distribution';

/** Staff with Sangat Baik, Baik, Butuh Perbaikan, Kurang, Sangat Kurang. */
type Staff = readonly [number, number, number, number, number];
const counts = ([SANGAT_BAIK, BAIK, BUTUH_PERBAIKAN, KURANG, SANGAT_KURANG]: Staff) => ({
  ...{ SANGAT_BAIK, BAIK, BUTUH_PERBAIKAN, KURANG, SANGAT_KURANG },
});
const unmet = (organisation: OrganisationPredicate, staff: Staff) =>
  unmetPattern(counts(staff), organisation, distribution);

describe('the distribution guide, cell by cell', () => {
  it.each<[OrganisationPredicate, Staff, string[]]>([
    // At most 70 % Sangat Baik: 14 of 20 = 70.0 %; 15 = 75 %. Others are free.
    ['ISTIMEWA', [14, 6, 0, 0, 0], []],
    ['ISTIMEWA', [15, 5, 0, 0, 0], ['max.SANGAT_BAIK']],
    ['ISTIMEWA', [0, 20, 0, 0, 0], []],
    // At most 70 % Baik, and one Butuh Perbaikan or Kurang at least.
    ['BAIK', [4, 14, 2, 0, 0], []],
    ['BAIK', [3, 15, 2, 0, 0], ['max.BAIK']],
    ['BAIK', [5, 13, 2, 0, 0], []],
    ['BAIK', [6, 14, 0, 0, 0], ['minCount.BUTUH_PERBAIKAN.KURANG']],
    ['BAIK', [6, 13, 0, 1, 0], []],
    ['BAIK', [5, 13, 0, 0, 2], ['minCount.BUTUH_PERBAIKAN.KURANG']],
    ['BAIK', [0, 20, 0, 0, 0], ['max.BAIK', 'minCount.BUTUH_PERBAIKAN.KURANG']],
    // At least 60 % Butuh Perbaikan, at most 10 % Sangat Baik.
    ['BUTUH_PERBAIKAN', [2, 6, 12, 0, 0], []],
    ['BUTUH_PERBAIKAN', [2, 7, 11, 0, 0], ['min.BUTUH_PERBAIKAN']],
    ['BUTUH_PERBAIKAN', [3, 5, 12, 0, 0], ['max.SANGAT_BAIK']],
    // At least 60 % Kurang and 10 % Butuh Perbaikan, at most 10 % Sangat Baik.
    ['KURANG', [2, 4, 2, 12, 0], []],
    ['KURANG', [2, 5, 1, 12, 0], ['min.BUTUH_PERBAIKAN']],
    ['KURANG', [2, 4, 3, 11, 0], ['min.KURANG']],
    ['KURANG', [3, 3, 2, 12, 0], ['max.SANGAT_BAIK']],
    // At least 60 % Sangat Kurang, 10 % Kurang and Butuh Perbaikan together, no Sangat Baik.
    ['SANGAT_KURANG', [0, 6, 1, 1, 12], []],
    ['SANGAT_KURANG', [0, 7, 1, 0, 12], ['min.KURANG.BUTUH_PERBAIKAN']],
    ['SANGAT_KURANG', [0, 6, 2, 1, 11], ['min.SANGAT_KURANG']],
    ['SANGAT_KURANG', [1, 5, 1, 1, 12], ['max.SANGAT_BAIK']],
  ])('%s with %j', (organisation, staff, keys) => {
    expect(unmet(organisation, staff)).toEqual(keys);
  });
  it('compares shares as per cent to 4 places', () => {
    // 7 000 007 of 10 000 000 are 70.00007 %, which is 70.0001; 7 000 004 are 70.00004 %, which is 70.0000.
    expect(unmet('ISTIMEWA', [7_000_007, 2_999_993, 0, 0, 0])).toEqual(['max.SANGAT_BAIK']);
    expect(unmet('ISTIMEWA', [7_000_004, 2_999_996, 0, 0, 0])).toEqual([]);
  });
  it('has no pattern for fewer than five', () => {
    expect(unmet('ISTIMEWA', [4, 0, 0, 0, 0])).toEqual([]);
    expect(unmet('ISTIMEWA', [5, 0, 0, 0, 0])).toEqual(['max.SANGAT_BAIK']);
    expect(unmet('SANGAT_KURANG', [0, 0, 0, 0, 0])).toEqual([]);
  });
  it('counts, and gives shares to 2 places', () => {
    const counted = countsOf(['BAIK', 'SANGAT_BAIK', 'BAIK']);
    expect(counted).toEqual(counts([1, 2, 0, 0, 0]));
    expect(staffOf(counted)).toBe(3);
    expect(sharesOf(counted)).toMatchObject({ SANGAT_BAIK: '33.33', BAIK: '66.67', KURANG: '0.00' });
    expect(sharesOf(countsOf([])).BAIK).toBe('0.00');
  });
});
