import { describe, expect, it } from '@jest/globals';
import { complaintsFile } from './complaints-file';

const month = { from: '2026-08-01', to: '2026-08-31' };
const row = {
  unitCode: 'DINKES',
  class: 'NORMATIVE',
  n: 30,
  answered: 14,
  ...{ due: 15, onTime: 10, overdue: 6 },
  medianMinutes: '90.5',
} as const;
const lineOf = (over: object) =>
  complaintsFile(month, [{ ...row, ...over }], 5, [], null).content.split('\n')[1];

describe('the complaints of a month as open data', () => {
  it('says how many, how many in time, the median response, and how many were late', () => {
    const { content, rows, kind, period } = complaintsFile(month, [row], 5, ['pub@1'], null);
    expect({ content, rows, kind, period }).toEqual({
      content:
        'unit,class,complaints,on_time_percent,median_response_minutes,overdue\nDINKES,NORMATIVE,30,66.67,90.5,6\n',
      ...{ rows: 1, kind: 'complaints-monthly', period: month },
    });
  });
  it('says nothing of few, and of those by which the few could be worked out', () => {
    const { content } = complaintsFile(month, [row, { ...row, class: 'LIGHT', n: 1 }], 5, [], null);
    expect(content.split('\n').slice(1, 3)).toEqual([
      'DINKES,NORMATIVE,SUPPRESSED,SUPPRESSED,SUPPRESSED,SUPPRESSED',
      'DINKES,LIGHT,SUPPRESSED,SUPPRESSED,SUPPRESSED,SUPPRESSED',
    ]);
  });
  it('says nothing that is computed from few of many', () => {
    // 4 of 15 late, 2 answered, 3 with a clock that ran out.
    expect(lineOf({ onTime: 11 })).toBe('DINKES,NORMATIVE,30,SUPPRESSED,90.5,6');
    expect(lineOf({ answered: 2 })).toBe('DINKES,NORMATIVE,30,66.67,SUPPRESSED,6');
    expect(lineOf({ overdue: 3 })).toBe('DINKES,NORMATIVE,30,66.67,90.5,SUPPRESSED');
  });
  it('has no share where no answer is due yet', () =>
    expect(lineOf({ answered: 0, due: 0, onTime: 0, overdue: 0, medianMinutes: null })).toBe(
      'DINKES,NORMATIVE,30,,,0',
    ));
});
