import { describe, expect, it } from '@jest/globals';
import { readings } from '../../test/appraised';
import { indicators } from '../../test/nurse';
import { progressOf } from './my-performance';

const cap = { min: '0', max: '120' };
const amounts = readings.map((reading) => ({ ...reading, rejectionCode: null, reason: null }));

describe('my performance', () => {
  it('is the indicator score of what is verified, with everything else beside it', () => {
    const found = progressOf(indicators('1200'), amounts, cap);
    expect(found.indicatorScore).toBe('107.5927');
    expect(found.indicators[0]).toMatchObject({ actual: '1320.0000', realisation: '110.0000' });
    expect(found.indicators[0].amounts.map(({ status }) => status)).toContain('REJECTED');
  });
  it('counts an indicator without amounts as nothing yet', () => {
    const found = progressOf(indicators('1200'), [], cap);
    expect(found.indicatorScore).toBe('0.0000');
    expect(found.indicators[0]).toMatchObject({ actual: null, realisation: null });
  });
});
