import { describe, expect, it } from '@jest/globals';
import { complaintsFile } from './complaints-file';

const month = { from: '2026-08-01', to: '2026-08-31' };
const row = {
  unitCode: 'DINKES',
  class: 'NORMATIVE',
  n: 6,
  answered: 3,
  onTime: 2,
  medianMinutes: '90.5',
} as const;

describe('the complaints of a month as open data', () => {
  it('says how many, how many in time, and the median response', () => {
    const { content, rows, kind, period } = complaintsFile(month, [row], 5, ['pub@1'], null);
    expect({ content, rows, kind, period }).toEqual({
      content:
        'unit,class,complaints,on_time_percent,median_response_minutes\nDINKES,NORMATIVE,6,66.67,90.5\n',
      ...{ rows: 1, kind: 'complaints-monthly', period: month },
    });
  });
  it('says nothing of few, and of those by which the few could be worked out', () => {
    const { content } = complaintsFile(month, [row, { ...row, class: 'LIGHT', n: 1 }], 5, [], null);
    expect(content.split('\n').slice(1, 3)).toEqual([
      'DINKES,NORMATIVE,SUPPRESSED,SUPPRESSED,SUPPRESSED',
      'DINKES,LIGHT,SUPPRESSED,SUPPRESSED,SUPPRESSED',
    ]);
  });
  it('has no share where nothing is answered', () =>
    expect(
      complaintsFile(month, [{ ...row, answered: 0, onTime: 0, medianMinutes: null }], 5, [], null).content,
    ).toContain('DINKES,NORMATIVE,6,,\n'));
});
