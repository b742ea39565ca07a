import { describe, expect, it } from '@jest/globals';
import { csvRecords } from './csv-records';
import { csvRow } from './csv-text';

describe('a published file as records', () => {
  it('says what its lines say', () => {
    const file = csvRow(['unit', 'note']) + csvRow(['DINKES', 'a,b "c"\nd']) + csvRow(['PTSP', null]);
    expect(csvRecords(file)).toEqual({
      columns: ['unit', 'note'],
      rows: [
        { unit: 'DINKES', note: 'a,b "c"\nd' },
        { unit: 'PTSP', note: '' },
      ],
    });
  });
  it('has no rows where nothing was counted, and needs its first line', () => {
    expect(csvRecords(csvRow(['unit', 'n']))).toEqual({ columns: ['unit', 'n'], rows: [] });
    expect(() => csvRecords('')).toThrow(RangeError);
  });
});
