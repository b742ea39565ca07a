import { describe, expect, it } from '@jest/globals';
import { type KeptRecord, retentionEnded, retentionOf } from './retention';

const years = { APPLICATION: 2, PERSONNEL_FILE: 10, COMPLAINT: 1 };
const published: KeptRecord = { kind: 'APPLICATION', from: '2026-04-06' };

describe('what the law keeps of a person (domain.md 2.6; step 59)', () => {
  it.each([
    ['2027-06-01', '2028-04-06'],
    ['2028-04-06', '2028-04-06'],
    ['2028-04-07', null],
  ])('an application whose result was published on 2026-04-06, on %s: until %s', (today, until) =>
    expect(retentionOf([published], years, today)?.until ?? null).toBe(until),
  );
  it.each([
    ['nobody', [], null],
    ['an employee', [{ kind: 'PERSONNEL_FILE', from: null }], '2037-06-01'],
    ['who left', [{ kind: 'PERSONNEL_FILE', from: '2020-12-31' }], '2030-12-31'],
    ['who left long ago', [{ kind: 'PERSONNEL_FILE', from: '2017-05-31' }], null],
    ['a selection that goes on', [{ kind: 'APPLICATION', from: null }], '2029-06-01'],
    ['a complaint that goes on', [{ kind: 'COMPLAINT', from: null }], '2028-06-01'],
    ['a complaint that is settled', [{ kind: 'COMPLAINT', from: '2026-06-01' }], '2027-06-01'],
    [
      'who applied and was appointed: what is kept longest',
      [published, { kind: 'PERSONNEL_FILE', from: '2026-12-31' }],
      '2036-12-31',
    ],
  ] as [string, KeptRecord[], string | null][])('%s', (_, records, until) =>
    expect(retentionOf(records, years, '2027-06-01')?.until ?? null).toBe(until),
  );
  it('names what is kept', () =>
    expect(retentionOf([published], years, '2027-06-01')).toEqual({
      kind: 'APPLICATION',
      until: '2028-04-06',
    }));
  it('ends a year later where a day does not exist', () =>
    expect(retentionOf([{ kind: 'COMPLAINT', from: '2028-02-29' }], years, '2029-02-28')?.until).toBe(
      '2029-02-28',
    ));
  it('follows the policy, and no constant', () =>
    expect(retentionOf([published], { ...years, APPLICATION: 1 }, '2027-06-01')).toBeNull());
});

describe('what the time is over for', () => {
  const ended = (records: readonly KeptRecord[], today: string) => retentionEnded(records, years, today);
  it('is over the day after the last one', () => {
    expect(ended([published], '2028-04-06')).toBeNull();
    expect(ended([published], '2028-04-07')).toEqual({ kinds: ['APPLICATION'], until: '2028-04-06' });
  });
  it('is that of what was kept longest', () =>
    expect(
      ended([published, { kind: 'PERSONNEL_FILE', from: '2010-01-31' }, published], '2028-04-07'),
    ).toEqual({ kinds: ['APPLICATION', 'PERSONNEL_FILE'], until: '2028-04-06' }));
  it('is of nobody of whom something is kept still, or nothing ever was', () => {
    expect(ended([published, { kind: 'PERSONNEL_FILE', from: null }], '2040-01-01')).toBeNull();
    expect(ended([published, { kind: 'COMPLAINT', from: '2027-12-01' }], '2028-04-07')).toBeNull();
    expect(ended([], '2040-01-01')).toBeNull();
  });
});
