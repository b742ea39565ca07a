import { describe, expect, it } from '@jest/globals';
import { faultsIn, missingFault, reasonFault } from './faults';

const say = { word: (key: string, fillings: object = {}) => `${key} ${JSON.stringify(fillings)}` };
const problem = { title: '', status: 422, code: 'REASON_REQUIRED', detail: 'Too short.' };

describe('a reason', () => {
  it('is long enough without the space around it', () => {
    expect(reasonFault('reason', '   twenty characters!!!   ', 20, say)).toEqual([]);
    expect(reasonFault('reason', 'nineteen characters' + '  ', 20, say)).toHaveLength(1);
  });

  it('is at least something where its minimum is not known', () => {
    expect(reasonFault('reason', ' ', null, say)).toHaveLength(1);
    expect(reasonFault('reason', 'x', null, say)).toEqual([]);
  });
});

describe('a choice', () => {
  it.each([[''], ['  '], [[]]])('is missing: %j', (value) =>
    expect(missingFault('grounds', value, 'Choose')).toEqual([{ field: 'grounds', text: 'Choose' }]),
  );
});

describe('a refusal', () => {
  const fields = new Set(['reason', 'evidence']);

  it('is told at the field that it is about', () =>
    expect(faultsIn({ ...problem, field: 'reason' }, fields)).toEqual([
      { field: 'reason', text: 'Too short.' },
    ]));

  it('is told at the field within which something is wrong', () =>
    expect(
      faultsIn({ ...problem, errors: [{ field: 'evidence.0.size', message: 'Too large' }] }, fields),
    ).toEqual([{ field: 'evidence', text: 'Too large' }]));

  it('is about no field that the form has not', () =>
    expect(faultsIn({ ...problem, field: 'corrections' }, fields)).toEqual([]));
});
